"""Looks into an uploaded file: what it is by its content, never by its name or declared type."""

import io
from dataclasses import dataclass

from automation.rehearsal.call import Refusal, invalid
from automation.rehearsal.limits import IMAGE_TYPES, Limits

_BAD_FILE = "File content type is invalid, File is invalid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a file turned out to be; sizes in pixels, 0 where not known."""

    mime: str
    width: int = 0
    height: int = 0
    is_animated: bool = False


def look_at(body: bytes, limits: Limits) -> Look:
    """Identify a picture or video and hold it to the limits.

    Raises:
        Refusal: 422, neither of both, damaged, or too large.
    """
    video = _video_type(body)
    if video:
        _check_size(body, limits.video_size_limit)
        return Look(mime=video)
    _check_size(body, limits.image_size_limit)
    return _look_at_picture(body, limits)


def _look_at_picture(body: bytes, limits: Limits) -> Look:
    from PIL import Image

    try:
        with Image.open(io.BytesIO(body)) as picture:
            mime = Image.MIME.get(picture.format or "", "")
            if mime not in IMAGE_TYPES:
                raise invalid(_BAD_FILE)
            if picture.width * picture.height > limits.image_matrix_limit:
                raise invalid(f"File dimensions {picture.width}x{picture.height} are not supported")
            picture.load()
            is_animated = mime == "image/gif" and getattr(picture, "n_frames", 1) > 1
            return Look(
                mime=mime, width=picture.width, height=picture.height, is_animated=is_animated
            )
    except Refusal:
        raise
    except (
        OSError,
        SyntaxError,
        ValueError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        raise invalid(_BAD_FILE) from None


def _video_type(body: bytes) -> str:
    if body[4:8] == b"ftyp" and body[8:12] not in (b"avif", b"heic", b"heix", b"mif1"):
        return "video/quicktime" if body[8:10] == b"qt" else "video/mp4"
    return "video/webm" if body[:4] == b"\x1a\x45\xdf\xa3" else ""


def _check_size(body: bytes, limit: int) -> None:
    if len(body) > limit:
        raise invalid(f"File file size must be less than {limit} bytes")
