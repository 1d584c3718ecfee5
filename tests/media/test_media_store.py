"""What a media cell names is read by content, from where it may be read, and sent as it was checked."""

import hashlib
import io
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from automation.domain.content.media import Trait
from automation.http import PublicWeb
from automation.media import MediaStore
from tests.media.films import film


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), frames: int = 1) -> bytes:
    into = io.BytesIO()
    images = [Image.effect_noise(size, 50 + number).convert("RGB") for number in range(frames)]
    more = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(into, format=kind, **more)
    return into.getvalue()


def box(name: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), name) + body


def png_header(width: int, height: int) -> bytes:
    ihdr = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"IDAT" + zlib.compress(b"\0" * 100)
    chunks = (ihdr, data, b"IEND")
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(one) - 4) + one + struct.pack(">I", zlib.crc32(one)) for one in chunks
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[MediaStore]:
    home = tmp_path / "tim"
    (home / "gambar").mkdir(parents=True)
    store = MediaStore(home, PublicWeb(closed=True).fetch)
    yield store
    store.close()


@pytest.fixture
def home(tmp_path: Path, store: MediaStore) -> Path:
    return tmp_path / "tim"


def problem(store: MediaStore, address: str) -> str:
    files, errors = store.load([address])
    assert files == {}
    return str(errors[address])


KINDS: dict[str, tuple[bytes, str, int | None, int]] = {
    "jpeg": (picture("JPEG"), "image/jpeg", 40, 1),
    "png": (picture("PNG"), "image/png", 40, 1),
    "gif": (picture("GIF"), "image/gif", 40, 1),
    "moving gif": (picture("GIF", frames=5), "image/gif", 40, 5),
    "webp": (picture("WEBP"), "image/webp", 40, 1),
    "moving webp": (picture("WEBP", frames=3), "image/webp", 40, 3),
    "moving png": (picture("PNG", frames=4), "image/png", 40, 4),
    "avif": (picture("AVIF"), "image/avif", 40, 1),
    "mp4": (film(), "video/mp4", 64, 1),
    "quicktime": (film("mov"), "video/quicktime", 64, 1),
    "webm": (film("webm"), "video/webm", 64, 1),
}


@pytest.mark.parametrize(("body", "mime", "width", "frames"), KINDS.values(), ids=KINDS)
def test_a_file_is_told_by_content_whatever_its_name_says(
    store: MediaStore, home: Path, body: bytes, mime: str, width: int | None, frames: int
) -> None:
    (home / "promo.txt").write_bytes(body)

    files, errors = store.load(["promo.txt"])

    file = files["promo.txt"]
    assert errors == {}
    assert (file.mime, file.width, file.frame_count) == (mime, width, frames)
    assert (file.byte_count, file.sha256) == (len(body), hashlib.sha256(body).hexdigest())
    assert store.read(file) == body


def tagged(orientation: int = 1, *, where: bool = False, mode: str = "RGB") -> bytes:
    """Return a photo as a phone writes it: 40 wide and 30 high as stored, with its tags."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telepon"
    if where:
        exif.get_ifd(0x8825)[1] = "S"
        exif[0x8825] = exif.get_ifd(0x8825)
    into = io.BytesIO()
    Image.new(mode, (40, 30)).save(into, "JPEG", exif=exif)
    return into.getvalue()


@pytest.mark.parametrize(
    ("body", "traits", "size"),
    [
        pytest.param(picture("JPEG"), set(), (40, 30), id="a plain one"),
        pytest.param(tagged(), {Trait.METADATA}, (40, 30), id="a phone's"),
        pytest.param(tagged(3), {Trait.METADATA, Trait.TURNED}, (40, 30), id="upside down"),
        pytest.param(tagged(6), {Trait.METADATA, Trait.TURNED}, (30, 40), id="on its side"),
        pytest.param(tagged(where=True), {Trait.METADATA, Trait.LOCATION}, (40, 30), id="a place"),
        pytest.param(
            tagged(mode="CMYK"), {Trait.METADATA, Trait.CMYK}, (40, 30), id="colours of print"
        ),
    ],
)
def test_what_may_surprise_about_a_picture_is_read_off_it(
    store: MediaStore, home: Path, body: bytes, traits: set[Trait], size: tuple[int, int]
) -> None:
    (home / "foto.jpg").write_bytes(body)

    file = store.load(["foto.jpg"])[0]["foto.jpg"]

    assert (set(file.traits), (file.width, file.height)) == (traits, size)


def test_a_picture_of_200_megapixels_is_refused_with_the_limit(
    store: MediaStore, home: Path
) -> None:
    (home / "poster.png").write_bytes(png_header(20_000, 10_000))

    assert "more than 89 million pixels" in problem(store, "poster.png")


def test_one_bad_file_does_not_stop_the_others(store: MediaStore, home: Path) -> None:
    (home / "baik.png").write_bytes(picture())
    (home / "rusak.png").write_bytes(b"\x89PNG\r\n\x1a\n rusak")

    files, errors = store.load(["rusak.png", "baik.png", "tidak-ada.png", "baik.png"])

    assert (set(files), set(errors)) == ({"baik.png"}, {"rusak.png", "tidak-ada.png"})


@pytest.mark.parametrize(
    "address",
    ["gambar/kopi.png", "gambar\\kopi.png", " ./gambar/kopi.png ", "gambar/../gambar/kopi.png"],
)
def test_files_beside_the_workbook_are_found_as_people_write_them(
    store: MediaStore, home: Path, address: str
) -> None:
    (home / "gambar" / "kopi.png").write_bytes(picture())

    files, _ = store.load([address])

    assert files[address].address == address


def test_a_name_is_found_however_its_accents_are_stored(store: MediaStore, home: Path) -> None:
    (home / "cafe\u0301.png").write_bytes(picture())

    assert "caf\u00e9.png" in store.load(["caf\u00e9.png"])[0]


OUTSIDE = ["/etc/hostname", "../rahasia.png", "gambar/../../rahasia.png", "~/rahasia.png", "C:\\rahasia.png",
           "\\\\server\\rahasia.png", "", " ", ".", "a\0b.png", "tautan.png", "tautan/rahasia.png"]  # fmt: skip


@pytest.mark.parametrize("address", OUTSIDE)
def test_nothing_outside_the_workbooks_folder_is_read(
    store: MediaStore, home: Path, address: str
) -> None:
    (home.parent / "rahasia.png").write_bytes(picture())
    (home / "tautan.png").symlink_to(home.parent / "rahasia.png")
    (home / "tautan").symlink_to(home.parent, target_is_directory=True)

    assert "beside the workbook" in problem(store, address)


def test_a_link_inside_the_folder_is_followed(store: MediaStore, home: Path) -> None:
    (home / "gambar" / "kopi.png").write_bytes(picture())
    (home / "tautan.png").symlink_to(home / "gambar" / "kopi.png")

    assert "tautan.png" in store.load(["tautan.png"])[0]


def test_a_misspelt_name_is_answered_with_the_nearest_one(store: MediaStore, home: Path) -> None:
    (home / "gambar" / "kopi-susu.png").write_bytes(picture())

    assert "kopi-susu.png" in problem(store, "gambar/kopi_susu.png")


def test_a_pipe_or_a_folder_is_no_file(store: MediaStore, home: Path) -> None:
    os.mkfifo(home / "pipa.png")

    assert "no such file" in problem(store, "pipa.png")
    assert "no such file" in problem(store, "gambar")


def half(body: bytes) -> bytes:
    return body[: len(body) // 2]


DAMAGED = {
    "half a jpeg": half(picture("JPEG", (200, 200))),
    "half a png": half(picture("PNG", (200, 200))),
    "half a gif": half(picture("GIF", (200, 200))),
    "half a webp": half(picture("WEBP", (200, 200))),
    "half an avif": half(picture("AVIF", (200, 200))),
    "half a film": film()[:-10],
    "a film without index": box(b"ftyp", b"isom" + bytes(4)) + box(b"mdat", b"d" * 50),
    "a film with a box of no length": film() + b"\0\0\0\1free\0\0\0\0\0\0\0\0",
    "a header alone": b"\x89PNG\r\n\x1a\n",
    "a web page": b"<!DOCTYPE html><html>",
    "a text": b"ini bukan gambar",
    "nothing": b"",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a picture bomb": png_header(60_000, 60_000),
    "a large picture bomb": png_header(11_000, 10_000),
    "a gif with too many frames": picture("GIF", (1, 1), 2)[:-1]
    + (b",\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 6000)
    + b";",
}


@pytest.mark.parametrize("body", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_or_dangerous_file_is_a_media_error(
    store: MediaStore, home: Path, body: bytes
) -> None:
    (home / "promo.png").write_bytes(body)

    assert "promo.png in the media cell cannot be used" in problem(store, "promo.png")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(sorted(KINDS)),
    edits=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=20),
    keep=st.floats(0.05, 1.0),
)
def test_no_file_however_mangled_stops_a_run(
    store: MediaStore, home: Path, kind: str, edits: list[tuple[int, int]], keep: float
) -> None:
    body = bytearray(KINDS[kind][0])
    for place, value in edits:
        body[place % len(body)] = value
    (home / "promo.png").write_bytes(body[: int(len(body) * keep)])

    files, errors = store.load(["promo.png"])

    assert len(files) + len(errors) == 1
