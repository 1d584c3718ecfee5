"""Containers: how Instagram and Threads publish what nobody sees before a last request.

A container is made, Meta works on it for seconds to minutes, and one request publishes it. It is
its own guard against doubles: one that says PUBLISHED is out, and is never published again. It
lives for 24 hours.

Source: https://developers.facebook.com/docs/instagram-platform/content-publishing and
…/docs/threads/posts, …/docs/threads/troubleshooting (read 2026-11-22).
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from automation.domain.publishing.attempt import Attempt
from automation.errors import NotReady
from automation.http import Repeat
from automation.language import mark
from automation.networks.meta.graph import Graph
from automation.networks.meta.refusals import container_refused

PROCESSING_S = 120.0
"""How long a container is waited for before it is left to the next run."""
_FIRST_WAIT_S, _LONGEST_WAIT_S = 2.0, 30.0
_WHOLE = "container"

Form = Mapping[str, str]


class State(StrEnum):
    """What a container says of itself."""

    IN_PROGRESS = "IN_PROGRESS"
    FINISHED = "FINISHED"
    PUBLISHED = "PUBLISHED"
    ERROR = "ERROR"
    EXPIRED = "EXPIRED"


_DEAD = frozenset({State.ERROR, State.EXPIRED})


class Edges(NamedTuple):
    """Where one network makes and publishes containers, and the fields that tell their state."""

    create: str
    publish: str
    state: str
    reason: str


class Containers:
    """The containers of one account; `account` is its id."""

    def __init__(self, graph: Graph, account: str, edges: Edges) -> None:
        self._graph = graph
        self._account = account
        self._edges = edges

    def publish(
        self, items: Sequence[Form], whole: Callable[[Sequence[str]], Form], attempt: Attempt
    ) -> str:
        """Return the id of the post that was made; empty when an earlier try published it.

        `items` are a carousel's, none for a single post; `whole` makes the post's own form of the
        items' ids. What an earlier try made is gone on with.

        Raises:
            NotReady: Meta is still at work; the next run goes on from there.
            Rejected: Meta does not take a file.
        """
        container = attempt.kept.get(_WHOLE, "")
        state = self._state(container)
        if state is State.PUBLISHED:
            return ""
        if state in _DEAD:
            ids = [self._ready(f"item{place}", form, attempt) for place, form in enumerate(items)]
            container = self._ready(_WHOLE, whole(ids), attempt)
        else:
            self._wait_for(container)
        attempt.go()
        answer = self._graph.ask(
            "publish", "POST", f"/{self._account}/{self._edges.publish}", Repeat.ONCE,
            form={"creation_id": container},
        )  # fmt: skip
        return self._graph.made("publish", answer)

    def is_published(self, attempt: Attempt) -> bool:
        """Say whether an earlier try's container is out."""
        return self._state(attempt.kept.get(_WHOLE, "")) is State.PUBLISHED

    def _ready(self, step: str, form: Form, attempt: Attempt) -> str:
        """Return a container that is ready: the kept one while it lives, else a new one."""
        container = attempt.kept.get(step, "")
        if self._state(container) in _DEAD:
            path = f"/{self._account}/{self._edges.create}"
            answer = self._graph.ask("prepare", "POST", path, form=dict(form))
            container = self._graph.made("prepare", answer)
            attempt.keep(step, container)
        self._wait_for(container)
        return container

    def _wait_for(self, container: str) -> None:
        pace = self._graph.pace
        wait_s, ends_at = _FIRST_WAIT_S, pace.elapsed_s() + PROCESSING_S
        while (state := self._state(container)) is State.IN_PROGRESS:
            if pace.elapsed_s() + wait_s > ends_at:
                self._graph.fail(
                    NotReady, "prepare",
                    mark("{network} is still at work on the files of channel {channel}'s post."),
                    mark("Nothing to do: nothing is published yet, and the next run goes on from there."),
                )  # fmt: skip
            pace.sleep(wait_s)
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)
        if state in _DEAD:
            self._refuse(container)

    def _state(self, container: str) -> State:
        """Return a container's state; one that is none is EXPIRED."""
        if not container:
            return State.EXPIRED
        told = self._graph.read("prepare", f"/{container}", self._edges.state)
        try:
            return State(told.text(self._edges.state))
        except ValueError:
            return State.IN_PROGRESS

    def _refuse(self, container: str) -> None:
        told = self._graph.read("prepare", f"/{container}", self._edges.reason)
        reason = told.text(self._edges.reason)
        verdict = container_refused(reason)
        self._graph.fail(
            verdict.kind, "prepare", verdict.what, verdict.fix, detail=reason or State.ERROR
        )
