"""Every registered back-end passes the contract; none can opt out."""

from pathlib import Path

import pytest

from automation.workbook.backends import BACKENDS
from tests.contracts import backend_contract as contract
from tests.contracts.backend_contract import OpenStage
from tests.contracts.stages import STAGES, Rows, Stage


@pytest.fixture(params=sorted(BACKENDS))
def open_stage(request: pytest.FixtureRequest, tmp_path: Path) -> OpenStage:
    make = STAGES[request.param]

    def opened(tabs: dict[str, Rows]) -> Stage:
        return make(tabs, tmp_path)

    return opened


stage = contract.stage


class TestReading(contract.Reading):
    pass


class TestPatching(contract.Patching):
    pass


class TestPeopleInBetween(contract.PeopleInBetween):
    pass


class TestAppending(contract.Appending):
    pass


class TestRefusing(contract.Refusing):
    pass
