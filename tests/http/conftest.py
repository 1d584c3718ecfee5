"""A client whose waits pass at once."""

from collections.abc import Iterator

import pytest

from automation.http import Http
from tests.http.calls import SETTINGS, make
from tests.wire.pace import FakeTime


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime()


@pytest.fixture
def http(passing: FakeTime) -> Iterator[Http]:
    http = make(SETTINGS, passing)
    yield http
    http.close()
