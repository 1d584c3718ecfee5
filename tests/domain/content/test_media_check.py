"""What a network does not take of pictures and films is said before anybody approves the post."""

from dataclasses import replace
from datetime import date

import pytest

from automation.domain.content.draft import Attachment
from automation.domain.content.fit import fit
from automation.domain.content.media import MediaFile, MediaKind, Trait
from automation.domain.content.media_check import Finding, Service, media_findings, own_findings
from automation.domain.ids import Revision
from automation.domain.problems.problem import Problem
from automation.domain.publishing.network import Bounds, MediaLimit, Moving, NetworkSpec, Span
from automation.language import translator
from tests.domain.builders import SPEC, make_picture
from tests.domain.desks import make_channel, make_post

PLAIN = Service(fits_pictures=False, has_public_place=False)


def limit(**changes: object) -> NetworkSpec:
    """Return a network that takes pictures and films and tells nothing else, but for the changes."""
    nothing = MediaLimit(
        images_max=None, image_max_bytes=None, image_types=frozenset({"image/jpeg", "image/gif"}),
        alt_text_max=None, video_max_bytes=None, video_types=frozenset({"video/mp4"}),
        videos_max=None, mixed=True, source="https://kopi.example/batas", checked=date(2026, 11, 21),
    )  # fmt: skip
    return replace(SPEC, media=replace(nothing, **changes))  # type: ignore[arg-type]


def film(**changes: object) -> MediaFile:
    return make_picture(
        "promo.mp4",
        **{
            "mime": "video/mp4", "width": 1080, "height": 1920, "duration_s": 60.0, "has_audio": True,
            "frame_rate": 30.0, "video_codec": "h264", "audio_codec": "aac", **changes,
        },
    )  # fmt: skip


def findings(
    spec: NetworkSpec, *files: MediaFile, service: Service = PLAIN, alt_text: str = ""
) -> list[Finding]:
    attachments = [Attachment(file=file, alt_text=alt_text) for file in files]
    return list(media_findings(attachments, spec, service))


def codes(spec: NetworkSpec, *files: MediaFile, service: Service = PLAIN) -> list[str]:
    return [kind.code for kind, _, _ in findings(spec, *files, service=service)]


def told(spec: NetworkSpec, file: MediaFile, language: str = "en") -> str:
    """Return the one finding about a file, as its row says it."""
    ((kind, column, facts),) = findings(spec, file)
    return Problem(kind=kind, tab="calendar", row="P-1", column=column, facts=facts).say(
        translator(language)
    )


PICTURE = make_picture("kopi.jpg", width=1200, height=800)
GIF = make_picture("promo.gif", mime="image/gif", frame_count=12)

AT_AND_BEYOND = [
    ("width", limit(images=Bounds(width=Span(320, 1440))), PICTURE, "width", (320, 1440), (319, 1441)),
    ("height", limit(images=Bounds(height=Span(320, 1440))), PICTURE, "height", (320, 1440), (319, 1441)),
    ("seconds", limit(videos=Bounds(seconds=Span(3, 140))), film(), "duration_s", (3.0, 140.0), (2.9, 140.1)),
    ("frame rate", limit(videos=Bounds(frame_rate=Span(23, 60))), film(), "frame_rate", (23.0, 60.0), (22.9, 61.0)),
    ("frames", limit(gifs=Bounds(max_frames=350)), GIF, "frame_count", (350,), (351,)),
    ("ratio", limit(images=Bounds(ratio=Span(0.8, 1.91))), PICTURE, "width", (640, 1528), (639, 1529)),
    ("sum", limit(images=Bounds(max_sum=2000)), PICTURE, "width", (1200,), (1201,)),
    ("least bytes", limit(images=Bounds(min_bytes=10_000)), PICTURE, "byte_count", (10_000,), (9_999,)),
    ("a GIF's bytes", limit(image_max_bytes=5, gifs=Bounds(max_bytes=15_000_000)), GIF, "byte_count", (15_000_000,), (15_000_001,)),
    ("a film's pixels", limit(videos=Bounds(max_pixels=1080 * 1920)), film(), "width", (1080,), (1081,)),
    ("a film's bytes", limit(video_max_bytes=99), film(), "byte_count", (99,), (100,)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("spec", "file", "fact", "within", "beyond"),
    [row[1:] for row in AT_AND_BEYOND],
    ids=[row[0] for row in AT_AND_BEYOND],
)
def test_exactly_at_a_limit_passes_and_one_beyond_does_not(
    spec: NetworkSpec, file: MediaFile, fact: str, within: tuple[float, ...], beyond: tuple[float, ...]
) -> None:  # fmt: skip
    at = [codes(spec, replace(file, **{fact: value})) for value in within]  # type: ignore[arg-type]
    past = [codes(spec, replace(file, **{fact: value})) for value in beyond]  # type: ignore[arg-type]

    assert at == [[]] * len(within)
    assert all(len(found) == 1 for found in past)


def test_the_finding_says_what_it_is_what_fits_and_what_to_do_in_both_languages() -> None:
    spec = limit(videos=Bounds(seconds=Span(3, 140)))
    file = film(duration_s=200.0)

    assert told(spec, file) == (
        "The length of “promo.mp4” is 200 s; Mastodon takes 3 s to 140 s. Make it shorter, or longer. (the post's owner)"
    )
    assert "200 s" in told(spec, file, "id")
    assert "140 s" in told(spec, file, "id")
    assert "length" not in told(spec, file, "id")


def test_what_a_network_does_not_tell_refuses_nothing() -> None:
    odd = make_picture(width=1, height=9000, byte_count=90_000_000)

    assert codes(limit(), *[odd] * 40, film(duration_s=36_000.0)) == []


def test_what_a_file_does_not_tell_is_not_held_against_it() -> None:
    spec = limit(images=Bounds(width=Span(320, 1440), height=Span(320), ratio=Span(0.8, 1.91)))

    assert codes(spec, make_picture(width=None, height=None)) == []


def test_what_is_the_same_for_many_files_is_told_once() -> None:
    spec = limit(image_types=frozenset({"image/png"}))
    files = [make_picture(f"{number}.jpg") for number in range(20)]

    ((kind, _, facts),) = findings(spec, *files)

    assert (kind.code, str(facts["value"])) == ("media_type", "0.jpg and 19 more")


def test_a_kind_that_is_not_taken_at_all_is_said_to_be_so() -> None:
    assert told(limit(image_types=frozenset()), PICTURE).startswith(
        "Mastodon takes no pictures: “kopi.jpg”. Name a film for Mastodon"
    )


@pytest.mark.parametrize(
    ("changes", "files", "expected"),
    [
        ({"images_max": 4}, [PICTURE] * 20, ["too_many_pictures"]),
        ({"videos_max": 1}, [film()] * 2, ["too_many_films"]),
        ({"files_max": 10}, [PICTURE] * 6 + [film()] * 5, ["too_many_files"]),
        ({"mixed": False}, [PICTURE, film()], ["mixed_media"]),
        ({"images_max": 4, "files_max": 10}, [PICTURE] * 4 + [film()] * 6, []),
    ],
    ids=["20 pictures where 4 fit", "two films", "eleven of both", "mixed", "as many as fit"],
)
def test_too_many_files_are_counted_by_kind(
    changes: dict[str, object], files: list[MediaFile], expected: list[str]
) -> None:
    assert codes(limit(**changes), *files) == expected


@pytest.mark.parametrize(
    ("moving", "alone", "among_others"),
    [
        (Moving.LIKE_PICTURES, [], []),
        (Moving.ALONE, [], ["moves_alone"]),
        (Moving.REFUSED, ["moves"], ["moves"]),
        (Moving.STANDS_STILL, ["stands_still"], ["stands_still"]),
    ],
)
def test_a_moving_picture_meets_the_networks_own_rule(
    moving: Moving, alone: list[str], among_others: list[str]
) -> None:
    spec = limit(moving=moving)

    assert codes(spec, GIF) == alone
    assert codes(spec, GIF, PICTURE) == among_others
    assert codes(spec, replace(GIF, frame_count=1), PICTURE) == []


def test_a_gif_where_none_fits_names_what_does() -> None:
    spec = limit(image_types=frozenset({"image/jpeg"}))

    assert told(spec, GIF) == (
        "Mastodon does not take “promo.gif” (GIF). Save it as one of: JPEG, MP4. (the post's owner)"
    )


@pytest.mark.parametrize("mime", ["image/png", "image/avif"])
def test_a_network_that_takes_every_picture_takes_this_one(mime: str) -> None:
    assert codes(limit(image_types=frozenset({"image/*"})), make_picture(mime=mime)) == []


@pytest.mark.parametrize(
    ("packing", "expected"),
    [
        ({}, []),
        ({"video_codec": "mpeg4"}, ["media_codec"]),
        ({"audio_codec": "mp3"}, ["media_codec"]),
        ({"audio_codec": "", "has_audio": False}, []),
    ],
    ids=["as it wants", "an old film", "other sound", "silent"],
)
def test_a_films_packing_is_compared(packing: dict[str, object], expected: list[str]) -> None:
    bounds = Bounds(codecs=frozenset({"h264", "hevc"}), audio_codecs=frozenset({"aac"}))

    assert codes(limit(videos=bounds), film(**packing)) == expected


def test_a_film_nobody_looked_into_is_said_to_be_unchecked_and_still_goes() -> None:
    unread = film(duration_s=None, frame_rate=None, has_audio=None, video_codec="", audio_codec="")
    ((kind, _, _),) = findings(limit(videos=Bounds(seconds=Span(3, 140))), unread)

    assert (kind.code, kind.blocks) == ("film_unread", False)
    assert codes(limit(), unread) == []


def test_without_a_public_place_the_operator_is_told_before_approval() -> None:
    spec = limit(by_address=frozenset({MediaKind.PICTURE}))

    assert "LEMBAR_MEDIA_STORE" in told(spec, PICTURE)
    assert codes(spec, film()) == []
    assert codes(spec, PICTURE, service=replace(PLAIN, has_public_place=True)) == []


def test_where_an_address_must_last_signed_ones_do_not_do() -> None:
    spec = limit(by_address=frozenset({MediaKind.PICTURE}), lasting_address=True)
    signed = replace(PLAIN, has_public_place=True, has_lasting_place=False)

    assert codes(spec, PICTURE, service=signed) == ["no_lasting_place"]
    assert codes(spec, PICTURE, service=replace(signed, has_lasting_place=True)) == []


def test_what_is_odd_about_a_picture_is_said_and_keeps_nothing_back() -> None:
    for trait, code in ((Trait.CMYK, "print_colours"), (Trait.LOCATION, "tells_place")):
        odd = replace(PICTURE, traits=frozenset({trait}))
        ((kind, _),) = own_findings(odd, PLAIN)

        assert (kind.code, kind.blocks) == (code, False)
        assert list(own_findings(odd, replace(PLAIN, fits_pictures=True))) == []


def test_a_picture_that_cannot_be_looked_into_stays_back_where_pictures_are_fitted() -> None:
    photo = make_picture("foto.heic", mime="image/heic")
    heic = replace(photo, width=None, height=None)
    ((kind, _),) = own_findings(heic, replace(PLAIN, fits_pictures=True))

    assert (kind.code, kind.blocks) == ("not_fitted", True)
    assert list(own_findings(heic, PLAIN)) == []
    assert list(own_findings(photo, replace(PLAIN, fits_pictures=True))) == []


def test_only_what_can_be_fitted_is_offered_to_be_fitted() -> None:
    spec = limit(image_max_bytes=100, video_max_bytes=100)

    assert "settings tab" in told(spec, PICTURE)
    assert "settings tab" not in told(spec, GIF)
    assert "settings tab" not in told(spec, film())


@pytest.mark.parametrize(("video_alt_text", "expected"), [(True, ["alt_too_long"]), (False, [])])
def test_the_alt_text_of_a_film_counts_only_where_films_have_one(
    video_alt_text: bool, expected: list[str]
) -> None:
    spec = limit(alt_text_max=10, video_alt_text=video_alt_text)

    found = findings(spec, film(), alt_text="Barista menuang susu")

    assert [kind.code for kind, _, _ in found] == expected


@pytest.mark.parametrize(
    ("types", "needed"),
    [
        ({}, "a picture or a film"),
        ({"image_types": frozenset()}, "a film"),
        ({"video_types": frozenset()}, "a picture"),
    ],
)
def test_a_network_that_needs_media_says_which(types: dict[str, object], needed: str) -> None:
    spec = limit(required=True, **types)

    _, problems = fit(make_post(media=()), make_channel(), spec, {}, Revision("a" * 32))

    assert [problem.code for problem in problems] == ["media_missing"]
    assert f"without {needed}." in problems[0].say(translator("en"))
