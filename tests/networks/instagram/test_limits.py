"""What a post may hold on Instagram, told before anybody approves it."""

from dataclasses import replace

import pytest

from automation.domain.content.fit import fit
from automation.domain.content.media import MediaFile
from automation.domain.content.media_check import ALL_SERVICE
from automation.domain.ids import Revision
from automation.networks import spec_of
from tests.domain.builders import make_picture
from tests.domain.desks import make_channel, make_post

FLAG, COMBINED = "🇮🇩", "é"  # two code points each


def codes(text: str, *files: MediaFile, has_public_place: bool = True) -> list[str]:
    media = {file.address: file for file in files}
    post = make_post(text=text, media=tuple(media))
    service = replace(ALL_SERVICE, has_public_place=has_public_place)
    _, found = fit(post, make_channel(), spec_of("instagram"), media, Revision("a" * 32), service)
    return [one.code for one in found]


def picture(name: str = "kopi.jpg", /, **facts: object) -> MediaFile:
    return make_picture(name, **{"mime": "image/jpeg", "width": 1080, "height": 1350, **facts})


@pytest.mark.parametrize("sign", ["k", FLAG, COMBINED])
def test_a_caption_may_have_2200_code_points(sign: str) -> None:
    most = sign * (2200 // len(sign))

    assert codes(most, picture()) == []
    assert codes(most + "k", picture()) == ["text_too_long"]


@pytest.mark.parametrize(("mark", "most"), [("#", 30), ("@", 20)])
def test_tags_and_names_have_an_end(mark: str, most: int) -> None:
    words = [f"{mark}kopi{number}" for number in range(most + 1)]

    assert codes(" ".join(words[:-1]), picture()) == []
    assert codes(" ".join(words), picture()) == ["too_many_in_text"]


def test_a_text_alone_is_no_post() -> None:
    assert len(codes("Halo")) == 1


def test_twenty_pictures_are_ten_too_many() -> None:
    album = [picture(f"{number}.jpg") for number in range(20)]

    assert codes("Halo", *album[:10]) == []
    assert codes("Halo", *album) != []


@pytest.mark.parametrize(
    "facts",
    [
        {"mime": "image/png"},
        {"mime": "image/gif", "frame_count": 8},
        {"height": 1360},
        {"width": 1920, "height": 1000},
        {"byte_count": 8_000_001},
    ],
)
def test_a_picture_of_another_kind_or_form_is_refused(facts: dict[str, object]) -> None:
    assert codes("Halo", picture(**facts)) != []


def test_a_file_that_instagram_cannot_fetch_is_a_problem_before_approval() -> None:
    assert codes("Halo", picture(), has_public_place=False) == ["no_public_place"]
