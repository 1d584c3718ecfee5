"""A film is looked into by a program of its own, which a hostile one cannot outlast."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from automation.media import MediaStore, film_reader
from automation.media.film import look_into, still_of
from automation.media.shape import Shape
from tests.media.films import film, turned


@pytest.fixture
def put(tmp_path: Path):
    def put(body: bytes) -> Path:
        path = tmp_path / "promo.mp4"
        path.write_bytes(body)
        return path

    return put


def test_it_tells_length_size_packing_and_sound(put) -> None:
    shape = look_into(put(film(sound=True)), "video/mp4")

    assert shape is not None
    assert (shape.width, shape.height, shape.frame_rate) == (64, 96, 12.0)
    assert (shape.video_codec, shape.audio_codec, shape.has_audio) == ("h264", "aac", True)
    assert shape.duration_s == pytest.approx(2.0, abs=0.1)


def test_a_silent_film_is_known_to_be_silent(put) -> None:
    shape = look_into(put(film("webm")), "video/webm")

    assert shape is not None
    assert (shape.video_codec, shape.has_audio, shape.audio_codec) == ("vp8", False, "")


def test_a_film_held_upright_is_as_high_as_people_see_it(put) -> None:
    shape = look_into(put(turned(film(size=(96, 64)))), "video/mp4")

    assert shape is not None
    assert (shape.width, shape.height) == (64, 96)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        film()[: len(film()) // 2],
        film()[:200] + b"\xff" * 4000,
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/hostname\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
    ],
    ids=["nothing", "half", "garbage inside", "a play list", "a list of files"],
)
def test_what_is_no_film_is_none(put, body: bytes) -> None:
    assert look_into(put(body), "video/mp4") is None


def test_a_film_that_takes_too_long_is_given_up(put, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("automation.media.film.PATIENCE_S", 0.001)

    assert look_into(put(film()), "video/mp4") is None


def test_the_program_that_reads_it_has_an_end_to_memory_and_time() -> None:
    assert film_reader.MAX_MEMORY_BYTES <= 4 * 1024**3
    assert film_reader.MAX_CPU_S <= 30


def test_without_the_extra_nothing_is_known_and_nothing_is_refused(
    put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "av", None)

    assert look_into(put(film()), "video/mp4") == Shape()


def test_a_damaged_film_is_a_finding_of_its_row(put, tmp_path: Path) -> None:
    body = bytearray(film())
    at = body.index(b"avcC")
    body[at : at + 400] = bytes(400)
    put(bytes(body))

    _, errors = MediaStore(tmp_path, fetch=lambda *_: None).load(["promo.mp4"])

    assert "cannot be read as one" in str(errors["promo.mp4"])


@pytest.mark.parametrize(("container", "mime"), [("mp4", "video/mp4"), ("webm", "video/webm")])
def test_its_first_picture_is_a_jpeg_held_as_people_see_it(put, container: str, mime: str) -> None:
    lying = film(container, size=(96, 64))
    body = still_of(put(turned(lying) if container == "mp4" else lying), mime)

    assert body is not None
    with Image.open(io.BytesIO(body)) as picture:
        assert picture.format == "JPEG"
        assert picture.size == ((64, 96) if container == "mp4" else (96, 64))


def test_what_has_no_picture_gives_none(put) -> None:
    assert still_of(put(film()[:200] + b"\xff" * 4000), "video/mp4") is None
