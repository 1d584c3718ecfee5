"""Reddit's stage, and channels on it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.http import Http, Policy
from automation.networks import open_network
from automation.settings import load_settings
from tests.wire.pace import FakeTime
from tests.wire.reddit import RedditStage

Open = Callable[[], Network]


def now() -> datetime:
    """Return the fake server's own time."""
    return datetime.now(UTC)  # noqa: TID251 - the fake server's own clock


@pytest.fixture
def reddit() -> Iterator[RedditStage]:
    stage = RedditStage()
    yield stage
    stage.stop()


@pytest.fixture
def opens(reddit: RedditStage) -> Iterator[Open]:
    used: list[Http] = []

    def opened() -> Network:
        settings = load_settings(reddit.secrets)
        http = Http(settings, clock=now, pace=FakeTime(luck=0.0).pace, policy=Policy(silence_s=0.5))
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="reddit", address=reddit.address)
        return open_network(channel, settings, http, reddit.media)

    yield opened
    for http in used:
        http.close()
