"""How a part is written as a post on Reddit, and recognised in one. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Part
from automation.domain.content.likeness import skeleton
from automation.domain.content.text import links_in
from automation.domain.content.text.markup import from_markdown, markdown
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import web_host
from automation.http import Fields, Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A post's files on Reddit, by what its kind of post names them with."""

    address: str = ""
    """Of its one picture or film."""
    poster: str = ""
    """Of the picture shown before the film plays."""
    gallery: tuple[str, ...] = ()
    """The pictures of a gallery, by their ids."""


DELETED = "[deleted]"
"""The author of what is gone."""


def lone_link(part: Part) -> str:
    """Return the link that is all there is of a text; such a post is the link itself."""
    links = links_in(part.text)
    return links[0] if links == [part.text.strip()] else ""


def kind_of(part: Part) -> str:
    """Return what kind of post a part becomes, in Reddit's words."""
    if len(part.attachments) > 1:
        return "gallery"
    if part.attachments:
        return "image" if part.attachments[0].file.is_image else "video"
    return "link" if lone_link(part) else "self"


def kind_seen(post: Fields) -> str:
    """Return the same of a post Reddit shows."""
    if post.values.get("is_self") is True:
        return "self"
    if post.values.get("is_gallery") is True:
        return "gallery"
    host = web_host(post.text("url"))
    kept = {"i.redd.it": "image", "v.redd.it": "video"}
    return kept.get(host, "video" if post.values.get("is_video") is True else "link")


def form_of(part: Part, community: str, files: Files, flair: str) -> dict[str, str | list[str]]:
    """Return the form of `POST /api/submit`; `flair` is the id of one, or empty."""
    kind = kind_of(part)
    form: dict[str, str | list[str]] = {
        "api_type": "json", "sr": community, "title": part.headline, "kind": kind, "resubmit": "false",
        "sendreplies": "true", "validate_on_submit": "true", **({"flair_id": flair} if flair else {}),
    }  # fmt: skip
    if kind == "link":
        return {**form, "url": lone_link(part)}
    body = {"text": markdown(part.text)} if part.text or kind == "self" else {}
    if kind == "self":
        return {**form, **body}
    poster = {"video_poster_url": files.poster} if files.poster else {}
    return {**form, **body, "url": files.address, **poster}


def gallery_of(part: Part, community: str, files: Files, flair: str) -> Mapping[str, Json]:
    """Return the body of `POST /api/submit_gallery_post.json`.

    A picture there may have a caption, which everybody sees: an alt text is none.
    """
    items: list[Json] = [
        {"media_id": number, "caption": "", "outbound_url": ""} for number in files.gallery
    ]
    return {
        "api_type": "json", "sr": community, "title": part.headline, "items": items,
        "nsfw": False, "spoiler": False, "sendreplies": True, "show_error_list": True,
        "validate_on_submit": True, **({"text": markdown(part.text)} if part.text else {}),
        **({"flair_id": flair} if flair else {}),
    }  # fmt: skip


def name_in(data: Fields) -> str:
    """Return the name of a new post; empty where Reddit does not tell it yet, as with media.

    A gallery's stands in `id`.
    """
    number = data.text("id")
    return data.text("name") or (number if number.startswith("t3_") else "")


def wanted_of(part: Part) -> str:
    """Return what must be equal in a post and the part it was made of: title, text or link."""
    return skeleton(f"{part.headline}\n{part.text}")


def seen_of(post: Fields) -> str:
    """Return the same of a post Reddit shows."""
    link = post.text("url") if kind_seen(post) == "link" else ""
    return skeleton(f"{post.text('title')}\n{link or from_markdown(post.text('selftext'))}")


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
