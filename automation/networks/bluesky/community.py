"""What people wrote to us, and replies that are hidden below our posts."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from automation.domain.community.message import Message, MessageKind
from automation.errors import Gone, Rejected
from automation.http import Fields, Json
from automation.language import mark
from automation.networks.bluesky.record import GATE, parts_of, time_text
from automation.networks.bluesky.wire import Xrpc

HIDDEN_MAX = 300
"""Replies that may be hidden below one post (lexicon app.bsky.feed.threadgate)."""
_REASONS = {
    "reply": MessageKind.COMMENT,
    "mention": MessageKind.MENTION,
    "quote": MessageKind.MENTION,
}
_PAGE = 100
_MAX_PAGES = 50


def messages_since(pds: Xrpc, since: datetime, own_did: str, pages: str) -> Sequence[Message]:
    """Return replies, mentions and quotes since then, each once, oldest first.

    The network dates a message by the earlier of its arrival and what its author's program wrote
    (measured on an AppView 0.0.221): one that is dated back is told to who asks that far back.

    Raises:
        Unavailable: there are more than can be read; none may be left out in silence.
    """
    found: dict[str, Message] = {}
    for one in reversed(list(_notifications(pds, since))):
        if one.text("reason") in _REASONS and one.inside("author").text("did") != own_did:
            message = _message(one, pages)
            if message.network_id not in found or message.kind is MessageKind.COMMENT:
                found[message.network_id] = message
    return sorted(found.values(), key=lambda one: one.at)


def _notifications(pds: Xrpc, since: datetime) -> Iterator[Fields]:
    """Yield what the network notifies us of, newest first, each with its time."""
    asked: dict[str, str | Sequence[str]] = {"limit": str(_PAGE), "reasons": list(_REASONS)}
    for _ in range(_MAX_PAGES):
        page = pds.query("read messages", "app.bsky.notification.listNotifications", asked)
        timed = [(one.time("indexedAt"), one) for one in page.items("notifications")]
        recent = [one for at, one in timed if at is not None and at >= since]
        yield from recent
        if len(recent) < len(timed) or not page.text("cursor"):
            return
        asked["cursor"] = page.text("cursor")
    pds.refuse_unread_messages()


def _message(one: Fields, pages: str) -> Message:
    author, uri = one.inside("author"), one.text("uri")
    name, handle = author.text("displayName"), author.text("handle")
    at = one.time("indexedAt")
    assert at is not None  # noqa: S101 - `_notifications` yields none without
    return Message(
        network_id=uri,
        kind=_REASONS[one.text("reason")],
        author=f"{name} (@{handle})" if name else f"@{handle}",
        text=one.inside("record").text("text"),
        at=at,
        answers=one.inside("record", "reply", "parent").text("uri") or one.text("reasonSubject"),
        url=f"{pages}/profile/{author.text('did')}/post/{parts_of(uri)[2]}",
    )


def hide_reply(pds: Xrpc, reply: Fields, own_did: str, now: datetime) -> None:
    """Add a reply to those hidden below our post; what else the post's gate says stays.

    Raises:
        Rejected: it stands below somebody else's post, or too many are hidden there.
    """
    root = reply.inside("value", "reply", "root").text("uri")
    owner, _, key = parts_of(root)
    if owner != own_did:
        pds.fail(
            Rejected, "hide",
            mark("What channel {channel} is to hide does not stand below one of its own posts on {network}."),
            mark("Nothing was hidden. There, whoever manages the channel may mute or block its author."),
        )  # fmt: skip
    place = {"repo": own_did, "collection": GATE, "rkey": key}
    try:
        gate = pds.query("hide", "com.atproto.repo.getRecord", place)
    except Gone:
        gate = Fields()
    hidden = gate.inside("value").texts("hiddenReplies")
    if reply.text("uri") in hidden:
        return
    if len(hidden) >= HIDDEN_MAX:
        pds.fail(
            Rejected, "hide",
            mark("{limit} replies are hidden below that post of channel {channel}, and {network} takes no more."),
            mark("Whoever manages the channel limits there who may answer it."), limit=HIDDEN_MAX,
        )  # fmt: skip
    record: dict[str, Json] = {
        "$type": GATE, "post": root, "createdAt": time_text(now),
        **gate.inside("value").values, "hiddenReplies": [*hidden, reply.text("uri")],
    }  # fmt: skip
    swap = gate.text("cid") or None
    pds.call("hide", "com.atproto.repo.putRecord", {**place, "record": record, "swapRecord": swap})
