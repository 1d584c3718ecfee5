"""A post is begun once, sent in pieces, and then only asked for."""

import pytest

from automation.errors import (
    Gone,
    NetworkError,
    NotReady,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unavailable,
)
from tests.attempts import attempt
from tests.contracts.network_contract.desk import failed
from tests.contracts.trouble import Trouble
from tests.networks.tiktok.account import Phone
from tests.wire.tiktok import MB


class Died(BaseException):
    """The process is gone."""


class TestPieces:
    @pytest.mark.parametrize(
        ("size", "pieces"),
        [
            (100, ["0-99"]),
            (10 * MB - 1, ["0-9999998"]),
            (20 * MB - 1, ["0-19999998"]),
            (20 * MB, ["0-9999999", "10000000-19999999"]),
            (25 * MB + 3, ["0-9999999", "10000000-25000002"]),
        ],
    )
    def test_a_film_arrives_whole_and_its_last_piece_takes_what_is_over(
        self, phone: Phone, size: int, pieces: list[str]
    ) -> None:
        film = phone.film(size)

        phone.publish(phone.part("Kopi", film))

        (post,) = phone.fake.out()
        assert post["body"] == phone.stage.media.read(film)
        assert phone.pieces() == [f"bytes {piece}/{size}" for piece in pieces]

    @pytest.mark.parametrize("stored", [True, False], ids=["it arrived", "it did not"])
    @pytest.mark.parametrize("nth", [0, 1], ids=["first piece", "last piece"])
    def test_a_lost_piece_is_sent_again_only_when_it_did_not_arrive(
        self, phone: Phone, nth: int, stored: bool
    ) -> None:
        film = phone.film(20 * MB)
        if nth == 0:
            phone.fake.cuts.append(stored)

        def go() -> None:
            phone.fake.cuts.extend([stored] * nth)

        phone.open().publish(phone.part("Kopi", film), attempt(go=go))

        (post,) = phone.fake.out()
        assert post["body"] == phone.stage.media.read(film)
        assert len(phone.pieces()) == (2 if stored else 3)

    def test_an_upload_cut_again_and_again_published_nothing(self, phone: Phone) -> None:
        phone.fake.cuts.extend([False] * 9)

        error = failed(phone.publish)

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
        phone.fake.cuts.clear()
        phone.publish()
        assert len(phone.fake.out()) == 1

    def test_a_last_piece_nobody_can_ask_about_is_in_doubt(self, phone: Phone) -> None:
        phone.stage.trouble(Trouble.ERROR_AFTER)

        def breaks() -> None:
            phone.fake.refusals.extend([phone.fake.broken(503)] * 9)

        error = failed(lambda: phone.open().publish(phone.part(), attempt(go=breaks)))

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)

    def test_an_expired_address_for_films_is_no_word_on_the_credential(self, phone: Phone) -> None:
        phone.stage.trouble(Trouble.FORBIDDEN)

        error = failed(phone.publish)

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
        assert "expired" in str(error.what)


class TestWaiting:
    def test_a_post_that_is_worked_on_for_long_is_asked_for_by_the_next_run_and_sent_once(
        self, phone: Phone
    ) -> None:
        phone.fake.work = 20

        error = failed(phone.publish)
        receipt = phone.publish()

        assert type(error) is NotReady
        assert len(phone.fake.posts) == 1
        assert receipt.url == f"{phone.fake.url}/@kopi_senja/video/{receipt.network_id}"

    def test_a_public_post_without_its_id_is_out_and_gets_it_later(self, phone: Phone) -> None:
        phone.fake.moderates = True

        receipt = phone.publish()
        before = phone.open().fetch_snapshot(receipt)
        phone.fake.moderates = False
        after = phone.open().fetch_snapshot(receipt)

        assert (receipt.network_id, receipt.url) == (phone.kept["publish_id"], phone.stage.address)
        assert (before.likes, after.likes, after.video_views) == (None, 3, 12)

    def test_a_private_post_is_out_at_once(self, phone: Phone) -> None:
        receipt = phone.publish(phone.part(visibility="private"))

        (post,) = phone.fake.out()
        assert post["info"]["privacy_level"] == "SELF_ONLY"
        assert receipt.network_id == post["publish_id"]

    @pytest.mark.parametrize(
        ("reason", "kind", "said"),
        [
            ("duration_check_failed", Rejected, "too short or too long"),
            ("picture_size_check_failed", Rejected, "width or height"),
            ("mood", Rejected, "mood"),
            ("internal", Unavailable, "trouble of its own"),
        ],
    )
    def test_a_film_that_was_taken_and_refused_says_why_and_is_begun_anew(
        self, phone: Phone, reason: str, kind: type[NetworkError], said: str
    ) -> None:
        phone.fake.work = 99
        failed(phone.publish)
        phone.fake.fail(phone.kept["publish_id"], reason)

        error = failed(phone.publish)
        phone.fake.work = 0
        phone.publish()

        assert (type(error), error.call.sent) == (kind, Sent.NO)
        assert said in str(error.what)
        assert len(phone.fake.out()) == 1

    def test_one_refused_after_it_was_out_is_gone(self, phone: Phone) -> None:
        receipt = phone.publish(phone.part(visibility="private"))
        phone.fake.fail(receipt.network_id, "spam_risk")

        error = failed(lambda: phone.open().fetch_snapshot(receipt))

        assert type(error) is Gone
        assert "spam" in str(error.what)

    def test_a_run_that_died_before_the_last_byte_begins_anew(self, phone: Phone) -> None:
        def dies() -> None:
            raise Died

        dying = attempt("k", keep=phone.kept.__setitem__, go=dies)
        with pytest.raises(Died):
            phone.open().publish(phone.part("Kopi", phone.film(20 * MB)), dying)
        phone.publish(phone.part("Kopi", phone.film(20 * MB)))

        assert len(phone.fake.out()) == 1
