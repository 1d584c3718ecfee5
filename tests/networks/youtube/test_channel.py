"""The first comment below a video, the quota, and the channel an address leads to."""

from datetime import UTC, datetime, timedelta

import pytest

from automation.domain.ids import ChannelId
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    RateLimited,
    Sent,
    Unauthorized,
    Unsupported,
)
from automation.http import Answer, Repeat, Request
from automation.networks.youtube.header import place_of
from automation.networks.youtube.refusals import judge
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, failed
from tests.networks.youtube.channel import Studio
from tests.wire.youtube_server import refusal

UPRIGHT = {"width": 1080, "height": 1920}
COMBINED = "e\u0301"


class TestFirstComment:
    def test_it_stands_below_the_video_and_is_found_again(self, studio: Studio) -> None:
        video = studio.publish()
        begun = attempt("k/1", since=studio.desk.started_at, reply_to=video)
        comment = studio.part("Resepnya di sini", attachments=(), headline="")
        network = studio.open()

        receipt = network.publish(comment, begun)

        assert network.find(comment, begun, NOBODY) == receipt
        assert network.find(comment, begun, {receipt.network_id}) is None
        assert receipt.url == f"{video.url}&lc={receipt.network_id}"

    def test_it_is_edited_and_deleted_as_a_comment(self, studio: Studio) -> None:
        video = studio.publish()
        comment = studio.part("Resepnya", attachments=(), headline="")
        network = studio.open()
        receipt = network.publish(comment, attempt(reply_to=video))

        network.edit(receipt, studio.part("Resep baru", attachments=(), headline=""))
        said = studio.stage.texts()
        network.delete(receipt)

        assert said == ["Kopi", "Resep baru"]
        assert studio.stage.texts() == ["Kopi"]

    def test_a_video_cannot_answer_a_video(self, studio: Studio) -> None:
        video = studio.publish()

        with pytest.raises(Unsupported):
            studio.open().publish(studio.part(), attempt(reply_to=video))

    def test_a_comment_held_for_review_is_read_as_hidden(self, studio: Studio) -> None:
        video = studio.publish()
        studio.fake.comment(video.network_id, "Spam?", "UCpelanggan")["state"] = "heldForReview"

        (message,) = studio.open().fetch_messages(studio.desk.started_at - timedelta(minutes=1))

        assert message.is_hidden


class TestQuota:
    @pytest.mark.parametrize(
        ("now", "reset"),
        [
            (datetime(2026, 12, 31, 20, tzinfo=UTC), datetime(2027, 1, 1, 8, tzinfo=UTC)),
            (datetime(2026, 7, 1, 6, 59, tzinfo=UTC), datetime(2026, 7, 1, 7, tzinfo=UTC)),
            (datetime(2026, 11, 1, 7, 30, tzinfo=UTC), datetime(2026, 11, 2, 8, tzinfo=UTC)),
        ],
        ids=["winter", "summer", "the day the clocks go back"],
    )
    def test_a_used_up_day_ends_at_midnight_in_california(
        self, now: datetime, reset: datetime
    ) -> None:
        told = refusal(403, "quotaExceeded")
        request = Request(
            operation="x", method="GET", url="https://x.example", repeat=Repeat.FREELY
        )

        verdict = judge(request, Answer(status=403, body=told.bytes), now)

        assert verdict is not None
        assert verdict.kind is RateLimited
        assert now + timedelta(seconds=verdict.wait_s or 0) == reset

    def test_too_many_uploads_wait_and_nothing_is_lost(self, studio: Studio) -> None:
        network = studio.open()
        network.check()
        studio.fake.refusals.append(refusal(400, "uploadLimitExceeded"))

        error = failed(lambda: network.publish(studio.part(), attempt()))

        assert (type(error), error.call.sent) == (RateLimited, Sent.NO)
        assert "no more videos" in str(error)


class TestChannels:
    @pytest.mark.parametrize(
        ("address", "handle", "own"),
        [
            ("https://www.youtube.com/@kopi.senja", "kopi.senja", ""),
            ("youtube.com/@kopi/videos", "kopi", ""),
            ("https://m.youtube.com/channel/UCabc-123?si=1", "", "UCabc-123"),
            ("https://www.youtube.com/c/KopiSenja/", "", ""),
            ("@kopi_senja", "kopi_senja", ""),
        ],
    )
    def test_an_address_is_read_in_every_form(self, address: str, handle: str, own: str) -> None:
        place = place_of(Channel(id=ChannelId("brand"), network="youtube", address=address))

        assert (place.handle, place.id, place.api) == (handle, own, "https://www.googleapis.com")

    @pytest.mark.parametrize(
        "address",
        ["https://www.youtube.com/watch?v=abcdefghijk", "https://youtube.com.example/@kopi"],
    )
    def test_what_is_no_channel_is_refused(self, address: str) -> None:
        with pytest.raises(ConfigError):
            place_of(Channel(id=ChannelId("brand"), network="youtube", address=address))

    @pytest.mark.parametrize("tail", ["@kopi_lain", "channel/UCelsewhere"])
    def test_the_credential_of_another_channel_publishes_nothing(
        self, studio: Studio, tail: str
    ) -> None:
        network = studio.open(f"{studio.fake.url}/{tail}")

        error = failed(lambda: network.publish(studio.part(), attempt()))

        assert type(error) is Unauthorized
        assert studio.fake.sessions == {}

    def test_an_account_without_a_channel_says_so(self, studio: Studio) -> None:
        studio.fake.has_channel = False

        error = failed(studio.open().check)

        assert type(error) is Unauthorized
        assert "has no YouTube channel" in str(error)
