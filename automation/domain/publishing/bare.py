"""A network before anything is said about it: it can do nothing, and says so politely."""

from collections.abc import Sequence, Set
from datetime import datetime
from typing import NoReturn

from automation.domain.community.message import Message
from automation.domain.content.draft import Part
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.network import ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.errors import Unsupported


class Bare:
    """Refuses every call; a network inherits it and answers those that stand in its `can`.

    Every call raises Unsupported until it is overridden. What each call promises stands in
    `automation.domain.publishing.network.Network`.
    """

    spec: NetworkSpec

    def limits(self) -> NetworkSpec:
        """Return the spec as it is written: most networks announce nothing."""
        return self.spec

    def check(self) -> ChannelCheck:
        """Refuse."""
        self._refuse("check the credential")

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        """Refuse."""
        self._refuse("publish")

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        """Refuse."""
        self._refuse("find its own posts")

    def look_up(self, address: str) -> Receipt | None:
        """Know no post by its address."""
        return None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        """Refuse."""
        self._refuse("tell numbers")

    def delete(self, receipt: Receipt) -> None:
        """Refuse."""
        self._refuse("delete a post")

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Refuse."""
        self._refuse("edit a post")

    def fetch_messages(self, since: datetime) -> Sequence[Message]:
        """Refuse."""
        self._refuse("read messages")

    def reply(self, message: Message, text: str, attempt: Attempt) -> Receipt:
        """Refuse."""
        self._refuse("answer a message")

    def hide(self, message: Message) -> None:
        """Refuse."""
        self._refuse("hide a message")

    def _refuse(self, operation: str) -> NoReturn:
        raise Unsupported(network=self.spec.title, operation=operation)
