"""What people wrote in a channel's discussion group, read from the bot's updates. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from automation.domain.community.message import Message, MessageKind
from automation.http import Fields

PAGE = 100
"""The most updates an answer holds."""


def at_of(message: Fields) -> datetime:
    """Return a message's time, aware."""
    return datetime.fromtimestamp(message.count("date") or 0, UTC)


def stored_before(updates: Sequence[Fields], groups: Iterable[str], since: datetime) -> int | None:
    """Return the id of the last update that may be confirmed; None when none may.

    Only those at the beginning, of our own groups and older than `since`: what came before that
    was told to an earlier run. What is another channel's is left to it.
    """
    ours = frozenset(groups)
    last = None
    for update in updates:
        message = update.inside("message")
        if message.inside("chat").text("id") not in ours or at_of(message) >= since:
            break
        last = update.count("update_id")
    return last


def copy_in(updates: Iterable[Fields], group: str, channel: str, post: str) -> str:
    """Return the number under which a discussion group shows a post of its channel; empty when it does not.

    Telegram forwards every post there by itself; what answers the copy is a comment on the post.
    """
    for update in updates:
        message = update.inside("message")
        origin = message.inside("forward_origin")
        is_copy = message.values.get("is_automatic_forward") is True
        from_here = message.inside("sender_chat").text("id") == channel
        in_group = message.inside("chat").text("id") == group
        if is_copy and from_here and in_group and origin.text("message_id") == post:
            return message.text("message_id")
    return ""


def messages_in(
    updates: Iterable[Fields], group: str, channel: str, since: datetime
) -> Iterator[Message]:
    """Yield what people wrote in a group since then; what bots and the channel itself say is left out."""
    for update in updates:
        message = update.inside("message")
        ours = message.inside("from").values.get("is_bot") is True or message.inside(
            "sender_chat"
        ).text("id") in (group, channel)
        text = message.text("text") or message.text("caption")
        in_group = message.inside("chat").text("id") == group
        if in_group and not ours and text and at_of(message) >= since:
            yield _message(message, group, text)


def _message(message: Fields, group: str, text: str) -> Message:
    above = message.inside("reply_to_message")
    of_channel = above.inside("forward_origin").text("message_id")
    return Message(
        network_id=f"{group}/{message.text('message_id')}",
        kind=MessageKind.COMMENT,
        author=_author(message),
        text=text,
        at=at_of(message),
        answers=of_channel or (f"{group}/{above.text('message_id')}" if above.values else ""),
        url=_url(message),
    )


def _author(message: Fields) -> str:
    person = message.inside("from")
    full = " ".join(filter(None, (person.text("first_name"), person.text("last_name"))))
    name = person.text("username")
    return " ".join(filter(None, (full, f"@{name}" if name else ""))) or message.inside(
        "sender_chat"
    ).text("title")


def _url(message: Fields) -> str:
    name = message.inside("chat").text("username")
    return f"https://t.me/{name}/{message.text('message_id')}" if name else ""
