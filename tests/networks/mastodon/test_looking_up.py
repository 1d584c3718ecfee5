"""A pasted address proves a post only when it is one of ours."""

from datetime import UTC, datetime

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.http import Http
from automation.networks import open_network
from automation.rehearsal.network import Rehearsal
from automation.settings import load_settings
from tests.attempts import attempt
from tests.networks.mastodon.servers import ACCOUNT, Opened, part, said, status
from tests.wire.album import OneFile
from tests.wire.raw import raw_server


class TestLookingUp:
    """A pasted address proves a post only when it is one of ours."""

    @pytest.mark.parametrize("tail", ["", "/", "?lang=id", "#top"])
    def test_the_address_as_browsers_copy_it(self, kopi: Network, tail: str) -> None:
        receipt = kopi.publish(part(), attempt("k"))

        assert kopi.look_up(f" {receipt.url}{tail} ") == receipt

    def test_the_post_of_another_account_is_not_ours(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        settings = load_settings({"MASTODON_TOKEN": "rehearsal-kopi-senja-en"})
        http = Http(settings, clock=lambda: datetime.now(UTC))  # noqa: TID251 - the fake's clock
        other = open_network(
            Channel(id=ChannelId("en"), network="mastodon", address=server.url),
            settings,
            http,
            OneFile(),
        )
        receipt = other.publish(part(), attempt("k"))
        http.close()

        assert kopi.look_up(receipt.url) is None

    def test_the_same_number_on_another_server_is_another_post(self, kopi: Network) -> None:
        receipt = kopi.publish(part(), attempt("k"))

        assert kopi.look_up(f"https://elsewhere.example/@kopi_senja/{receipt.network_id}") is None

    def test_a_server_that_shows_its_pages_under_another_name_is_understood(
        self, open_at: Opened
    ) -> None:
        with raw_server(said(status(5)), said(ACCOUNT)) as server:
            assert open_at(server.url).look_up("https://kopi.example/@kopi/5?x=1") is not None
