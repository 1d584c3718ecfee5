"""The boundaries of a run: before and after each call of its back-end and its networks.

A test gives a hook that is told of each one, and may die there, edit the workbook as a person, or
run another job in between. Nothing in the product knows of it.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from automation.domain.content.draft import Part
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck, Network, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.workbook.calls import Calls
from automation.workbook.protocol import NOTHING, Backend, Behind, Change, Committed, Grid
from automation.workbook.witness import Signs, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

Hook = Callable[[str], None]
"""Told `before read`, `after commit`, `before publish` and so on."""


class Killed(BaseException):
    """The process is gone: no handler of the product may take it for an error it knows."""


class HookedBackend:
    """A back-end whose every call is announced."""

    def __init__(self, backend: Backend, hook: Hook) -> None:
        self._backend = backend
        self._hook = hook

    @property
    def address(self) -> str:
        return self._backend.address

    @property
    def title(self) -> str:
        return self._backend.title

    @property
    def calls(self) -> Calls:
        return self._backend.calls

    def tabs(self) -> Sequence[str]:
        return self._backend.tabs()

    def read(self, tabs: Sequence[str]) -> Mapping[str, Grid]:
        with _announced("read", self._hook):
            return self._backend.read(tabs)

    def behind(self, tab: str, columns: Sequence[int]) -> Mapping[int, Behind]:
        return self._backend.behind(tab, columns)

    def signs(self, tab: str) -> Signs | None:
        return signs_of(self._backend, tab)

    def commit(
        self, changes: Sequence[Change], *, foresee: Mapping[str, str] = NOTHING
    ) -> Committed:
        with _announced("commit", self._hook):
            return self._backend.commit(changes, foresee=foresee)


class HookedNetwork(Bare):
    """A network whose every call that matters is announced."""

    def __init__(self, network: Network, hook: Hook) -> None:
        self._network = network
        self._hook = hook
        self.spec = network.spec

    def limits(self) -> NetworkSpec:
        return self._network.limits()

    def check(self) -> ChannelCheck:
        return self._network.check()

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        with _announced("publish", self._hook):
            return self._network.publish(part, attempt)

    def find(self, part: Part, attempt: Attempt, known: "Set[str]") -> Receipt | None:
        with _announced("find", self._hook):
            return self._network.find(part, attempt, known)

    def look_up(self, address: str) -> Receipt | None:
        return self._network.look_up(address)

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        with _announced("snapshot", self._hook):
            return self._network.fetch_snapshot(receipt)

    def delete(self, receipt: Receipt) -> None:
        self._network.delete(receipt)


def hooked(opener: Callable[[Channel], Network], hook: Hook) -> Callable[[Channel], Network]:
    """Return an opener of the same networks, announced."""
    return lambda channel: HookedNetwork(opener(channel), hook)


def once(boundary: str, act: Callable[[], object], *, skip: int = 0) -> Hook:
    """Return a hook that acts the first time (after `skip` times) a boundary is reached."""
    left = [skip]

    def hook(reached: str) -> None:
        if reached == boundary and left[0] >= 0:
            left[0] -= 1
            if left[0] < 0:
                act()

    return hook


def nth(number: int, act: Callable[[], object]) -> Hook:
    """Return a hook that acts at the n-th boundary, counted from 0."""
    left = [number]

    def hook(_: str) -> None:
        left[0] -= 1
        if left[0] == -1:
            act()

    return hook


@contextmanager
def _announced(call: str, hook: Hook) -> "Iterator[None]":
    hook(f"before {call}")
    yield
    hook(f"after {call}")
