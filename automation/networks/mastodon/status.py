"""How a part is written as a status, and recognised in one. Pure."""

from dataclasses import replace
from urllib.parse import quote

from automation.domain.content.draft import Part
from automation.domain.content.likeness import skeleton
from automation.domain.publishing.publication import Receipt
from automation.http import Fields


def path_of(receipt: Receipt) -> str:
    """Return the path of one status."""
    return f"/api/v1/statuses/{quote(receipt.network_id, safe='')}"


def form_of(part: Part, media: list[str], reply_to: Receipt | None) -> dict[str, str | list[str]]:
    """Return the form of `POST /api/v1/statuses`; what is empty is left to the account's defaults."""
    form: dict[str, str | list[str]] = {
        "status": part.text,
        "media_ids[]": media,
        "in_reply_to_id": reply_to.network_id if reply_to else "",
        "spoiler_text": part.content_warning,
        "sensitive": "true" if part.content_warning else "",
        "visibility": part.visibility,
        "language": part.language,
    }
    return {name: value for name, value in form.items() if value}


def changes_of(part: Part, status: Fields) -> dict[str, str | list[str]]:
    """Return the form of `PUT /api/v1/statuses/:id`: what is left out is lost, the media too."""
    media = [one.text("id") for one in status.items("media_attachments")]
    language = part.language or status.text("language")
    return {**form_of(replace(part, visibility="", language=language), media, None)}


def answers(status: Fields, reply_to: Receipt | None) -> bool:
    """Say whether a status answers that post, or none; a boost is no post of ours."""
    target = reply_to.network_id if reply_to else ""
    return status.text("in_reply_to_id") == target and not status.inside("reblog").values


def same_frame(part: Part, status: Fields) -> bool:
    """Say whether all but the text is the same too: the warning and how many files are attached."""
    warning = skeleton(status.text("spoiler_text")) == skeleton(part.content_warning)
    return warning and len(status.items("media_attachments")) == len(part.attachments)
