"""The stage of the contract: a desk that opens channels of one network."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from automation.domain.content.draft import Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Capability, Field, Network, TextLimit
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import NetworkError
from automation.http import Http, Policy
from automation.networks import open_network
from automation.settings import Settings, load_settings
from tests.contracts.trouble import Trouble
from tests.wire.pace import FakeTime
from tests.wire.stage import TEXT, Stage

BRAND = ChannelId("brand")
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
        return open_network(channel, used, http, self.stage.media, folder=self.stage.folder)

    def part(self, text: str = TEXT, *, length: int = 90) -> Part:
        """Return the least post with this text that the network takes."""
        return self.stage.part(text, length=length)

    def text_limit(self) -> TextLimit:
        """Return the limit of a post such as the stage's: below files it may be another."""
        limits = self.open().limits()
        return limits.limit_of(Field.CAPTION) if self.part().attachments else limits.text

    def address_at(self, host: str) -> str:
        """Return the channel's address, but at another host and port."""
        return urlsplit(self.stage.address)._replace(netloc=host).geturl()

    def trouble(self, trouble: Trouble) -> None:
        """Let the next publishing request meet a misfortune, where the network can meet it."""
        if trouble in self.stage.spared:
            pytest.skip(f"cannot happen here: {self.stage.spared[trouble]}")
        self.stage.trouble(trouble)

    def needs(self, *capabilities: Capability) -> None:
        """Skip a test about something that the header says the network cannot do."""
        absent = [one for one in capabilities if one not in self.open().spec.can]
        if absent:
            pytest.skip(f"the header declares that it cannot {', '.join(absent)}")

    def close(self) -> None:
        for http in self._opened:
            http.close()

    @staticmethod
    def _now() -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the fake server's own clock


def failed(call: Callable[[], object]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value


def tried(call: Callable[[], Receipt]) -> Receipt | NetworkError:
    """Return the receipt, or the error: a keyed request may be repeated and succeed."""
    try:
        return call()
    except NetworkError as error:
        return error


def opened(name: str, stage: Stage) -> Iterator[Desk]:
    """Yield a desk, and close it and its server."""
    desk = Desk(name, stage)
    yield desk
    desk.close()
    stage.stop()
