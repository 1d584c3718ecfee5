"""A picture is made to fit a network: upright, small enough, telling nothing; never larger, never cropped."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from automation.domain.content.media import MediaFile
from automation.domain.content.room import Room
from automation.errors import MediaError
from automation.media import MediaStore
from automation.media.fitting import FITTER, LEAST_SIDE, fit_picture
from automation.media.strip import without_metadata
from tests.media.photos import PHONE, noise, packed, photo, scene, seen, srgb

JPEG = frozenset({"image/jpeg"})
ALL = frozenset({"image/jpeg", "image/png", "image/webp"})


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path, fetch=lambda *_: None)


@pytest.fixture
def fitted(tmp_path: Path, store: MediaStore):
    def fitted(body: bytes, room: Room) -> tuple[MediaFile, bytes]:
        (tmp_path / "kopi").write_bytes(body)
        files, errors = store.load(["kopi"])
        assert not errors
        file = store.fit(files["kopi"], room)
        return file, store.read(file)

    return fitted


def test_a_picture_that_suits_is_sent_byte_for_byte(fitted) -> None:
    body = packed(scene())

    file, sent = fitted(body, Room(types=JPEG, max_bytes=len(body), max_width=640))

    assert sent == body
    assert file.fitted_from == ""


@pytest.mark.parametrize(
    ("room", "size"),
    [
        (Room(types=JPEG, max_width=320), (320, 240)),
        (Room(types=JPEG, max_height=240), (320, 240)),
        (Room(types=JPEG, max_pixels=320 * 240), (320, 240)),
        (Room(types=JPEG, max_sum=560), (320, 240)),
        (Room(types=JPEG, max_width=5000), (640, 480)),
    ],
    ids=["width", "height", "area", "both together", "never larger"],
)
def test_it_becomes_as_large_as_the_room_and_keeps_its_shape(fitted, room: Room, size) -> None:
    file, sent = fitted(photo(), room)

    assert (file.width, file.height) == seen(sent).size == size


def test_it_is_packed_worse_before_it_is_made_smaller(fitted) -> None:
    body = packed(noise(), quality=100)
    gently = Room(types=JPEG, max_bytes=len(body) // 2)
    harshly = Room(types=JPEG, max_bytes=len(body) // 8)

    (file, sent), (less, sent_less) = fitted(body, gently), fitted(body, harshly)

    assert file.width == 640
    assert less.width is not None
    assert less.width < 640
    assert len(sent) <= len(body) // 2
    assert len(sent_less) <= len(body) // 8


def test_what_cannot_fit_is_left_as_it_is_for_its_row_to_say(fitted) -> None:
    body = packed(noise())

    file, sent = fitted(body, Room(types=JPEG, max_bytes=900))

    assert sent == body
    assert file.fitted_from == ""


@pytest.mark.parametrize("orientation", range(1, 9))
def test_it_stands_upright_whatever_its_tag_says(fitted, orientation: int) -> None:
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # the turn that the tag takes back
    lying = scene() if orientation == 1 else scene().transpose(Image.Transpose(undo[orientation]))

    file, sent = fitted(photo(lying, orientation=orientation), Room(types=JPEG))

    picture = seen(sent).convert("RGB")
    assert picture.getexif().get(0x0112, 1) == 1
    assert (file.width, file.height) == picture.size == (640, 480)
    assert picture.getpixel((20, 20))[0] > 200  # type: ignore[index]
    assert picture.getpixel((620, 460))[0] < 60  # type: ignore[index]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_is_told_beside_a_picture_is_taken_out_and_no_pixel_changes(fitted, kind: str) -> None:
    body = photo(kind=kind)
    assert PHONE.encode() in body

    file, sent = fitted(body, Room(types=ALL))

    assert PHONE.encode() not in sent
    assert not seen(sent).getexif()
    assert seen(sent).tobytes() == seen(body).tobytes()
    assert file.mime == f"image/{kind.lower()}"
    assert not file.traits


def test_the_second_view_of_a_camera_goes_with_the_place_it_tells(fitted) -> None:
    body = photo() + photo()

    _, sent = fitted(body, Room(types=JPEG))

    assert PHONE.encode() not in sent
    assert seen(sent).tobytes() == seen(body).tobytes()


@pytest.mark.parametrize("how", ["progressive", "restart_marker_blocks"])
def test_a_photo_in_many_passes_is_cleaned_whole(fitted, how: str) -> None:
    body = packed(noise(), "JPEG", comment=PHONE.encode(), **{how: 4})

    _, sent = fitted(body, Room(types=JPEG))

    assert seen(sent).tobytes() == seen(body).tobytes()
    assert PHONE.encode() not in sent


def test_the_colour_profile_stays(fitted) -> None:
    body = photo(icc_profile=srgb())

    stripped, made = fitted(body, Room(types=JPEG))[1], fitted(body, Room(types=JPEG, max_width=99))

    assert seen(stripped).info["icc_profile"] == srgb()
    assert made[0].fitted_from == ""
    assert seen(fitted(body, Room(types=JPEG, max_width=400))[1]).info["icc_profile"] == srgb()


def test_the_colours_of_print_become_those_of_screens(fitted) -> None:
    body = packed(scene(mode="CMYK"))

    file, sent = fitted(body, Room(types=JPEG))

    picture = seen(sent)
    assert picture.mode == "RGB"
    assert picture.getpixel((20, 20))[0] > 200  # type: ignore[index]
    assert not file.traits


def test_transparency_stays_where_it_may_and_lies_on_white_elsewhere(fitted) -> None:
    image = Image.new("RGBA", (640, 480), (0, 0, 0, 0))
    body = packed(image, "PNG")

    kept, flat = fitted(body, Room(types=ALL, max_width=400)), fitted(body, Room(types=JPEG))

    assert (kept[0].mime, seen(kept[1]).getchannel("A").getextrema()) == ("image/png", (0, 0))
    assert flat[0].mime == "image/jpeg"
    assert seen(flat[1]).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("image", "types", "mime"),
    [
        (scene(), ALL, "image/png"),
        (scene(mode="P"), ALL, "image/png"),
        (scene(), JPEG, "image/jpeg"),
        (scene(mode="1"), JPEG, "image/jpeg"),
        (scene(mode="L"), frozenset({"image/*"}), "image/png"),
    ],
    ids=["graphics stay sharp", "few colours", "where only JPEG fits", "black and white", "any"],
)
def test_graphics_become_what_the_network_takes(fitted, image, types, mime: str) -> None:
    file, sent = fitted(packed(image, "PNG"), Room(types=types, max_width=600))

    assert file.mime == mime
    assert seen(sent).size == (600, 450)


def test_a_moving_picture_keeps_moving(fitted) -> None:
    frames = [noise((40, 30)) for _ in range(3)]
    body = packed(frames[0], "WEBP", save_all=True, append_images=frames[1:], xmp=b"<x>Ayu</x>")

    file, sent = fitted(body, Room(types=ALL, max_width=20))

    assert (file.frame_count, seen(sent).n_frames, file.width) == (3, 3, 40)  # type: ignore[attr-defined]
    assert b"Ayu" not in sent


def test_the_same_picture_and_room_give_the_same_bytes(tmp_path: Path) -> None:
    body = packed(noise(), quality=100)
    room = Room(types=JPEG, max_bytes=40_000)
    file = MediaFile(
        address="a", sha256="", mime="image/jpeg", byte_count=len(body), width=640, height=480
    )

    assert fit_picture(body, file, room) == fit_picture(body, replace(file, address="b"), room)


def test_what_was_made_says_from_what_and_by_whom(fitted) -> None:
    body = photo()

    file, sent = fitted(body, Room(types=JPEG))

    assert (file.fitted_from, file.fitted_by) == (hashlib.sha256(body).hexdigest(), FITTER)
    assert (file.sha256, file.byte_count) == (hashlib.sha256(sent).hexdigest(), len(sent))


def test_a_picture_changed_since_it_was_checked_is_not_made_to_fit(
    store: MediaStore, tmp_path: Path
) -> None:
    (tmp_path / "kopi").write_bytes(photo())
    file = store.load(["kopi"])[0]["kopi"]
    (tmp_path / "kopi").write_bytes(photo(noise()))

    with pytest.raises(MediaError, match="changed"):
        store.fit(file, Room(types=JPEG))


@settings(deadline=None, max_examples=25)
@given(
    width=st.integers(1, 900), height=st.integers(1, 900), most=st.integers(400, 60_000),
    wide=st.integers(50, 900),
)  # fmt: skip
def test_whatever_comes_out_is_within_the_room_and_no_larger_than_it_was(
    width: int, height: int, most: int, wide: int
) -> None:
    room = Room(types=JPEG, max_bytes=most, max_width=wide)
    body = packed(scene((width, height)), "PNG")
    file = MediaFile(
        address="a", sha256="", mime="image/png", byte_count=len(body), width=width, height=height
    )

    made = fit_picture(body, file, room)

    if made is None:
        assert max(width, height) * room.scale(width, height) < 2 * LEAST_SIDE or most < 20_000
    else:
        assert len(made[0]) <= most
        assert made[2][0] <= min(wide, width)
        assert made[2][1] <= height


@settings(deadline=None, max_examples=60)
@given(cut=st.floats(0, 1), edits=st.lists(st.tuples(st.integers(0, 9999), st.integers(0, 255))))
@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
def test_a_mangled_file_is_walked_to_its_end(kind: str, cut: float, edits) -> None:
    body = bytearray(photo(scene((64, 48)), kind=kind.upper()))
    for place, value in edits:
        body[place % len(body)] = value
    body = body[: max(20, int(len(body) * cut))]

    assert len(without_metadata(bytes(body), f"image/{kind}") or b"") <= len(body) + 30
