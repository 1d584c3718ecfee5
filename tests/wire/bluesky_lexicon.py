"""What the lexicon of a Bluesky post has against a record, in a PDS's words (measured on 0.4.209)."""

import re
from collections.abc import Mapping
from typing import Any

import grapheme  # type: ignore[import-untyped]

POST = "app.bsky.feed.post"


def fault_in(value: Any, blobs: Mapping[str, Any]) -> str:
    """Return what the lexicon of a post has against a record; empty when nothing."""
    text = value.get("text")
    if value.get("$type") != POST or not isinstance(text, str):
        return f"Invalid {POST} record: Record must have the property text"
    if grapheme.length(text) > 300 or len(text.encode()) > 3000:
        return f"Invalid {POST} record: Record/text must not be longer than 300 graphemes"
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value.get("createdAt", "")):
        return f"Invalid {POST} record: Record/createdAt must be an valid atproto datetime"
    if len(value.get("langs", [])) > 3:
        return f"Invalid {POST} record: Record/langs must not have more than 3 elements"
    return _fault_in_facets(value, text) or _fault_in_embed(value.get("embed"), blobs)


def _fault_in_embed(embed: Any, known: Mapping[str, Any]) -> str:
    images = (embed or {}).get("images", [])
    if len(images) > 4:
        return "Record/embed/images must not have more than 4 elements"
    if any("alt" not in one for one in images):
        return "Record/embed/images/0 must have the property alt"
    blobs = [one["image"] for one in images]
    if any(not one["mimeType"].startswith("image/") or one["size"] > 2_000_000 for one in blobs):
        return "This file is too large. It is too large but the maximum size is 2MB."
    if (embed or {}).get("$type") == "app.bsky.embed.video":
        blobs.append(embed["video"])
    if (embed or {}).get("$type") == "app.bsky.embed.external":
        if fault := _fault_in_card(embed["external"]):
            return fault
        blobs += [one for name, one in embed["external"].items() if name == "thumb"]
    lost = [one["ref"]["$link"] for one in blobs if one["ref"]["$link"] not in known]
    return f"Could not find blob: {lost[0]}" if lost else ""


def _fault_in_card(page: Any) -> str:
    if lacking := [one for one in ("uri", "title", "description") if one not in page]:
        return f"Record/embed/external must have the property {lacking[0]}"
    if not re.match(r"\w+:\S+$", page["uri"]):
        return "Record/embed/external/uri must be a uri"
    if page.get("thumb", {}).get("size", 0) > 1_000_000:
        return "This file is too large. It is too large but the maximum size is 1MB."
    return ""


def _fault_in_facets(value: Any, text: str) -> str:
    size = len(text.encode())
    for facet in value.get("facets", []):
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        if not 0 <= start < end <= size:
            return "Record/facets must lie within the text"
        text.encode()[start:end].decode()  # a facet that cuts a character fails here
        for feature in facet["features"]:
            if feature["$type"].endswith("#link") and not re.match(r"\w+:\S+$", feature["uri"]):
                return "Record/facets/0/features/0/uri must be a uri"
    return ""
