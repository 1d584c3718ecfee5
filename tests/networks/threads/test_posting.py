"""Texts, files and chains on Threads: each once, whatever happens in between."""

from dataclasses import replace

import pytest

from automation.domain.content.draft import Part
from automation.errors import NotReady, RateLimited, Rejected, Unauthorized, Unavailable
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed
from tests.contracts.trouble import Trouble
from tests.networks.meta.posts import ALT, Kept, film, forms_at, pictures
from tests.wire.threads import US, ThreadsServer


class TestPosting:
    """What a post has reaches the profile."""

    def test_a_carousel_shows_twenty_pictures_with_their_alt_texts(
        self, desk: Desk, server: ThreadsServer
    ) -> None:
        desk.open().publish(pictures(desk, 20), attempt("k"))

        (post,) = server.threads
        assert [one["alt_text"] for one in post.children] == [f"{ALT} {n}" for n in range(20)]

    def test_a_film_may_have_an_alt_text(self, desk: Desk, server: ThreadsServer) -> None:
        desk.open().publish(film(desk, alt_text=ALT), attempt("k"))

        (post,) = server.threads
        assert (post.form["media_type"], post.form["alt_text"]) == ("VIDEO", ALT)

    def test_a_topic_goes_along_and_is_no_part_of_the_text(
        self, desk: Desk, server: ThreadsServer
    ) -> None:
        part = replace(pictures(desk, 2), topic="Kopi Nusantara")
        desk.open().publish(part, attempt("k"))

        (post,) = server.threads
        assert (post.form["topic_tag"], post.text) == ("Kopi Nusantara", "Menu baru")

    def test_a_chain_answers_the_part_before_it_and_each_part_is_found(
        self, desk: Desk, server: ThreadsServer
    ) -> None:
        network, above = desk.open(), None
        for text in ("1/3", "2/3", "3/3"):
            begun = attempt(text, since=desk.started_at, reply_to=above)
            receipt = network.publish(Part(text=text, length=3), begun)
            assert network.find(Part(text=text, length=3), begun, NOBODY) == receipt
            above = receipt

        ids = [one.id for one in server.threads]
        assert [one.above for one in server.threads] == ["", *ids[:2]]

    def test_nothing_is_published_in_one_request(self, desk: Desk) -> None:
        desk.open().publish(desk.part(), attempt("k"))

        assert all("auto_publish_text" not in form for form in forms_at(desk, "/threads"))

    def test_a_film_in_work_is_gone_on_with_and_one_that_is_out_is_adopted(
        self, desk: Desk, server: ThreadsServer
    ) -> None:
        kept, server.polls_left = Kept(), 12
        first = failed(lambda: desk.open().publish(film(desk), kept.attempt(desk)))
        desk.trouble(Trouble.LOST)
        failed(lambda: desk.open().publish(film(desk), kept.attempt(desk)))

        receipt = desk.open().publish(film(desk), kept.attempt(desk))

        assert type(first) is NotReady
        assert [one.id for one in server.threads] == [receipt.network_id]
        assert len(server.containers) == 1

    @pytest.mark.parametrize("is_answer", [False, True])
    def test_a_quota_that_is_used_up_stops_only_what_it_counts(
        self, desk: Desk, server: ThreadsServer, is_answer: bool
    ) -> None:
        network = desk.open()
        post = network.publish(desk.part("Induk"), attempt("k/0"))
        name, most = ("reply_quota_usage", 1000) if is_answer else ("quota_usage", 250)
        server.used[name] = most

        counted = attempt("k/1", reply_to=post if is_answer else None)
        error = failed(lambda: network.publish(desk.part("Satu lagi"), counted))
        network.publish(desk.part("Boleh"), attempt("k/2", reply_to=None if is_answer else post))

        assert type(error) is RateLimited
        assert [one.text for one in server.threads] == ["Induk", "Boleh"]


class TestRefusals:
    """What Threads does not take is said."""

    @pytest.mark.parametrize(
        ("reason", "kind"),
        [("FAILED_DOWNLOADING_VIDEO", Unavailable), ("INVALID_DURATION", Rejected), ("UNKNOWN", Rejected)],
    )  # fmt: skip
    def test_a_film_that_was_taken_and_later_refused(
        self, desk: Desk, server: ThreadsServer, reason: str, kind: type[Exception]
    ) -> None:
        server.fails = reason

        error = failed(lambda: desk.open().publish(film(desk), attempt("k")))

        assert type(error) is kind
        assert reason in str(error)
        assert server.threads == []

    def test_more_links_than_it_takes_are_refused_with_its_own_word(self, desk: Desk) -> None:
        text = " ".join(f"https://kopi.example/{number}" for number in range(6))

        error = failed(lambda: desk.open().publish(desk.part(text), attempt("k")))

        assert type(error) is Rejected
        assert "LINK_LIMIT" in str(error)

    def test_a_missing_right_to_publish_is_named(self, desk: Desk, server: ThreadsServer) -> None:
        server.refuses[f"/{US}/threads_publishing_limit"] = server.forbidden()

        assert desk.open().check().missing_rights == ("threads_content_publish",)

    def test_a_token_of_another_profile_publishes_nothing(
        self, desk: Desk, server: ThreadsServer
    ) -> None:
        other = desk.open(address=f"{server.url}/@kopi_pagi")

        error = failed(lambda: other.publish(desk.part(), attempt("k")))

        assert type(error) is Unauthorized
        assert server.containers == {}
