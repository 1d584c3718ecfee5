"""How a part is written as containers. Pure but for the addresses of files."""

from collections.abc import Sequence

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaSource
from automation.networks.meta.containers import Form


def items_of(part: Part, media: MediaSource) -> list[Form]:
    """Return the forms of a carousel's items; none for a text, or a single picture or film."""
    if len(part.attachments) < 2:
        return []
    return [{**_file(one, media), "is_carousel_item": "true"} for one in part.attachments]


def form_of(part: Part, items: Sequence[str], media: MediaSource, reply_to: str) -> Form:
    """Return the form of the post's own container; `reply_to` is the post it answers, or empty."""
    answers = {"reply_to_id": reply_to} if reply_to else {}
    text = {"text": part.text} if part.text else {}
    topic = {"topic_tag": part.topic} if part.topic else {}
    if items:
        return {"media_type": "CAROUSEL", "children": ",".join(items), **text, **topic, **answers}
    file = _file(part.attachments[0], media) if part.attachments else {"media_type": "TEXT"}
    return {**file, **text, **topic, **answers}


def _file(attachment: Attachment, media: MediaSource) -> Form:
    address = media.address(attachment.file)
    alt = {"alt_text": attachment.alt_text} if attachment.alt_text else {}
    if attachment.file.is_image:
        return {"media_type": "IMAGE", "image_url": address, **alt}
    return {"media_type": "VIDEO", "video_url": address, **alt}
