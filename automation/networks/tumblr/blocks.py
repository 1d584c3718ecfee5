"""How a part is written as blocks (NPF), and recognised in them. Pure.

Source: https://github.com/tumblr/docs/blob/master/npf-spec.md (read 2026-11-22).
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.likeness import likeness, skeleton
from automation.domain.content.media import MediaFile
from automation.domain.content.text import Kind, hashtags_in, plain_entities
from automation.domain.publishing.publication import Receipt
from automation.http import Fields, Json, Upload

_PARAGRAPHS = re.compile(r"\n{2,}")
_FIRST_YEARS = datetime(2000, 1, 1, tzinfo=UTC)


def post_of(part: Part) -> dict[str, Json]:
    """Return the body of a post: its files first, then its headline and its paragraphs."""
    files = [_file_block(one, n) for n, one in enumerate(part.attachments)]
    body: dict[str, Json] = {"content": [*files, *texts_of(part)], "state": "published"}
    tags = ",".join(tag.replace(",", "") for tag in hashtags_in(part.text))
    return {**body, "tags": tags} if tags else body


def texts_of(part: Part) -> Sequence[Mapping[str, Json]]:
    """Return a part's texts as blocks."""
    heading = {"type": "text", "subtype": "heading1", "text": part.headline}
    paragraphs = [_paragraph(text) for text in _PARAGRAPHS.split(part.text) if text.strip()]
    return [heading, *paragraphs] if part.headline else paragraphs


def _paragraph(text: str) -> Mapping[str, Json]:
    links: list[Json] = [
        {"type": "link", "start": one.start, "end": one.end, "url": one.value}
        for one in plain_entities(text)
        if one.kind is Kind.LINK
    ]
    return {"type": "text", "text": text, **({"formatting": links} if links else {})}


def _file_block(one: Attachment, place: int) -> Mapping[str, Json]:
    size = {"width": one.file.width, "height": one.file.height} if one.file.pixels else {}
    media: Mapping[str, Json] = {"type": one.file.mime, "identifier": f"file{place}", **size}
    if not one.file.is_image:
        return {"type": "video", "media": media}
    alt = {"alt_text": one.alt_text} if one.alt_text else {}
    return {"type": "image", "media": [media], **alt}


def form_of(
    body: Mapping[str, Json], part: Part, read: Callable[[MediaFile], bytes]
) -> Mapping[str, Upload]:
    """Return a post with files as the parts of a form: the JSON first, then each file by its name."""
    told = json.dumps(body, ensure_ascii=False).encode()
    files = {
        f"file{n}": Upload(name=f"file{n}", mime=one.file.mime, body=read(one.file))
        for n, one in enumerate(part.attachments)
    }
    return {"json": Upload(name="", mime="application/json", body=told), **files}


def kept_blocks(post: Fields) -> Sequence[Json]:
    """Return the blocks of a post that are no text: they stay when its text is changed."""
    return [block.values for block in post.items("content") if block.text("type") != "text"]


def alike(part: Part, post: Fields) -> float:
    """Say how alike a part and a post are, from 0 to 1."""
    wanted = skeleton("".join(str(block["text"]) for block in texts_of(part)))
    blocks = post.items("content")
    shown = skeleton("".join(one.text("text") for one in blocks if one.text("type") == "text"))
    files = [one for one in blocks if one.text("type") in {"image", "video"}]
    found = likeness(wanted, shown)
    return found if len(files) == len(part.attachments) else min(found, 0.999)


def moment_of(fields: Fields) -> datetime | None:
    """Return a post's or a notice's time."""
    seconds = fields.count("timestamp")
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def receipt_of(post: Fields, blog: str, pages: str) -> Receipt | None:
    """Return what proves a post; None when what came is none."""
    number, at = post.text("id_string") or post.text("id"), moment_of(post)
    if not number or at is None or at < _FIRST_YEARS:
        return None
    return Receipt(network_id=number, url=f"{pages}/{blog}/{number}", published_at=at)
