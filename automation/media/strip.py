"""Takes out of a picture what is told beside it (place, time, device, author), and not one pixel.

Kept: what readers need to show it, its colour profile among that.

Source: ITU-T T.81 annex B (JPEG), https://www.w3.org/TR/png-3/ (PNG),
https://developers.google.com/speed/webp/docs/riff_container (WebP); read 2026-11-22.
"""

import re
import struct
from collections.abc import Callable, Mapping

_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""What ends compressed data: any marker but a stuffed zero, a restart, or a filling byte."""
_END, _COMMENT, _ADOBE = 0xD9, 0xFE, 0xEE
_APPLICATIONS = range(0xE0, 0xF0)
_PNG_SHOWN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs hIST acTL fcTL fdAT".split()
)
_WEBP_TOLD = frozenset({b"EXIF", b"XMP "})
_WEBP_SHOWN_FLAGS = 0b0011_0010
"""Of VP8X: a profile, transparency, movement; not that EXIF and XMP follow."""


def without_metadata(body: bytes, mime: str) -> bytes | None:
    """Return the same picture without what is told beside it.

    None for a type we do not know, or a file that is not built as its type says.
    """
    strip = _STRIPPERS.get(mime)
    try:
        return strip(body) if strip else None
    except (struct.error, IndexError):
        return None


def _jpeg(body: bytes) -> bytes:
    """Walk the segments; what follows the end, such as a camera's second view, is left out."""
    out, at = bytearray(body[:2]), 2
    while found := _JPEG_MARKER.search(body, at):
        out += body[at : found.start()]
        marker = body[found.start() + 1]
        if marker == _END:
            break
        length = struct.unpack_from(">H", body, found.end())[0]
        at = found.end() + length
        if not _is_told(marker, body[found.end() + 2 : at]):
            out += body[found.start() : at]
    return bytes(out) + b"\xff\xd9"


def _is_told(marker: int, content: bytes) -> bool:
    if marker == 0xE0:
        return not content.startswith(b"JFIF\0")
    if marker == 0xE2:
        return not content.startswith(b"ICC_PROFILE\0")
    return marker == _COMMENT or (marker in _APPLICATIONS and marker != _ADOBE)


def _png(body: bytes) -> bytes:
    out, at = bytearray(body[:8]), 8
    while at + 8 <= len(body):
        length, name = struct.unpack_from(">I4s", body, at)
        if name in _PNG_SHOWN:
            out += body[at : at + 12 + length]
        at += 12 + length
        if name == b"IEND":
            break
    return bytes(out)


def _webp(body: bytes) -> bytes:
    out, at = bytearray(), 12
    end = 8 + struct.unpack_from("<I", body, 4)[0]
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", body, at)
        chunk = bytearray(body[at : at + 8 + length + length % 2])
        if name == b"VP8X":
            chunk[8] &= _WEBP_SHOWN_FLAGS
        if name not in _WEBP_TOLD:
            out += chunk
        at += 8 + length + length % 2
    return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + bytes(out)


_STRIPPERS: Mapping[str, Callable[[bytes], bytes]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/webp": _webp,
}
