"""A Threads profile on this machine."""

from collections.abc import Iterator

import pytest

from tests.contracts.network_contract.desk import Desk, opened
from tests.wire.threads import ThreadsServer, stage


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from opened("threads", stage())


@pytest.fixture
def server(desk: Desk) -> ThreadsServer:
    fake = desk.stage.fake  # type: ignore[attr-defined]
    assert isinstance(fake, ThreadsServer)
    return fake
