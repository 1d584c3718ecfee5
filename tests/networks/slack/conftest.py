"""Slack's stage, its server, and a bot on it."""

from collections.abc import Iterator

import pytest

from automation.domain.publishing.network import Network
from tests.networks.desk import opened
from tests.wire.slack import SlackFake, SlackStage


@pytest.fixture
def place() -> Iterator[SlackStage]:
    made = SlackStage()
    yield made
    made.stop()


@pytest.fixture
def api(place: SlackStage) -> SlackFake:
    return place.api


@pytest.fixture
def bot(place: SlackStage) -> Iterator[Network]:
    with opened("slack", place) as network:
        yield network
