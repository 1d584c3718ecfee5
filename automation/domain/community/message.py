"""A message: what somebody wrote to us on a network."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class MessageKind(StrEnum):
    """How a message reached us."""

    COMMENT = "comment"
    MENTION = "mention"
    DIRECT = "direct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message. Text is the network's, as plain text: data, never a formula nor HTML.

    `answers` is the network's id of what it answers, empty when it stands alone. `url` is empty
    where the network shows none. `at` is aware, by the network's clock.
    """

    network_id: str
    kind: MessageKind
    author: str
    text: str
    at: datetime
    answers: str = ""
    url: str = ""
    is_hidden: bool = False
