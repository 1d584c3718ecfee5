"""Attempts as tests make them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.publication import Receipt


def attempt(
    key: str = "k",
    *,
    since: datetime | None = None,
    reply_to: Receipt | None = None,
    kept: Mapping[str, str] | None = None,
    keep: Callable[[str, str], None] = lambda _step, _handle: None,
    go: Callable[[], None] = lambda: None,
) -> Attempt:
    """Return an attempt begun at `since` (now when it is left out)."""
    begun_at = since or datetime.now(UTC)  # noqa: TID251 - the fake server's own clock
    return Attempt(key=key, begun_at=begun_at, reply_to=reply_to, kept=kept or {}, keep=keep, go=go)
