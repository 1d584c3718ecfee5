"""A TikTok account on the fake."""

from collections.abc import Iterator

import pytest

from tests.contracts.network_contract.desk import Desk
from tests.networks.tiktok.account import Phone
from tests.wire.tiktok import stage


@pytest.fixture
def phone() -> Iterator[Phone]:
    played = stage()
    desk = Desk("tiktok", played)
    yield Phone(desk, played)
    desk.close()
    played.stop()
