"""Attempts at sending: what a network is told, and how its stages get into the ledger before the next."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from automation.domain.content.draft import Draft
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.network import NetworkSpec
from automation.domain.publishing.plan import CLAIM_LIFE
from automation.domain.publishing.publication import (
    GO,
    LedgerEvent,
    Publication,
    Receipt,
)
from automation.errors import Call, NotReady
from automation.jobs.ledger import Held, Scribe
from automation.language import mark

LAST_REQUEST = timedelta(minutes=2)
"""How long before the claim's end the request that makes a part visible may still leave."""


class Keeper(Protocol):
    """Saves ledger events while others are being sent."""

    def keep(self, event: LedgerEvent) -> None:
        """Return when the event is in the ledger; raises SheetError when it cannot be written."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempts:
    """Makes the attempts of one run."""

    scribe: Scribe
    keeper: Keeper
    clock: Callable[[], datetime]

    def begin(
        self, held: Held, claimed_at: datetime, draft: Draft, part: int, made: "Made"
    ) -> Attempt:
        """Return the attempt at one part of a claimed draft."""
        kept = dict(made.handles.get(part, {}))

        def keep(step: str, handle: str) -> None:
            if kept.get(step) != handle:
                self.keeper.keep(self.scribe.staged(held, part, step, handle))
                kept[step] = handle

        def go() -> None:
            if self.clock() - claimed_at > CLAIM_LIFE - LAST_REQUEST:
                raise _too_late(held, made.spec)
            if made.spec.staged:
                self.keeper.keep(self.scribe.staged(held, part, GO, ""))

        return Attempt(
            key=draft.key_of(part),
            begun_at=claimed_at,
            reply_to=made.answers(draft, part),
            kept=kept,
            keep=keep,
            go=go,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What of a publication is done already: receipts by part, and handles by part and step."""

    spec: NetworkSpec
    receipts: dict[int, Receipt]
    handles: Mapping[int, Mapping[str, str]]

    def answers(self, draft: Draft, part: int) -> Receipt | None:
        """Return the receipt of the part that this one answers."""
        place = draft.parts[part].replies_to
        return None if place is None else self.receipts[place]


def made_of(publication: Publication | None, draft: Draft, spec: NetworkSpec) -> Made:
    """Return what of a draft is done already; handles of another revision are not its own."""
    if publication is None:
        return Made(spec=spec, receipts={}, handles={})
    handles = {
        part: steps
        for (revision, part), steps in publication.handles.items()
        if revision == draft.revision
    }
    return Made(spec=spec, receipts=dict(publication.receipts), handles=handles)


def _too_late(held: Held, spec: NetworkSpec) -> NotReady:
    return NotReady(
        mark("Preparing the post for channel {channel} took so long that it was not sent in this run."),
        mark("Nothing to do: the next run goes on from there."),
        call=Call(network=spec.title, channel=held.channel, operation="publish"),
    )  # fmt: skip
