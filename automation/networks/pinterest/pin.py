"""How a part is written as a pin, and recognised in one. Pure."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime

from automation.domain.content.draft import Part
from automation.domain.content.likeness import likeness, skeleton
from automation.domain.content.media import MediaFile
from automation.domain.content.text import links_in
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.http import Fields, Json
from automation.networks.pinterest.header import LINK_MAX, PAGES

FIGURES = ("IMPRESSION", "OUTBOUND_CLICK", "SAVE", "VIDEO_MRC_VIEW", "TOTAL_COMMENTS", "TOTAL_REACTIONS")  # fmt: skip


def pin_of(part: Part, board: str, source: Mapping[str, Json]) -> dict[str, Json]:
    """Return the body of `POST /pins`; the first link of the text is where the pin leads."""
    return {"board_id": board, "media_source": source, **words_of(part)}


def words_of(part: Part) -> dict[str, Json]:
    """Return what people read of a pin, and where it leads; what is empty is left out."""
    link = next((one for one in links_in(part.text) if len(one) <= LINK_MAX), "")
    told = {
        "title": part.headline,
        "description": part.text,
        "alt_text": alt_of(part),
        "link": link,
    }
    return {name: value for name, value in told.items() if value}


def alt_of(part: Part) -> str:
    """Return a pin's one alt text: that of its pictures, one after the other."""
    return "\n".join(one.alt_text for one in part.attachments if one.alt_text)


def pictures_of(part: Part, read: Callable[[MediaFile], bytes]) -> Mapping[str, Json]:
    """Return a part's pictures as a pin takes them: one, or two to five side by side."""
    items: list[Mapping[str, Json]] = [
        {"content_type": one.file.mime, "data": b64encode(read(one.file)).decode()}
        for one in part.attachments
    ]
    if len(items) == 1:
        return {"source_type": "image_base64", **items[0]}
    return {"source_type": "multiple_image_base64", "items": items, "index": 0}


def alike(part: Part, pin: Fields) -> float:
    """Say how alike a part and a pin are, from 0 to 1."""
    title = skeleton(pin.text("title")) == skeleton(part.headline)
    found = likeness(skeleton(part.text), skeleton(pin.text("description")))
    return found if title else min(found, 0.999)


def receipt_of(pin: Fields, now: datetime, pages: str = PAGES) -> Receipt | None:
    """Return what proves a pin; None when what came is none."""
    number = pin.text("id")
    if not number:
        return None
    return Receipt(
        network_id=number, url=f"{pages}/pin/{number}/", published_at=pin.time("created_at") or now
    )


def numbers_of(answer: Fields) -> Numbers:
    """Read a pin's analytics; those of the last days may still be estimates, and may change."""
    told, ever = (answer.inside("all", name) for name in ("summary_metrics", "lifetime_metrics"))
    return Numbers(
        impressions=_whole(told, "IMPRESSION"),
        clicks=_whole(told, "OUTBOUND_CLICK"),
        saves=_whole(told, "SAVE"),
        video_views=_whole(told, "VIDEO_MRC_VIEW"),
        replies=_whole(ever, "TOTAL_COMMENTS"),
        likes=_whole(ever, "TOTAL_REACTIONS"),
    )


def _whole(fields: Fields, name: str) -> int | None:
    value = fields.values.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        return None
    return round(value)
