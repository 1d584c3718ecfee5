"""How a part is written as a Discord message, and recognised in one. Pure but for reading files."""

import json
import mimetypes
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.likeness import skeleton
from automation.domain.content.media import MediaSource
from automation.domain.content.text.markup import from_markdown, markdown
from automation.domain.publishing.publication import Receipt
from automation.http import Fields, Json, Upload
from automation.networks.discord.header import Place


class Body(TypedDict, total=False):
    """What a request carries that posts a message: JSON, or a form with files."""

    json: Mapping[str, Json]
    form: Mapping[str, str | list[str]]
    files: Mapping[str, Upload]


def written(part: Part, media: MediaSource, **more: Json) -> Body:
    """Return what a request that posts a part carries: JSON alone, or a form with the files."""
    body = {**text_of(part), **more}
    if not part.attachments:
        return {"json": body}
    body["attachments"] = [
        {"id": place, "filename": _name(one, place), "description": one.alt_text}
        if one.alt_text else {"id": place, "filename": _name(one, place)}
        for place, one in enumerate(part.attachments)
    ]  # fmt: skip
    form: dict[str, str | list[str]] = {"payload_json": json.dumps(body, ensure_ascii=False)}
    return {"form": form, "files": _files(part.attachments, media)}


def text_of(part: Part) -> dict[str, Json]:
    """Return a message's text, which Discord shows as it stands; whoever it names is not notified."""
    return {"content": markdown(part.text), "allowed_mentions": {"parse": []}}


def receipt_of(message: Fields, place: Place) -> Receipt | None:
    """Return what proves a message; None when it is none."""
    number, at = message.text("id"), message.time("timestamp")
    if not number or at is None:
        return None
    return Receipt(network_id=number, url=place.url_of(number), published_at=at)


def same_frame(message: Fields, part: Part, reply_to: Receipt | None) -> bool:
    """Say whether all but the text is the same: what it answers, and how many files it has."""
    answered = message.inside("message_reference").text("message_id")
    files = len(message.items("attachments"))
    return answered == (reply_to.network_id if reply_to else "") and files == len(part.attachments)


def words_of(message: Fields) -> str:
    """Return a message's text as it is compared."""
    return skeleton(from_markdown(message.text("content")))


def is_before(message: Fields, moment: datetime) -> bool:
    """Say whether a message was written before a moment; one without a time was not."""
    at = message.time("timestamp")
    return at is not None and at < moment


def _files(attachments: Sequence[Attachment], media: MediaSource) -> dict[str, Upload]:
    return {
        f"files[{place}]": Upload(
            name=_name(one, place), mime=one.file.mime, body=media.read(one.file)
        )
        for place, one in enumerate(attachments)
    }


def _name(attachment: Attachment, place: int) -> str:
    return f"media{place}{mimetypes.guess_extension(attachment.file.mime) or ''}"
