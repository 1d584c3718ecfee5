"""Decisions given as comments on a post's row: whose they are, what they decide, what they prove.

A comment in any cell of the row counts, and so does a reply. Each is recorded once, by its id. Its
author is known by a display name, which everybody chooses for themselves, and by the account's
resource name. Only the account that the members tab names for a member makes it signed proof; a
name alone is good for a declared decision, and not even that once two accounts use it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from automation.domain.approvals.approval import Approval, Found, Verdict, standing_by_level
from automation.domain.approvals.authors import Author, author_of
from automation.domain.approvals.evidence import Evidence, Remark
from automation.domain.approvals.words import Unclear, read_words
from automation.domain.content.post import Post
from automation.domain.ids import NO_REVISION, MemberId, Revision
from automation.domain.problems import proof_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member, find_member
from automation.domain.team.proof import Proof
from automation.domain.team.team_settings import Strictness, TeamSettings

LEVELS = (1, 2, 3)
_QUOTED_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What is recorded: of this post in log order, and the newest word of each comment anywhere."""

    of_post: Sequence[Approval] = ()
    by_comment: Mapping[str, Approval]
    is_cut: bool = False


def by_comment(log: Sequence[Approval]) -> dict[str, Approval]:
    """Return the newest record of each comment."""
    return {record.comment: record for record in log if record.comment}


def has_signed_news(remarks: Sequence[Remark], log: Log, evidence: Evidence) -> bool:
    """Say whether a row's comments decide something that the log does not say yet."""
    for remark in remarks:
        verdict, last = read_words(remark.text), log.by_comment.get(remark.id)
        if isinstance(verdict, Verdict) and (last is None or last.verdict is not verdict):
            return True
        if not isinstance(verdict, Verdict) and last and last.verdict is not Verdict.WITHDRAWN:
            return True
    return any(_is_gone(record, evidence) for record in _standing(log.of_post))


@dataclass(frozen=True, kw_only=True)
class CommentReader:
    """Reads the comments on one post's row."""

    post: Post
    revision: Revision
    channels: Sequence[Channel]
    members: Mapping[MemberId, Member]
    settings: TeamSettings
    evidence: Evidence
    log: Log

    def read(self) -> tuple[list[Found], list[Problem]]:
        """Return the decisions that are not recorded yet, oldest first, and what is to be said."""
        if self.evidence.alive is None or self.revision == NO_REVISION:
            return [], []
        found: list[Found] = list(self._withdrawn())
        problems: list[Problem] = []
        for remark in self.evidence.remarks.get(self.post.id, ()):
            new, problem = self._remark(remark, found)
            found += [new] if new else []
            problems += [problem] if problem else []
        return found, problems

    def _withdrawn(self) -> Iterator[Found]:
        for record in _standing(self.log.of_post):
            if _is_gone(record, self.evidence):
                yield _withdrawal(record)

    def _remark(
        self, remark: Remark, found: Sequence[Found]
    ) -> tuple[Found | None, Problem | None]:
        verdict, last = read_words(remark.text), self.log.by_comment.get(remark.id)
        if last is not None and last.post != self.post.id:
            return None, None  # it was given about another row, and stays with that
        stood = last if last is not None and last.verdict is not Verdict.WITHDRAWN else None
        if not isinstance(verdict, Verdict):
            problem = self._unclear(remark) if verdict is Unclear.UNCLEAR else None
            return (_withdrawal(stood) if stood else None), problem
        author = self._author(remark)
        if stood is not None and (stood.verdict is verdict or isinstance(author, Problem)):
            return self._recorded(stood, verdict, author)
        if isinstance(author, Problem):
            return None, author
        is_same = stood is not None and stood.member == author.member.id
        return self._new(remark, author, verdict, stood.level if stood and is_same else None, found)

    def _recorded(
        self, stood: Approval, verdict: Verdict, author: Author | Problem
    ) -> tuple[Found | None, Problem | None]:
        """Look again at a recorded comment: who signed it may be known better, or doubted now."""
        if isinstance(author, Problem):
            return (None, None) if stood.verdict is verdict else (_withdrawal(stood), author)
        if stood.member != author.member.id:
            return _withdrawal(stood), None  # the account turned out to be somebody else's
        return self._stronger(stood, author), None

    def _new(
        self,
        remark: Remark,
        author: Author,
        verdict: Verdict,
        level: int | None,
        found: Sequence[Found],
    ) -> tuple[Found | None, Problem | None]:
        level = self._level(author.member, found) if level is None else level
        if level == 0 or self._is_own(author.member, verdict):
            return None, self._without_right(remark, author.member)
        new = Found(
            post=self.post.id,
            level=level,
            member=author.member.id,
            verdict=verdict,
            counts=not self.log.is_cut and self._is_about_this(remark),
            proof=Proof.COMMENT if author.is_noted else Proof.DECLARED,
            comment=remark.id,
            signed_by=remark.account,
        )
        return new, None

    def _stronger(self, last: Approval, author: Author) -> Found | None:
        """Record again what was signed by a name alone, once the members tab names the account."""
        is_about_this = last.revision == self.revision and last.member == author.member.id
        if not author.is_noted or last.proof is Proof.COMMENT or not is_about_this:
            return None
        return Found(
            post=last.post,
            level=last.level,
            member=last.member,
            verdict=last.verdict,
            counts=last.counts and last.fits and not self.log.is_cut,
            proof=Proof.COMMENT,
            comment=last.comment,
            signed_by=last.signed_by,
        )

    def _author(self, remark: Remark) -> Author | Problem:
        known = {one.signed_by: one.member for one in self.log.by_comment.values()}
        found = author_of(remark, self.members.values(), known, self.evidence)
        if isinstance(found, Author):
            return found
        return self._advice(found.kind, remark, **found.facts)

    def _level(self, member: Member, found: Sequence[Found]) -> int:
        """Return the lowest level still waiting that the member holds, else the highest held; or 0."""
        held = [level for level in LEVELS if self._held(member, level)]
        newly = {one.level for one in found if one.verdict.approves and one.counts}
        standing = standing_by_level(self.log.of_post)
        for level in held:
            if level not in newly and self._is_waiting(level, member, standing.get(level, ())):
                return level
        return held[-1] if held else 0

    def _held(self, member: Member, level: int) -> list[Channel]:
        return [
            channel
            for channel in self.channels
            if _asks_for(channel, level) and member.has_any(channel.roles_at(level))
        ]

    def _is_waiting(self, level: int, member: Member, decisions: Sequence[Approval]) -> bool:
        good = [
            one
            for one in decisions
            if one.verdict.approves and one.counts and one.revision == self.revision
        ]
        return any(
            not any(one.proof.meets(channel.proof) for one in good)
            for channel in self._held(member, level)
        )

    def _is_about_this(self, remark: Remark) -> bool:
        """Say whether the comment was written after this very text was seen, on this very row."""
        trusting = self.settings.strictness is Strictness.TRUSTING
        if remark.is_doubtful and not self._was_here(remark):
            return False
        if self.post.last_revision == NO_REVISION:
            return trusting
        if self.post.last_revision != self.revision:
            return False
        return trusting if self.post.seen_at is None else remark.at > self.post.seen_at

    def _was_here(self, remark: Remark) -> bool:
        """Say whether an earlier part of the same thread was recorded about this post."""
        posts = self.evidence.remarks.get(self.post.id, ())
        earlier = (self.log.by_comment.get(one.id) for one in posts if one.thread == remark.thread)
        return any(record is not None and record.post == self.post.id for record in earlier)

    def _is_own(self, member: Member, verdict: Verdict) -> bool:
        owner = find_member(self.members.values(), self.post.owner)
        return owner == member and verdict.approves and not self.settings.self_approval

    def _unclear(self, remark: Remark) -> Problem | None:
        """Ask about the newest word of somebody who may decide, while it is about what stands here."""
        remarks = self.evidence.remarks.get(self.post.id, ())
        later = [one for one in remarks if one.at > remark.at and one.account == remark.account]
        is_answered = any(read_words(one.text) is not None for one in later)
        is_old = self.post.seen_at is not None and remark.at <= self.post.seen_at
        author = self._author(remark)
        if remark.is_resolved or is_answered or is_old or isinstance(author, Problem):
            return None
        if not self._level(author.member, ()):
            return None
        return self._advice(proof_kinds.COMMENT_UNCLEAR, remark, member=author.member.id)

    def _without_right(self, remark: Remark, member: Member) -> Problem:
        owner = find_member(self.members.values(), self.post.owner)
        people = [
            one.id
            for one in self.members.values()
            if one.active
            and one not in (member, None if self.settings.self_approval else owner)
            and any(self._held(one, level) for level in LEVELS)
        ]
        return self._advice(
            proof_kinds.COMMENT_WITHOUT_RIGHT,
            remark,
            member=member.id,
            people=", ".join(people) or "–",
        )

    def _advice(self, kind: ProblemKind, remark: Remark, **facts: object) -> Problem:
        said = {
            "author": remark.author or "–",
            "account": remark.account or "–",
            "text": shortened(remark.text),
        }
        return Problem(kind=kind, tab="calendar", row=self.post.id, facts={**said, **facts})


def shortened(text: str) -> str:
    """Return a comment as one short line."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED_MOST else f"{line[:_QUOTED_MOST]}…"


def _asks_for(channel: Channel, level: int) -> bool:
    """Say whether decisions of a level mean anything on a channel."""
    if channel.policy is Policy.OPTIONAL:
        return level == 1
    return level <= channel.needed_levels


def _standing(records: Sequence[Approval]) -> Iterator[Approval]:
    return (one for one in chain(*standing_by_level(records).values()) if one.comment)


def _is_gone(record: Approval, evidence: Evidence) -> bool:
    return evidence.alive is not None and record.comment not in evidence.alive


def _withdrawal(record: Approval) -> Found:
    return Found(
        post=record.post,
        level=record.level,
        member=record.member,
        verdict=Verdict.WITHDRAWN,
        counts=True,
        proof=record.proof,
        comment=record.comment,
        signed_by=record.signed_by,
    )
