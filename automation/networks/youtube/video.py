"""How a part is written as a video, and how a video is read. Pure."""

import re

from automation.domain.content.draft import Part
from automation.domain.content.likeness import NEARLY, likeness, skeleton
from automation.domain.content.media import MediaFile
from automation.domain.publishing.publication import Receipt
from automation.http import Fields, Json
from automation.networks.youtube.header import SHORT_MAX_S

PARTS = "snippet,status"
_CATEGORY = "22"
"""People & Blogs: a category must be told, and this one is every channel's."""
_ID = re.compile(r"[\w-]{11}", re.ASCII)
_PATH = re.compile(
    r"(?:/watch\?(?:[^#]*&)?v=|/(?P<form>shorts|live|embed)/)(?P<id>[\w-]{11})(?:[?&#/].*)?",
    re.ASCII,
)


def body_of(part: Part) -> dict[str, Json]:
    """Return the resource that an upload begins with. It is said not to be made for children."""
    snippet: dict[str, Json] = {
        "title": part.headline, "description": part.text, "categoryId": _CATEGORY,
    }  # fmt: skip
    if part.language:
        snippet["defaultLanguage"] = part.language
    status: dict[str, Json] = {
        "privacyStatus": privacy_of(part), "selfDeclaredMadeForKids": False,
    }  # fmt: skip
    return {"snippet": snippet, "status": status}


def privacy_of(part: Part) -> str:
    """Return who may see it; everybody where the row does not say."""
    return part.visibility or "public"


def edited(snippet: Fields, part: Part) -> dict[str, Json]:
    """Return a video's whole snippet with the part's words: what is left out would be wiped."""
    kept = ("categoryId", "tags", "defaultLanguage", "defaultAudioLanguage")
    old = {name: snippet.values[name] for name in kept if name in snippet.values}
    title = part.headline or snippet.text("title")
    return {"categoryId": _CATEGORY, **old, "title": title, "description": part.text}


def is_short(file: MediaFile) -> bool:
    """Say whether a film is shown as a Short: upright or square, and at most three minutes long."""
    if file.ratio is None or file.duration_s is None:
        return False
    return file.ratio <= 1 and file.duration_s <= SHORT_MAX_S


def address_of(pages: str, video: str, *, short: bool = False) -> str:
    """Return a video's address."""
    return f"{pages}/shorts/{video}" if short else f"{pages}/watch?v={video}"


def id_in(address: str, pages: str) -> tuple[str, bool]:
    """Return the video's id in an address, and whether it is a Short's; empty when it is none."""
    pasted = address.strip()
    for host in (pages, "https://youtube.com", "https://m.youtube.com", "https://www.youtube.com"):
        if pasted.startswith(f"{host}/"):
            found = _PATH.fullmatch(pasted.removeprefix(host))
            return (found["id"], found["form"] == "shorts") if found else ("", False)
    bare = re.split(r"[?#/]", pasted.removeprefix("https://youtu.be/"))[0]
    is_it = pasted.startswith("https://youtu.be/") and _ID.fullmatch(bare)
    return (bare, False) if is_it else ("", False)


def is_comment(receipt: Receipt) -> bool:
    """Say whether a receipt is a comment's: only videos have ids of eleven signs."""
    return _ID.fullmatch(receipt.network_id) is None


def number(fields: Fields, name: str) -> int | None:
    """Read a count, which the API writes as text."""
    told = fields.text(name)
    return int(told) if told.isascii() and told.isdigit() else None


def alike(part: Part, snippet: Fields) -> float:
    """Say how alike a part and a video's words are, from 0 to 1."""
    ours = skeleton(f"{part.headline}\n{part.text}")
    return likeness(ours, skeleton(f"{snippet.text('title')}\n{snippet.text('description')}"))


def is_nearly(likeness_: float) -> bool:
    """Say whether that much likeness leaves it to a person."""
    return likeness_ >= NEARLY
