"""How a part is written as a post or a comment on LinkedIn, and recognised in one. Pure."""

import re
from datetime import UTC, datetime
from urllib.parse import quote

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Attachment, Part
from automation.domain.content.likeness import skeleton
from automation.domain.content.text import links_in
from automation.domain.content.text.markup import from_little_text, little_text
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.http import Fields, Json

_POST = re.compile(r"urn:li:(?:share|ugcPost|activity):(\d{15,20})", re.ASCII)
_COMMENT = re.compile(r"urn:li:comment:\((?P<post>urn:li:\w+:\d+),(?P<id>\d+)\)", re.ASCII)


def named_post(text: str) -> str:
    """Return the first post's URN in a text, empty when it names none."""
    found = _POST.search(text)
    return found[0] if found else ""


def posted_at(urn: str) -> datetime | None:
    """Return when a post was made: its number counts milliseconds since 1970 in its upper bits.

    Read off posts whose time is known; LinkedIn does not document it.
    """
    found = _POST.fullmatch(urn)
    return datetime.fromtimestamp((int(found[1]) >> 22) / 1000, UTC) if found else None


def comment_place(urn: str) -> tuple[str, str] | None:
    """Return the post and the number of a comment's URN; None when it is none."""
    found = _COMMENT.fullmatch(urn)
    return (found["post"], found["id"]) if found else None


def page_of(urn: str, pages: str) -> str:
    """Return where people see a post."""
    return f"{pages}/feed/update/{urn}/"


def in_path(urn: str) -> str:
    """Return a URN as it stands in a path or a query."""
    return quote(urn, safe="")


def body_of(part: Part, author: str, media: list[str]) -> dict[str, Json]:
    """Return the body of `POST /rest/posts`."""
    content = _content(part, media)
    return {
        "author": author,
        "commentary": little_text(part.text),
        "visibility": "PUBLIC",
        "distribution": {
            "feedDistribution": "MAIN_FEED",
            "targetEntities": [],
            "thirdPartyDistributionChannels": [],
        },
        "lifecycleState": "PUBLISHED",
        "isReshareDisabledByAuthor": False,
        **({"content": content} if content else {}),
    }


def _content(part: Part, media: list[str]) -> dict[str, Json]:
    """Return what stands below the text: one file, several pictures, or a card for its first link.

    LinkedIn reads no title off a linked page, so the card shows the address.
    """
    items = [_item(*one) for one in zip(media, part.attachments, strict=True)]
    if len(items) == 1:
        return {"media": items[0]}
    if items:
        return {"multiImage": {"images": items}}
    links = links_in(part.text)
    if not links:
        return {}
    return {"article": {"source": links[0], "title": re.sub(r"^https?://", "", links[0])[:200]}}


def _item(media: str, attachment: Attachment) -> dict[str, Json]:
    described = attachment.alt_text and attachment.file.is_image
    return {"id": media, **({"altText": attachment.alt_text} if described else {})}


def seen_skeleton(post: Fields) -> str:
    """Return what must be equal in a post and the part it was made of."""
    return skeleton(from_little_text(post.text("commentary")))


def same_frame(part: Part, post: Fields) -> bool:
    """Say whether as many files are attached."""
    content = post.inside("content")
    several = content.inside("multiImage").items("images")
    count = len(several) or (1 if content.inside("media").values else 0)
    return count == len(part.attachments)


def numbers_of(statistics: Fields) -> Numbers:
    """Read a post's numbers, cumulative; LinkedIn may count two days late."""
    return Numbers(
        likes=statistics.count("likeCount"),
        replies=statistics.count("commentCount"),
        shares=statistics.count("shareCount"),
        clicks=statistics.count("clickCount"),
        impressions=statistics.count("impressionCount"),
        reach=statistics.count("uniqueImpressionsCount"),
    )


def comment_urn(comment: Fields, post: str) -> str:
    """Return a comment's URN; LinkedIn writes it out in some answers, and its number in others."""
    whole = comment.text("commentUrn") or comment.text("$URN")
    number = comment.text("id")
    return whole or (f"urn:li:comment:({post},{number})" if number else "")


def message_of(comment: Fields, post: Receipt, now: datetime) -> Message:
    """Return somebody's comment on a post of ours; LinkedIn tells the author's URN, not their name."""
    return Message(
        network_id=comment_urn(comment, post.network_id),
        kind=MessageKind.COMMENT,
        author=comment.text("actor"),
        text=comment.inside("message").text("text"),
        at=moment_of(comment.inside("created").count("time")) or now,
        answers=comment.text("parentComment") or post.network_id,
        url=post.url,
    )


def moment_of(milliseconds: int | None) -> datetime | None:
    """Read milliseconds since 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if milliseconds else None
