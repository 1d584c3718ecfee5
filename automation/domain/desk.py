"""The Desk: everything read from a workbook at one moment, decoded. Jobs decide on it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from automation.domain.approvals.approval import GENESIS, Approval
from automation.domain.approvals.evidence import NOTHING_KNOWN, Evidence
from automation.domain.approvals.signed import by_comment
from automation.domain.content.guideline import Guideline
from automation.domain.content.post import Post
from automation.domain.ids import ChannelId, MemberId, PostId
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.practice import PracticeRow
from automation.domain.problems.problem import Problem
from automation.domain.publishing.fold import fold
from automation.domain.publishing.publication import Ledger, LedgerEvent
from automation.domain.publishing.snapshot import Snapshot
from automation.domain.run import Run
from automation.domain.team.channel import Channel
from automation.domain.team.member import Member
from automation.domain.team.team_settings import TeamSettings


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One workbook's content. `cell_problems` are findings of reading the cells, by post id."""

    settings: TeamSettings
    members: Mapping[MemberId, Member] = field(default_factory=dict)
    channels: Mapping[ChannelId, Channel] = field(default_factory=dict)
    guidelines: Sequence[Guideline] = ()
    posts: Sequence[Post] = ()
    approvals: Sequence[Approval] = ()
    events: Sequence[LedgerEvent] = ()
    owed: Sequence[LedgerEvent] = ()
    """Those of the events that an earlier run kept and could not write; this run writes them first."""
    snapshots: Sequence[Snapshot] = ()
    assignments: Sequence[Assignment] = ()
    runs: Sequence[Run] = ()
    practice: Mapping[str, Sequence[PracticeRow]] = field(default_factory=dict)
    """What stands in the tabs of the course, by tab; a tab the workbook lacks is not in it."""
    cell_problems: Mapping[PostId, Sequence[Problem]] = field(default_factory=dict)
    tab_problems: Sequence[Problem] = ()
    """Findings about other tabs: channels, guidelines, settings, headers."""
    damaged: Sequence[str] = ()
    """Rows of the machine's logs that people damaged, named for a message (`Runs 4, 9`)."""

    evidence: Evidence = NOTHING_KNOWN
    """What the workbook knows of who decided."""
    keeps_accounts: bool = False
    """Whether the approvals tab has the column for the addresses a decision was given for."""

    @cached_property
    def ledger(self) -> Ledger:
        """The publications, folded from the ledger's events."""
        return fold(self.events)

    @cached_property
    def unsettled(self) -> Mapping[PostId, Sequence[ChannelId]]:
        """The channels of each post where a claim is open, whatever its row names now."""
        by_post: dict[PostId, list[ChannelId]] = defaultdict(list)
        for publication in self.ledger.values():
            if publication.open_claim is not None:
                by_post[publication.post].append(publication.channel)
        return by_post

    @cached_property
    def approvals_by_post(self) -> Mapping[PostId, Sequence[Approval]]:
        """The approval log by post, in log order."""
        by_post: dict[PostId, list[Approval]] = defaultdict(list)
        for record in self.approvals:
            by_post[record.post].append(record)
        return by_post

    @cached_property
    def approvals_by_comment(self) -> Mapping[str, Approval]:
        """The newest record of each comment, by the comment's id."""
        return by_comment(self.approvals)

    @cached_property
    def approvals_are_cut(self) -> bool:
        """Whether the log lost the end that the last run noted: somebody took records away."""
        noted = [run for run in self.runs if run.approvals_head not in ("", GENESIS)]
        last = max(noted, key=lambda run: run.ended_at, default=None)
        return last is not None and last.approvals_head not in {a.hash for a in self.approvals}

    def zone_of(self, channel: ChannelId) -> ZoneInfo:
        """Return the time zone of a channel: its own, or the workbook's."""
        found = self.channels.get(channel)
        return (found.timezone if found else None) or self.settings.timezone

    @property
    def is_rehearsal(self) -> bool:
        """Whether every channel is on this machine itself, so that nothing is public."""
        return bool(self.channels) and all(c.is_rehearsal for c in self.channels.values())
