"""The new decisions on one post: chosen in its cells, or signed in comments on its row. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from automation.domain.approvals.approval import Found, find_new
from automation.domain.approvals.evidence import proof_of_cells
from automation.domain.approvals.signed import CommentReader, Log
from automation.domain.content.post import Ask, Post
from automation.domain.desk import Desk
from automation.domain.ids import MemberId, Revision
from automation.domain.problems import approval_kinds
from automation.domain.problems.problem import Labels, Problem, ProblemKind
from automation.domain.team.channel import Channel
from automation.domain.team.member import find_member


@dataclass(frozen=True, slots=True)
class Decisions:
    """Finds what was decided about a post since the log was written; `channels` are its own."""

    desk: Desk
    post: Post
    revision: Revision
    channels: Sequence[Channel]

    def find(self) -> tuple[list[Found], list[Problem]]:
        """Return the decisions to record, and why others are not recorded."""
        approvers, problems = self._approvers()
        records = self.desk.approvals_by_post.get(self.post.id, ())
        chosen = find_new(
            self.post,
            self.revision,
            records,
            approvers,
            self.desk.settings.strictness,
            log_is_cut=self.desk.approvals_are_cut,
        )
        reader = CommentReader(
            post=self.post,
            revision=self.revision,
            channels=self.channels,
            members=self.desk.members,
            settings=self.desk.settings,
            evidence=self.desk.evidence,
            log=log_of(self.desk, self.post),
        )
        signed, said = reader.read()
        return [*(self._proven(one) for one in chosen), *signed], [*problems, *said]

    def _proven(self, found: Found) -> Found:
        """Say of a decision in the cells how strong it is, on every channel it is good for."""
        member = self.desk.members.get(found.member)
        channels = [
            channel
            for channel in self.channels
            if channel.needed_levels >= found.level
            and member is not None
            and member.has_any(channel.roles_at(found.level))
        ]
        if not channels:
            return found
        evidence = self.desk.evidence
        proof = proof_of_cells(
            evidence.editors(found.post, found.level),
            found.level,
            channels,
            self.desk.members,
            {*self.desk.settings.trusted_editors, evidence.account},
        )
        return replace(found, proof=proof)

    def _approvers(self) -> tuple[dict[int, MemberId], list[Problem]]:
        valid: dict[int, MemberId] = {}
        problems: list[Problem] = []
        for ask in self.post.asks:
            member, problem = self._approver(ask)
            if member is not None:
                valid[ask.level] = member
            if problem is not None:
                problems.append(problem)
        return valid, problems

    def _approver(self, ask: Ask) -> tuple[MemberId | None, Problem | None]:
        post, column = self.post, f"approver_{ask.level}"
        if not ask.approver.strip():
            return None, _problem(post, approval_kinds.NO_APPROVER, column, level=ask.level)
        member = find_member(self.desk.members.values(), ask.approver)
        if member is None or not member.active:
            return None, _problem(
                post, approval_kinds.UNKNOWN_APPROVER, column, value=ask.approver, level=ask.level
            )
        owner = find_member(self.desk.members.values(), post.owner)
        if not self.desk.settings.self_approval and owner == member and ask.choice.approves:
            return None, _problem(
                post,
                approval_kinds.OWN_POST,
                column,
                member=member.id,
                people=self._others(ask.level, member.id),
            )
        closed = self._closed_channel(ask.level, member.id)
        if closed is not None:
            roles = Labels(tab="members", column="roles", values=closed.roles_at(ask.level))
            return None, _problem(
                post,
                approval_kinds.WRONG_ROLE,
                column,
                member=member.id,
                level=ask.level,
                channel=closed.id,
                roles=roles,
                people=self._others(ask.level, member.id),
            )
        return member.id, None

    def _closed_channel(self, level: int, member: MemberId) -> Channel | None:
        """Return a channel that needs this level, when the member may decide on none of them."""
        needing = [channel for channel in self.channels if channel.needed_levels >= level]
        roles = self.desk.members[member]
        if not needing or any(roles.has_any(c.roles_at(level)) for c in needing):
            return None
        return needing[0]

    def _others(self, level: int, but: MemberId) -> str:
        names = {
            member.id
            for channel in self.channels
            for member in self.desk.members.values()
            if member.active and member.id != but and member.has_any(channel.roles_at(level))
        }
        return ", ".join(sorted(names)) or "–"


def log_of(desk: Desk, post: Post) -> Log:
    """Return what is recorded, as far as reading comments on a post needs it."""
    return Log(
        of_post=desk.approvals_by_post.get(post.id, ()),
        by_comment=desk.approvals_by_comment,
        is_cut=desk.approvals_are_cut,
    )


def _problem(post: Post, kind: ProblemKind, column: str = "", /, **facts: object) -> Problem:
    return Problem(kind=kind, tab="calendar", row=post.id, column=column, facts=facts)
