"""What a post carries: links that can be clicked, pictures, videos, its place in a thread."""

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.network import Network
from automation.errors import NotReady, Rejected, Sent, Unavailable
from tests.attempts import attempt
from tests.networks.bluesky.opening import failed, posted, publish
from tests.wire.bluesky import BlueskyStage
from tests.wire.bluesky_server import OURS, THEIRS, BlueskyServer
from tests.wire.pace import NOON

FAMILY = "👨\u200d👩\u200d👧\u200d👦"


def shown(record: dict[str, list[dict[str, dict[str, int]]]], text: str) -> list[str]:
    body = text.encode()
    spots = [facet["index"] for facet in record["facets"]]
    return [body[spot["byteStart"] : spot["byteEnd"]].decode() for spot in spots]


class TestFacets:
    def test_links_names_and_tags_can_be_clicked_after_emoji_too(
        self, network: Network, server: BlueskyServer
    ) -> None:
        text = f"{FAMILY} Sapa @pelanggan.test di kopisenja.com/menu #kopi"

        record = posted(server, publish(network, text))

        features = [facet["features"][0] for facet in record["facets"]]
        assert shown(record, text) == ["@pelanggan.test", "kopisenja.com/menu", "#kopi"]
        assert [one.get("did") or one.get("uri") or one["tag"] for one in features] == [
            THEIRS, "https://kopisenja.com/menu", "kopi",
        ]  # fmt: skip

    def test_a_handle_that_nobody_has_stays_plain_text(
        self, network: Network, server: BlueskyServer
    ) -> None:
        record = posted(server, publish(network, "Sapa @entah.siapa.com ya"))

        assert "facets" not in record


class TestLength:
    @pytest.mark.parametrize("sign", ["k", FAMILY[:1], "e\u0301", "🇮🇩"])
    def test_three_hundred_signs_as_people_see_them_go_out_and_one_more_does_not(
        self, network: Network, kopi: BlueskyStage, sign: str
    ) -> None:
        publish(network, sign * 300)

        error = failed(lambda: publish(network, sign * 301, "k2"))

        assert (type(error), error.call.status) == (Rejected, None)
        assert kopi.texts() == [sign * 300]

    def test_a_text_of_few_signs_and_too_many_bytes_is_not_sent(self, network: Network) -> None:
        error = failed(lambda: publish(network, FAMILY * 121))

        assert (type(error), error.call.status) == (Rejected, None)
        assert "3025" in str(error)
        assert "3000" in str(error)


class TestPictures:
    def test_four_pictures_go_out_with_their_alt_texts_and_shapes(
        self, network: Network, server: BlueskyServer, picture: Attachment
    ) -> None:
        bare = Attachment(file=picture.file)
        part = Part(text="Menu", attachments=(picture, picture, picture, bare))

        record = posted(server, network.publish(part, attempt("k", since=NOON)))

        images = record["embed"]["images"]
        assert [one["alt"] for one in images] == ["Segelas kopi susu"] * 3 + [""]
        assert images[0]["aspectRatio"] == {"width": 40, "height": 30}

    def test_a_picture_that_vanished_from_the_server_is_sent_again_by_the_next_run(
        self, network: Network, server: BlueskyServer, kopi: BlueskyStage, picture: Attachment
    ) -> None:
        part = Part(text="Menu", attachments=(picture,))

        error = failed(
            lambda: network.publish(part, attempt("k", since=NOON, go=server.blobs.clear))
        )
        network.publish(part, attempt("k", since=NOON))

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
        assert kopi.texts() == ["Menu"]


class TestVideo:
    def test_a_video_waits_until_the_service_is_done_with_it(
        self, network: Network, server: BlueskyServer, video: Attachment
    ) -> None:
        server.polls_left = 3

        receipt = network.publish(Part(text="", attachments=(video,)), attempt("k", since=NOON))

        embed = posted(server, receipt)["embed"]
        assert embed["alt"] == "Kopi dituang"
        assert embed["aspectRatio"] == {"width": 720, "height": 1280}
        assert embed["video"]["mimeType"] == "video/mp4"

    def test_a_video_still_at_work_is_gone_on_with_and_not_sent_again(
        self, network: Network, server: BlueskyServer, video: Attachment
    ) -> None:
        kept: dict[str, str] = {}
        server.polls_left = 100
        part = Part(text="Film", attachments=(video,))

        with pytest.raises(NotReady):
            network.publish(part, attempt("k", since=NOON, keep=kept.__setitem__))
        server.polls_left = 0
        network.publish(part, attempt("k", since=NOON, kept=kept))

        assert list(server.videos) == ["job1"]

    def test_a_video_the_service_refuses_is_refused_in_its_words_and_forgotten(
        self, network: Network, server: BlueskyServer, kopi: BlueskyStage, video: Attachment
    ) -> None:
        kept: dict[str, str] = {}
        server.video_fails = "Video is too long"

        error = failed(
            lambda: network.publish(
                Part(text="Film", attachments=(video,)),
                attempt("k", since=NOON, keep=kept.__setitem__),
            )
        )

        assert (type(error), kept, kopi.texts()) == (Rejected, {"video": ""}, [])
        assert "Video is too long" in str(error)

    def test_an_account_without_a_confirmed_address_is_told_so(
        self, network: Network, server: BlueskyServer, video: Attachment
    ) -> None:
        server.is_confirmed = False

        error = failed(
            lambda: network.publish(
                Part(text="Film", attachments=(video,)), attempt("k", since=NOON)
            )
        )

        assert type(error) is Rejected
        assert "confirm your email" in str(error)


class TestThread:
    def test_each_part_answers_the_one_before_and_belongs_to_the_first(
        self, network: Network, server: BlueskyServer
    ) -> None:
        first = publish(network, "1/3", "k/0")
        second = publish(network, "2/3", "k/1", reply_to=first)
        third = publish(network, "3/3", "k/2", reply_to=second)

        reply = posted(server, third)["reply"]
        assert reply["root"]["uri"] == first.network_id
        assert reply["parent"] == {
            "uri": second.network_id, "cid": server.records[second.network_id].cid,
        }  # fmt: skip

    def test_the_post_of_a_thread_that_was_deleted_meanwhile_is_missed_before_anything_is_sent(
        self, network: Network, kopi: BlueskyStage
    ) -> None:
        first = publish(network, "1/2", "k/0")
        network.delete(first)

        error = failed(lambda: publish(network, "2/2", "k/1", reply_to=first))

        assert (error.call.sent, kopi.texts()) == (Sent.NO, [])


def test_a_post_that_the_network_does_not_show_is_not_called_gone(
    network: Network, server: BlueskyServer
) -> None:
    receipt = publish(network, "Kopi")
    server.hides.add(receipt.network_id)

    error = failed(lambda: network.fetch_snapshot(receipt))

    assert type(error) is Unavailable
    assert receipt.url in str(error)


@pytest.mark.parametrize(
    "form", ["{pages}/profile/{did}/post/{key}", "at://{did}/app.bsky.feed.post/{key}"]
)
def test_a_post_is_known_by_every_form_of_its_address(
    network: Network, kopi: BlueskyStage, form: str
) -> None:
    receipt = publish(network, "Kopi")
    key = receipt.network_id.rpartition("/")[2]

    found = network.look_up(form.format(pages=kopi.fake.url, did=OURS, key=key))

    assert found == receipt
