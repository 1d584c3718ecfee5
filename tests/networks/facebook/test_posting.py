"""Texts, pictures and films on a Page: unseen until the post is made, and made once."""

import pytest

from automation.domain.content.draft import Part
from automation.errors import (
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Unauthorized,
    Unavailable,
)
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed
from tests.contracts.trouble import Trouble
from tests.networks.meta.posts import ALT, Kept, album_of, film, pictures
from tests.wire.facebook import PIECE, US, FacebookServer
from tests.wire.graph import graph_error

MENU = Part(text="Menu baru: https://kopisenja.example/menu", length=41)


class TestPosting:
    """What a post has reaches the Page."""

    def test_a_text_goes_out_with_its_link(self, desk: Desk, server: FacebookServer) -> None:
        desk.open().publish(MENU, attempt("k"))

        (post,) = server.entries
        assert (post.text, post.link) == (MENU.text, "https://kopisenja.example/menu")

    def test_pictures_wait_unseen_and_stand_in_order_with_their_alt_texts(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        kept = Kept()

        desk.open().publish(pictures(desk, 10), kept.attempt(desk))

        (post,) = server.entries
        photos = [server.photos[one] for one in post.photos]
        assert [one["alt_text_custom"] for one in photos] == [f"{ALT} {n}" for n in range(10)]
        assert [one["bytes"][-2:] for one in photos] == [f"{n:02x}" for n in range(10)]
        assert kept.order == [f"photo{n}" for n in range(10)]

    def test_a_film_goes_up_piece_by_piece_and_whole(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        body = bytes(range(256)) * 10
        file = album_of(desk).put(body, "seduh.mp4", mime="video/mp4")
        part = film(desk)
        sent = Part(text=part.text, attachments=(type(part.attachments[0])(file=file),))

        receipt = desk.open().publish(sent, attempt("k"))

        (session,) = server.sessions.values()
        assert session.body == body
        assert len(body) > 2 * PIECE
        assert receipt.url.startswith("https://www.facebook.com/watch/")
        assert [one.is_film for one in server.entries] == [True]

    def test_a_film_cut_off_is_sent_anew_and_one_that_is_there_is_not(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        kept, server.cuts_at = Kept(), 0
        failed(lambda: desk.open().publish(film(desk), kept.attempt(desk)))
        server.cuts_at = None
        server.polls_left = 0

        def dies() -> None:
            raise KeyboardInterrupt

        begun = attempt("k", since=desk.started_at, keep=kept.__setitem__, go=dies)
        with pytest.raises(KeyboardInterrupt):
            desk.open().publish(film(desk), begun)
        desk.open().publish(film(desk), kept.attempt(desk))

        assert (len(server.sessions), len(server.entries)) == (2, 1)

    def test_a_film_that_was_taken_and_later_failed_is_said(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        server.film_status = "error"

        error = failed(lambda: desk.open().publish(film(desk), attempt("k")))

        assert type(error) is Rejected
        assert "could not process" in str(error)

    def test_a_film_that_is_worked_on_for_long_is_out_and_sent_once(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        server.film_status = "processing"

        receipt = desk.open().publish(film(desk), attempt("k"))

        assert receipt.network_id
        assert (len(server.sessions), len(server.entries)) == (1, 1)

    def test_a_first_comment_is_found_below_its_post(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        network = desk.open()
        post = network.publish(MENU, attempt("k/0"))
        begun = attempt("k/1", since=desk.started_at, reply_to=post)

        comment = network.publish(Part(text="Alamat di bio"), begun)

        assert server.entries[-1].above == post.network_id
        found = network.find(Part(text="Alamat di bio"), begun, NOBODY)
        assert found is not None
        assert found.network_id == comment.network_id


class TestLooking:
    """A post is told by its text; what has none is left to a person."""

    def test_pictures_without_a_text_are_not_taken_for_others(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        server.put("")

        error = failed(
            lambda: desk.open().find(
                pictures(desk, 1, text=""), attempt(since=desk.started_at), NOBODY
            )
        )

        assert type(error) is OutcomeUnknown

    @pytest.mark.parametrize(
        "address", ["https://m.facebook.com/{place}", "https://www.facebook.com/{place}/?ref=share"]
    )
    def test_a_pasted_address_is_read_as_people_copy_it(
        self, desk: Desk, server: FacebookServer, address: str
    ) -> None:
        receipt = desk.open().publish(MENU, attempt("k"))
        place = receipt.url.removeprefix("https://www.facebook.com/")

        found = desk.open().look_up(address.format(place=place))

        assert found is not None
        assert found.network_id == receipt.network_id

    def test_a_post_far_down_is_found_and_no_address_holds_the_token(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        network = desk.open()
        receipt = network.publish(MENU, attempt("k"))
        for number in range(120):
            server.put(f"Hari ke-{number}")

        found = network.look_up(receipt.url)

        assert found is not None
        assert found.network_id == receipt.network_id
        assert all(server.token not in str(one.query) for one in server.asked)

    def test_more_posts_than_can_be_read_are_not_called_absent(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        for number in range(1300):
            server.put(f"Hari ke-{number}")

        error = failed(lambda: desk.open().find(MENU, attempt(since=desk.started_at), NOBODY))

        assert type(error) is Unavailable


class TestDuplicates:
    """What Facebook refuses as posted before is adopted when it is this very post, and only then."""

    def test_our_own_live_post_is_adopted(self, desk: Desk, server: FacebookServer) -> None:
        server.refuses_doubles = True
        desk.trouble(Trouble.LOST)
        begun = attempt("k", since=desk.started_at)
        failed(lambda: desk.open().publish(MENU, begun))

        receipt = desk.open().publish(MENU, begun)

        assert [one.id for one in server.entries] == [receipt.network_id]

    def test_another_row_of_this_run_is_not(self, desk: Desk, server: FacebookServer) -> None:
        server.refuses_doubles, network = True, desk.open()
        network.publish(MENU, attempt("one"))

        error = failed(lambda: network.publish(MENU, attempt("two", since=desk.started_at)))

        assert type(error) is Rejected
        assert "posted there before" in str(error)

    def test_a_post_of_an_earlier_day_is_not(self, desk: Desk, server: FacebookServer) -> None:
        server.refuses_doubles = True
        server.put(MENU.text, at=1_700_000_000.0)

        assert type(failed(lambda: desk.open().publish(MENU, attempt("k")))) is Rejected


class TestErrors:
    """Each of Facebook's errors is a sentence someone can act on."""

    @pytest.mark.parametrize(
        ("code", "subcode", "kind", "said"),
        [
            (190, 463, Unauthorized, "no longer takes"),
            (190, 460, Unauthorized, "password"),
            (190, 467, Unauthorized, "no longer takes"),
            (200, 0, Unauthorized, "lacks a right"),
            (10, 0, Unauthorized, "lacks a right"),
            (368, 0, Unauthorized, "restricted"),
            (4, 0, RateLimited, "wait until"),
            (17, 0, RateLimited, "wait until"),
            (32, 0, RateLimited, "wait until"),
            (613, 0, RateLimited, "wait until"),
            (1, 0, OutcomeUnknown, "may be there"),
            (2, 0, OutcomeUnknown, "may be there"),
            (100, 0, Rejected, "refused what"),
        ],
    )
    def test_on_the_request_that_publishes(
        self, desk: Desk, server: FacebookServer, code: int, subcode: int, kind: type[NetworkError], said: str
    ) -> None:  # fmt: skip
        server.refuses[f"/{US}/feed"] = graph_error(code, "Sorry", subcode=subcode)

        error = failed(lambda: desk.open().publish(MENU, attempt("k")))

        assert type(error) is kind
        assert said in str(error)

    def test_a_persons_token_is_told_from_a_pages(self, desk: Desk, server: FacebookServer) -> None:
        server.opens_person = True

        error = failed(desk.open().check)

        assert type(error) is Unauthorized
        assert "a Page's, not a person's" in str(error)

    def test_another_pages_token_publishes_nothing(
        self, desk: Desk, server: FacebookServer
    ) -> None:
        other = desk.open(address=f"{server.url}/kopi_pagi")

        error = failed(lambda: other.publish(MENU, attempt("k")))

        assert (type(error), server.entries) == (Unauthorized, [])

    def test_a_missing_right_to_read_is_named(self, desk: Desk, server: FacebookServer) -> None:
        server.refuses[f"/{US}/published_posts"] = server.forbidden()

        assert desk.open().check().missing_rights == ("pages_read_engagement",)
