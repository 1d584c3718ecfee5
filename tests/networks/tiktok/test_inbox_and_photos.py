"""Drafts for the inbox, posts of photos, and what TikTok allows in a day."""

from dataclasses import replace

import pytest

from automation.domain.content.fit import fit
from automation.domain.content.media import MediaFile
from automation.domain.content.text import utf16_count
from automation.domain.ids import Revision
from automation.errors import (
    NetworkError,
    NotReady,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
)
from automation.networks.tiktok.header import SPEC
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, failed
from tests.domain.desks import make_channel, make_post
from tests.networks.tiktok.account import Phone
from tests.wire.tiktok import refusal


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

    def test_they_have_a_title_and_a_longer_text_than_a_film(self, phone: Phone) -> None:
        text = "☕" * 4000
        part = phone.part(text, phone.photo("satu.jpg"))

        phone.publish(replace(part, headline="Menu 🌴 baru"))

        (post,) = phone.fake.out()
        assert (post["info"]["title"], post["info"]["description"]) == ("Menu 🌴 baru", text)

    @pytest.mark.parametrize(
        ("file", "headline", "text", "codes"),
        [
            ("satu.jpg", "k" * 88 + "🌴", "k" * 4000, []),
            ("satu.jpg", "k" * 89 + "🌴", "k" * 4001, ["text_too_long", "text_too_long"]),
            ("kopi.mp4", "k" * 89 + "🌴", "k" * 2200, []),
            ("kopi.mp4", "", "k" * 2201, ["text_too_long"]),
        ],
    )
    def test_a_title_counts_beside_photos_alone(
        self, file: str, headline: str, text: str, codes: list[str]
    ) -> None:
        mime = "image/jpeg" if file.endswith("jpg") else "video/mp4"
        found = MediaFile(address=file, sha256="a" * 64, mime=mime, byte_count=9, has_audio=True)
        post = make_post(text=text, headline=headline, media=(file,))

        draft, problems = fit(post, make_channel(), SPEC, {file: found}, Revision("a" * 32))

        assert [problem.code for problem in problems] == codes
        assert draft.parts[0].headline == (headline if mime == "image/jpeg" else "")

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
