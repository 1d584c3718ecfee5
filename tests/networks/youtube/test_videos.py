"""What a video is called, who sees it, and what becomes of it."""

from typing import Any

import pytest

from automation.domain.content.text import utf8_count
from automation.errors import (
    Gone,
    Rejected,
    Sent,
)
from tests.attempts import attempt
from tests.contracts.network_contract.desk import failed
from tests.networks.youtube.channel import Studio

UPRIGHT = {"width": 1080, "height": 1920}
COMBINED = "e\u0301"


class TestWords:
    @pytest.mark.parametrize(
        "sign", ["k", "é", COMBINED, "👩‍🍳"], ids=["letter", "accent", "mark", "joined"]
    )
    def test_a_description_is_counted_in_bytes(self, studio: Studio, sign: str) -> None:
        most = 5000 // utf8_count(sign)
        fitting = sign * most + "k" * (5000 - most * utf8_count(sign))

        studio.publish(studio.part(fitting))
        error = failed(lambda: studio.publish(studio.part(fitting + "k")))

        assert studio.stage.texts() == [fitting]
        assert (type(error), error.call.status) == (Rejected, None)
        assert "5001" in str(error)

    @pytest.mark.parametrize("headline", ["k" * 100, "☕" * 100, COMBINED * 50])
    def test_a_headline_of_a_hundred_signs_goes_out(self, studio: Studio, headline: str) -> None:
        studio.publish(studio.part(headline=headline))

        assert [one["snippet"]["title"] for one in studio.fake.videos.values()] == [headline]

    @pytest.mark.parametrize("headline", ["", " ", "k" * 101, "Kopi < teh", "Kopi > teh"])
    def test_a_headline_youtube_does_not_take_is_refused_before_anything_is_sent(
        self, studio: Studio, headline: str
    ) -> None:
        error = failed(lambda: studio.publish(studio.part(headline=headline)))

        assert "headline column" in str(error)
        assert studio.fake.asked == []

    def test_a_post_without_a_video_is_refused(self, studio: Studio) -> None:
        error = failed(lambda: studio.publish(studio.part(attachments=())))

        assert "attaches one video" in str(error)

    def test_an_edit_keeps_what_it_does_not_change(self, studio: Studio) -> None:
        receipt = studio.publish(studio.part(language="id"))
        studio.fake.videos[receipt.network_id]["snippet"]["tags"] = ["kopi"]

        studio.open().edit(receipt, studio.part("Teh", headline=""))

        snippet = studio.fake.videos[receipt.network_id]["snippet"]
        assert (snippet["title"], snippet["description"]) == ("Kopi senja", "Teh")
        assert (snippet["tags"], snippet["defaultLanguage"]) == (["kopi"], "id")


class TestPrivacy:
    @pytest.mark.parametrize(
        ("asked", "set_"), [("", "public"), ("unlisted", "unlisted"), ("private", "private")]
    )
    def test_it_is_what_the_row_says_and_children_are_not_meant(
        self, studio: Studio, asked: str, set_: str
    ) -> None:
        receipt = studio.publish(studio.part(visibility=asked))

        status = studio.fake.videos[receipt.network_id]["status"]
        assert (status["privacyStatus"], status["selfDeclaredMadeForKids"]) == (set_, False)
        assert receipt.remark is None

    def test_a_video_that_was_made_private_against_our_wish_is_told(self, studio: Studio) -> None:
        studio.fake.forces_private = True

        receipt = studio.publish()

        assert "not examined" in str(receipt.remark)
        assert "“private”, not as “public”" in str(receipt.remark)


class TestShorts:
    @pytest.mark.parametrize(
        ("facts", "path"),
        [
            ({**UPRIGHT, "duration_s": 180.0}, "/shorts/"),
            ({"width": 1080, "height": 1080, "duration_s": 15.0}, "/shorts/"),
            ({**UPRIGHT, "duration_s": 180.1}, "/watch?v="),
            ({"width": 1920, "height": 1080, "duration_s": 15.0}, "/watch?v="),
            (UPRIGHT, "/watch?v="),
        ],
        ids=["upright", "square", "too long", "wide", "length unknown"],
    )
    def test_a_short_is_known_by_its_shape_and_length(
        self, studio: Studio, facts: dict[str, Any], path: str
    ) -> None:
        receipt = studio.publish(studio.part(film=studio.film(**facts)))

        assert receipt.url == f"{studio.fake.url}{path}{receipt.network_id}"
        assert studio.open().look_up(receipt.url) == receipt


class TestAfterwards:
    @pytest.mark.parametrize(
        ("reason", "said"),
        [
            ("duplicate", "the same as a video"),
            ("copyright", "copyright"),
            ("length", "longer than"),
            ("mood", "mood"),
        ],
    )
    def test_a_video_rejected_later_is_gone_and_the_reason_is_told(
        self, studio: Studio, reason: str, said: str
    ) -> None:
        receipt = studio.publish()
        studio.fake.reject(receipt.network_id, reason)

        error = failed(lambda: studio.open().fetch_snapshot(receipt))

        assert type(error) is Gone
        assert said in str(error.what)

    def test_one_rejected_at_once_is_no_receipt(self, studio: Studio) -> None:
        kept: dict[str, str] = {}
        receipt = studio.open().publish(studio.part(), attempt(keep=kept.__setitem__))
        studio.fake.reject(receipt.network_id, "termsOfUse")

        error = failed(lambda: studio.publish(kept=kept))

        assert (type(error), error.call.sent) == (Rejected, Sent.YES)

    def test_numbers_come_as_text_and_hidden_ones_stay_empty(self, studio: Studio) -> None:
        receipt = studio.publish()
        studio.fake.videos[receipt.network_id]["statistics"] = {
            "viewCount": "1204",
            "commentCount": "3",
        }

        numbers = studio.open().fetch_snapshot(receipt)

        assert (numbers.video_views, numbers.replies, numbers.likes) == (1204, 3, None)

    @pytest.mark.parametrize(
        "form",
        [
            "https://youtu.be/{}?si=x",
            "https://m.youtube.com/watch?app=m&v={}&t=3",
            "https://www.youtube.com/shorts/{}",
        ],
    )
    def test_an_address_is_read_in_every_form(self, studio: Studio, form: str) -> None:
        receipt = studio.publish()

        found = studio.open().look_up(form.format(receipt.network_id))

        assert found is not None
        assert found.network_id == receipt.network_id

    def test_a_video_of_another_channel_is_not_ours(self, studio: Studio) -> None:
        receipt = studio.publish()
        studio.fake.videos[receipt.network_id]["snippet"]["channelId"] = "UCelsewhere"

        assert studio.open().look_up(receipt.url) is None
