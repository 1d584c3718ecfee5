"""Approval: new decisions found in the calendar, the hash-chained log, and what stands approved.

A decision counts for the one revision the approver had before them. When the row and the decision
both changed between two runs, nobody can know which came first: the decision is logged as not
counting, and asked for again.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from automation.domain.content.post import Choice, Post
from automation.domain.ids import NO_REVISION, EventId, MemberId, PostId, Revision, RunId
from automation.domain.team.team_settings import Strictness

GENESIS = "0" * 64
"""What the first record of the log names as the one before it."""


class Proof(StrEnum):
    """How strongly it is proven who decided."""

    DECLARED = "declared"
    PROTECTED = "protected"
    COMMENT = "comment"


class Verdict(StrEnum):
    """What a record of the log says. WITHDRAWN: the decision cell was emptied again."""

    APPROVE = "approve"
    APPROVE_AGAIN = "approve_again"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    WITHDRAWN = "withdrawn"

    @property
    def approves(self) -> bool:
        """Whether it lets the post go on."""
        return self in (Verdict.APPROVE, Verdict.APPROVE_AGAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """One member's recorded decision on one revision. `counts` is False when it was asked for again."""

    id: EventId
    at: datetime
    post: PostId
    revision: Revision
    level: int
    member: MemberId
    verdict: Verdict
    counts: bool
    proof: Proof
    run: RunId
    previous: str = GENESIS
    hash: str = ""

    @property
    def fits(self) -> bool:
        """Whether nobody changed it after it was written."""
        return self.hash == hash_of(self)

    def hashed_after(self, previous: str) -> "Approval":
        """Return the record chained to the one before it."""
        chained = replace(self, previous=previous, hash="")
        return replace(chained, hash=hash_of(chained))


def hash_of(record: Approval) -> str:
    """Compute the SHA-256 of a record's fields together with the previous record's hash."""
    fields = [
        record.previous,
        record.id,
        record.at.astimezone(UTC).isoformat(timespec="milliseconds"),  # as finely as it is written
        record.post,
        record.revision,
        record.level,
        record.member,
        record.verdict,
        record.counts,
        record.proof,
        record.run,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row of the log that does not fit: its place (1 is the first record) and why."""

    place: int
    event: str
    why: str


def verify(log: Sequence[Approval], heads: Iterable[str] = ()) -> Broken | None:
    """Recompute the chain and return the first record that does not fit, None when all do.

    Each record must carry its own hash and name an earlier record's (two runs at once may both
    continue the same one). `heads` are log ends that runs noted; each must still be there, so
    records taken off the end are missed too.
    """
    seen = {GENESIS}
    for place, record in enumerate(log, start=1):
        if not record.fits:
            return Broken(place, record.id, "changed")
        if record.hash in seen:
            return Broken(place, record.id, "repeated")
        if record.previous not in seen:
            return Broken(place, record.id, "unlinked")
        seen.add(record.hash)
    for head in heads:
        if head and head not in seen:
            return Broken(len(log) + 1, head, "cut")
    return None


def head_of(log: Sequence[Approval]) -> str:
    """Return the hash the next record must name."""
    return log[-1].hash if log else GENESIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A decision not yet in the log, ready to be recorded."""

    post: PostId
    level: int
    member: MemberId
    verdict: Verdict
    counts: bool


def latest_by_level(records: Iterable[Approval]) -> dict[int, Approval]:
    """Return the newest record of each level, of one post's records in log order."""
    return {record.level: record for record in records}


def find_new(
    post: Post,
    revision: Revision,
    records: Sequence[Approval],
    members: Mapping[int, MemberId],
    strictness: Strictness,
    *,
    log_is_cut: bool = False,
) -> list[Found]:
    """Compare the row's decision cells with its log and return what is new.

    `members` are the valid approvers the cells name, by level; a cell with an invalid approver is
    a Problem elsewhere and is not recorded. A row without a revision is not recorded at all. Where
    the log lost records, or the one before was changed, an old decision may look like a new one:
    it is asked for again.
    """
    if revision == NO_REVISION:
        return []
    last = latest_by_level(records)
    choices = {ask.level: ask.choice for ask in post.asks}
    found = []
    for level, choice in choices.items():
        member, before = members.get(level), last.get(level)
        if member is None or (before and _same(before, member, choice)):
            continue
        is_old = log_is_cut or (before is not None and not before.fits)
        counts = not is_old and _row_is_as_seen(post, revision, strictness)
        found.append(
            Found(
                post=post.id,
                level=level,
                member=member,
                verdict=Verdict(choice.value),
                counts=counts,
            )
        )
    for level, before in last.items():
        if level not in choices and before.verdict is not Verdict.WITHDRAWN:
            found.append(
                Found(
                    post=post.id,
                    level=level,
                    member=before.member,
                    verdict=Verdict.WITHDRAWN,
                    counts=True,
                )
            )
    return found


def _same(before: Approval, member: MemberId, choice: Choice) -> bool:
    return before.member == member and before.verdict.value == choice.value


def _row_is_as_seen(post: Post, revision: Revision, strictness: Strictness) -> bool:
    if post.last_revision == NO_REVISION:
        return strictness is Strictness.TRUSTING
    return post.last_revision == revision
