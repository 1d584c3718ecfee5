"""How a part is written as a record: its key, its time, and what its text leads to. Pure.

Source: https://atproto.com/specs/tid and the lexicons named in the package's docstring.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from automation.domain.content.card import Card
from automation.domain.content.draft import Attachment, Part
from automation.domain.content.text import Entity, Kind, utf8_spans
from automation.domain.content.text.facets import bluesky_entities
from automation.domain.publishing.attempt import Attempt
from automation.http import Fields, Json

POST = "app.bsky.feed.post"
GATE = "app.bsky.feed.threadgate"
Blob = Mapping[str, Json]
"""What a server calls an uploaded file by."""

_DIGITS = "234567abcdefghijklmnopqrstuvwxyz"
_KEY_LENGTH = 13


def key_of(attempt: Attempt) -> str:
    """Return the key of an attempt's record, the same whenever the same claim is looked at.

    A TID is 53 bits of microseconds and 10 of a clock's number. Its second is the claim's; all
    below that is drawn from the attempt's key, so that posts claimed together have keys apart.
    """
    drawn = int.from_bytes(hashlib.sha256(attempt.key.encode()).digest()[:8])
    micros = int(attempt.begun_at.timestamp()) * 1_000_000 + (drawn >> 10) % 1_000_000
    number = micros << 10 | drawn & 0x3FF
    shifts = range(5 * (_KEY_LENGTH - 1), -1, -5)
    return "".join(_DIGITS[number >> shift & 31] for shift in shifts)


def created_at(attempt: Attempt) -> datetime:
    """Return when a record says it was made: at the claim, but after the part that it answers."""
    claimed = _to_milliseconds(attempt.begun_at)
    if attempt.reply_to is None:
        return claimed
    return max(claimed, attempt.reply_to.published_at + timedelta(milliseconds=1))


def _to_milliseconds(moment: datetime) -> datetime:
    """Return a moment as the ledger keeps it."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def time_text(moment: datetime) -> str:
    """Write a moment as records have it."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def record_of(
    part: Part, made_at: datetime, dids: Mapping[str, str], embed: Blob, reply: Blob
) -> dict[str, Json]:
    """Return the record of one part. `dids` are the accounts behind the handles it names."""
    record: dict[str, Json] = {
        "$type": POST,
        "text": part.text,
        "createdAt": time_text(made_at),
        "langs": [part.language] if part.language else [],
        "facets": facets_of(part.text, dids),
        "embed": embed,
        "reply": reply,
    }
    return {name: value for name, value in record.items() if value or name == "text"}


def handles_in(text: str) -> list[str]:
    """Return the handles a text names, each once."""
    found = (one.value for one in bluesky_entities(text) if one.kind is Kind.MENTION)
    return list(dict.fromkeys(found))


def facets_of(text: str, dids: Mapping[str, str]) -> list[Json]:
    """Return what of a text can be clicked; a handle that nobody has stays plain text."""
    found = [
        one for one in bluesky_entities(text) if one.kind is not Kind.MENTION or one.value in dids
    ]
    return [
        {
            "index": {"byteStart": span.start, "byteEnd": span.end},
            "features": [_feature(one, dids)],
        }
        for one, span in zip(found, utf8_spans(text, found), strict=True)
    ]


def _feature(one: Entity, dids: Mapping[str, str]) -> dict[str, Json]:
    facet = "app.bsky.richtext.facet"
    match one.kind:
        case Kind.MENTION:
            return {"$type": f"{facet}#mention", "did": dids[one.value]}
        case Kind.LINK:
            return {"$type": f"{facet}#link", "uri": one.value}
        case Kind.HASHTAG:
            return {"$type": f"{facet}#tag", "tag": one.value}
        case Kind.CASHTAG:
            return {"$type": f"{facet}#tag", "tag": f"${one.value}"}


def pictures(attachments: Iterable[Attachment], blobs: Sequence[Blob]) -> Blob:
    """Return the embed of pictures; an alt text is always sent, since servers ask for the field."""
    shown: list[Json] = [
        {"image": blob, "alt": one.alt_text, **_ratio(one)}
        for one, blob in zip(attachments, blobs, strict=True)
    ]
    return {"$type": "app.bsky.embed.images", "images": shown}


def film(attachment: Attachment, blob: Blob) -> Blob:
    """Return the embed of a video."""
    alt = {"alt": attachment.alt_text} if attachment.alt_text else {}
    return {"$type": "app.bsky.embed.video", "video": blob, **alt, **_ratio(attachment)}


def link_card(card: Card, blob: Blob | None) -> Blob:
    """Return the embed of a linked page; `blob` is its picture."""
    thumb = {"thumb": blob} if blob else {}
    page: Blob = {
        "uri": card.address, "title": card.title, "description": card.description, **thumb,
    }  # fmt: skip
    return {"$type": "app.bsky.embed.external", "external": page}


def _ratio(attachment: Attachment) -> dict[str, Json]:
    width, height = attachment.file.width, attachment.file.height
    return {"aspectRatio": {"width": width, "height": height}} if width and height else {}


def answering(parent: Fields) -> Blob:
    """Return the reply of a record below another, as `getRecord` gave it; its root is the thread's."""
    own = _reference(parent)
    root = parent.inside("value", "reply", "root")
    return {"root": _reference(root) if root.text("uri") else own, "parent": own}


def _reference(record: Fields) -> dict[str, Json]:
    return {"uri": record.text("uri"), "cid": record.text("cid")}


def parts_of(uri: str) -> tuple[str, str, str]:
    """Cut `at://account/collection/key` into its three parts; missing ones are empty."""
    account, _, rest = uri.removeprefix("at://").partition("/")
    collection, _, key = rest.partition("/")
    return account, collection, key
