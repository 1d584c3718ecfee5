"""A post is found by what it is, and "not there" is only said for sure."""

import json

import pytest

from automation.domain.content.draft import Part
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.errors import OutcomeUnknown, Unavailable
from automation.rehearsal.network import Rehearsal
from tests.attempts import attempt
from tests.networks.mastodon.servers import ACCOUNT, Opened, failed, just_now, part, said, status
from tests.wire.pace import NOON
from tests.wire.raw import Play, answer, raw_server


class TestReadingBack:
    """A post is found by what it is, however far down it has gone; "not there" is only said for sure."""

    def find(self, open_at: Opened, *pages: Play, wanted: Part | None = None) -> Receipt | None:
        with raw_server(said(ACCOUNT), *pages) as server:
            network = open_at(server.url)
            return network.find(wanted or part(), attempt(since=NOON), set())

    def test_it_is_found_below_forty_newer_posts(self, server: Rehearsal, kopi: Network) -> None:
        since = just_now(server)
        receipt = kopi.publish(part("Yang dicari"), attempt("k"))
        for number in range(85):
            kopi.publish(part(f"Pengumuman lain, nomor {number} hari ini"), attempt(f"k{number}"))

        assert kopi.find(part("Yang dicari"), attempt(since=since), set()) == receipt
        assert kopi.find(part("Tidak pernah ada"), attempt(since=since), set()) is None

    def test_reading_stops_where_posts_are_older(self, open_at: Opened) -> None:
        old = status(1, created_at="2026-12-31T11:00:00Z")
        with raw_server(said(ACCOUNT), said([status(2, "Lain"), old]), said([old])) as server:
            found = open_at(server.url).find(part(), attempt(since=NOON), set())

            assert found is None
            assert "max_id=1" in server.heads()[2]

    def test_a_clock_that_runs_a_minute_late_does_not_hide_it(self, open_at: Opened) -> None:
        late = status(2, created_at="2026-12-31T11:59:00Z")

        found = self.find(open_at, said([late]))

        assert found is not None

    def test_a_machine_whose_clock_is_hours_ahead_still_finds_it(self, open_at: Opened) -> None:
        at_nine = {"Date": "Thu, 31 Dec 2026 09:00:00 GMT"}
        account = answer(200, json.dumps(ACCOUNT).encode(), at_nine)
        by_its_own_clock = status(2, created_at="2026-12-31T09:00:00Z")
        with raw_server(account, said([by_its_own_clock])) as server:
            assert open_at(server.url).find(part(), attempt(since=NOON), set())

    @pytest.mark.parametrize(
        "page",
        [
            said({}),
            said({"error": "later"}),
            said(["no status"]),
            said([{"content": "Halo"}]),
            said(None),
            answer(200, b""),
        ],
        ids=["object", "error", "texts", "no id", "null", "empty"],
    )
    def test_a_page_that_is_none_never_passes_for_not_there(
        self, open_at: Opened, page: bytes
    ) -> None:
        assert type(failed(lambda: self.find(open_at, page))) is Unavailable

    def test_a_server_that_shows_the_same_page_for_ever_leaves_it_to_a_person(
        self, open_at: Opened
    ) -> None:
        error = failed(lambda: self.find(open_at, said([status(2, "Lain")])))

        assert type(error) is OutcomeUnknown

    def test_the_equal_post_goes_before_a_similar_one(self, open_at: Opened) -> None:
        page = [
            status(3, "Promo kopi susu nomor 2 hari ini"),
            status(2, "Promo kopi susu nomor 1 hari ini"),
        ]

        found = self.find(
            open_at, said(page), said([]), wanted=part("Promo kopi susu nomor 1 hari ini")
        )

        assert found is not None
        assert found.network_id == "2"

    def test_a_boost_of_an_equal_post_is_not_ours(self, open_at: Opened) -> None:
        boost = status(2, reblog=status(1))

        assert self.find(open_at, said([boost]), said([])) is None

    @pytest.mark.parametrize(
        "more",
        [{"spoiler_text": "Makanan"}, {"media_attachments": [{"id": "1"}]}],
        ids=["other warning", "other number of files"],
    )
    def test_an_equal_text_in_another_frame_is_left_to_a_person(
        self, open_at: Opened, more: dict[str, object]
    ) -> None:
        page = said([{**status(2), **more}])
        error = failed(lambda: self.find(open_at, page, said([])))

        assert type(error) is OutcomeUnknown
        assert "https://kopi.example/@kopi/2" in str(error)
