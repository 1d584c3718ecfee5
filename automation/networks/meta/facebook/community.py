"""Comments below a Page's posts."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from automation.domain.community.message import Message, MessageKind
from automation.domain.publishing.publication import Receipt
from automation.errors import Gone
from automation.http import Fields
from automation.networks.meta.graph import Graph
from automation.networks.meta.recognise import Names

COMMENT = Names(text="message", url="permalink_url", at="created_time")
LOOK_BACK = timedelta(days=30)
"""How old a post may be whose comments are read: each costs a call."""
_FIELDS = f"{COMMENT.fields},from,is_hidden,parent"


def comments_since(graph: Graph, page: str, since: datetime) -> Sequence[Message]:
    """Return what others wrote below posts and Reels of the last 30 days, at any depth, oldest first."""
    found = {
        message.network_id: message
        for post in _posts_since(graph, page, since - LOOK_BACK)
        for message in _below(graph, page, post)
        if message.at >= since
    }
    return sorted(found.values(), key=lambda one: one.at)


def own_comments(graph: Graph, page: str, post: Receipt) -> Iterator[Fields]:
    """Yield what the Page wrote directly below a post, newest first."""
    query = {"fields": _FIELDS, "order": "reverse_chronological"}
    for one in graph.listed("find", f"/{post.network_id}/comments", query):
        if one.inside("from").text("id") == page:
            yield one


def _posts_since(graph: Graph, page: str, since: datetime) -> Iterator[str]:
    query = {"fields": "id,created_time,comments.summary(true).limit(0)"}
    for edge in ("published_posts", "video_reels"):  # Reels are listed apart
        for post in graph.listed("read messages", f"/{page}/{edge}", query):
            if (post.time("created_time") or since) < since:
                break
            if post.inside("comments", "summary").count("total_count") != 0:
                yield post.text("id")


def _below(graph: Graph, page: str, post: str) -> Iterator[Message]:
    query = {"fields": _FIELDS, "filter": "stream"}
    try:
        for one in graph.listed("read messages", f"/{post}/comments", query):
            at, author = one.time("created_time"), one.inside("from")
            if at is not None and author.text("id") != page:
                yield Message(
                    network_id=one.text("id"), kind=MessageKind.COMMENT, author=author.text("name"),
                    text=one.text("message"), at=at, answers=one.inside("parent").text("id") or post,
                    url=one.text("permalink_url"), is_hidden=one.values.get("is_hidden") is True,
                )  # fmt: skip
    except Gone:
        return  # deleted while we read
