"""Pictures and films of a post made ready for one network: what it takes, whose alt text is whose."""

from dataclasses import replace

import pytest

from automation.domain.content.fit import fit
from tests.domain.builders import SPEC, make_picture
from tests.domain.content.test_fit import REVISION, codes, fitted
from tests.domain.desks import make_channel, make_post


def test_each_alt_text_stands_by_its_own_picture() -> None:
    post = make_post(media=("a.jpg", "b.jpg", "c.jpg"), alt_texts=("Cangkir", "", "Biji kopi"))

    draft, _ = fitted(post)

    assert [(a.file.address, a.alt_text) for a in draft.parts[0].attachments] == [
        ("a.jpg", "Cangkir"), ("b.jpg", ""), ("c.jpg", "Biji kopi"),
    ]  # fmt: skip


def test_a_picture_that_cannot_be_read_does_not_shift_the_alt_texts() -> None:
    post = make_post(media=("a.jpg", "gone.jpg", "c.jpg"), alt_texts=("A", "hilang", "C"))

    draft, _ = fitted(post, SPEC, "a.jpg", "c.jpg")

    assert [a.alt_text for a in draft.parts[0].attachments] == ["A", "C"]


@pytest.mark.parametrize(
    ("changes", "picture", "code"),
    [
        pytest.param({"media": tuple("abcde")}, {}, "too_many_pictures", id="five pictures"),
        pytest.param({"media": ("a",)}, {"byte_count": 16_000_001}, "picture_too_big", id="bytes"),
        pytest.param(
            {"media": ("a",)}, {"width": 33_177_601, "height": 1}, "picture_too_wide", id="pixels"
        ),
        pytest.param({"media": ("a",)}, {"mime": "image/tiff"}, "media_type", id="TIFF"),
        pytest.param(
            {"media": ("a",)},
            {"mime": "video/mp4", "byte_count": 99_000_001},
            "picture_too_big",
            id="a long film",
        ),
        pytest.param(
            {"media": ("a",), "alt_texts": ("k" * 1501,)}, {}, "alt_too_long", id="alt text"
        ),
        pytest.param(
            {"media": ("a",), "alt_texts": ("satu", "dua")}, {}, "alt_without_media", id="alts"
        ),
        pytest.param({"text": " ", "media": ()}, {}, "empty_post", id="nothing at all"),
        pytest.param({"visibility": "teman"}, {}, "bad_option", id="unknown visibility"),
        pytest.param({"language": "Indonesia"}, {}, "bad_language", id="a language's name"),
    ],
)
def test_what_a_network_does_not_take_is_found_before_it_is_sent(
    changes: dict[str, object], picture: dict[str, object], code: str
) -> None:
    assert codes(fitted(make_post(**changes), **picture)[1]) == [code]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "picture"),
    [
        pytest.param({"media": tuple("abcd")}, {}, id="four pictures"),
        pytest.param({"media": ("a",)}, {"byte_count": 16_000_000}, id="bytes"),
        pytest.param({"media": ("a",)}, {"width": 33_177_600, "height": 1}, id="pixels"),
        pytest.param({"media": ("a",), "alt_texts": ("k" * 1500,)}, {}, id="alt text"),
        pytest.param({"text": "", "media": ("a",)}, {}, id="a picture without words"),
        pytest.param({"language": "zh-Hant"}, {}, id="a language with its script"),
    ],
)
def test_what_is_exactly_at_a_limit_passes(
    changes: dict[str, object], picture: dict[str, object]
) -> None:
    assert fitted(make_post(**changes), **picture)[1] == []  # type: ignore[arg-type]


def test_pictures_and_a_film_do_not_go_together_where_the_network_mixes_nothing() -> None:
    files = {"a.jpg": make_picture("a.jpg"), "b.mp4": make_picture("b.mp4", mime="video/mp4")}
    post = make_post(media=("a.jpg", "b.mp4"))
    mixing = replace(SPEC, media=replace(SPEC.media, mixed=True))

    assert codes(fit(post, make_channel(), SPEC, files, REVISION)[1]) == ["mixed_media"]
    assert fit(post, make_channel(), mixing, files, REVISION)[1] == []
