"""Bringing a post's files to where Reddit says; nobody sees them before the post.

Source: recordings of Reddit's answers in praw-dev/praw at 7b697581 (`submit_image`, `submit_video`,
`submit_gallery`; 2020 to 2025, read 2026-11-22).
"""

import mimetypes
import struct
import zlib
from collections.abc import Callable
from functools import partial

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaFile, MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.networks.reddit.posts import Files
from automation.networks.reddit.wire import Brought, Wire

_STILL_SIZE = (1280, 720)


def bring(wire: Wire, media: MediaSource, part: Part, attempt: Attempt) -> Files:
    """Bring a post's files; those an earlier try brought are not brought again.

    Raises:
        MediaError: a file changed since it was checked.
        NetworkError: Reddit, or its store, did not take one.
    """
    files = [one.file for one in part.attachments]
    if not files:
        return Files()

    def brought(step: str, send: Callable[[], Brought]) -> Brought:
        """Send a file unless a try before did; its id and its address are kept in one handle."""
        kept = attempt.kept.get(step, "")
        if not kept:
            found = send()
            attempt.keep(step, f"{found.number} {found.address}")
            return found
        number, _, address = kept.partition(" ")
        return Brought(number=number, address=address)

    places = [
        brought(f"media {place}", lambda file=file: _file(wire, media, file))  # type: ignore[misc]
        for place, file in enumerate(files, 1)
    ]
    if len(files) > 1:
        return Files(gallery=tuple(one.number for one in places))
    if files[0].is_image:
        return Files(address=places[0].address)
    poster = brought("poster", lambda: _poster(wire, media, files[0]))
    return Files(address=places[0].address, poster=poster.address)


def _file(wire: Wire, media: MediaSource, file: MediaFile) -> Brought:
    kind = "picture" if file.is_image else "film"
    name = f"{kind}{mimetypes.guess_extension(file.mime) or ''}"
    return wire.bring(name, file.mime, partial(media.open, file))


def _poster(wire: Wire, media: MediaSource, film: MediaFile) -> Brought:
    """Bring the film's first picture, or a dark one where nobody can take it; Reddit wants one."""
    still = media.still(film)
    if still:
        return wire.bring("poster.jpg", "image/jpeg", still)
    return wire.bring("poster.png", "image/png", dark_picture(*_STILL_SIZE))


def dark_picture(width: int, height: int) -> bytes:
    """Return a PNG of one dark grey. Source: https://www.w3.org/TR/png-3/ (chunks, grey of 8 bits)."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))  # fmt: skip

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x20" * width) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
