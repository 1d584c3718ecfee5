"""One channel on X, played by a fake on this machine."""

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
from tests.wire.x import XStage, stage


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the fake server's own clock


@pytest.fixture
def x() -> Iterator[XStage]:
    played = stage()
    yield played
    played.stop()


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime(luck=0.0)


@pytest.fixture
def open_kopi(x: XStage, passing: FakeTime) -> Iterator[Callable[[], Network]]:
    used: list[Http] = []

    def opened() -> Network:
        settings = load_settings(x.secrets)
        http = Http(settings, clock=_now, pace=passing.pace, policy=Policy(silence_s=0.5))
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="x", address=x.address)
        return open_network(channel, settings, http, x.media)

    yield opened
    for http in used:
        http.close()


@pytest.fixture
def kopi(open_kopi: Callable[[], Network]) -> Network:
    return open_kopi()
