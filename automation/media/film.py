"""Looks into a film: how long and how large it is, and how it is packed.

By PyAV (FFmpeg in a wheel, BSD-3-Clause, for Linux, macOS and Windows), which the extra
`lembar[video]` installs: it weighs a hundred megabytes, and many teams publish no films. Without it
films are sent unexamined, and the row says which limits nobody could check.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from automation.media.shape import Shape
from automation.settings import bare_environment

PATIENCE_S = 30.0
"""How long looking into one film may take."""

_FORMATS: Mapping[str, str] = {
    "video/mp4": "mov",
    "video/quicktime": "mov",
    "audio/mp4": "mov",
    "video/webm": "matroska",
}
"""FFmpeg's names of the containers; naming one keeps every other, such as play lists, closed."""


def can_look_into_films() -> bool:
    """Say whether the extra that reads films is installed."""
    return find_spec("av") is not None


def look_into(path: Path, mime: str) -> Shape | None:
    """Return a film's shape; None when it could not be read as one.

    Where the extra is not installed, nothing is known of it.
    """
    if not can_look_into_films():
        return Shape()
    try:
        return _shape_in(json.loads(_read(path, mime, "facts") or b""))
    except ValueError:
        return None


def still_of(path: Path, mime: str) -> bytes | None:
    """Return a film's first picture, a JPEG of at most 1280 pixels a side; None when it cannot be taken."""
    return _read(path, mime, "still") or None if can_look_into_films() else None


def _read(path: Path, mime: str, what: str) -> bytes | None:
    """Return what the reader says of a film: its `facts`, or its first picture (`still`)."""
    reader = str(Path(__file__).with_name("film_reader.py"))
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and a path that is no option
            [sys.executable, "-P", reader, str(path.resolve()), _FORMATS[mime], what],
            capture_output=True,
            timeout=PATIENCE_S,
            env=bare_environment(),
            stdin=subprocess.DEVNULL,
            check=True,
        )
    except (subprocess.SubprocessError, OSError):
        return None
    return done.stdout


def _shape_in(facts: Mapping[str, object]) -> Shape:
    return Shape(
        width=_count(facts.get("width")),
        height=_count(facts.get("height")),
        duration_s=_number(facts.get("duration_s")),
        frame_rate=_number(facts.get("frame_rate")),
        video_codec=str(facts.get("video_codec", "")),
        audio_codec=str(facts.get("audio_codec", "")),
        has_audio=facts.get("has_audio") is True,
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and value > 0 else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and value > 0 else None
