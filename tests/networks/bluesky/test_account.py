"""Whose account it is, where it is kept, and what closes it."""

import json

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import ConfigError, Sent, Unauthorized
from automation.networks.bluesky.header import place_of
from tests.networks.bluesky.opening import Opened, failed, publish
from tests.wire.bluesky import BlueskyStage
from tests.wire.bluesky_server import HANDLE, OURS, BlueskyServer


def channel(address: str) -> Channel:
    return Channel(id=ChannelId("brand"), network="bluesky", address=address)


@pytest.mark.parametrize(
    ("address", "server", "name"),
    [
        ("https://bsky.app/profile/kopi.bsky.social", "https://bsky.social", "kopi.bsky.social"),
        ("https://bsky.app/profile/did:plc:kopi/", "https://bsky.social", "did:plc:kopi"),
        ("@kopi.bsky.social", "https://bsky.social", "kopi.bsky.social"),
        ("kopisenja.com", "https://bsky.social", "kopisenja.com"),
        ("https://pds.kopisenja.com/@kopisenja.com", "https://pds.kopisenja.com", "kopisenja.com"),
        ("https://pds.kopisenja.com", "https://pds.kopisenja.com", ""),
    ],
)
def test_an_address_says_which_server_and_which_account(
    address: str, server: str, name: str
) -> None:
    place = place_of(channel(address))

    assert (place.server, place.name, place.pages) == (server, name, "https://bsky.app")


@pytest.mark.parametrize("address", ["https://bsky.app/profile/kopi/feed/x", "kopi senja", "@kopi"])
def test_an_address_of_no_account_is_refused(address: str) -> None:
    with pytest.raises(ConfigError, match="brand"):
        place_of(channel(address))


def test_a_session_of_another_account_publishes_nothing(
    open_at: Opened, kopi: BlueskyStage
) -> None:
    other = open_at(f"{kopi.fake.url}/profile/teh-senja.test")

    error = failed(lambda: publish(other, "Kopi"))

    assert (type(error), error.call.sent, kopi.texts()) == (Unauthorized, Sent.NO, [])
    assert HANDLE in str(error)


def test_the_account_may_be_named_by_its_lasting_name(open_at: Opened, kopi: BlueskyStage) -> None:
    assert open_at(f"{kopi.fake.url}/profile/{OURS}").check().account == f"@{HANDLE}"


@pytest.mark.parametrize(
    ("status", "word"), [("takendown", "suspended"), ("deactivated", "closed")]
)
def test_a_closed_account_is_said_to_be_closed_and_nothing_is_sent(
    network: Network, server: BlueskyServer, kopi: BlueskyStage, status: str, word: str
) -> None:
    server.status = status

    error = failed(lambda: publish(network, "Kopi"))

    assert (type(error), error.call.sent, kopi.texts()) == (Unauthorized, Sent.NO, [])
    assert word in str(error)


@pytest.mark.parametrize("status", ["takendown", "deactivated"])
def test_an_account_closed_in_the_middle_of_a_batch_ends_it(
    network: Network, server: BlueskyServer, kopi: BlueskyStage, status: str
) -> None:
    publish(network, "Pertama", "k1")
    server.status = status

    error = failed(lambda: publish(network, "Kedua", "k2"))

    assert (type(error), error.call.sent, kopi.texts()) == (Unauthorized, Sent.NO, ["Pertama"])


def test_a_rehearsal_asks_nobody_but_the_server_it_was_given(
    network: Network, server: BlueskyServer
) -> None:
    publish(network, "Kopi")

    assert json.loads(server.asked[-1].body)["repo"] == OURS
    assert {one.path.split("/")[1] for one in server.asked} == {"xrpc"}
