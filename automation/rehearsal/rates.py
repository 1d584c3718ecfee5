"""Counts requests as Mastodon limits them, and says what is left in the headers."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from automation.rehearsal.call import Call, Header, Refusal
from automation.rehearsal.clock import iso
from automation.rehearsal.limits import Limits


@dataclass(slots=True)
class _Window:
    ends_at: datetime
    ends_monotonic_s: float
    used: int = 0


@dataclass(slots=True)
class Rates:
    """Fixed windows per account (or the whole world for calls without a token) and kind of call.

    A window ends when the rehearsal's clock passes its end or when as much real time has gone by:
    a clock that stands still does not lock anybody out.
    """

    monotonic: Callable[[], float] = time.monotonic
    _windows: dict[tuple[str, str], _Window] = field(default_factory=dict)

    def spend(self, call: Call, limits: Limits, now: datetime) -> tuple[Header, ...]:
        """Count one request and return the headers that say what is left.

        Raises:
            Refusal: 429 with the same headers; the time of reset is ISO 8601.
        """
        headers: tuple[Header, ...] = ()
        for kind, allowed, window_s in _budgets(call, limits):
            if not allowed:
                continue
            window = self._window((call.token, kind), now, window_s)
            window.used += 1
            headers = (
                ("X-RateLimit-Limit", str(allowed)),
                ("X-RateLimit-Remaining", str(max(0, allowed - window.used))),
                ("X-RateLimit-Reset", iso(window.ends_at)),
            )
            if window.used > allowed:
                raise Refusal(429, "Too many requests", *headers)
        return headers

    def _window(self, key: tuple[str, str], now: datetime, window_s: int) -> _Window:
        window = self._windows.get(key)
        if window is None or now >= window.ends_at or self.monotonic() >= window.ends_monotonic_s:
            window = _Window(now + timedelta(seconds=window_s), self.monotonic() + window_s)
            self._windows[key] = window
        return window


def _budgets(call: Call, limits: Limits) -> list[tuple[str, int, int]]:
    """Return (kind, requests, window) that a call draws on; the tightest last, as it is the one told."""
    budgets = [("all", limits.requests, limits.window_s)]
    if call.method == "POST" and call.path.endswith("/media"):
        budgets.append(("uploads", limits.uploads, limits.slow_window_s))
    deletes = call.method == "DELETE" and call.path.startswith("/api/v1/statuses/")
    if deletes or call.path.endswith("/unreblog"):
        budgets.append(("deletions", limits.deletions, limits.slow_window_s))
    return budgets
