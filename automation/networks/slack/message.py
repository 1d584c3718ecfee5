"""How a part is written as a Slack message, and known again. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from automation.domain.content.draft import Part
from automation.domain.content.text.markup import slack_text
from automation.domain.publishing.network import Field, NetworkSpec
from automation.http import Fields, Json, Line

EVENT = "lembar_post"


def body_of(part: Part, pictures: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    """Return a message's text, and its pictures as blocks with the text above them.

    `pictures` says where each of the part's pictures lies: at an `image_url`, or as a `slack_file`.
    """
    words = [one.alt_text or one.file.address.rpartition("/")[2] for one in part.attachments]
    shown = [
        {"type": "image", **source, "alt_text": alt}
        for source, alt in zip(pictures, words, strict=True)
    ]
    return with_blocks(part.text, shown)


def with_blocks(words: str, pictures: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    """Return a message of words, with pictures below them where there are any."""
    text = slack_text(words)
    body: dict[str, Json] = {"text": text, "mrkdwn": False}
    if pictures:
        section: Json = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
        body["blocks"] = [*([section] if words else []), *pictures]
    return body


def has_film(part: Part) -> bool:
    """Say whether a part carries a film, which no block can show."""
    return any(not one.file.is_image for one in part.attachments)


def metadata_of(key: str) -> dict[str, Json]:
    """Return the metadata by which a message is found again."""
    return {"event_type": EVENT, "event_payload": {"key": hashlib.sha256(key.encode()).hexdigest()}}


def has_key(message: Fields, key: str) -> bool:
    """Say whether a message carries the key."""
    told = message.inside("metadata", "event_payload").text("key")
    return told == hashlib.sha256(key.encode()).hexdigest()


def at_of(ts: str) -> datetime:
    """Return a message's time, aware: its id is the seconds since 1970."""
    return datetime.fromtimestamp(float(ts), UTC)


def refuse_too_long(line: Line, spec: NetworkSpec, part: Part) -> None:
    """Raise Rejected for a text longer than Slack shows as one message; nothing was sent."""
    limit = (spec.limit_of(Field.CAPTION) if part.attachments else spec.text).max
    line.refuse_too_long(part.length, limit)
