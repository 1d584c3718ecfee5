"""What Mastodon tells of a post, and nothing else."""

import pytest

from automation.domain.publishing.publication import Receipt
from automation.errors import Gone, Unavailable
from tests.networks.mastodon.servers import OLD, Opened, failed, said, status
from tests.wire.pace import NOON
from tests.wire.raw import raw_server


class TestNumbers:
    """What the network tells, and nothing else."""

    def test_a_boosts_numbers_are_those_of_the_post(self, open_at: Opened) -> None:
        wrapper = status(
            2,
            reblogs_count=0,
            reblog=status(1, reblogs_count=9, favourites_count=4, replies_count=2),
        )
        with raw_server(said(wrapper)) as server:
            numbers = open_at(server.url).fetch_snapshot(OLD)

        assert (numbers.shares, numbers.likes, numbers.replies) == (9, 4, 2)

    @pytest.mark.parametrize("told", [None, -1, "3", True, 1.5], ids=str)
    def test_a_number_that_is_none_is_empty_and_never_zero(
        self, open_at: Opened, told: object
    ) -> None:
        with raw_server(said(status(1, favourites_count=told))) as server:
            numbers = open_at(server.url).fetch_snapshot(OLD)

        assert numbers.likes is None
        assert numbers.quotes is None

    def test_an_answer_without_a_post_is_no_set_of_zeros(self, open_at: Opened) -> None:
        with raw_server(said({})) as server:
            assert type(failed(lambda: open_at(server.url).fetch_snapshot(OLD))) is Unavailable

    def test_an_id_from_the_ledger_cannot_lead_elsewhere(self, open_at: Opened) -> None:
        odd = Receipt(
            network_id="../accounts/7?x=", url="https://kopi.example/1", published_at=NOON
        )
        with raw_server(said({}, 404)) as server:
            assert type(failed(lambda: open_at(server.url).fetch_snapshot(odd))) is Gone
            assert server.heads() == ["GET /api/v1/statuses/..%2Faccounts%2F7%3Fx%3D HTTP/1.1"]
