"""Answers below our posts."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from automation.domain.community.message import Message, MessageKind
from automation.errors import Gone
from automation.http import Fields
from automation.networks.meta.graph import Graph

LOOK_BACK = timedelta(days=30)
"""How old a post may be whose answers are read: each costs a call."""
_FIELDS = "id,text,timestamp,permalink,username,hide_status,replied_to"
_HIDDEN = frozenset({"HIDDEN", "COVERED", "BLOCKED", "RESTRICTED"})


def answers_since(graph: Graph, account: str, name: str, since: datetime) -> Sequence[Message]:
    """Return what others wrote below posts of the last 30 days, at any depth, oldest first."""
    found = [
        message
        for post in _posts_since(graph, account, since - LOOK_BACK)
        for message in _below(graph, post)
        if message.at >= since and message.author != name
    ]
    return sorted(found, key=lambda one: one.at)


def _posts_since(graph: Graph, account: str, since: datetime) -> Iterator[str]:
    query = {"fields": "id,timestamp,has_replies"}
    for post in graph.listed("read messages", f"/{account}/threads", query):
        if (post.time("timestamp") or since) < since:
            return
        if post.values.get("has_replies") is not False:
            yield post.text("id")


def _below(graph: Graph, post: str) -> Iterator[Message]:
    try:
        for one in graph.listed("read messages", f"/{post}/conversation", {"fields": _FIELDS}):
            yield from _message(one, post)
    except Gone:
        return  # deleted while we read


def _message(one: Fields, post: str) -> Iterator[Message]:
    at = one.time("timestamp")
    if at is not None:
        yield Message(
            network_id=one.text("id"), kind=MessageKind.COMMENT, author=one.text("username"),
            text=one.text("text"), at=at, answers=one.inside("replied_to").text("id") or post,
            url=one.text("permalink"), is_hidden=one.text("hide_status") in _HIDDEN,
        )  # fmt: skip
