"""What the tests of Bluesky share: how a channel is opened, and what a post is there."""

from collections.abc import Callable
from typing import Any

import pytest

from automation.domain.content.draft import Part
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.errors import NetworkError
from tests.attempts import attempt
from tests.wire.bluesky_server import BlueskyServer
from tests.wire.pace import NOON

Opened = Callable[..., Network]


def posted(server: BlueskyServer, receipt: Receipt) -> Any:
    """Return the record that stands at a receipt's id."""
    return server.records[receipt.network_id].value


def publish(network: Network, text: str, key: str = "k", **more: Any) -> Receipt:
    return network.publish(Part(text=text, language="id"), attempt(key, since=NOON, **more))


def failed(call: Callable[[], object]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value
