"""Mastodon channels of a rehearsal server, or of any address."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.http import Http, Policy
from automation.networks import open_network
from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.settings import load_settings
from tests.networks.mastodon.servers import Opened
from tests.wire.album import OneFile
from tests.wire.pace import FakeTime

SETTINGS = load_settings({"MASTODON_TOKEN": "rehearsal-kopi-senja"})


def png() -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(into, "PNG")
    return into.getvalue()


@pytest.fixture
def open_at() -> Iterator[Opened]:
    used: list[Http] = []

    def opened(address: str) -> Network:
        time = FakeTime(luck=0.0)
        http = Http(SETTINGS, clock=time.now, pace=time.pace, policy=Policy(silence_s=1.0))
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="mastodon", address=address)
        return open_network(channel, SETTINGS, http, OneFile(png()))

    yield opened
    for http in used:
        http.close()


@pytest.fixture
def server() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def kopi(server: Rehearsal, open_at: Opened) -> Network:
    return open_at(f"{server.url}/@kopi_senja")
