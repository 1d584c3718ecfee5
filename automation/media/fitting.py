"""Makes a still picture fit a network: upright, in the colours of screens, small enough, telling nothing.

A pure function of the picture and the room: the same Pillow gives the same bytes. Pictures are
never made larger and never cropped; films are not touched, since making them anew takes minutes,
costs quality, and is better done by who made them.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from automation.domain.content.media import MediaFile, Trait
from automation.domain.content.room import Room, may_be_fitted
from automation.media.heic import HEIC, let_pillow_read_heic
from automation.media.strip import without_metadata

if TYPE_CHECKING:
    from PIL.Image import Image

FITTER = "1"
"""Raised whenever the same picture would come out differently."""
QUALITIES = (92, 86, 80, 74, 68)
SHRINK = 0.85
LEAST_SIDE = 320
"""The longer side, in pixels, below which a picture is rather refused than made smaller."""

_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
_GRAPHICS = frozenset({"image/png", "image/gif"})

Made = tuple[bytes, str, tuple[int, int]]
"""A picture's bytes, its type, its width and height."""


def fit_picture(body: bytes, file: MediaFile, room: Room) -> Made | None:
    """Return the picture as it can be sent; None when it cannot be made to fit."""
    if not may_be_fitted(file):
        return None
    stripped = without_metadata(body, file.mime)
    size = (file.width or 0, file.height or 0)
    if file.is_animated:
        return (stripped, file.mime, size) if stripped and stripped != body else None
    if stripped is not None and _is_enough(stripped, file, room):
        return stripped, file.mime, size
    return _made_anew(body, file, room)


def _is_enough(stripped: bytes, file: MediaFile, room: Room) -> bool:
    """Say whether taking out what is told suffices."""
    plain = replace(file, traits=file.traits - {Trait.METADATA, Trait.LOCATION})
    return room.suits(replace(plain, byte_count=len(stripped)))


def _made_anew(body: bytes, file: MediaFile, room: Room) -> Made | None:
    if file.mime in HEIC:
        let_pillow_read_heic()
    image = _upright(body)
    mimes = [mime for mime in _candidates(image, file.mime) if room.takes_type(mime)]
    scale = room.scale(*image.size)
    while mimes and (max(image.size) * scale >= LEAST_SIDE or scale == 1):
        smaller = _scaled(image, scale)
        for made, mime in _encodings(smaller, mimes):
            if room.max_bytes is None or len(made) <= room.max_bytes:
                return made, mime, smaller.size
        scale *= SHRINK
    return None


def _upright(body: bytes) -> "Image":
    """Return the picture turned as its tag says, in the colours of screens."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(body)) as opened:
        icc = opened.info.get("icc_profile")
        image = ImageOps.exif_transpose(opened)
    if image.mode == "CMYK":
        image, icc = _on_screen(image, icc), None
    elif image.mode not in ("RGB", "RGBA", "L", "LA"):
        image = image.convert("RGBA" if image.has_transparency_data else "RGB")
    image.info = {"icc_profile": icc} if icc else {}
    return image


def _on_screen(image: "Image", icc: bytes | None) -> "Image":
    from PIL import ImageCms

    if icc:
        try:
            printed = ImageCms.ImageCmsProfile(io.BytesIO(icc))
            screen = ImageCms.createProfile("sRGB")
            shown = ImageCms.profileToProfile(image, printed, screen, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            shown = None
        if shown is not None:
            return shown
    return image.convert("RGB")


def _candidates(image: "Image", mime: str) -> Sequence[str]:
    """Return the types to try, the best first: transparency and graphics stay sharp where they may."""
    if _is_transparent(image):
        return "image/png", "image/webp", "image/jpeg"
    if mime in _GRAPHICS:
        return "image/png", "image/jpeg", "image/webp"
    return "image/jpeg", "image/webp", "image/png"


def _is_transparent(image: "Image") -> bool:
    if not image.has_transparency_data:
        return False
    return image.getchannel("A").getextrema() != (255, 255)


def _scaled(image: "Image", scale: float) -> "Image":
    from PIL import Image

    if scale == 1:
        return image
    size = (max(1, int(image.width * scale)), max(1, int(image.height * scale)))
    smaller = image.resize(size, Image.Resampling.LANCZOS)
    smaller.info = image.info
    return smaller


def _encodings(image: "Image", mimes: Sequence[str]) -> Iterator[tuple[bytes, str]]:
    """Yield a picture packed in every way, the best first."""
    for mime in mimes:
        if mime == "image/png":
            yield _encoded(image, mime, optimize=True), mime
            continue
        flat = _flat(image) if mime == "image/jpeg" else image
        for quality in QUALITIES:
            yield _encoded(flat, mime, quality=quality), mime


def _encoded(image: "Image", mime: str, **how: int) -> bytes:
    into = io.BytesIO()
    image.save(into, format=_FORMATS[mime], icc_profile=image.info.get("icc_profile"), **how)
    return into.getvalue()


def _flat(image: "Image") -> "Image":
    """Return the picture on white, for a type without transparency."""
    from PIL import Image

    if image.mode in ("RGB", "L"):
        return image
    seen = image.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    flat = Image.alpha_composite(white, seen).convert("RGB")
    flat.info = image.info
    return flat
