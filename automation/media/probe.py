"""Reads a picture or film far enough to know that it is whole, how big it is, and whether it moves."""

import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from automation.http.public import refusal
from automation.language import Sentence, mark

MAX_PIXELS = 100_000_000
"""A picture that unfolds to more than this is refused before it is unfolded."""
MAX_FRAMES = 5_000

_PILLOW_NAMES = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/avif": "AVIF",
}  # fmt: skip
_DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error,
    IndexError, KeyError, TypeError, ArithmeticError, RuntimeError, MemoryError, Warning,
)  # fmt: skip
"""What decoders raise on damaged files."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Width and height in pixels, None when not told; how many frames a picture has."""

    width: int | None = None
    height: int | None = None
    frame_count: int = 1


def probe(path: Path, mime: str, address: str) -> Shape:
    """Return a file's shape.

    Raises:
        MediaError: it is damaged, cut off, or unfolds to something far too large.
    """
    try:
        problem = _probe(path, mime)
    except _DAMAGED:
        problem = Sentence(mark("the file is damaged or cut off"))
    if isinstance(problem, Sentence):
        raise refusal(address, problem)
    return problem


def _probe(path: Path, mime: str) -> Shape | Sentence:
    if mime in _PILLOW_NAMES:
        return _picture(path, _PILLOW_NAMES[mime])
    with path.open("rb") as file:
        if mime in {"video/mp4", "video/quicktime"} and not _is_whole_film(
            file, path.stat().st_size
        ):
            return Sentence(mark("the film is cut off"))
    return Shape()


def _picture(path: Path, format_name: str) -> Shape | Sentence:
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=[format_name]) as image:
            width, height = image.size
            frames = (
                _gif_frames(path.read_bytes())
                if format_name == "GIF"
                else getattr(image, "n_frames", 1)
            )
            if width * height > MAX_PIXELS or frames > MAX_FRAMES:
                return Sentence(mark("the picture is too large to unfold"))
            image.load()
    return Shape(width, height, 1 if format_name == "JPEG" else max(1, frames))


def _gif_frames(body: bytes) -> int:
    """Count a GIF's frames by its blocks, without unfolding one.

    Source: https://www.w3.org/Graphics/GIF/spec-gif89a.txt (checked 2026-11-21).
    """
    at = 13 + _colours(body[10])
    frames = 0
    while at < len(body) and frames <= MAX_FRAMES:
        match body[at]:
            case 0x2C:
                frames += 1
                at += 11 + _colours(body[at + 9])
            case 0x21:
                at += 2
            case _:
                break
        while at < len(body) and body[at]:
            at += 1 + body[at]
        at += 1
    return frames


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _is_whole_film(file: BinaryIO, size: int) -> bool:
    """Say whether a film's boxes end where the file ends, and one of them is its index (`moov`)."""
    at, indexed = 0, False
    while at < size:
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return False
        length, name = struct.unpack(">I4s", head[:8])
        if length == 1:
            length = struct.unpack(">Q", head[8:16])[0]
        if length == 0:
            length = size - at
        if length < 8 or at + length > size:
            return False
        indexed = indexed or name == b"moov"
        at += length
    return indexed
