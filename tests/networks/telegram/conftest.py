"""A Telegram channel on the fake server."""

from collections.abc import Iterator

import pytest

from automation.domain.publishing.network import Network
from tests.networks.desk import opened
from tests.wire.telegram import TelegramFake, TelegramStage, stage


@pytest.fixture
def place() -> Iterator[TelegramStage]:
    made = stage()
    yield made
    made.stop()


@pytest.fixture
def api(place: TelegramStage) -> TelegramFake:
    return place.api


@pytest.fixture
def kopi(place: TelegramStage) -> Iterator[Network]:
    with opened("telegram", place) as network:
        yield network
