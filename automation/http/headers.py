"""What an answer's headers say about waiting. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(days=1)
"""A wait beyond this is taken for a broken clock on the other side, and shortened."""

_SPELLINGS = ("x-ratelimit", "x-rate-limit", "ratelimit")
_SMALL_LIMIT = 20
_EPOCH_SECONDS = 500_000_000
"""From here on a number of seconds is a time since 1970, below it a wait: 15 years apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many calls are left until `reset_at` (aware), of how many (None: not told)."""

    remaining: int
    reset_at: datetime
    limit: int | None = None

    @property
    def reserve(self) -> int:
        """How many of the last calls are kept for reading: a lost answer must be looked for.

        One in fifty, five at most; nothing of a small burst limit such as Discord's five a second.
        """
        if self.limit is None or self.limit < _SMALL_LIMIT:
            return 0
        return min(max(1, self.limit // 50), 5)


def retry_at(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return when to ask again: `Retry-After` in seconds or as a date; with a 429 also the limit's reset.

    Servers send the reset with every answer, so it means nothing about another error.

    Source: RFC 9110 §10.2.3; https://docs.joinmastodon.org/api/rate-limits/ (checked 2026-11-21).
    """
    told = headers.get("retry-after", "").strip()
    reset = _reset_at(headers, now) if status == 429 else None
    wanted = _after(told, now) or reset
    return min(max(wanted, now), now + LONGEST_WAIT) if wanted else None


def sent_at(headers: Mapping[str, str]) -> datetime | None:
    """Return the server's own time when it answered, to the second; None when it does not say.

    Source: RFC 9110 §6.6.1.
    """
    return _http_date(headers.get("date", ""))


def rate_of(headers: Mapping[str, str], now: datetime) -> Rate | None:
    """Return the rate limit the answer tells of; None when it tells none that can be read.

    Networks spell it `X-RateLimit-…` (Mastodon, Reddit, Discord), `x-rate-limit-…` (X) or
    `RateLimit-…` (Bluesky); what is left may have decimals (Reddit).
    """
    told = _told(headers, "remaining")
    reset_at = _reset_at(headers, now)
    if not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", told, re.ASCII) or reset_at is None:
        return None
    limit = _told(headers, "limit")
    return Rate(
        remaining=int(float(told)),
        reset_at=reset_at,
        limit=int(limit) if re.fullmatch(r"\d{1,9}", limit, re.ASCII) else None,
    )


def _told(headers: Mapping[str, str], name: str) -> str:
    found = (headers.get(f"{spelling}-{name}", "").strip() for spelling in _SPELLINGS)
    return next(filter(None, found), "")


def _reset_at(headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return when the limit is reset; Discord's seconds from now go before its own clock's time."""
    after = _told(headers, "reset-after")
    return _moment(after, now) if after else _moment(_told(headers, "reset"), now)


def _after(told: str, now: datetime) -> datetime | None:
    if re.fullmatch(r"\d{1,9}", told, re.ASCII):
        return now + timedelta(seconds=int(told))
    return _http_date(told)


def _http_date(told: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _moment(told: str, now: datetime) -> datetime | None:
    """Read an ISO 8601 time, seconds since 1970, or seconds from now; servers send any of them."""
    if re.fullmatch(r"\d{1,11}(\.\d{1,9})?", told, re.ASCII):
        seconds = float(told)
        since_1970 = seconds >= _EPOCH_SECONDS
        return (
            datetime.fromtimestamp(seconds, UTC) if since_1970 else now + timedelta(seconds=seconds)
        )
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
