"""What an answer's headers say about waiting. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

_LONGEST_WAIT = timedelta(days=1)
"""A wait beyond this is taken for a broken clock on the other side, and shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many calls are left until `reset_at` (aware)."""

    remaining: int
    reset_at: datetime


def retry_at(status: int, headers: Mapping[str, str], now: datetime) -> datetime | None:
    """Return when to ask again: `Retry-After` in seconds or as a date; with a 429 also the limit's reset.

    Servers send the reset with every answer, so it means nothing about another error.

    Source: RFC 9110 §10.2.3; https://docs.joinmastodon.org/api/rate-limits/ (checked 2026-11-21).
    """
    told = headers.get("retry-after", "").strip()
    reset = headers.get("x-ratelimit-reset", "") if status == 429 else ""
    wanted = _after(told, now) or _moment(reset)
    return min(max(wanted, now), now + _LONGEST_WAIT) if wanted else None


def sent_at(headers: Mapping[str, str]) -> datetime | None:
    """Return the server's own time when it answered, to the second; None when it does not say.

    Source: RFC 9110 §6.6.1.
    """
    return _http_date(headers.get("date", ""))


def rate_of(headers: Mapping[str, str]) -> Rate | None:
    """Return the rate limit the answer tells of; None when it tells none that can be read."""
    remaining = headers.get("x-ratelimit-remaining", "").strip()
    reset_at = _moment(headers.get("x-ratelimit-reset", ""))
    if not re.fullmatch(r"\d{1,9}", remaining, re.ASCII) or reset_at is None:
        return None
    return Rate(remaining=int(remaining), reset_at=reset_at)


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


def _moment(told: str) -> datetime | None:
    """Read an ISO 8601 time or seconds since 1970; servers send either."""
    told = told.strip()
    if re.fullmatch(r"\d{9,11}", told, re.ASCII):
        return datetime.fromtimestamp(int(told), UTC)
    try:
        moment = datetime.fromisoformat(told)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
