"""What people wrote to an account: answers and mentions, in public and in private.

Nobody's answer can be hidden on Mastodon; it can be muted, blocked or reported there.

Source: https://docs.joinmastodon.org/methods/notifications/ (read 2026-11-21).
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.likeness import seen_text
from automation.http import Fields
from automation.networks.mastodon.wire import Wire

_PAGE = 40
_MAX_PAGES = 50
_LATE = timedelta(minutes=10)
"""How long after it was written an answer may still arrive from another server."""


def messages_since(wire: Wire, since: datetime, own_id: str) -> Sequence[Message]:
    """Return answers and mentions since then, each once, oldest first; our own are left out.

    Raises:
        Unavailable: there are more than can be read; none may be left out in silence.
    """
    found = {
        status.text("id"): _message(status, at, own_id)
        for status in _mentions(wire, since)
        if (at := status.time("created_at")) and at >= since
        if status.inside("account").text("id") != own_id
    }
    return sorted(found.values(), key=lambda one: (one.at, len(one.network_id), one.network_id))


def _mentions(wire: Wire, since: datetime) -> Iterator[Fields]:
    """Yield the posts that speak to us, in the order we were told of them, newest first."""
    query = {"types[]": "mention", "limit": str(_PAGE)}
    for _ in range(_MAX_PAGES):
        page = wire.entities("read messages", "/api/v1/notifications", query)
        yield from (
            one.inside("status")
            for one in page
            if one.text("type") == "mention" and one.inside("status").text("id")
        )
        told = page[-1].time("created_at") if page else None
        if len(page) < _PAGE or told is None or told < since - _LATE:
            return
        query["max_id"] = page[-1].text("id")
    wire.refuse_unread_messages()


def _message(status: Fields, at: datetime, own_id: str) -> Message:
    account = status.inside("account")
    name, handle = account.text("display_name"), f"@{account.text('acct')}"
    return Message(
        network_id=status.text("id"),
        kind=_kind(status, own_id),
        author=f"{name} ({handle})" if name else handle,
        text=seen_text(status.text("content")),
        at=at,
        answers=status.text("in_reply_to_id"),
        url=status.text("url"),
    )


def _kind(status: Fields, own_id: str) -> MessageKind:
    if status.text("visibility") == "direct":
        return MessageKind.DIRECT
    answers_us = status.text("in_reply_to_account_id") == own_id
    return MessageKind.COMMENT if answers_us else MessageKind.MENTION


def addressed(text: str, status: Fields) -> str:
    """Return an answer that names whom it answers, as Mastodon's own pages write it."""
    handle = f"@{status.inside('account').text('acct')}"
    named = text.casefold().startswith(f"{handle} ".casefold())
    return text if named else f"{handle} {text}"
