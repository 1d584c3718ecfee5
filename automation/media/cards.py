"""Cards: what a linked page says of itself, read off its head; a post never waits long for one.

Pages are anybody's: they are fetched as files are (public addresses only, nothing in a rehearsal),
in little time, only their beginning, and read by a parser that runs nothing. What cannot be had so
is no card.

Source: https://ogp.me/ and https://html.spec.whatwg.org/#the-meta-element (read 2026-11-22).
"""

import codecs
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import urljoin, urlsplit

import regex

from automation.domain.content.card import Card
from automation.domain.content.media import MediaFile
from automation.domain.content.room import Room
from automation.domain.content.text import graphemes
from automation.errors import MediaError
from automation.media.fitting import FITTER, fit_picture
from automation.media.kinds import HEAD_BYTES, mime_of
from automation.media.probe import probe

PAGE_BYTES = 512 * 1024
"""How much of a page is read: its head stands at the beginning."""
PICTURE_BYTES = 8 * 1024**2
WORDS_MAX = 300
"""Characters of a title, or a description, that are kept."""
ROOM = Room(
    types=frozenset({"image/jpeg", "image/png"}), max_bytes=1_000_000, max_width=1200, max_height=1200,
)  # fmt: skip
"""What a card's picture may be on every network that takes one (Bluesky: 1 000 000 bytes)."""

_TITLES = ("og:title", "twitter:title", "title")
_DESCRIPTIONS = ("og:description", "twitter:description", "description")
_PICTURES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)

_UNSEEN = regex.compile(r"[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Signs that are no letters, and those that turn what follows around."""

Fetch = Callable[[str, BinaryIO, Callable[[bytes], int]], None]


class Said(NamedTuple):
    """What a page says of itself; what it does not say is empty."""

    title: str
    description: str
    picture: str


def said_by(page: bytes, address: str) -> Said:
    """Read a page's own words off its head. Pure."""
    reader = _Head()
    reader.feed(_text_of(page))
    found = reader.found

    def first(names: tuple[str, ...]) -> str:
        return next((found[name] for name in names if found.get(name)), "")

    picture = first(_PICTURES)
    return Said(
        title=_shortened(first(_TITLES)),
        description=_shortened(first(_DESCRIPTIONS)),
        picture=urljoin(address, picture) if picture else "",
    )


class Cards:
    """The cards of one run: each page is asked once, and a server that kept silent not again.

    `folder` keeps their pictures under their content.
    """

    def __init__(self, fetch: Fetch, folder: Path) -> None:
        self._fetch = fetch
        self._folder = folder
        self._known: dict[str, Card | None] = {}
        self._silent: set[str] = set()

    def card(self, address: str) -> Card | None:
        """Return a page's card; None when it has no title, or cannot be read soon."""
        if address not in self._known:
            self._known[address] = self._made(address)
        return self._known[address]

    def _made(self, address: str) -> Card | None:
        said = said_by(self._read(address, PAGE_BYTES), address)
        if not said.title:
            return None
        picture = self._picture(said.picture) if said.picture else None
        return Card(
            address=address, title=said.title, description=said.description, picture=picture
        )

    def _read(self, address: str, most: int) -> bytes:
        """Return the beginning of what lies at an address; nothing where it cannot be had."""
        into, host = io.BytesIO(), urlsplit(address).netloc
        if host in self._silent:
            return b""
        with suppress(MediaError):  # too long, broken off: what came is enough for a title
            self._fetch(address, into, lambda _head: most)
        if not into.getvalue():
            self._silent.add(host)
        return into.getvalue()

    def _picture(self, address: str) -> MediaFile | None:
        """Return a picture made to fit; None when it is none, or cannot be made to."""
        body = self._read(address, PICTURE_BYTES)
        mime = mime_of(body[:HEAD_BYTES])
        if not mime.startswith("image/"):
            return None
        path = self._folder / f"card-{hashlib.sha256(body).hexdigest()}"
        path.write_bytes(body)
        try:
            return self._fitted(path, body, mime, address)
        except (MediaError, OSError, ValueError):
            return None
        finally:
            path.unlink(missing_ok=True)

    def _fitted(self, path: Path, body: bytes, mime: str, address: str) -> MediaFile | None:
        shape = probe(path, mime, address)
        file = MediaFile(
            address=address, sha256=hashlib.sha256(body).hexdigest(), mime=mime,
            byte_count=len(body), width=shape.width, height=shape.height,
            frame_count=1, traits=shape.traits,
        )  # fmt: skip
        made = (body, mime, (0, 0)) if ROOM.suits(file) else fit_picture(body, file, ROOM)
        if made is None or len(made[0]) > (ROOM.max_bytes or 0) or not ROOM.takes_type(made[1]):
            return None
        digest = hashlib.sha256(made[0]).hexdigest()
        (self._folder / digest).write_bytes(made[0])
        width, height = made[2] if made[2][0] else (file.width, file.height)
        return replace(
            file, sha256=digest, mime=made[1], byte_count=len(made[0]), width=width, height=height,
            traits=frozenset(), fitted_from=file.sha256, fitted_by=FITTER,
        )  # fmt: skip


class _Head(HTMLParser):
    """Collects what the head of a page says of it; the first word of each kind counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_title = tag == "title" and "title" not in self.found
        if tag == "meta":
            self._note({name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.found["title"] = self.found.get("title", "") + data

    def _note(self, told: Mapping[str, str]) -> None:
        name = (told.get("property") or told.get("name") or "").strip().lower()
        content = told.get("content", "").strip()
        if content and name != "title":
            self.found.setdefault(name, content)


def _text_of(page: bytes) -> str:
    """Decode a page cut anywhere: as UTF-8, or else as it says of itself, or else as old pages are."""
    with suppress(ValueError):
        return codecs.getincrementaldecoder("utf-8")().decode(page)
    declared = _CHARSET.search(page[:4096])
    with suppress(LookupError):
        return page.decode(declared[1].decode("ascii") if declared else "cp1252", "replace")
    return page.decode("utf-8", "replace")


def _shortened(words: str) -> str:
    """Return words on one line, and no more of them than a card shows."""
    plain = " ".join(_UNSEEN.sub(" ", words).split())
    clusters = graphemes(plain)
    return plain if len(clusters) <= WORDS_MAX else "".join(clusters[: WORDS_MAX - 1]) + "…"
