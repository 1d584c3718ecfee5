"""What people wrote to a blog, as its activity tells it; no program may answer there."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from automation.domain.community.message import Message, MessageKind
from automation.http import Fields, Line
from automation.networks.tumblr.blocks import moment_of

_KINDS = {
    "reply": MessageKind.COMMENT,
    "reblog_with_content": MessageKind.COMMENT,
    "mention_in_reply": MessageKind.MENTION,
    "mention_in_post": MessageKind.MENTION,
    "ask": MessageKind.DIRECT,
}
_WORDS = ("reply_text", "added_text", "target_post_summary")
_MAX_PAGES = 50


def messages_since(
    line: Line, path: str, since: datetime, blog: str, pages: str
) -> Sequence[Message]:
    """Return what people wrote since then, each once, oldest first; our own words are left out.

    Raises:
        Unavailable: there is more than can be read; nothing may be left out in silence.
    """
    found = {
        one.text("id"): _message(one, pages)
        for one in _notices(line, path, since)
        if one.text("type") in _KINDS and one.text("from_tumblelog_name") != blog
    }
    return sorted(found.values(), key=lambda one: one.at)


def _notices(line: Line, path: str, since: datetime) -> Iterator[Fields]:
    """Yield the activity, newest first, each with its time."""
    query = {"rollups": "false"}
    for _ in range(_MAX_PAGES):
        answer = line.ask("read messages", "GET", f"{path}/notifications", query=query)
        told = answer.fields.inside("response")
        page = [(at, one) for one in told.items("notifications") if (at := moment_of(one))]
        yield from (one for at, one in page if at >= since)
        more = told.inside("_links", "next", "query_params").text("before")
        if not page or page[-1][0] < since or not more:
            return
        query["before"] = more
    line.refuse_unread_messages()


def _message(one: Fields, pages: str) -> Message:
    at = moment_of(one)
    assert at is not None  # noqa: S101 - `_notices` yields none without
    author = one.text("from_tumblelog_name")
    place = one.text("post_id") or one.text("target_post_id")
    return Message(
        network_id=one.text("id"),
        kind=_KINDS[one.text("type")],
        author=author,
        text=next(filter(None, map(one.text, _WORDS)), ""),
        at=at,
        answers=one.text("target_post_id"),
        url=f"{pages}/{author}/{place}" if one.text("type").startswith("reblog") else "",
    )
