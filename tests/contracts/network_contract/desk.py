"""The stage of the contract: a desk that opens channels of one network."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from automation.domain.content.draft import Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import NetworkError
from automation.http import Http, Policy
from automation.networks import open_network
from automation.settings import Settings, load_settings
from tests.contracts.network_stages import Stage
from tests.wire.pace import FakeTime

BRAND = ChannelId("brand")
TEXT = "Kopi susu gula aren 🌴 sudah kembali!\n\nPesan di https://kopisenja.example/menu?musim=hujan #kopi"
NOBODY: frozenset[str] = frozenset()


class Desk:
    """Opens channels of one network for a test, and closes what they used."""

    def __init__(self, name: str, stage: Stage) -> None:
        self.name = name
        self.stage = stage
        self.settings = load_settings(stage.secrets)
        self.started_at = datetime.now(UTC)  # noqa: TID251 - the fake server's own clock
        self._opened: list[Http] = []

    def open(self, *, address: str = "", settings: Settings | None = None) -> Network:
        """Return the network as a new run would."""
        used = settings or self.settings
        time = FakeTime(luck=0.0)
        policy = Policy(silence_s=0.5, max_bytes=100_000)
        http = Http(used, clock=self._now, pace=time.pace, policy=policy)
        self._opened.append(http)
        channel = Channel(id=BRAND, network=self.name, address=address or self.stage.address)
        return open_network(channel, used, http, lambda _: b"")

    def close(self) -> None:
        for http in self._opened:
            http.close()

    @staticmethod
    def _now() -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the fake server's own clock


def part(text: str = TEXT, *, length: int = 90) -> Part:
    return Part(text=text, visibility="public", language="id", length=length)


def failed(call: Callable[[], object]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value


def opened(name: str, stage: Stage) -> Iterator[Desk]:
    """Yield a desk, and close it and its server."""
    desk = Desk(name, stage)
    yield desk
    desk.close()
    stage.stop()
