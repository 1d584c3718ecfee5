"""How a part is written as a post on Reddit, and recognised in one. Pure."""

from datetime import UTC, datetime

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Part
from automation.domain.content.likeness import skeleton
from automation.domain.content.text import links_in
from automation.domain.content.text.markup import from_markdown, markdown
from automation.domain.publishing.snapshot import Numbers
from automation.http import Fields

DELETED = "[deleted]"
"""The author of what is gone."""


def lone_link(part: Part) -> str:
    """Return the link that is all there is of a text; such a post is the link itself."""
    links = links_in(part.text)
    return links[0] if links == [part.text.strip()] else ""


def form_of(part: Part, community: str, picture: str) -> dict[str, str | list[str]]:
    """Return the form of `POST /api/submit`; `picture` is where an uploaded one lies."""
    about: dict[str, str | list[str]] = {
        "api_type": "json", "sr": community, "title": part.headline, "resubmit": "false", "sendreplies": "true",
    }  # fmt: skip
    if picture:
        return {**about, "kind": "image", "url": picture}
    if link := lone_link(part):
        return {**about, "kind": "link", "url": link}
    return {**about, "kind": "self", "text": markdown(part.text)}


def wanted_of(part: Part) -> str:
    """Return what must be equal in a post and the part it was made of: title, text or link."""
    return skeleton(f"{part.headline}\n{'' if part.attachments else part.text}")


def seen_of(post: Fields) -> str:
    """Return the same of a post Reddit shows."""
    if post.values.get("is_self") is True:
        below = from_markdown(post.text("selftext"))
    else:
        below = "" if is_picture(post) else post.text("url")
    return skeleton(f"{post.text('title')}\n{below}")


def is_picture(post: Fields) -> bool:
    """Say whether a post is a picture that Reddit keeps."""
    return "i.redd.it" in post.text("url") or post.text("post_hint") == "image"


def made_at(thing: Fields) -> datetime | None:
    """Return when a post or comment was made."""
    at = thing.values.get("created_utc")
    return datetime.fromtimestamp(at, UTC) if isinstance(at, int | float) else None


def numbers_of(post: Fields) -> Numbers:
    """Read a post's numbers; Reddit blurs its votes, and tells no views."""
    return Numbers(
        likes=post.count("score"),
        replies=post.count("num_comments"),
        shares=post.count("num_crossposts"),
    )


def message_of(kind: str, thing: Fields, pages: str, now: datetime) -> Message:
    """Return what somebody wrote to us: a comment, a mention, or a letter."""
    mention = thing.text("subject") == "username mention"
    comment = MessageKind.MENTION if mention else MessageKind.COMMENT
    place = thing.text("context")
    return Message(
        network_id=thing.text("name"),
        kind=comment if kind == "t1" else MessageKind.DIRECT,
        author=f"u/{thing.text('author')}",
        text=from_markdown(thing.text("body")),
        at=made_at(thing) or now,
        answers=thing.text("parent_id"),
        url=f"{pages}{place}" if place.startswith("/") else "",
    )
