"""Real servers for `make test-real` and `make test-real-network`; `make test` leaves this folder out."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.http import Http
from automation.networks import open_network
from automation.settings import load_settings
from tests.real import bluesky_server
from tests.real.bluesky_server import Account, RealServer
from tests.wire.album import Album
from tests.wire.pace import FakeTime

OpenAs = Callable[..., Network]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    if lacking := bluesky_server.missing():
        pytest.skip(lacking)
    with bluesky_server.running(tmp_path_factory.mktemp("bluesky")) as started:
        yield started


@pytest.fixture
def kopi(server: RealServer, request: pytest.FixtureRequest) -> Account:
    """Return an account of this test's own."""
    number = sum(map(ord, request.node.name)) * 31 + len(request.node.name)
    return server.join(f"kopi-{number}.test")


@pytest.fixture
def album() -> Album:
    return Album()


@pytest.fixture
def open_as(server: RealServer, album: Album) -> Iterator[OpenAs]:
    used: list[Http] = []

    def opened(account: Account, token: str = "") -> Network:
        settings = load_settings({"BLUESKY_TOKEN_BRAND": token or account.token})
        http = Http(settings, clock=lambda: datetime.now(UTC), pace=FakeTime(luck=0.0).pace)  # noqa: TID251
        used.append(http)
        address = f"{server.url}/profile/{account.handle}"
        channel = Channel(id=ChannelId("brand"), network="bluesky", address=address)
        return open_network(channel, settings, http, album)

    yield opened
    for http in used:
        http.close()


@pytest.fixture
def network(kopi: Account, open_as: OpenAs) -> Network:
    return open_as(kopi)
