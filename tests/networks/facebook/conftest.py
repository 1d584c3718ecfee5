"""A Facebook Page on this machine."""

from collections.abc import Iterator

import pytest

from tests.contracts.network_contract.desk import Desk, opened
from tests.wire.facebook import FacebookServer, stage


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from opened("facebook", stage())


@pytest.fixture
def server(desk: Desk) -> FacebookServer:
    fake = desk.stage.fake  # type: ignore[attr-defined]
    assert isinstance(fake, FacebookServer)
    return fake
