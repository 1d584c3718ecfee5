"""Whether a post stands approved for one channel, by that channel's policy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from automation.domain.approvals.approval import Approval, Verdict, latest_by_level
from automation.domain.ids import MemberId, Revision
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member


class Stands(StrEnum):
    """Where the approval of one post on one channel stands."""

    APPROVED = "approved"
    WAITING = "waiting"
    EDITED_AFTER = "edited_after"
    DECIDE_AGAIN = "decide_again"
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

    Every needed level must have approved this very revision, and its approver must hold a role of
    that level here. A request for changes or a rejection of this revision holds it back whatever
    the policy, unless the policy is `none`.
    """
    if channel.policy is Policy.NONE:
        return Standing(stands=Stands.APPROVED)
    last = {
        level: record
        for level, record in latest_by_level(records).items()
        if _may_decide(channel, level, record, members)
    }
    for level, record in sorted(last.items()):
        refused = _refusal(record, revision)
        if refused is not None:
            return Standing(stands=refused, level=level, record=record)
    for level in range(1, channel.needed_levels + 1):
        standing = _at_level(level, last.get(level), revision)
        if not standing.is_approved:
            return standing
    return Standing(stands=Stands.APPROVED)


def _may_decide(
    channel: Channel, level: int, record: Approval, members: Mapping[MemberId, Member]
) -> bool:
    member = members.get(record.member)
    return member is not None and member.has_any(channel.roles_at(level))


def _refusal(record: Approval, revision: Revision) -> Stands | None:
    if record.revision != revision:
        return None
    if record.verdict is Verdict.REQUEST_CHANGES:
        return Stands.CHANGES
    return Stands.REJECTED if record.verdict is Verdict.REJECT else None


def _at_level(level: int, record: Approval | None, revision: Revision) -> Standing:
    if record is None or record.verdict is Verdict.WITHDRAWN:
        return Standing(stands=Stands.WAITING, level=level)
    if record.revision != revision:
        return Standing(stands=Stands.EDITED_AFTER, level=level, record=record)
    if not record.counts or not record.fits:
        return Standing(stands=Stands.DECIDE_AGAIN, level=level, record=record)
    return Standing(stands=Stands.APPROVED)
