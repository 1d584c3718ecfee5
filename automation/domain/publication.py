"""The ledger: append-only events, the only proof of what went out, folded into Publications.

A Publication is one post on one channel. A claim is exclusive per post and channel, whatever the
revision: two overlapping runs that saw different texts must not both publish. Events after a
claim name it, so sorting the tab does not change what they mean.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from automation.domain.ids import NO_REVISION, ChannelId, EventId, PostId, Revision, RunId

Key = tuple[PostId, ChannelId]

BY_ANSWER = "answer"
"""The reason of an event that rests on a person's answer in the calendar row."""


class Happened(StrEnum):
    """What a ledger event says.

    CLAIMED: a run is about to send. PUBLISHED: the network gave an id for one part. REJECTED: the
    network refused. RELEASED: nothing was sent, the claim is given back. UNKNOWN: it was sent and
    no answer came. SEEN: a person says it is there, without an address. ABSENT: looked for, or a
    person looked, and it is not there. WITHDRAWN: it was there and is gone.
    """

    CLAIMED = "claimed"
    PUBLISHED = "published"
    REJECTED = "rejected"
    RELEASED = "released"
    UNKNOWN = "unknown"
    SEEN = "seen"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the network returned for one part: its id there, its address, its time (aware)."""

    network_id: str
    url: str
    published_at: datetime

    def __post_init__(self) -> None:
        if not self.network_id:
            raise ValueError("a receipt without the network's id proves nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """One row of the publications tab. `part` 0 is the post itself, 1… its thread and comment."""

    id: EventId
    at: datetime
    happened: Happened
    post: PostId
    channel: ChannelId
    revision: Revision
    claim: EventId
    part: int = 0
    parts: int = 1
    receipt: Receipt | None = None
    reason: str = ""
    rehearsal: bool = False
    run: RunId

    def __post_init__(self) -> None:
        if (self.happened is Happened.PUBLISHED) != (self.receipt is not None):
            raise ValueError("exactly the published events carry a receipt")

    @property
    def key(self) -> Key:
        """Which publication it belongs to."""
        return (self.post, self.channel)


@dataclass(slots=True, kw_only=True)
class Claim:
    """A run's claim on a publication while its outcome is open."""

    id: EventId
    at: datetime
    revision: Revision
    run: RunId
    parts: int
    unknown_part: int | None = None
    unknown_at: datetime | None = None
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class Publication:
    """One post on one channel, folded from its events."""

    post: PostId
    channel: ChannelId
    revision: Revision = NO_REVISION
    parts: int = 1
    receipts: dict[int, Receipt] = field(default_factory=dict)
    open_claim: Claim | None = None
    rejected: LedgerEvent | None = None
    released: LedgerEvent | None = None
    answered: bool = False
    """Whether a person's answer was used for it already; an old answer never counts twice."""
    seen: bool = False
    withdrawn_at: datetime | None = None
    rehearsal: bool = False

    @property
    def receipt(self) -> Receipt | None:
        """The receipt of the post itself."""
        return self.receipts.get(0)

    @property
    def missing_parts(self) -> tuple[int, ...]:
        """Parts of the thread that have no receipt yet."""
        return tuple(part for part in range(self.parts) if part not in self.receipts)

    @property
    def is_complete(self) -> bool:
        """Whether every part is out."""
        return not self.missing_parts


Ledger = dict[Key, Publication]


def fold(events: Iterable[LedgerEvent]) -> Ledger:
    """Fold the ledger's events, in row order, into one Publication a post and channel.

    The first claim wins; a claim made while another is open is void. A receipt counts whoever
    wrote it: what went out, went out.
    """
    ledger: Ledger = {}
    for event in events:
        publication = ledger.get(event.key)
        if publication is None:
            publication = ledger[event.key] = Publication(post=event.post, channel=event.channel)
        _apply(publication, event)
    return ledger


def _apply(publication: Publication, event: LedgerEvent) -> None:
    claim = publication.open_claim
    owns = claim is not None and claim.id == event.claim
    match event.happened:
        case Happened.CLAIMED if claim is None:
            publication.open_claim = _claim_of(event)
            publication.rejected = publication.released = None
        case Happened.PUBLISHED:
            _publish(publication, event, owns=owns)
        case Happened.UNKNOWN if claim is not None and owns:
            claim.unknown_part, claim.unknown_at = event.part, event.at
            claim.reason = event.reason
        case Happened.WITHDRAWN:
            publication.withdrawn_at = event.at
        case Happened.REJECTED | Happened.RELEASED | Happened.SEEN | Happened.ABSENT:
            _end_claim(publication, event, owns=owns)
        case _:
            return


def _end_claim(publication: Publication, event: LedgerEvent, *, owns: bool) -> None:
    publication.seen = publication.seen or event.happened is Happened.SEEN
    publication.answered = publication.answered or event.reason == BY_ANSWER
    if not owns:
        return
    publication.open_claim = None
    if event.happened is Happened.REJECTED:
        publication.rejected = event
    if event.happened is Happened.RELEASED:
        publication.released = event


def _publish(publication: Publication, event: LedgerEvent, *, owns: bool) -> None:
    if event.receipt is None:  # pragma: no cover - LedgerEvent forbids it
        return
    publication.receipts.setdefault(event.part, event.receipt)
    publication.parts = max(event.parts, 1)
    publication.revision = event.revision
    publication.rehearsal = event.rehearsal
    claim = publication.open_claim
    if claim is not None and owns:
        claim.unknown_part = None
        if publication.is_complete:
            publication.open_claim = None


def _claim_of(event: LedgerEvent) -> Claim:
    return Claim(
        id=event.id, at=event.at, revision=event.revision, run=event.run, parts=event.parts
    )


def owner_of(ledger: Ledger, key: Key) -> EventId | None:
    """Return the claim that holds a publication now, None when it is free."""
    publication = ledger.get(key)
    if publication is None or publication.open_claim is None:
        return None
    return publication.open_claim.id
