"""Whether a post stands approved for one channel, by that channel's policy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from automation.domain.approvals.approval import (
    Approval,
    Verdict,
    address_of,
    standing_by_level,
)
from automation.domain.ids import MemberId, Revision
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member


class Stands(StrEnum):
    """Where the approval of one post on one channel stands."""

    APPROVED = "approved"
    WAITING = "waiting"
    EDITED_AFTER = "edited_after"
    DECIDE_AGAIN = "decide_again"
    LEADS_ELSEWHERE = "leads_elsewhere"
    TOO_WEAK = "too_weak"
    CHANGES = "changes"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The word on one channel; `level` is the level that decides it, `record` the decision there."""

    stands: Stands
    level: int = 0
    record: Approval | None = None

    @property
    def is_approved(self) -> bool:
        """Whether the post may go out on the channel."""
        return self.stands is Stands.APPROVED


def stand(
    channel: Channel,
    revision: Revision,
    records: Sequence[Approval],
    members: Mapping[MemberId, Member],
) -> Standing:
    """Say whether this revision may go out on the channel.

    Every needed level must have approved this very revision, for the address the channel has now
    and with the proof the channel requires now, and its approver must hold a role of that level
    here. A request for changes or a rejection of this revision holds it back whatever its proof
    and whatever the policy, unless the policy is `none`.
    """
    if channel.policy is Policy.NONE:
        return Standing(stands=Stands.APPROVED)
    standing = {
        level: [one for one in found if _may_decide(channel, level, one, members)]
        for level, found in standing_by_level(records).items()
    }
    for level, decisions in sorted(standing.items()):
        last = next((one for one in reversed(decisions) if one.revision == revision), None)
        refused = _refusal(last)
        if refused is not None:
            return Standing(stands=refused, level=level, record=last)
    for level in range(1, channel.needed_levels + 1):
        found = _at_level(channel, level, standing.get(level, []), revision)
        if not found.is_approved:
            return found
    return Standing(stands=Stands.APPROVED)


def _may_decide(
    channel: Channel, level: int, record: Approval, members: Mapping[MemberId, Member]
) -> bool:
    member = members.get(record.member)
    return member is not None and member.has_any(channel.roles_at(level))


def _refusal(last: Approval | None) -> Stands | None:
    if last is None or last.verdict.approves:
        return None
    return Stands.REJECTED if last.verdict is Verdict.REJECT else Stands.CHANGES


def _at_level(
    channel: Channel, level: int, decisions: Sequence[Approval], revision: Revision
) -> Standing:
    """Let the first decision that is good enough approve; else tell of the newest what it lacks.

    Of decisions about this revision only those after the last refusal are left to approve.
    """
    lacking = None
    for record in reversed(decisions):
        if record.revision == revision and not record.verdict.approves:
            break
        stands = _lack(channel, record, revision)
        if stands is Stands.APPROVED:
            return Standing(stands=stands)
        lacking = lacking or Standing(stands=stands, level=level, record=record)
    return lacking or Standing(stands=Stands.WAITING, level=level)


def _lack(channel: Channel, record: Approval, revision: Revision) -> Stands:
    if record.revision != revision:
        return Stands.EDITED_AFTER
    if not record.counts or not record.fits:
        return Stands.DECIDE_AGAIN
    if address_of(record, channel.id) not in ("", channel.address):
        return Stands.LEADS_ELSEWHERE
    return Stands.APPROVED if record.proof.meets(channel.proof) else Stands.TOO_WEAK
