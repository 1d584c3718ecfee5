"""A post is begun once, sent in pieces, and then only asked for."""

import pytest

from automation.domain.content.text import utf16_count
from automation.errors import (
    Gone,
    NetworkError,
    NotReady,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, failed
from tests.contracts.trouble import Trouble
from tests.networks.tiktok.account import Phone
from tests.wire.tiktok import MB, refusal


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


class TestInbox:
    def test_without_the_right_to_post_a_draft_waits_for_a_person(self, phone: Phone) -> None:
        phone.fake.rights = {"video.upload", "video.list"}

        waiting = failed(phone.publish)
        again = failed(phone.publish)
        phone.fake.complete(phone.kept["publish_id"])
        receipt = phone.publish()

        assert (type(waiting), type(again)) == (NotReady, NotReady)
        assert "pastes the text" in str(waiting.fix)
        assert len(phone.fake.posts) == 1
        assert receipt.network_id.isdigit()

    def test_the_check_names_the_missing_right(self, phone: Phone) -> None:
        phone.fake.rights = {"video.upload"}

        check = phone.open().check()

        assert check.missing_rights == ("video.publish",)
        assert check.account == "@kopi_senja"


class TestPhotos:
    def test_they_are_fetched_from_their_address_in_order(self, phone: Phone) -> None:
        photos = [phone.photo("satu.jpg"), phone.photo("dua.jpg")]

        phone.publish(phone.part("Dua kopi", *photos))

        (post,) = phone.fake.out()
        assert post["photos"] == [phone.stage.media.address(one) for one in photos]
        assert post["info"]["description"] == "Dua kopi"

    def test_a_lost_answer_is_left_to_a_person(self, phone: Phone) -> None:
        part = phone.part("Kopi", phone.photo("satu.jpg"))

        def go() -> None:
            phone.fake.refusals.append(phone.fake.broken(500))

        error = failed(lambda: phone.open().publish(part, attempt(go=go)))
        looked = failed(lambda: phone.open().find(part, phone.try_(), NOBODY))

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
        assert type(looked) is OutcomeUnknown

    def test_an_address_of_a_foreign_domain_says_what_to_verify(self, phone: Phone) -> None:
        photo = phone.photo("satu.jpg")
        phone.stage.media.addresses["satu.jpg"] = "https://elsewhere.example/satu.jpg"

        error = failed(lambda: phone.publish(phone.part("Kopi", photo)))

        assert type(error) is Rejected
        assert "LEMBAR_MEDIA_STORE" in str(error.fix)


class TestAllowance:
    @pytest.mark.parametrize(
        "sign", ["k", "é", "e\u0301", "👩‍🍳"], ids=["letter", "accent", "mark", "joined"]
    )
    def test_a_caption_is_counted_in_utf_16_units(self, phone: Phone, sign: str) -> None:
        most = 2200 // utf16_count(sign)
        fitting = sign * most + "k" * (2200 - most * utf16_count(sign))

        phone.publish(phone.part(fitting))
        error = failed(lambda: phone.publish(phone.part(fitting + "k")))

        assert phone.stage.texts() == [fitting]
        assert type(error) is Rejected

    def test_a_post_without_media_is_refused(self, phone: Phone) -> None:
        error = failed(lambda: phone.publish(phone.part(attachments=())))

        assert "neither a video nor photos" in str(error)

    def test_an_app_that_was_not_examined_says_so_before_anything_is_sent(
        self, phone: Phone
    ) -> None:
        phone.fake.offers = ["SELF_ONLY"]

        error = failed(phone.publish)

        assert type(error) is Rejected
        assert "has not examined the app" in str(error)
        assert phone.fake.posts == {}

    def test_a_film_longer_than_the_account_may_post_is_refused(self, phone: Phone) -> None:
        phone.fake.longest_s = 60

        phone.publish(phone.part("Kopi", phone.film(100, duration_s=60.0)))
        error = failed(
            lambda: phone.open().publish(
                phone.part("Teh", phone.film(101, duration_s=61.0)), attempt()
            )
        )

        assert "61 s" in str(error)
        assert len(phone.fake.posts) == 1

    def test_what_the_account_has_switched_off_stays_off(self, phone: Phone) -> None:
        phone.publish()

        (post,) = phone.fake.out()
        assert (post["info"]["disable_duet"], post["info"]["disable_stitch"]) == (True, False)

    @pytest.mark.parametrize(
        ("status", "code", "kind", "said"),
        [
            (429, "rate_limit_exceeded", RateLimited, "wait until"),
            (403, "spam_risk_too_many_posts", RateLimited, "in a day"),
            (403, "spam_risk_too_many_pending_share", RateLimited, "inbox"),
            (403, "spam_risk_user_banned_from_posting", Unauthorized, "post no more"),
            (
                403,
                "unaudited_client_can_only_post_to_private_accounts",
                Rejected,
                "has not examined",
            ),
            (200, "reached_active_user_cap", RateLimited, "as many accounts"),
            (401, "access_token_invalid", Unauthorized, "TIKTOK_TOKEN_BRAND"),
        ],
    )
    def test_each_refusal_says_what_to_do_and_nothing_was_sent(
        self, phone: Phone, status: int, code: str, kind: type[NetworkError], said: str
    ) -> None:
        network = phone.open()
        network.check()
        phone.fake.refusals.extend([refusal(status, code)] * 4)

        error = failed(lambda: network.publish(phone.part(), attempt()))

        assert (type(error), error.call.sent) == (kind, Sent.NO)
        assert said in str(error)

    def test_the_token_of_another_account_posts_nothing(self, phone: Phone) -> None:
        network = phone.open(f"{phone.fake.url}/@kopi_lain")

        error = failed(lambda: network.publish(phone.part(), attempt()))

        assert type(error) is Unauthorized
        assert phone.fake.posts == {}
