"""What people wrote below the blog's posts: read, answered, and held back.

Comments and posts are numbered apart, so a comment's id here is that of its anchor, `comment-12`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.likeness import seen_text, skeleton
from automation.domain.publishing.publication import Receipt
from automation.errors import NetworkError, Rejected
from automation.http import Fields, Json, Repeat
from automation.networks.wordpress.wire import Wire

ANCHOR = "comment-"
"""What a comment's id begins with here."""
_PAGE = 100
_MAX_PAGES = 50
_A_DAY = timedelta(hours=26)
"""How far a blog's own clock may lie from UTC: `after` is read by it, `date_gmt` is not."""
_FIELDS = "id,post,parent,author,author_name,date_gmt,content,link,status"


class Place(NamedTuple):
    """Where a comment stands: below a post, and there below another comment, or not (`0`)."""

    post: str
    parent: str = "0"


def messages_since(wire: Wire, since: datetime, own_id: str) -> Sequence[Message]:
    """Return comments since then, oldest first, those held for moderation too; never our own.

    Those held back are told only to a user who may moderate.

    Raises:
        Unavailable: there are more than can be read; none may be left out in silence.
    """
    found = [
        _message(one, at)
        for one in _comments(wire, since)
        if (at := one.time("date_gmt")) and at >= since and one.text("author") != own_id
    ]
    return sorted(found, key=lambda one: one.at)


def _comments(wire: Wire, since: datetime) -> Iterator[Fields]:
    query = {
        "status": "all", "orderby": "date_gmt", "order": "asc", "per_page": str(_PAGE), "_fields": _FIELDS,
        "after": (since - _A_DAY).strftime("%Y-%m-%dT%H:%M:%S"),
    }  # fmt: skip
    for number in range(1, _MAX_PAGES + 1):
        page = wire.entities("read messages", "/comments", {**query, "page": str(number)})
        yield from page
        if len(page) < _PAGE:
            return
    wire.refuse_unread_messages()


def _message(one: Fields, at: datetime) -> Message:
    parent = one.text("parent")
    return Message(
        network_id=f"{ANCHOR}{one.text('id')}",
        kind=MessageKind.COMMENT,
        author=one.text("author_name"),
        text=seen_text(one.inside("content").text("rendered")),
        at=at,
        answers=f"{ANCHOR}{parent}" if parent not in {"", "0"} else one.text("post"),
        url=one.text("link"),
        is_hidden=one.text("status") != "approved",
    )


def number_of(message: Message) -> str:
    """Return a comment's number."""
    return message.network_id.removeprefix(ANCHOR)


def answer(wire: Wire, message: Message, text: str, own_id: str) -> Receipt | None:
    """Write a comment below a comment, which is approved first if it was held, as the dashboard does.

    WordPress refuses the same words below the same comment; then ours is there already. Returns
    None when what came back is no comment.

    Raises:
        Gone: the comment is no longer there.
    """
    number = number_of(message)
    parent = wire.call(
        "reply", "GET", f"/comments/{number}", query={"_fields": "id,post,status"}, names_post=True
    ).fields
    if parent.text("status") != "approved":
        set_status(wire, number, "approved")
    return _write(wire, "reply", Place(parent.text("post"), number), text, own_id)


def first(wire: Wire, post: str, text: str, own_id: str) -> Receipt | None:
    """Write a comment below a post; the same one that is there already is ours.

    Returns None when what came back is no comment.

    Raises:
        Rejected: the post takes no comments.
    """
    return _write(wire, "publish", Place(post), text, own_id)


def find(wire: Wire, post: str, text: str, own_id: str) -> Receipt | None:
    """Return our comment with that text right below a post, if it is there."""
    found = _ours(wire, "find", Place(post), text, own_id)
    return _receipt(found) if found else None


def _write(wire: Wire, operation: str, place: Place, text: str, own_id: str) -> Receipt | None:
    body: dict[str, Json] = {"post": int(place.post), "parent": int(place.parent), "content": text}
    try:
        made = wire.call(
            operation, "POST", "/comments", Repeat.ONCE, json=body, query={"_fields": _FIELDS}
        ).fields
    except Rejected as error:
        found = _ours(wire, operation, place, text, own_id)
        if error.call.status != 409 or found is None:
            raise
        made = found
    return _receipt(made)


def _receipt(made: Fields) -> Receipt | None:
    at = made.time("date_gmt")
    if not made.text("id") or at is None:
        return None
    return Receipt(network_id=f"{ANCHOR}{made.text('id')}", url=made.text("link"), published_at=at)


def _ours(wire: Wire, operation: str, place: Place, text: str, own_id: str) -> Fields | None:
    query = {
        "post": place.post, "parent": place.parent, "author": own_id, "status": "all", "_fields": _FIELDS,
    }  # fmt: skip
    for one in wire.entities(operation, "/comments", query):
        if skeleton(seen_text(one.inside("content").text("rendered"))) == skeleton(text):
            return one
    return None


def delete(wire: Wire, number: str) -> None:
    """Move our comment to the bin, or remove it where the blog has none."""
    path = f"/comments/{number}"
    try:
        wire.call("delete", "DELETE", path, Repeat.KEYED, names_post=True)
    except NetworkError as error:
        if error.call.status != 501:  # `rest_trash_not_supported`
            raise
        wire.call("delete", "DELETE", path, Repeat.KEYED, query={"force": "true"}, names_post=True)


def set_status(wire: Wire, number: str, status: str) -> None:
    """Approve a comment, or hold it back from others; saying it again changes nothing."""
    wire.call(
        "hide" if status == "hold" else "reply", "POST", f"/comments/{number}", Repeat.KEYED,
        json={"status": status}, query={"_fields": "id,status"}, names_post=True,
    )  # fmt: skip
