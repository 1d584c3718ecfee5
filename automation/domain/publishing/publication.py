"""The ledger: append-only events, the only proof of what went out, folded into Publications (`fold`).

A Publication is one post on one channel. A claim is exclusive per post and channel, whatever the
revision: two overlapping runs that saw different texts must not both publish. Events after a
claim name it, so sorting the tab does not change what they mean.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
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
    left at the network; nothing can be seen there yet. PUBLISHED: the network gave an id for one
    part. REJECTED: the network refused. RELEASED: nothing was sent, the claim is given back.
    UNKNOWN: it was sent and no answer came; of another run's claim: from now on the row asks a
    person. SEEN: a person says it is there, without an address. ABSENT: looked for, or a person
    looked, and it is not there. WITHDRAWN: it was there and is gone.
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

    `reason` says why; of a claim, and of a question about one that its run left behind, it is the
    answer in the row (`Claim.said_before`). `step` and `handle`: a stage, and what it left behind.
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
    """The answer that stood in the row before it asked about this claim: about something else."""
    is_asked: bool = False
    """Whether another run noted that the row asks about it; `said_before` is from then."""
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


Said = dict[tuple[ChannelId, Revision], tuple[datetime, PostId]]
"""What went out last, or is being sent, on a channel: when, and as which post."""


def said_by(publications: Iterable[Publication]) -> Said:
    """Return what these publications say; of two that say the same, the later."""
    said: Said = {}
    for publication in publications:
        revision, at = publication.last_sent
        key = (publication.channel, revision)
        if at is not None and (key not in said or at > said[key][0]):
            said[key] = (at, publication.post)
    return said


def owner_of(ledger: Ledger, key: Key) -> EventId | None:
    """Return the claim that may send a publication now, None when there is none."""
    publication = ledger.get(key)
    claim = publication.open_claim if publication else None
    return claim.id if claim and claim.may_send else None
