"""Tiny films, made when a test wants one."""

import io
from fractions import Fraction
from functools import cache

import av
from av.container import OutputContainer


@cache
def film(
    container: str = "mp4", *, size: tuple[int, int] = (64, 96), seconds: int = 2, rate: int = 12,
    sound: bool = False, codec: str = "",
) -> bytes:  # fmt: skip
    """Return a grey film of a few kilobytes."""
    into = io.BytesIO()
    with av.open(into, "w", format=container) as out:
        video = out.add_stream(codec or ("libvpx" if container == "webm" else "libx264"), rate=rate)
        assert isinstance(video, av.VideoStream)
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        audio = out.add_stream("aac", rate=44_100) if sound else None
        for _ in range(rate * seconds):
            frame = av.VideoFrame(*size, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([128]) * plane.buffer_size)
            out.mux(video.encode(frame))
        out.mux(video.encode())
        if isinstance(audio, av.AudioStream):
            _hush(out, audio, seconds)
    return into.getvalue()


def _hush(out: OutputContainer, audio: av.AudioStream, seconds: int) -> None:
    for number in range(seconds * 44_100 // 1024):
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts, frame.time_base = 44_100, number * 1024, Fraction(1, 44_100)
        out.mux(audio.encode(frame))
    out.mux(audio.encode())


def turned(body: bytes) -> bytes:
    """Return an MP4 film as a phone held upright writes it: lying, with a matrix that turns it."""
    unity = b"\0\1\0\0" + bytes(12) + b"\0\1\0\0" + bytes(12) + b"\x40\0\0\0"
    quarter = bytes(4) + b"\0\1\0\0" + bytes(4) + b"\xff\xff\0\0" + bytes(16) + b"\x40\0\0\0"
    at = body.index(unity, body.index(b"tkhd"))
    return body[:at] + quarter + body[at + len(unity) :]
