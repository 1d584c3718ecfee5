"""Every registered network passes the contract; none can opt out."""

from collections.abc import Iterator

import pytest

from automation.domain.publishing.network import NetworkSpec
from automation.networks import NETWORKS, spec_of
from tests.contracts import network_contract as contract
from tests.contracts.network_contract import Desk
from tests.contracts.network_stages import STAGES


@pytest.fixture(params=sorted(NETWORKS))
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    yield from contract.opened(request.param, STAGES[request.param]())


@pytest.fixture(params=sorted(NETWORKS))
def spec(request: pytest.FixtureRequest) -> NetworkSpec:
    return spec_of(request.param)


class TestHeader(contract.Header):
    pass


class TestOpening(contract.Opening):
    pass


class TestPublishing(contract.Publishing):
    pass


class TestLostAnswers(contract.LostAnswers):
    pass


class TestAfterwards(contract.Afterwards):
    pass


class TestCapabilities(contract.Capabilities):
    pass


class TestMessages(contract.Messages):
    pass
