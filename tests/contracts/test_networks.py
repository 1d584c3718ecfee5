"""Every registered network passes the contract; none can opt out."""

from collections.abc import Iterator

import pytest

from automation.domain.publishing.network import NetworkSpec
from automation.networks import NETWORKS, spec_of
from tests.contracts.network_contract import (
    afterwards,
    community,
    content,
    faults,
    header,
    lost_answers,
    messages,
    opening,
    publishing,
    staging,
)
from tests.contracts.network_contract.desk import Desk, opened
from tests.wire.stage import stage_of


@pytest.fixture(params=sorted(NETWORKS))
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    yield from opened(request.param, stage_of(request.param))


@pytest.fixture(params=sorted(NETWORKS))
def spec(request: pytest.FixtureRequest) -> NetworkSpec:
    return spec_of(request.param)


class TestHeader(header.Header):
    pass


class TestOpening(opening.Opening):
    pass


class TestPublishing(publishing.Publishing):
    pass


class TestContent(content.Content):
    pass


class TestFaults(faults.Faults):
    pass


class TestLostAnswers(lost_answers.LostAnswers):
    pass


class TestAfterwards(afterwards.Afterwards):
    pass


class TestCapabilities(header.Capabilities):
    pass


class TestMessages(messages.Messages):
    pass


class TestStaging(staging.Staging):
    pass


class TestCommunity(community.Community):
    pass
