"""What every network's header says, before approval, of files that people attach by mistake."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from automation.domain.content.draft import Attachment
from automation.domain.content.media import MediaFile, Trait
from automation.domain.content.media_check import ALL_SERVICE, media_findings, own_findings
from automation.domain.content.room import room_in
from automation.domain.publishing.limits import Moving
from automation.domain.publishing.network import NetworkSpec
from automation.media.fitting import fit_picture
from tests.domain.builders import make_picture
from tests.media.photos import packed, scene, seen

GIF = make_picture("promo.gif", mime="image/gif")
NOT_TAKEN = {"media_type", "kind_not_taken"}
PRINTED = packed(scene((640, 480), "CMYK"))
SAYS_OF_MOVING = {
    Moving.REFUSED: {"moves"},
    Moving.STANDS_STILL: {"stands_still"},
    Moving.ALONE: {"moves_alone"},
    Moving.LIKE_PICTURES: set(),
}


def codes(spec: NetworkSpec, files: Sequence[MediaFile]) -> list[str]:
    attached = [Attachment(file=file, alt_text="Kopi") for file in files]
    return [kind.code for kind, _, _ in media_findings(attached, spec, ALL_SERVICE)]


def picture(spec: NetworkSpec, **changes: object) -> MediaFile:
    """Return a picture of a kind and size the network takes."""
    mimes = sorted(one for one in spec.media.image_types if not one.endswith(("*", "gif")))
    mime = next(iter(mimes), "image/jpeg")
    return make_picture("kopi.jpg", **{"mime": mime, "width": 1080, "height": 1080, **changes})


class Content:
    """What does not fit is told with its number, and what fits is held against nobody."""

    def test_of_twenty_pictures_the_row_says_how_many_are_too_many(self, spec: NetworkSpec) -> None:
        limit = spec.media
        files = [picture(spec, sha256=f"{number:064}") for number in range(20)]
        attached = [Attachment(file=file, alt_text="Kopi") for file in files]

        told = {kind.code: facts for kind, _, facts in media_findings(attached, spec, ALL_SERVICE)}

        if not limit.image_types:
            assert set(told) == {"kind_not_taken"}
            return
        most = min((one for one in (limit.images_max, limit.files_max) if one is not None), default=20)  # fmt: skip
        overs = [facts["over"] for code, facts in told.items() if code.startswith("too_many")]
        assert set(overs) == ({20 - most} if most < 20 else set())
        assert not any(code.startswith("too_many") for code in codes(spec, files[:most]))

    def test_a_gif_is_refused_with_the_kinds_to_choose_where_it_is_not_taken(
        self, spec: NetworkSpec
    ) -> None:
        found = list(media_findings([Attachment(file=GIF, alt_text="Kopi")], spec, ALL_SERVICE))

        refused = [facts for kind, _, facts in found if kind.code in NOT_TAKEN]
        assert bool(refused) == (not {"image/gif", "image/*"} & spec.media.image_types)
        if refused and spec.media.image_types | spec.media.video_types:
            assert refused[0].get("choices") or refused[0]["needed"]

    def test_a_picture_that_moves_is_told_what_becomes_of_it(self, spec: NetworkSpec) -> None:
        moving = replace(GIF, frame_count=12, duration_s=3.0, width=600, height=600)
        if not spec.media.takes(moving):
            assert set(codes(spec, [moving])) < NOT_TAKEN
            return
        said = {"moves", "stands_still", "moves_alone"} & set(codes(spec, [moving, GIF]))

        assert said == SAYS_OF_MOVING[spec.media.moving]

    def test_a_picture_in_the_colours_of_print_is_told_and_can_be_sent_in_those_of_screens(
        self, spec: NetworkSpec
    ) -> None:
        printed = picture(spec, mime="image/jpeg", width=640, height=480, traits=frozenset({Trait.CMYK}))  # fmt: skip

        assert [kind.code for kind, _ in own_findings(printed, ALL_SERVICE)] == ["print_colours"]
        if not spec.media.image_types:
            return
        made = fit_picture(PRINTED, printed, room_in(spec.media))
        assert made is not None
        assert seen(made[0]).mode == "RGB"
        assert spec.media.takes(replace(printed, mime=made[1]))

    @pytest.mark.parametrize("side", [14_000, 9_000], ids=["196 megapixels", "81 megapixels"])
    def test_a_picture_of_too_many_pixels_is_refused_or_made_smaller(
        self, spec: NetworkSpec, side: int
    ) -> None:
        huge = picture(spec, width=side, height=side)
        room = room_in(spec.media)

        refused = {"picture_too_wide", "media_measure"} & set(codes(spec, [huge]))

        if spec.media.takes(huge):
            assert bool(refused) == (room.scale(side, side) < 1)

    def test_a_film_where_only_pictures_are_taken_is_refused(self, spec: NetworkSpec) -> None:
        film = make_picture("kopi.mp4", mime="video/mp4", width=1080, height=1920)

        assert bool(NOT_TAKEN & set(codes(spec, [film]))) == (not spec.media.takes(film))
