"""The whole of Bluesky's network for `make test-real-network`, in place of the server alone."""

import time
from collections.abc import Callable, Iterator

import pytest

from tests.real import bluesky_network
from tests.real.bluesky_server import RealServer

PATIENCE_S, GLANCE_S = 10.0, 0.1
"""What is written is shown a moment later: 0.3 to 0.6 s were measured."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    if lacking := bluesky_network.missing():
        pytest.skip(lacking)
    with bluesky_network.running(tmp_path_factory.mktemp("bluesky")) as started:
        yield started


def in_time(look: Callable[[], object], wanted: object) -> None:
    """Look again and again until the network shows what is wanted; fail with what it shows instead."""
    ends_at = time.monotonic() + PATIENCE_S
    while (seen := look()) != wanted and time.monotonic() < ends_at:
        time.sleep(GLANCE_S)
    assert seen == wanted
