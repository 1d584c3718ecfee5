"""The photos of phones (HEIC) are pictures like others where the extra reads them, and closed where it is not."""

from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from automation.domain.content.media import MediaFile, Trait
from automation.domain.content.room import Room
from automation.media import MediaStore, heic
from tests.media.photos import noise, packed, photo, seen

JPEG = Room(types=frozenset({"image/jpeg"}), max_width=320)


@pytest.fixture(autouse=True)
def _read_heic() -> None:
    heic.let_pillow_read_heic()


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path, fetch=lambda *_: None)


def loaded(store: MediaStore, tmp_path: Path, body: bytes) -> MediaFile:
    (tmp_path / "warung.heic").write_bytes(body)
    files, errors = store.load(["warung.heic"])
    assert not errors
    return files["warung.heic"]


def test_it_is_measured_and_what_it_tells_is_found(store: MediaStore, tmp_path: Path) -> None:
    file = loaded(store, tmp_path, photo(kind="HEIF"))

    assert (file.mime, file.width, file.height, file.frame_count) == ("image/heic", 640, 480, 1)
    assert file.traits == {Trait.LOCATION, Trait.METADATA}


def test_one_that_tells_nothing_is_sent_where_it_is_taken(
    store: MediaStore, tmp_path: Path
) -> None:
    file = loaded(store, tmp_path, packed(Image.new("RGB", (64, 48), "red"), "HEIF"))

    assert file.traits == frozenset()
    assert store.fit(file, Room(types=frozenset({"image/heic"}))) == file


def test_it_is_made_to_fit_and_tells_nothing_then(store: MediaStore, tmp_path: Path) -> None:
    file = store.fit(loaded(store, tmp_path, photo(kind="HEIF")), JPEG)
    sent = seen(store.read(file))

    assert (file.mime, file.width, file.height, sent.size) == ("image/jpeg", 320, 240, (320, 240))
    assert (dict(sent.getexif()), file.traits) == ({}, frozenset())
    assert sent.crop((0, 0, 20, 20)).tobytes()[0] > 200, "red is at its upper left"


def test_one_that_breaks_off_is_damaged(store: MediaStore, tmp_path: Path) -> None:
    whole = packed(noise(), "HEIF")
    (tmp_path / "putus.heic").write_bytes(whole[: len(whole) // 2])

    _, errors = store.load(["putus.heic"])

    assert "damaged or cut off" in str(errors["putus.heic"])


def test_without_the_extra_it_is_known_by_its_first_bytes_and_left_as_it_is(
    store: MediaStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heic, "find_spec", lambda name: None if name == "pillow_heif" else find_spec(name))  # fmt: skip

    file = loaded(store, tmp_path, photo(kind="HEIF"))

    assert (file.mime, file.width) == ("image/heic", None)
    assert store.fit(file, JPEG) == file
