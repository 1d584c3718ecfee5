"""What a file is, told by its first bytes. Pure."""

from collections.abc import Mapping

HEAD_BYTES = 64
"""How many bytes from the start tell every kind."""

_MIB = 1024 * 1024
IMAGE_MAX_BYTES = 64 * _MIB
"""Pictures are held in memory, and may be made smaller for a network."""
VIDEO_MAX_BYTES = 4096 * _MIB
"""Films are only read in pieces; YouTube alone takes larger ones."""
FETCHED_MAX_BYTES = 1024 * _MIB
"""What is fetched fills this machine's disk until the run ends, and is fetched anew by the next."""

_STARTS: Mapping[bytes, str] = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
_BRANDS: Mapping[bytes, str] = {
    b"qt  ": "video/quicktime",
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"hevc": "image/heic",
    b"mif1": "image/heif",
    b"msf1": "image/heif",
    b"M4A ": "audio/mp4",
}


def mime_of(head: bytes) -> str:
    """Return the type of a file that begins so; empty when it is none we know.

    Source: the signatures in the formats' own specifications (ISO/IEC 14496-12 §4.3 for `ftyp`;
    https://www.iana.org/assignments/media-types/, checked 2026-11-21).
    """
    for start, mime in _STARTS.items():
        if head.startswith(start):
            return mime
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"\x1aE\xdf\xa3") and b"webm" in head[:HEAD_BYTES]:
        return "video/webm"
    return ""


def max_bytes_of(head: bytes) -> int:
    """Return how large a file that begins so may be, in bytes."""
    return VIDEO_MAX_BYTES if mime_of(head).startswith(("video/", "audio/")) else IMAGE_MAX_BYTES


def fetched_max_bytes_of(head: bytes) -> int:
    """Return how large it may be when it is not beside the workbook, in bytes."""
    return min(max_bytes_of(head), FETCHED_MAX_BYTES)
