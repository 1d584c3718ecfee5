"""A Bluesky channel on the fake server, opened as runs open it."""

from collections.abc import Iterator

import pytest

from automation.domain.content.draft import Attachment
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.http import Http, Policy
from automation.networks import open_network
from automation.settings import load_settings
from tests.networks.bluesky.opening import Opened
from tests.wire.bluesky import BlueskyStage, stage
from tests.wire.bluesky_server import BlueskyServer
from tests.wire.pace import NOON, FakeTime


@pytest.fixture
def kopi() -> Iterator[BlueskyStage]:
    playing = stage()
    playing.fake.now = NOON.timestamp
    yield playing
    playing.stop()


@pytest.fixture
def server(kopi: BlueskyStage) -> BlueskyServer:
    return kopi.fake


@pytest.fixture
def open_at(kopi: BlueskyStage) -> Iterator[Opened]:
    used: list[Http] = []

    def opened(address: str = "") -> Network:
        settings = load_settings(kopi.secrets)
        time = FakeTime(luck=0.0)
        http = Http(settings, clock=time.now, pace=time.pace, policy=Policy(silence_s=1.0))
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="bluesky", address=address or kopi.address)
        return open_network(channel, settings, http, kopi.media)

    yield opened
    for http in used:
        http.close()


@pytest.fixture
def network(open_at: Opened) -> Network:
    return open_at()


@pytest.fixture
def picture(kopi: BlueskyStage) -> Attachment:
    file = kopi.media.put(b"\x89PNG kopi", width=40, height=30)
    return Attachment(file=file, alt_text="Segelas kopi susu")


@pytest.fixture
def video(kopi: BlueskyStage) -> Attachment:
    file = kopi.media.put(b"mp4 kopi", "kopi.mp4", mime="video/mp4", width=720, height=1280)
    return Attachment(file=file, alt_text="Kopi dituang")
