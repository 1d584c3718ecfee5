"""A YouTube channel on the fake, and what its tests send."""

from collections.abc import Iterator

import pytest

from tests.contracts.network_contract.desk import Desk
from tests.networks.youtube.channel import Studio
from tests.wire.youtube import stage


@pytest.fixture
def studio() -> Iterator[Studio]:
    played = stage()
    desk = Desk("youtube", played)
    yield Studio(desk, played)
    desk.close()
    played.stop()
