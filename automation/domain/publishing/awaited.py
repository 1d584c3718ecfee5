"""Why an approval does not stand yet: what is missing, whose it is, and how they give it. Pure."""

from collections.abc import Mapping

from automation.domain.approvals.approval import Approval, Verdict, address_of
from automation.domain.approvals.signed import shortened
from automation.domain.approvals.standing import Standing, Stands
from automation.domain.content.post import Post
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId
from automation.domain.problems import approval_kinds, proof_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.domain.team.member import find_member
from automation.domain.team.proof import Proof
from automation.language import Sentence, mark

_AGAIN: Mapping[Verdict, str] = {
    Verdict.APPROVE_AGAIN: mark("Approve"),
    Verdict.APPROVE: mark("Approve again"),
}
"""What to choose to decide anew: of the two that approve, the one that does not stand there."""


_CELL_OR_COMMENT: Mapping[Stands, tuple[ProblemKind, ProblemKind]] = {
    Stands.DECIDE_AGAIN: (approval_kinds.DECIDE_AGAIN, proof_kinds.COMMENT_AGAIN),
    Stands.EDITED_AFTER: (approval_kinds.EDITED_AFTER, proof_kinds.COMMENT_EDITED_AFTER),
    Stands.LEADS_ELSEWHERE: (proof_kinds.LEADS_ELSEWHERE, proof_kinds.LEADS_ELSEWHERE),
    Stands.CHANGES: (approval_kinds.CHANGES_ASKED, approval_kinds.CHANGES_ASKED),
    Stands.REJECTED: (approval_kinds.TURNED_DOWN, approval_kinds.TURNED_DOWN),
}
"""The finding for a decision chosen in the row's cells, and for one given in a comment."""


def explain_standing(desk: Desk, post: Post, channel: ChannelId, standing: Standing) -> Problem:
    """Return the finding that tells why a post is not approved for a channel."""
    record = standing.record
    facts: dict[str, object] = {"level": standing.level, "channel": channel}
    if record is None:
        by_comment = desk.channels[channel].proof is Proof.COMMENT
        kind = proof_kinds.WAITING_FOR_COMMENT if by_comment else approval_kinds.WAITING_FOR
        facts["people"] = _people(desk, post, channel, standing.level)
    else:
        facts |= _facts(desk, post, channel, record)
        kinds = _CELL_OR_COMMENT.get(standing.stands)
        kind = kinds[bool(record.comment)] if kinds else _too_weak(desk, channel, record)
    said = kind.what + kind.fix
    used = {name: fact for name, fact in facts.items() if f"{{{name}}}" in said}
    return Problem(kind=kind, tab="calendar", row=post.id, facts=used)


def _facts(desk: Desk, post: Post, channel: ChannelId, record: Approval) -> dict[str, object]:
    again = _AGAIN.get(record.verdict, _AGAIN[Verdict.APPROVE])
    return {
        "member": record.member,
        "again": Sentence(again),
        "at": f"{record.at.astimezone(desk.zone_of(channel)):%Y-%m-%d %H:%M}",
        "address": address_of(record, channel),
        "account": record.signed_by,
        "feedback": _feedback(desk, post, record),
    }


def _too_weak(desk: Desk, channel: ChannelId, record: Approval) -> ProblemKind:
    if record.comment:
        return proof_kinds.ACCOUNT_NOT_NOTED
    if desk.channels[channel].proof is Proof.COMMENT:
        return proof_kinds.NEEDS_COMMENT
    return proof_kinds.NEEDS_PROTECTED


def _feedback(desk: Desk, post: Post, record: Approval) -> str:
    """Return what the approver wrote: in the comment itself, or in the row's feedback."""
    remark = desk.evidence.by_id.get(record.comment) if record.comment else None
    return shortened(remark.text) if remark else post.feedback or "–"


def _people(desk: Desk, post: Post, channel: ChannelId, level: int) -> str:
    found = desk.channels[channel]
    owner = find_member(desk.members.values(), post.owner)
    names = [
        member.id
        for member in desk.members.values()
        if member.active
        and member.has_any(found.roles_at(max(level, 1)))
        and (desk.settings.self_approval or member != owner)
    ]
    return ", ".join(names) or "–"
