"""Writing the ledger: events of this run, and settling them in groups at most two seconds apart."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Event

from automation.domain.desk import Desk
from automation.domain.ids import ChannelId, EventId, PostId, Revision
from automation.domain.publishing.plan import Publish
from automation.domain.publishing.publication import Happened, LedgerEvent, Publication, Receipt
from automation.errors import SheetError
from automation.jobs.context import Context
from automation.jobs.kept import journal_trouble
from automation.language import mark

SETTLE_EVERY_S = 2.0
"""At most this many seconds of receipts are lost to a crash of this machine and its journal.

They are then reconciled.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim this run holds: which publication, which text, how many parts."""

    id: EventId
    post: PostId
    channel: ChannelId
    revision: Revision
    parts: int
    rehearsal: bool


class Scribe:
    """Makes ledger events of one run."""

    def __init__(self, ctx: Context, desk: Desk) -> None:
        self._ctx = ctx
        self._desk = desk

    def claim(self, decision: Publish, *, said: str) -> LedgerEvent:
        """Return a new claim; its own id is the claim's id. `said` is the answer in the row."""
        draft = decision.draft
        event = EventId(self._ctx.new_id("E"))
        return LedgerEvent(
            id=event,
            at=self._ctx.clock(),
            happened=Happened.CLAIMED,
            post=draft.post,
            channel=draft.channel,
            revision=draft.revision,
            claim=event,
            parts=len(draft.parts),
            reason=said,
            run=self._ctx.run,
            rehearsal=self._desk.channels[draft.channel].is_rehearsal,
        )

    def event(
        self,
        held: Held,
        happened: Happened,
        *,
        part: int = 0,
        receipt: Receipt | None = None,
        reason: str = "",
    ) -> LedgerEvent:
        """Return what happened to a claim."""
        return LedgerEvent(
            id=EventId(self._ctx.new_id("E")),
            at=self._ctx.clock(),
            happened=happened,
            post=held.post,
            channel=held.channel,
            revision=held.revision,
            claim=held.id,
            part=part,
            parts=held.parts,
            receipt=receipt,
            reason=reason,
            rehearsal=held.rehearsal,
            run=self._ctx.run,
        )

    def staged(self, held: Held, part: int, step: str, handle: str) -> LedgerEvent:
        """Return that a stage of sending a part is done, and what it left at the network."""
        event = self.event(held, Happened.RELEASED, part=part)
        return replace(event, happened=Happened.STAGED, step=step, handle=handle)


def held_of(claim: LedgerEvent) -> Held:
    """Return the claim as this run holds it."""
    return Held(
        id=claim.id,
        post=claim.post,
        channel=claim.channel,
        revision=claim.revision,
        parts=claim.parts,
        rehearsal=claim.rehearsal,
    )


def held_by(desk: Desk, publication: Publication) -> Held:
    """Return the claim that is open on a publication; without one, what its last left there."""
    claim = publication.open_claim
    return Held(
        id=claim.id if claim else EventId(""),
        post=publication.post,
        channel=publication.channel,
        revision=claim.revision if claim else publication.revision,
        parts=claim.parts if claim else publication.parts,
        rehearsal=desk.channels[publication.channel].is_rehearsal,
    )


@dataclass
class Settler:
    """Collects events and saves them when two seconds have passed since the last group.

    Events are added from other threads, also while a group is being saved; none is let go before
    it is saved. A thread that keeps an event waits until it is saved.
    """

    ctx: Context
    seconds: Callable[[], float]
    events: list[LedgerEvent] = field(default_factory=list)
    saved: list[LedgerEvent] = field(default_factory=list)
    _last: float = 0.0
    _awaited: dict[EventId, Event] = field(default_factory=dict)
    _gave_up: bool = False
    _told: bool = False

    def __post_init__(self) -> None:
        self._last = self.seconds()

    def add(self, event: LedgerEvent) -> None:
        """Keep an event for the next group, and in the journal until then."""
        if not self.ctx.journal.keep(event) and not self._told:
            self._told = True
            if trouble := journal_trouble(self.ctx):
                self.ctx.log(trouble.say(self.ctx.translate))
        self.events.append(event)

    def keep(self, event: LedgerEvent) -> None:
        """Save an event at once; called from other threads than the one that settles.

        Raises:
            SheetError: the workbook cannot be written; the run is ending.
        """
        saved = self._awaited[event.id] = Event()
        self.add(event)
        if not self._gave_up:
            saved.wait()
        if self._gave_up:
            raise SheetError(
                mark("A step of sending could not be written into the workbook, so the next one was not taken."),
                mark("Nothing to do here: the next run goes on. Mend what the run says about the workbook."),
            )  # fmt: skip

    def give_up(self) -> None:
        """Let go of the threads that wait: the run is ending."""
        self._gave_up = True
        for saved in list(self._awaited.values()):
            saved.set()

    def settle(self, *, now: bool = False) -> None:
        """Save what was kept, when it is time, when somebody waits for it, or at once."""
        is_time = now or self._awaited or self.seconds() - self._last >= SETTLE_EVERY_S
        if not self.events or not is_time:
            return
        group = list(self.events)
        self.ctx.workbook.save(record=group, shows_next=("calendar", "channels"))
        del self.events[: len(group)]
        self.saved += group
        self._last = self.seconds()
        for event in group:
            if (saved := self._awaited.pop(event.id, None)) is not None:
                saved.set()


def with_events(desk: Desk, events: list[LedgerEvent]) -> Desk:
    """Return the Desk with further ledger events, as the next read will show it."""
    return replace(desk, events=[*desk.events, *events])
