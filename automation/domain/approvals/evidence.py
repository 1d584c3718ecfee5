"""What a workbook knows of who decides: who may type into a cell, and who signed which comment.

A file on a disk knows neither, and all its decisions are `declared`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from automation.domain.ids import MemberId, PostId
from automation.domain.problems import proof_kinds
from automation.domain.problems.problem import Labels, Problem
from automation.domain.team.channel import Channel
from automation.domain.team.member import Member, folded
from automation.domain.team.proof import Proof

Editors = frozenset[str] | None
"""The addresses of all who may edit some cells; None when that is anybody, or not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One signed contribution to a comment thread on a post's row.

    `author` is a display name, which everybody chooses for themselves; `account` the resource name
    Google gives the account, `users/…`, empty for somebody who is not signed in. `at` is when it
    was written; a later edit does not move it. `is_doubtful` when the cell it stands on said
    something else at that time, so that the row may have been another one.
    """

    id: str
    thread: str
    author: str
    account: str
    at: datetime
    text: str
    is_resolved: bool = False
    is_doubtful: bool = False


def _nobody_knows(_post: PostId, _level: int) -> Editors:
    return None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What one read brought to light. `provable` are the strengths this workbook can give.

    `editors` tells who may type both the approver and the decision of a post's level. `remarks`
    stand in the order they were written; `alive` are the ids of all that exist, on whatever row,
    None when comments cannot be read.
    """

    provable: frozenset[Proof] = frozenset({Proof.DECLARED})
    account: str = ""
    """The machine's own address."""
    editors: Callable[[PostId, int], Editors] = _nobody_knows
    remarks: Mapping[PostId, Sequence[Remark]] = field(default_factory=dict)
    alive: frozenset[str] | None = None

    @cached_property
    def by_id(self) -> Mapping[str, Remark]:
        """Every remark on a post's row, by its id."""
        return {one.id: one for remarks in self.remarks.values() for one in remarks}

    @cached_property
    def accounts_of_name(self) -> Mapping[str, frozenset[str]]:
        """The accounts that sign with the same display name; two of them are two people."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in self.by_id.values():
            if one.account:
                found[folded(one.author)].add(one.account)
        return {name: frozenset(accounts) for name, accounts in found.items()}


NOTHING_KNOWN = Evidence()


def proof_out_of_reach(channels: Iterable[Channel], evidence: Evidence) -> list[Problem]:
    """Find the channels that require more proof than this workbook can ever give."""
    best = max(evidence.provable, key=list(Proof).index)
    return [
        Problem(
            kind=proof_kinds.PROOF_OUT_OF_REACH,
            tab="channels",
            row=channel.id,
            column="proof",
            facts={
                "channel": channel.id,
                "proof": Labels(tab="channels", column="proof", values=[channel.proof]),
                "possible": Labels(tab="channels", column="proof", values=[best]),
            },
        )
        for channel in channels
        if channel.needed_levels and not best.meets(channel.proof)
    ]


def proof_of_cells(
    editors: Editors,
    level: int,
    channels: Iterable[Channel],
    members: Mapping[MemberId, Member],
    trusted: Iterable[str],
) -> Proof:
    """Say how strong a decision in the cells of a level is, given who could have typed it.

    PROTECTED only if every editor is trusted or an active member who holds the level on each of
    the channels. The file's owner may always edit and counts like everybody else: whoever owns the
    file holds the level too, or is named in the settings. `trusted` must hold the machine's own
    address; without editors nobody knows.
    """
    if not editors:
        return Proof.DECLARED
    doubted = {folded(one) for one in editors} - {folded(one) for one in trusted}
    people = [member for member in members.values() if member.active]
    for channel in channels:
        roles = channel.roles_at(level)
        holders = {folded(one.email) for one in people if one.has_any(roles)}
        if not doubted <= holders - {""}:
            return Proof.DECLARED
    return Proof.PROTECTED
