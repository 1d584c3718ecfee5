"""A post is published by a container, once, whatever happens in between."""

from datetime import timedelta

import pytest

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaFile
from automation.errors import (
    ConfigError,
    NotReady,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unavailable,
    Unsupported,
)
from automation.media.public_store import no_store
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed
from tests.contracts.trouble import Trouble
from tests.networks.meta.posts import ALT, Kept, album_of, film, forms_at, pictures
from tests.wire.instagram import InstagramServer


class TestStages:
    """Each container's id is in the ledger before the next step."""

    def test_a_carousels_items_are_kept_one_by_one_and_the_whole_last(self, desk: Desk) -> None:
        kept = Kept()

        desk.open().publish(pictures(desk, 10), kept.attempt(desk))

        assert kept.order == [*(f"item{n}" for n in range(10)), "container"]

    def test_a_carousel_shows_its_pictures_in_order_with_their_alt_texts(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        part = pictures(desk, 3)

        desk.open().publish(part, attempt("k"))

        (post,) = server.media
        assert [one["alt_text"] for one in post.children] == [f"{ALT} {n}" for n in range(3)]
        assert [one["image_url"][-64:] for one in post.children] == [
            one.file.sha256 for one in part.attachments
        ]

    def test_a_film_alone_is_a_reel_that_the_feed_shows_too(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        receipt = desk.open().publish(film(desk), attempt("k"))

        (post,) = server.media
        assert (post.form["media_type"], post.form["share_to_feed"]) == ("REELS", "true")
        assert "/reel/" in receipt.url

    def test_what_is_still_in_work_is_left_to_the_next_run_and_gone_on_with(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        kept, server.polls_left = Kept(), 12

        error = failed(lambda: desk.open().publish(film(desk), kept.attempt(desk)))
        assert type(error) is NotReady
        desk.open().publish(film(desk), kept.attempt(desk))

        assert len(server.containers) == len(server.media) == 1

    def test_a_container_that_is_never_ready_never_becomes_a_post(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        kept, server.polls_left = Kept(), 10_000

        errors = [
            failed(lambda: desk.open().publish(film(desk), kept.attempt(desk))) for _ in range(3)
        ]

        assert {type(error) for error in errors} == {NotReady}
        assert (len(server.containers), server.media) == (1, [])

    def test_one_that_expired_is_made_anew_with_its_items(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        kept, server.polls_left = Kept(), 10_000
        failed(lambda: desk.open().publish(pictures(desk, 2), kept.attempt(desk)))
        for one in server.containers.values():
            one.made_at -= timedelta(hours=25).total_seconds()
        server.polls_left = 0

        desk.open().publish(pictures(desk, 2), kept.attempt(desk))

        assert len(server.media) == 1
        assert kept.order == ["item0", "item0", "item1", "container"]

    def test_items_an_earlier_run_made_are_used(self, desk: Desk, server: InstagramServer) -> None:
        kept = Kept()
        server.refuses["/17841405822304914/media_publish"] = server.limited()
        failed(lambda: desk.open().publish(pictures(desk, 3), kept.attempt(desk)))
        del server.refuses["/17841405822304914/media_publish"]

        desk.open().publish(pictures(desk, 3), kept.attempt(desk))

        assert len(server.containers) == 4


class TestNeverTwice:
    """A container that is out is never published again."""

    def test_a_container_that_is_out_is_adopted(self, desk: Desk, server: InstagramServer) -> None:
        kept = Kept()
        desk.trouble(Trouble.LOST)
        failed(lambda: desk.open().publish(pictures(desk, 1), kept.attempt(desk)))

        receipt = desk.open().publish(pictures(desk, 1), kept.attempt(desk))

        assert [one.id for one in server.media] == [receipt.network_id]

    @pytest.mark.parametrize("call", ["find", "publish"])
    def test_one_that_is_out_and_not_listed_yet_is_not_called_absent(
        self, desk: Desk, server: InstagramServer, call: str
    ) -> None:
        kept = Kept()
        desk.trouble(Trouble.LOST)
        failed(lambda: desk.open().publish(pictures(desk, 1), kept.attempt(desk)))
        server.lists_late, part = True, pictures(desk, 1)
        network = desk.open()

        error = failed(
            lambda: (
                network.find(part, kept.attempt(desk), NOBODY)
                if call == "find"
                else network.publish(part, kept.attempt(desk))
            )
        )

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
        assert len(server.media) == 1

    def test_a_first_comment_whose_answer_was_lost_is_found(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        network = desk.open()
        post = network.publish(pictures(desk, 1), attempt("k/0"))
        comment = Part(text="Alamat lengkap di bio", length=21)
        begun = attempt("k/1", since=desk.started_at, reply_to=post)
        assert network.find(comment, begun, NOBODY) is None

        receipt = network.publish(comment, begun)

        found = network.find(comment, begun, NOBODY)
        assert found is not None
        assert (found.network_id, found.url) == (receipt.network_id, post.url)


class TestRefusals:
    """What Instagram does not take is said, and nothing is shown."""

    @pytest.mark.parametrize(
        ("code", "kind", "said"),
        [
            ("2207026", Rejected, "another file"),
            ("2207009", Rejected, "another file"),
            ("2207003", Unavailable, "LEMBAR_MEDIA_STORE"),
            ("2207053", Unavailable, "next run"),
            ("", Rejected, "another file"),
        ],
    )
    def test_a_file_that_was_taken_and_later_refused(
        self, desk: Desk, server: InstagramServer, code: str, kind: type[Exception], said: str
    ) -> None:
        server.fails = code or "unknown"

        error = failed(lambda: desk.open().publish(film(desk), attempt("k")))

        assert type(error) is kind
        assert said in str(error)
        assert server.media == []

    def test_a_container_that_failed_is_made_anew_when_it_is_tried_again(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        kept, server.fails = Kept(), "2207053"
        failed(lambda: desk.open().publish(film(desk), kept.attempt(desk)))
        server.fails = ""

        desk.open().publish(film(desk), kept.attempt(desk))

        assert (len(server.containers), len(server.media)) == (2, 1)

    def test_a_day_that_is_used_up_is_said_before_anything_is_prepared(
        self, desk: Desk, server: InstagramServer
    ) -> None:
        server.quota_used = 50

        error = failed(lambda: desk.open().publish(pictures(desk, 1), attempt("k")))

        assert type(error) is RateLimited
        assert error.call.retry_at is not None
        assert server.containers == {}

    def test_without_a_store_nothing_is_sent(self, desk: Desk) -> None:
        album = album_of(desk)

        def address(file: MediaFile, *, lasting: bool = False) -> str:
            raise no_store(file)

        album.address = address  # type: ignore[method-assign]

        with pytest.raises(ConfigError, match="LEMBAR_MEDIA_STORE"):
            desk.open().publish(pictures(desk, 1), attempt("k"))
        assert forms_at(desk, "/media") == []

    def test_a_text_alone_is_refused(self, desk: Desk) -> None:
        with pytest.raises(Unsupported):
            desk.open().publish(Part(text="Halo", length=4), attempt("k"))
