"""A channel of any network on its own fake, for tests of what is special about the network."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import NetworkError
from automation.http import Http, Policy
from automation.networks import open_network
from automation.settings import load_settings
from tests.wire.album import Album
from tests.wire.pace import FakeTime
from tests.wire.stage import Stage

ALBUM = Album()


@contextmanager
def opened(name: str, stage: Stage, address: str = "", album: Album = ALBUM) -> Iterator[Network]:
    """Open a network's channel at a stage; its server stays up until the stage is stopped."""
    settings = load_settings(stage.secrets)
    time = FakeTime(luck=0.0)
    http = Http(settings, clock=time.now, pace=time.pace, policy=Policy(silence_s=2.0))
    channel = Channel(id=ChannelId("brand"), network=name, address=address or stage.address)
    try:
        yield open_network(channel, settings, http, album)
    finally:
        http.close()


def failed(call: Callable[[], object]) -> NetworkError:
    """Return the error a call ends with."""
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value
