"""A team of three at a Google Sheet, in either language."""

from collections.abc import Iterator

import pytest

from automation.rehearsal.network import Rehearsal, start_rehearsal
from tests.workbook.google.conftest import Stand
from tests.workbook.google.proof.people import Desk


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture(params=["en", "id"])
def desk(stand: Stand, network: Rehearsal, request: pytest.FixtureRequest) -> Desk:
    made = Desk(stand, network, request.param)
    made.plan()
    return made


@pytest.fixture
def english(stand: Stand, network: Rehearsal) -> Desk:
    made = Desk(stand, network, "en")
    made.plan()
    return made
