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
from automation.domain.team.proof import Proof
from automation.domain.team.team_settings import Strictness

GENESIS = "0" * 64
"""What the first record of the log names as the one before it."""


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
    """One member's recorded decision on one revision. `counts` is False when it was asked for again.

    A decision given in a comment carries the comment's id and the account that signed it; one
    chosen in the row's cells carries neither. `accounts` are the addresses it was given for.
    """

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
    comment: str = ""
    signed_by: str = ""
    accounts: str = ""
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
    """Compute the SHA-256 of a record's fields together with the previous record's hash.

    What older records did not have yet joins only where it is said, so their hashes stay true.
    """
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
    later = [record.comment, record.signed_by, record.accounts]
    if any(later):
        fields += later
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
    proof: Proof = Proof.DECLARED
    comment: str = ""
    signed_by: str = ""


def latest_by_level(records: Iterable[Approval]) -> dict[int, Approval]:
    """Return the newest record of each level's cells, of one post's records in log order."""
    return {record.level: record for record in records if not record.comment}


def standing_by_level(records: Iterable[Approval]) -> dict[int, list[Approval]]:
    """Return the decisions not withdrawn of each level, oldest first, of one post's records.

    The cells of a level are one voice, and each comment is one; a voice's newest word stands.
    """
    voices: dict[int, dict[str, Approval]] = {}
    for record in records:
        level = voices.setdefault(record.level, {})
        level.pop(record.comment, None)
        if record.verdict is not Verdict.WITHDRAWN:
            level[record.comment] = record
    return {level: list(found.values()) for level, found in voices.items()}


def accounts_line(accounts: Mapping[str, str]) -> str:
    """Write channels and the addresses they lead to, as a record keeps them."""
    return "\n".join(f"{channel}: {address}" for channel, address in accounts.items())


def address_of(record: Approval, channel: str) -> str:
    """Return where a channel led when the decision was given; empty where that was not noted."""
    for line in record.accounts.splitlines():
        name, _, address = line.rpartition(": ")
        if name == channel:
            return address
    return ""


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
