"""A Discord channel on the fake server, through a bot and through a webhook."""

from collections.abc import Iterator

import pytest

from automation.domain.publishing.network import Network
from tests.networks.desk import opened
from tests.wire.discord import DiscordFake, DiscordStage
from tests.wire.discord_webhook import WebhookStage


@pytest.fixture
def place() -> Iterator[DiscordStage]:
    made = DiscordStage()
    yield made
    made.stop()


@pytest.fixture
def api(place: DiscordStage) -> DiscordFake:
    return place.api


@pytest.fixture
def bot(place: DiscordStage) -> Iterator[Network]:
    with opened("discord", place) as network:
        yield network


@pytest.fixture
def hooked() -> Iterator[WebhookStage]:
    made = WebhookStage()
    yield made
    made.stop()
