"""Every registered back-end passes the contract; none can opt out."""

from pathlib import Path

import pytest

from automation.workbook.backends import BACKENDS
from tests.contracts.backend_contract import (
    appending,
    patching,
    people_in_between,
    reading,
    refusing,
    team_calendar,
)
from tests.contracts.backend_contract.team_calendar import OpenStage
from tests.contracts.stages import STAGES, Rows, Stage


@pytest.fixture(params=sorted(BACKENDS))
def open_stage(request: pytest.FixtureRequest, tmp_path: Path) -> OpenStage:
    make = STAGES[request.param]

    def opened(tabs: dict[str, Rows]) -> Stage:
        return make(tabs, tmp_path)

    return opened


stage = team_calendar.stage


class TestReading(reading.Reading):
    pass


class TestPatching(patching.Patching):
    pass


class TestPeopleInBetween(people_in_between.PeopleInBetween):
    pass


class TestAppending(appending.Appending):
    pass


class TestRefusing(refusing.Refusing):
    pass
