"""Reads a picture or film far enough to know that it is whole, how big it is, and whether it moves."""

import struct
import warnings
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from automation.domain.content.media import Trait
from automation.http.public import refusal
from automation.language import Sentence, mark
from automation.media.film import look_into
from automation.media.heic import HEIC, can_read_heic, let_pillow_read_heic
from automation.media.shape import Shape

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFile import ImageFile

MAX_FRAMES = 5_000
_ORIENTATION, _GPS = 0x0112, 0x8825
_ON_ITS_SIDE = range(5, 9)
_TOLD = frozenset({"exif", "xmp", "photoshop", "comment"})
"""Under which names Pillow keeps what is told beside the picture."""

_PILLOW_NAMES = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/gif": "GIF", "image/webp": "WEBP", "image/avif": "AVIF",
    "image/heic": "HEIF", "image/heif": "HEIF",
}  # fmt: skip
_DAMAGED = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error,
    IndexError, KeyError, TypeError, ArithmeticError, RuntimeError, MemoryError, Warning,
)  # fmt: skip
"""What decoders raise on damaged files."""


def probe(path: Path, mime: str, address: str) -> Shape:
    """Return a file's shape.

    Raises:
        MediaError: it is damaged, cut off, or unfolds to something far too large.
    """
    found: Shape | Sentence
    try:
        found = _probe(path, mime)
    except _DAMAGED:
        found = Sentence(mark("the file is damaged or cut off"))
    if isinstance(found, Sentence):
        raise refusal(address, found)
    return found


def _probe(path: Path, mime: str) -> Shape | Sentence:
    if mime in HEIC and not can_read_heic():
        return Shape()
    if mime in _PILLOW_NAMES:
        return _picture(path, mime)
    if mime in {"video/mp4", "video/quicktime"} and not _is_whole_film(path):
        return Sentence(mark("the film is cut off"))
    return look_into(path, mime) or Sentence(mark("the film cannot be read as one"))


def _picture(path: Path, mime: str) -> Shape | Sentence:
    """Unfold a picture's first frame, after Pillow judged its declared size (89 million pixels)."""
    from PIL import Image

    if mime in HEIC:
        let_pillow_read_heic()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=[_PILLOW_NAMES[mime]]) as image:
                frames = _frames(path, image)
                if frames > MAX_FRAMES:
                    return Sentence(mark("it has more than {limit} frames"), {"limit": MAX_FRAMES})
                traits = traits_of(image)
                size = image.size[::-1] if orientation_of(image) in _ON_ITS_SIDE else image.size
                image.load()
                return Shape(width=size[0], height=size[1], frame_count=frames, traits=traits)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return Sentence(
            mark("the picture has more than {limit} million pixels"),
            {"limit": round((Image.MAX_IMAGE_PIXELS or 0) / 1e6)},
        )


def traits_of(image: "Image.Image") -> frozenset[Trait]:
    """Return what may surprise people about an opened picture, once it was loaded."""
    exif = image.getexif()
    has = {
        Trait.CMYK: image.mode == "CMYK",
        Trait.TURNED: orientation_of(image) in range(2, 9),
        Trait.LOCATION: _GPS in exif,
        Trait.METADATA: bool(exif or getattr(image, "text", None))
        or any(image.info.get(name) for name in _TOLD),
    }
    return frozenset(trait for trait, so in has.items() if so)


def orientation_of(image: "Image.Image") -> int:
    """Return how a picture is to be turned: 1 is upright, 5 to 8 lie on their side."""
    value = image.getexif().get(_ORIENTATION, 1)
    return value if isinstance(value, int) else 1


def _frames(path: Path, image: "ImageFile") -> int:
    match image.format:
        case "GIF":
            return max(1, _gif_frames(path.read_bytes()))
        case "JPEG" | "MPO" | "HEIF":  # a camera's second view is no second frame
            return 1
        case _:
            return int(getattr(image, "n_frames", 1))


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


def _is_whole_film(path: Path) -> bool:
    """Say whether a film's boxes end where the file ends, and one of them is its index (`moov`)."""
    size = path.stat().st_size
    at, names = 0, set()
    with path.open("rb") as file:
        while at < size:
            file.seek(at)
            length, name = _box(file.read(16), size - at)
            if length < 8 or at + length > size:
                return False
            names.add(name)
            at += length
    return b"moov" in names


def _box(head: bytes, left: int) -> tuple[int, bytes]:
    """Return a box's length and name; 0 stands for "to the end", 1 for "a long length follows"."""
    length, name = struct.unpack(">I4s", head[:8])
    if length == 1:
        length = struct.unpack(">Q", head[8:16])[0]
    elif length == 0:
        length = left
    return length, name
