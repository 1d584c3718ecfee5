"""Reads what a film is and prints it as JSON, or prints its first picture; run by `film.py` as a program of its own.

Films come from anywhere, and decoders are native code: whatever a hostile one does happens to this
process, which has a fixed share of memory and time, no network to follow addresses with (FFmpeg is
given an open file and the one container format the file begins with), and no secrets.
"""

import io
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.container import InputContainer
    from PIL.Image import Image

MAX_MEMORY_BYTES = 3 * 1024**3
MAX_CPU_S = 20
PROBE_BYTES = 5_000_000
STILL_PX = 1280
"""The longer side of a first picture, at most."""


def limit_ourselves() -> None:
    """Take no more memory and processor time than reading a film's head needs."""
    with suppress(ImportError):  # Windows has no such limits; its time-out stands
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_CPU_S, MAX_CPU_S))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


@contextmanager
def opened(path: Path, container_format: str) -> Iterator["InputContainer"]:
    """Open a film as the one container it begins as."""
    import av

    options = {"probesize": str(PROBE_BYTES), "analyzeduration": str(PROBE_BYTES)}
    with (
        path.open("rb") as file,
        av.open(
            file, "r", format=container_format, options=options, metadata_errors="ignore"
        ) as film,
    ):
        yield film


def read(film: "InputContainer") -> dict[str, object]:
    """Return a film's facts; its first frame is decoded, so that it is known to be one."""
    audio = next(iter(film.streams.audio), None)
    video = next(iter(film.streams.video), None)
    facts: dict[str, object] = {
        "duration_s": film.duration / 1_000_000 if film.duration else None,
        "audio_codec": audio.codec_context.codec.canonical_name if audio else "",
        "has_audio": audio is not None,
    }
    if video is None:
        return facts
    frame = next(film.decode(video))
    turned = frame.rotation % 180 == 90
    wide = round(frame.width * float(video.sample_aspect_ratio or 1))
    return facts | {
        "video_codec": video.codec_context.codec.canonical_name,
        "frame_rate": float(video.average_rate) if video.average_rate else None,
        "width": frame.height if turned else wide,
        "height": wide if turned else frame.height,
    }


def still(film: "InputContainer") -> bytes:
    """Return a film's first picture as a JPEG, upright and in its true proportions."""
    video = film.streams.video[0]
    frame = next(film.decode(video))
    picture: Image = frame.to_image()  # type: ignore[no-untyped-call]
    picture = picture.resize(
        (round(frame.width * float(video.sample_aspect_ratio or 1)), frame.height)
    )
    picture = picture.rotate(frame.rotation, expand=True)
    picture.thumbnail((STILL_PX, STILL_PX))
    into = io.BytesIO()
    picture.save(into, "JPEG", quality=88)
    return into.getvalue()


if __name__ == "__main__":
    limit_ourselves()
    with opened(Path(sys.argv[1]), sys.argv[2]) as found:
        told = still(found) if sys.argv[3] == "still" else json.dumps(read(found)).encode()
    sys.stdout.buffer.write(told)
