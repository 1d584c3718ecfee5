"""Comments below our posts: reading, answering, hiding, and the first one of our own."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from automation.domain.community.message import Message, MessageKind
from automation.domain.publishing.publication import Receipt
from automation.errors import Gone
from automation.http import Fields, Repeat
from automation.networks.meta.instagram.account import Account
from automation.networks.meta.recognise import Names

COMMENT = Names(text="text", url="permalink", at="timestamp")
LOOK_BACK = timedelta(days=30)
"""How old a post may be whose comments are read: each costs a call."""
_FIELDS = "id,text,timestamp,username,hidden"


def comments_since(account: Account, since: datetime) -> Sequence[Message]:
    """Return what others wrote below posts of the last 30 days, oldest first."""
    found = [
        message
        for post in _posts_since(account, since - LOOK_BACK)
        for message in _below(account, post)
        if message.at >= since and message.author != account.name
    ]
    return sorted(found, key=lambda one: one.at)


def own_comments(account: Account, post: Receipt) -> Iterator[Fields]:
    """Yield what we wrote directly below a post, newest first; comments have no address of their own."""
    path, query = f"/{post.network_id}/comments", {"fields": _FIELDS}
    for one in account.graph.listed("find", path, query):
        if one.text("username") == account.name:
            yield Fields({**one.values, COMMENT.url: post.url})


def write_comment(account: Account, path: str, text: str) -> str:
    """Write below a post or a comment, once; return the new comment's id."""
    answer = account.graph.ask("comment", "POST", path, Repeat.ONCE, form={"message": text})
    return account.graph.made("comment", answer)


def hide_comment(account: Account, comment: str) -> None:
    """Hide a comment from everybody but who wrote it."""
    account.graph.ask(
        "hide", "POST", f"/{comment}", Repeat.KEYED, form={"hide": "true"}, names_post=True
    )


def _posts_since(account: Account, since: datetime) -> Iterator[Fields]:
    query = {"fields": "id,permalink,timestamp,comments_count"}
    for post in account.graph.listed("read messages", f"/{account.id}/media", query):
        if (post.time("timestamp") or since) < since:
            return
        if post.count("comments_count") != 0:
            yield post


def _below(account: Account, post: Fields) -> Iterator[Message]:
    query = {"fields": f"{_FIELDS},replies{{{_FIELDS}}}"}
    path = f"/{post.text('id')}/comments"
    try:
        for one in account.graph.listed("read messages", path, query):
            yield from _message(one, post.text("id"), post.text("permalink"))
            for answer in one.inside("replies").items("data"):
                yield from _message(answer, one.text("id"), post.text("permalink"))
    except Gone:
        return  # deleted while we read


def _message(one: Fields, answers: str, url: str) -> Iterator[Message]:
    at = one.time("timestamp")
    if at is not None:
        yield Message(
            network_id=one.text("id"), kind=MessageKind.COMMENT, author=one.text("username"),
            text=one.text("text"), at=at, answers=answers, url=url,
            is_hidden=one.values.get("hidden") is True,
        )  # fmt: skip
