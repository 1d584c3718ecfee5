"""How a part is written as containers. Pure but for the addresses of files."""

from collections.abc import Sequence

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaSource
from automation.networks.meta.containers import Form


def items_of(part: Part, media: MediaSource) -> list[Form]:
    """Return the forms of a carousel's items; none for a single picture or film."""
    if len(part.attachments) < 2:
        return []
    return [
        {**_file(one, media, film="VIDEO"), "is_carousel_item": "true"} for one in part.attachments
    ]


def form_of(part: Part, items: Sequence[str], media: MediaSource) -> Form:
    """Return the form of the post's own container; a film alone is a Reel that the feed shows too."""
    caption = {"caption": part.text} if part.text else {}
    if items:
        return {"media_type": "CAROUSEL", "children": ",".join(items), **caption}
    return {**_file(part.attachments[0], media, film="REELS"), **caption}


def _file(attachment: Attachment, media: MediaSource, *, film: str) -> Form:
    address = media.address(attachment.file)
    if not attachment.file.is_image:
        shown = {"share_to_feed": "true"} if film == "REELS" else {}
        return {"media_type": film, "video_url": address, **shown}
    alt = {"alt_text": attachment.alt_text} if attachment.alt_text else {}
    return {"image_url": address, **alt}
