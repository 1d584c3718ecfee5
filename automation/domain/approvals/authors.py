"""Whom a comment is taken to be by: a member of the team, or nobody we may believe. Pure.

Google tells a display name, which everybody chooses for themselves, and the account's resource
name, which nobody chooses. A member whose account stands in the members tab is known for sure; a
name alone is believed as long as one account only has ever used it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from automation.domain.approvals.evidence import Evidence, Remark
from automation.domain.ids import MemberId
from automation.domain.problems import proof_kinds
from automation.domain.problems.problem import ProblemKind
from automation.domain.team.member import Member, folded

ACCOUNT = "users/"
"""How an account's resource name begins."""


@dataclass(frozen=True, slots=True)
class Author:
    """The member a remark is by. `is_noted` when the members tab names the very account."""

    member: Member
    is_noted: bool


@dataclass(frozen=True, slots=True)
class Doubted:
    """Why a remark is not taken to be any member's."""

    kind: ProblemKind
    facts: Mapping[str, object] = field(default_factory=dict)


def author_of(
    remark: Remark,
    members: Iterable[Member],
    known: Mapping[str, MemberId],
    evidence: Evidence,
) -> Author | Doubted:
    """Say whose remark it is; `known` are the accounts in the approval log and their members."""
    people = [member for member in members if member.active]
    if remark.account:
        noted = [one for one in people if one.google == remark.account]
        if len(noted) == 1:
            return Author(noted[0], is_noted=True)
    name = folded(remark.author)
    named = [one for one in people if name and name in (folded(one.id), folded(one.google))]
    if len(named) != 1 or not remark.account:
        return Doubted(proof_kinds.COMMENT_BY_STRANGER)
    if _is_another(named[0], remark, known, evidence):
        return Doubted(proof_kinds.COMMENT_BY_ANOTHER, {"member": named[0].id})
    return Author(named[0], is_noted=False)


def _is_another(
    member: Member, remark: Remark, known: Mapping[str, MemberId], evidence: Evidence
) -> bool:
    """Say whether the member is known by another account, or the name is used by several."""
    recorded = {account for account, by in known.items() if by == member.id}
    using = evidence.accounts_of_name.get(folded(remark.author), frozenset())
    return member.google.startswith(ACCOUNT) or bool((recorded | using) - {remark.account})
