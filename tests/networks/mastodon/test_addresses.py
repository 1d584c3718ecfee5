"""A channel's address names a server, and maybe the account."""

import pytest

from automation.domain.ids import ChannelId
from automation.domain.team.channel import Channel
from automation.errors import Unauthorized, Unavailable
from automation.networks.mastodon.header import server_and_name
from automation.rehearsal.network import Rehearsal
from tests.attempts import attempt
from tests.networks.mastodon.servers import Opened, failed, part, said
from tests.wire.raw import raw_server


class TestAddresses:
    """A channel's address names a server, and maybe the account."""

    @pytest.mark.parametrize(
        "tail",
        ["", "/", "/@kopi_senja", "/@Kopi_Senja/"],
        ids=["server", "slash", "account", "other case"],
    )
    def test_server_with_or_without_account(
        self, server: Rehearsal, open_at: Opened, tail: str
    ) -> None:
        assert open_at(server.url + tail).check().account == "@kopi_senja@127.0.0.1"

    @pytest.mark.parametrize("address", ["@kopi@kopi.example", " https://kopi.example/@kopi "])
    def test_a_handle_is_an_address_too(self, address: str) -> None:
        channel = Channel(id=ChannelId("brand"), network="mastodon", address=address)

        assert server_and_name(channel) == ("https://kopi.example", "kopi")

    def test_the_token_of_another_account_is_refused_before_it_publishes(
        self, server: Rehearsal, open_at: Opened
    ) -> None:
        network = open_at(f"{server.url}/@kopi_senja_en")

        error = failed(lambda: network.publish(part(), attempt("k")))

        assert type(error) is Unauthorized
        assert "@kopi_senja_en" in str(error)
        assert "MASTODON_TOKEN" in str(error)
        assert server.posts("kopi_senja") == ()
        assert type(failed(network.check)) is Unauthorized

    def test_a_server_that_is_no_mastodon_is_said_to_be_none(self, open_at: Opened) -> None:
        with raw_server(said({"hello": "world"})) as server:
            error = failed(open_at(server.url).check)

        assert type(error) is Unavailable
        assert "speaking Mastodon's API" in str(error)
