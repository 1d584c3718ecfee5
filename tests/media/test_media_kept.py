"""What was checked is what is sent: files that change, large ones, and those from the web."""

import errno
import os
import struct
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from automation.errors import ConfigError, MediaError
from automation.http import PublicWeb
from automation.media import MediaStore
from tests.media.films import film
from tests.media.test_media_store import picture, problem
from tests.wire.raw import answer, raw_server
from tests.wire.web import pretend_web


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


def test_a_file_that_is_too_large_is_refused_without_being_read(
    store: MediaStore, home: Path
) -> None:
    with (home / "promo.png").open("wb") as file:
        file.write(picture())
        file.truncate(65 << 20)

    assert "larger than 64 MiB" in problem(store, "promo.png")


def test_a_film_of_hundreds_of_megabytes_is_checked_and_sent_in_pieces(
    store: MediaStore, home: Path
) -> None:
    space = 300 << 20
    with (home / "film.mp4").open("wb") as file:
        file.write(film() + struct.pack(">I4s", space, b"free"))
        file.truncate(file.tell() - 8 + space)

    tracemalloc.start()
    loaded = store.load(["film.mp4"])[0]["film.mp4"]
    with store.open(loaded) as opened:
        sent = sum(len(piece) for piece in iter(lambda: opened.read(1 << 16), b""))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert sent == loaded.byte_count > space
    assert most < 8 << 20


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "no room to keep it"), (errno.EIO, "cannot be read")],
    ids=["full", "broken"],
)
def test_a_disk_that_cannot_keep_what_is_fetched_says_so_and_keeps_no_part_of_it(
    home: Path, number: int, reason: str
) -> None:
    kept: list[Path] = []

    def fetch(_address: str, into: BinaryIO, _max: object) -> None:
        into.write(b"half of it")
        kept.append(Path(into.name))
        raise OSError(number, "the disk")

    assert reason in problem(MediaStore(home, fetch), "https://media.example/film.mp4")
    assert not kept[0].exists()


@pytest.mark.parametrize(
    "change",
    [lambda file: file.write_bytes(picture("GIF")), Path.unlink],
    ids=["changed", "removed"],
)
def test_a_file_that_changed_after_the_check_is_not_sent(
    store: MediaStore, home: Path, change: Callable[[Path], object]
) -> None:
    path = home / "promo.png"
    path.write_bytes(picture())
    files, _ = store.load(["promo.png"])

    change(path)

    with pytest.raises(MediaError, match=r"promo\.png"):
        store.read(files["promo.png"])


def test_a_file_that_changed_between_two_loads_is_read_anew(store: MediaStore, home: Path) -> None:
    path = home / "promo.png"
    path.write_bytes(picture())
    before = store.load(["promo.png"])[0]["promo.png"]
    path.write_bytes(picture("GIF"))
    os.utime(path, ns=(1, 1))

    after = store.load(["promo.png"])[0]["promo.png"]

    assert (before.mime, after.mime) == ("image/png", "image/gif")


def test_a_large_file_is_read_in_pieces_and_wound_back(store: MediaStore, home: Path) -> None:
    (home / "promo.png").write_bytes(body := picture(size=(300, 200)))
    file = store.load(["promo.png"])[0]["promo.png"]

    with store.open(file) as opened:
        pieces = list(iter(lambda: opened.read(1000), b""))
        opened.seek(500)
        again = opened.read(100)

    assert b"".join(pieces) == body
    assert len(pieces) > 10
    assert again == body[500:600]


def test_a_file_written_to_while_it_is_sent_is_not_taken_for_the_checked_one(
    store: MediaStore, home: Path
) -> None:
    path = home / "promo.png"
    path.write_bytes(picture())
    file = store.load(["promo.png"])[0]["promo.png"]

    def send() -> None:
        with store.open(file) as opened:
            opened.read(10)
            path.write_bytes(picture(size=(50, 50)))

    with pytest.raises(MediaError, match="changed"):
        send()


def test_a_public_address_without_a_place_for_it_says_what_to_set(
    store: MediaStore, home: Path
) -> None:
    (home / "promo.png").write_bytes(picture())
    file = store.load(["promo.png"])[0]["promo.png"]

    with pytest.raises(ConfigError, match="LEMBAR_MEDIA_STORE"):
        store.address(file)


def test_a_picture_from_the_web_is_fetched_once_and_removed_at_the_end(home: Path) -> None:
    body = picture()
    store = MediaStore(home, pretend_web({"pictures.example": ["127.0.0.1"]}).fetch)
    with raw_server(answer(200, body)) as server:
        address = server.url.replace("127.0.0.1", "pictures.example") + "/a.png"

        file = store.load([address])[0][address]
        assert store.load([address])[0][address] == file
        assert store.read(file) == body
        assert len(server.requests) == 1

    kept = store._fetched[address]
    store.close()
    assert not kept.exists()


def test_in_a_rehearsal_an_address_on_the_web_is_a_media_error(store: MediaStore) -> None:
    assert "rehearsal" in problem(store, "https://pictures.example/a.png")
