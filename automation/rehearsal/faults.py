"""Faults on demand: which request meets which misfortune. Deciding is pure; `edge.py` carries it out.

Some faults replace the handler (nothing is stored), some spoil its answer (something is), and
some are conditions that hold until they are cleared, which handlers ask about.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from automation.rehearsal.call import (
    Answer,
    Call,
    Header,
    Refusal,
    Silence,
    json_answer,
    refusal_answer,
)
from automation.rehearsal.clock import iso


class Effect(StrEnum):
    """What goes wrong."""

    STATUS = "status"  # this status instead of the handler
    CUT = "cut"  # the connection ends before the handler
    LOST = "lost"  # the handler works, then the connection ends
    STORED_THEN_STATUS = "stored_then_status"  # the handler works, this status is told
    HTML = "html"  # a web page instead of the handler
    CUT_OFF_JSON = "cut_off_json"  # the handler works, half its JSON comes
    SLOW = "slow"  # waits, then the handler
    SLOW_ANSWER = "slow_answer"  # the handler works, then waits
    NEVER = "never"  # the handler works, no answer ever comes
    OVERSIZED = "oversized"  # the handler works, the answer is huge
    RATE_LIMITED = "rate_limited"  # 429 and no requests left until `delay_s` from now
    REDIRECT = "redirect"  # sent elsewhere instead of the handler
    TOKEN_REVOKED = "token_revoked"  # noqa: S105 - 401 for as long as it lasts
    TOKEN_EXPIRED = "token_expired"  # noqa: S105 - 401 for as long as it lasts
    LIMITS = "limits"  # condition: other numbers are enforced and announced
    IGNORE_KEYS = "ignore_keys"  # condition: Idempotency-Key means nothing, as on GoToSocial
    MEDIA_SLOW = "media_slow"  # condition: uploads answer 202 and are asked for again
    MEDIA_STUCK = "media_stuck"  # condition: uploads never finish
    MEDIA_FAILED = "media_failed"  # condition: processing of uploads fails


CONDITIONS = frozenset(
    {Effect.LIMITS, Effect.IGNORE_KEYS, Effect.MEDIA_SLOW, Effect.MEDIA_STUCK, Effect.MEDIA_FAILED}
)
_TOKEN_SENTENCES = {
    Effect.TOKEN_REVOKED: "The access token was revoked",
    Effect.TOKEN_EXPIRED: "The access token expired",
}
_OVERSIZED_BYTES = 24 * 1024 * 1024
_PAGE = b"<!DOCTYPE html><html><head><title>Bad gateway</title></head><body><h1>We are back soon</h1></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One misfortune, for the requests it matches.

    `methods` and `path` are regular expressions searched in the method and the path; `account` is
    a user name, empty for all. `count` is how many requests it strikes, None until it is cleared.
    """

    effect: Effect
    name: str = ""
    methods: str = "."
    path: str = "^/api/"
    account: str = ""
    count: int | None = 1
    status: int = 503
    headers: tuple[Header, ...] = ()
    delay_s: float = 2.0
    location: str = "https://elsewhere.example/"
    limits: Mapping[str, int] = field(default_factory=dict)

    def strikes(self, call: Call) -> bool:
        """Whether this fault is meant for that request; only a sent token can be refused."""
        if self.effect in _TOKEN_SENTENCES and not call.token:
            return False
        if self.account and (
            call.account is None or call.account.username.lower() != self.account.lower()
        ):
            return False
        return bool(re.search(self.methods, call.method) and re.search(self.path, call.path))


@dataclass(slots=True)
class Faults:
    """The faults in force, oldest first."""

    armed: dict[str, Fault] = field(default_factory=dict)
    left: dict[str, int | None] = field(default_factory=dict)
    _number: int = 0

    def add(self, fault: Fault) -> str:
        """Put a fault in force and return the id that ends it."""
        self._number += 1
        key = str(self._number)
        self.armed[key] = fault
        self.left[key] = None if fault.effect in CONDITIONS else fault.count
        return key

    def clear(self, key: str | None = None) -> bool:
        """End one fault, or all of them; False when there is no such fault."""
        if key is not None and key not in self.armed:
            return False
        for one in [key] if key is not None else list(self.armed):
            del self.armed[one], self.left[one]
        return True

    def take(self, call: Call) -> Fault | None:
        """Return the first fault that strikes this request, counting it down."""
        for key, fault in self.armed.items():
            if fault.effect in CONDITIONS or not fault.strikes(call):
                continue
            left = self.left[key]
            if left is not None:
                self.left[key] = left - 1
                if left <= 1:
                    self.clear(key)
            return fault
        return None

    def conditions(self, effect: Effect, username: str = "") -> Iterator[Fault]:
        """Iterate over the conditions of that kind that hold for an account."""
        for fault in self.armed.values():
            if fault.effect is effect and fault.account.lower() in ("", username.lower()):
                yield fault

    def holds(self, effect: Effect, username: str = "") -> bool:
        """Whether such a condition holds for an account."""
        return any(self.conditions(effect, username))


def instead(fault: Fault, now: datetime) -> Answer | Silence | None:
    """Return what is said without asking the handler; None lets the handler work."""
    act = _INSTEAD.get(fault.effect)
    return act(fault, now) if act else None


def spoil(fault: Fault, answer: Answer) -> Answer | Silence:
    """Return what becomes of the handler's answer; what it stored stays stored."""
    act = _SPOIL.get(fault.effect)
    return act(fault, answer) if act else answer


def _told_status(fault: Fault, _: object) -> Answer:
    return json_answer({"error": _sentence(fault.status)}, fault.status, fault.headers)


def _told_to_wait(fault: Fault, now: datetime) -> Answer:
    left = (
        ("X-RateLimit-Limit", "300"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-Reset", iso(now + timedelta(seconds=fault.delay_s))),
    )
    return refusal_answer(Refusal(429, "Too many requests", *left, *fault.headers))


def _told_token(fault: Fault, _: object) -> Answer:
    return refusal_answer(Refusal(401, _TOKEN_SENTENCES[fault.effect]))


def _shown_page(fault: Fault, _: object) -> Answer:
    return Answer(status=fault.status, body=_PAGE, content_type="text/html", headers=fault.headers)


_INSTEAD: Mapping[Effect, Callable[[Fault, datetime], Answer | Silence]] = {
    Effect.CUT: lambda _fault, _now: Silence.CUT,
    Effect.STATUS: _told_status,
    Effect.HTML: _shown_page,
    Effect.RATE_LIMITED: _told_to_wait,
    Effect.REDIRECT: lambda fault, _: Answer(
        status=302, headers=(("Location", fault.location), *fault.headers)
    ),
    Effect.TOKEN_EXPIRED: _told_token,
    Effect.TOKEN_REVOKED: _told_token,
}
_SPOIL: Mapping[Effect, Callable[[Fault, Answer], Answer | Silence]] = {
    Effect.LOST: lambda _fault, _answer: Silence.CUT,
    Effect.NEVER: lambda _fault, _answer: Silence.FOREVER,
    Effect.STORED_THEN_STATUS: _told_status,
    Effect.CUT_OFF_JSON: lambda _, answer: replace(
        answer, body=answer.body[: len(answer.body) // 2]
    ),
    Effect.OVERSIZED: lambda _, answer: replace(answer, body=b"[%s]" % (b" " * _OVERSIZED_BYTES)),
}


def _sentence(status: int) -> str:
    known = {
        401: "The access token is invalid",
        403: "This action is not allowed",
        404: "Record not found",
    }
    return known.get(status, "Rehearsed fault")
