"""The ledger: append-only events, the only proof of what went out, folded into Publications.

A Publication is one post on one channel. A claim is exclusive per post and channel, whatever the
revision: two overlapping runs that saw different texts must not both publish. Events after a
claim name it, so sorting the tab does not change what they mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from automation.domain.ids import NO_REVISION, ChannelId, EventId, PostId, Revision, RunId
from automation.language import Sentence

Key = tuple[PostId, ChannelId]

GO = "go"
"""The step kept right before the one request that makes a part visible."""

BY_ANSWER = "answer"
"""The reason of an event that rests on a person's answer in the calendar row."""


class Happened(StrEnum):
    """What a ledger event says.

    CLAIMED: a run is about to send. STAGED: a stage of sending is done, and `handle` names what it
    left at the network; nothing can be seen there yet. PUBLISHED: the network gave an id for one part. REJECTED: the
    network refused. RELEASED: nothing was sent, the claim is given back. UNKNOWN: it was sent and
    no answer came. SEEN: a person says it is there, without an address. ABSENT: looked for, or a
    person looked, and it is not there. WITHDRAWN: it was there and is gone.
    """

    CLAIMED = "claimed"
    STAGED = "staged"
    PUBLISHED = "published"
    REJECTED = "rejected"
    RELEASED = "released"
    UNKNOWN = "unknown"
    SEEN = "seen"
    ABSENT = "absent"
    WITHDRAWN = "withdrawn"


_ENDS = (Happened.REJECTED, Happened.RELEASED, Happened.SEEN, Happened.ABSENT)
"""Events after which a claim is over, whatever was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the network returned for one part: its id there, its address, its time (aware).

    `remark` is what a person should know of how it went out; it is told once and proves nothing.
    """

    network_id: str
    url: str
    published_at: datetime
    remark: Sentence | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if not self.network_id:
            raise ValueError("a receipt without the network's id proves nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEvent:
    """One row of the publications tab. `part` 0 is the post itself, 1… its thread and comment.

    `reason` says why; of a claim it is the answer that stood in the row (`Claim.said_before`).
    `step` and `handle` are a stage's name and what it left at the network.
    """

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
    step: str = ""
    handle: str = ""
    reason: str = ""
    rehearsal: bool = False
    run: RunId

    def __post_init__(self) -> None:
        if (self.happened is Happened.PUBLISHED) != (self.receipt is not None):
            raise ValueError("exactly the published events carry a receipt")
        if (self.happened is Happened.STAGED) != bool(self.step):
            raise ValueError("exactly the staged events name a step")

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
    said_before: str = ""
    """The answer that stood in the row when it was claimed; it was about something else."""
    unknown_part: int | None = None
    unknown_at: datetime | None = None
    reason: str = ""
    went: set[int] = field(default_factory=set)
    """Parts whose last stage this claim began: only those can be out (staged networks)."""
    may_send: bool = True
    """Whether row order proves that it came first; else it only holds the post back."""


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
    seen: bool = False
    withdrawn_at: datetime | None = None
    rehearsal: bool = False
    handles: dict[tuple[Revision, int], dict[str, str]] = field(default_factory=dict)
    """What the stages of sending left at the network, by revision and part, then by step."""
    first_staged_at: dict[Revision, datetime] = field(default_factory=dict)

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
        return all(map(self.receipts.__contains__, range(self.parts)))

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be sent: it is out, was seen there, or was there and is gone."""
        is_out = bool(self.receipts) and self.is_complete
        return is_out or self.seen or self.withdrawn_at is not None

    @property
    def last_sent(self) -> tuple[Revision, datetime | None]:
        """What was sent last, or is being sent, and when; None when nothing was."""
        if self.open_claim is not None:
            return self.open_claim.revision, self.open_claim.at
        receipt = self.receipt
        return self.revision, receipt.published_at if receipt else None


Ledger = dict[Key, Publication]


def fold(events: Iterable[LedgerEvent]) -> Ledger:
    """Fold the ledger's events, in row order, into one Publication a post and channel.

    The first claim wins; a claim made while another is open is void. A receipt counts whoever
    wrote it: what went out, went out. Where people sorted the tab, a claim whose outcome nobody
    wrote down still holds its post back.
    """
    told: dict[Key, list[LedgerEvent]] = defaultdict(list)
    for event in events:
        told[event.key].append(event)
    return {key: _publication(key, of_key) for key, of_key in told.items()}


def _publication(key: Key, events: Sequence[LedgerEvent]) -> Publication:
    publication = Publication(post=key[0], channel=key[1])
    over: set[EventId] = set()
    for event in events:
        _apply(publication, event, over)
    if publication.receipts and publication.is_complete:
        publication.open_claim = None
    elif publication.open_claim is None:
        publication.open_claim = _left_open(events, over)
    return publication


def _apply(publication: Publication, event: LedgerEvent, over: set[EventId]) -> None:
    claim = publication.open_claim
    owned = claim if claim is not None and claim.id == event.claim else None
    match event.happened:
        case Happened.CLAIMED if claim is None and event.id not in over and not publication.is_over:
            publication.open_claim = _claim_of(event)
            publication.rejected = publication.released = None
        case Happened.STAGED:
            _stage(publication, event, owned)
        case Happened.PUBLISHED:
            _publish(publication, event, owned)
        case Happened.UNKNOWN if owned is not None:
            _doubt(owned, event)
        case Happened.WITHDRAWN:
            publication.withdrawn_at = event.at
        case Happened.REJECTED | Happened.RELEASED | Happened.SEEN | Happened.ABSENT:
            over.add(event.claim)
            _end_claim(publication, event, owned)
        case _:
            return


def _stage(publication: Publication, event: LedgerEvent, owned: Claim | None) -> None:
    if event.step == GO:
        if owned is not None:
            owned.went.add(event.part)
        return
    publication.handles.setdefault((event.revision, event.part), {})[event.step] = event.handle
    publication.first_staged_at.setdefault(event.revision, event.at)


def _doubt(claim: Claim, event: LedgerEvent) -> None:
    claim.unknown_part, claim.unknown_at = event.part, event.at
    claim.reason = event.reason


def _end_claim(publication: Publication, event: LedgerEvent, owned: Claim | None) -> None:
    publication.seen = publication.seen or event.happened is Happened.SEEN
    if owned is None:
        return
    publication.open_claim = None
    if event.happened is Happened.REJECTED:
        publication.rejected = event
    if event.happened is Happened.RELEASED:
        publication.released = event


def _publish(publication: Publication, event: LedgerEvent, owned: Claim | None) -> None:
    if event.receipt is None:  # pragma: no cover - LedgerEvent forbids it
        return
    publication.receipts.setdefault(event.part, event.receipt)
    publication.parts = max(event.parts, 1)
    publication.revision = event.revision
    publication.rehearsal = event.rehearsal
    if owned is not None:
        owned.unknown_part = None
        if publication.is_complete:
            publication.open_claim = None


def _left_open(events: Sequence[LedgerEvent], over: Set[EventId]) -> Claim | None:
    """Return a claim that row order hides, though nobody wrote how it ended.

    Runs write about their own claims alone, so a claim that anything was written about was never
    void. One that stands alone lost its race when another ended after it was made; else the rows
    were sorted, and its run may have sent the post.
    """
    last_end = max((e.at for e in events if e.happened in _ENDS), default=None)
    for event in events:
        if event.claim in over or not event.claim:
            continue
        alone = event.happened is Happened.CLAIMED
        if alone and last_end is not None and event.at <= last_end:
            continue
        if alone or event.happened in (Happened.STAGED, Happened.UNKNOWN, Happened.PUBLISHED):
            claim = _claim_of(event)
            if not alone:
                _doubt(claim, event)
            return replace(claim, may_send=False)
    return None


def _claim_of(event: LedgerEvent) -> Claim:
    return Claim(
        id=event.claim or event.id,
        at=event.at,
        revision=event.revision,
        run=event.run,
        parts=event.parts,
        said_before=event.reason if event.happened is Happened.CLAIMED else "",
    )


def owner_of(ledger: Ledger, key: Key) -> EventId | None:
    """Return the claim that may send a publication now, None when there is none."""
    publication = ledger.get(key)
    claim = publication.open_claim if publication else None
    return claim.id if claim and claim.may_send else None
