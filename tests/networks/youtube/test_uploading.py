"""A film goes up in pieces, and goes on where it stopped."""

import pytest

from automation.errors import (
    NetworkError,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.networks.youtube.upload import PIECE, UPLOAD
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, failed
from tests.contracts.trouble import Trouble
from tests.networks.youtube.channel import MIB, Studio
from tests.wire.youtube_server import refusal


class Died(BaseException):
    """The process is gone."""


class TestPieces:
    def test_a_film_arrives_whole_in_pieces_that_follow_on_each_other(self, studio: Studio) -> None:
        film = studio.film(2 * PIECE + 5)

        receipt = studio.publish(studio.part(film=film))

        assert studio.fake.files[receipt.network_id] == studio.stage.media.read(film)
        assert studio.pieces() == [
            "bytes 0-8388607/16777221", "bytes 8388608-16777215/16777221", "bytes 16777216-16777220/16777221",
        ]  # fmt: skip

    def test_a_film_of_exactly_one_piece_is_sent_in_one(self, studio: Studio) -> None:
        studio.publish(studio.part(film=studio.film(PIECE)))

        assert studio.pieces() == ["bytes 0-8388607/8388608"]

    def test_a_piece_cut_at_half_is_gone_on_with_from_what_arrived(self, studio: Studio) -> None:
        film = studio.film(2 * PIECE)
        studio.fake.cuts.append(16)

        receipt = studio.publish(studio.part(film=film))

        assert studio.fake.files[receipt.network_id] == studio.stage.media.read(film)
        assert studio.pieces()[1:3] == ["bytes */16777216", "bytes 4194304-12582911/16777216"]

    def test_a_last_piece_cut_at_half_is_gone_on_with_too(self, studio: Studio) -> None:
        studio.fake.cuts.append(1)
        film = studio.film(MIB)

        receipt = studio.publish(studio.part(film=film))

        assert studio.fake.files[receipt.network_id] == studio.stage.media.read(film)
        assert len(studio.fake.videos) == 1

    def test_an_upload_cut_again_and_again_is_left_to_the_next_run_with_its_session(
        self, studio: Studio
    ) -> None:
        studio.fake.cuts.extend([0] * 20)
        kept: dict[str, str] = {}
        film = studio.film(2 * PIECE)

        error = failed(
            lambda: studio.open().publish(studio.part(film=film), attempt(keep=kept.__setitem__))
        )

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
        studio.fake.cuts.clear()
        studio.publish(studio.part(film=film), kept)
        assert len(studio.fake.sessions) == 1

    def test_the_session_is_kept_before_the_first_byte_leaves(self, studio: Studio) -> None:
        def dies(_step: str, _handle: str) -> None:
            raise Died

        with pytest.raises(Died):
            studio.open().publish(studio.part(), attempt(keep=dies))

        assert studio.pieces() == []

    def test_a_run_that_died_half_way_is_gone_on_with(self, studio: Studio) -> None:
        kept: dict[str, str] = {}
        film = studio.film(PIECE + 1)

        def dies() -> None:
            raise Died

        with pytest.raises(Died):
            studio.open().publish(studio.part(film=film), attempt(keep=kept.__setitem__, go=dies))
        studio.publish(studio.part(film=film), kept)

        assert studio.pieces() == [
            "bytes 0-8388607/8388609", "bytes */8388609", "bytes 8388608-8388608/8388609",
        ]  # fmt: skip


class TestSessions:
    def test_a_finished_session_answers_with_its_video_and_nothing_is_sent(
        self, studio: Studio
    ) -> None:
        kept: dict[str, str] = {}
        first = studio.open().publish(studio.part(), attempt(keep=kept.__setitem__))

        assert studio.publish(kept=kept) == first
        assert studio.pieces()[1:] == ["bytes */100"]

    def test_a_session_that_is_over_is_begun_anew(self, studio: Studio) -> None:
        kept: dict[str, str] = {}
        dead = f"{studio.fake.url}/upload/youtube/v3/videos?upload_id=long-gone"
        begun = attempt(kept={UPLOAD: dead}, keep=kept.__setitem__)

        receipt = studio.open().publish(studio.part(), begun)

        assert receipt.network_id in studio.fake.videos
        assert kept[UPLOAD] != dead

    def test_a_kept_address_that_is_not_googles_gets_no_credential(self, studio: Studio) -> None:
        studio.publish(kept={UPLOAD: "https://elsewhere.example/upload"})

        assert studio.pieces() == ["bytes 0-99/100"]

    def test_a_video_whose_session_is_over_is_found_among_our_uploads(self, studio: Studio) -> None:
        receipt = studio.publish()
        gone = {UPLOAD: f"{studio.fake.url}/upload/youtube/v3/videos?upload_id=long-gone"}

        found = studio.open().find(
            studio.part(), attempt(since=studio.desk.started_at, kept=gone), NOBODY
        )

        assert found == receipt

    def test_a_session_that_cannot_be_asked_leaves_the_last_piece_in_doubt(
        self, studio: Studio
    ) -> None:
        studio.stage.trouble(Trouble.ERROR_AFTER)
        network = studio.open()
        network.check()

        def breaks() -> None:
            studio.fake.token = "renewed elsewhere"

        error = failed(lambda: network.publish(studio.part(), attempt(go=breaks)))

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)

    def test_a_token_that_ends_in_the_middle_of_an_upload_loses_nothing(
        self, studio: Studio
    ) -> None:
        kept: dict[str, str] = {}
        film = studio.film(2 * PIECE)
        part = studio.part(film=film)

        def ends() -> None:
            studio.fake.revoked = True

        error = failed(lambda: studio.open().publish(part, attempt(keep=kept.__setitem__, go=ends)))
        studio.stage.mend()
        receipt = studio.publish(part, kept)

        assert (type(error), error.call.sent) == (Unauthorized, Sent.NO)
        assert studio.fake.files[receipt.network_id] == studio.stage.media.read(film)
        assert len(studio.fake.sessions) == 1


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "reason", "kind", "said"),
        [
            (403, "insufficientPermissions", Unauthorized, "lacks a right"),
            (403, "authenticatedUserAccountSuspended", Unauthorized, "suspended or closed"),
            (401, "youtubeSignupRequired", Unauthorized, "has no YouTube channel"),
            (403, "accessNotConfigured", Unauthorized, "not enabled"),
            (400, "invalidTitle", Rejected, "Refused"),
            (403, "forbiddenPrivacySetting", Rejected, "Refused"),
        ],
    )
    def test_each_says_what_to_do(
        self, studio: Studio, status: int, reason: str, kind: type[NetworkError], said: str
    ) -> None:
        network = studio.open()
        network.check()
        studio.fake.refusals.append(refusal(status, reason))

        error = failed(lambda: network.publish(studio.part(), attempt()))

        assert (type(error), error.call.sent) == (kind, Sent.NO)
        assert said in str(error)
