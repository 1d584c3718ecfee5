"""An Instagram account on this machine."""

from collections.abc import Iterator

import pytest

from tests.contracts.network_contract.desk import Desk, opened
from tests.wire.instagram import InstagramServer, stage


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from opened("instagram", stage())


@pytest.fixture
def server(desk: Desk) -> InstagramServer:
    fake = desk.stage.fake  # type: ignore[attr-defined]
    assert isinstance(fake, InstagramServer)
    return fake
