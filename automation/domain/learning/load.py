"""What a member has on the table, and how much a week of theirs can hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.kind import Evidence
from automation.domain.run import Given
from automation.domain.team.member import Member

MOST_OPEN = 2
WEEK = timedelta(days=7)
REST = timedelta(days=28)
"""How long a kind rests after it was done, unless the evidence is about another matter."""
SHARE_OF_WEEK = 0.05
WEEKLY_HOURS = 20.0
"""Taken for members whose weekly hours are not filled in."""
USUAL_MINUTES = 30
"""Taken for an assignment of a kind that this version does not know."""
ACTIVE = (AssignmentState.OPEN, AssignmentState.OVERDUE)
HANDED_IN = (AssignmentState.DONE, AssignmentState.WAITING_FOR_TRAINER)


def budget_minutes(member: Member) -> float:
    """Return how many minutes of assignments a week a member can take."""
    hours = WEEKLY_HOURS if member.weekly_hours is None else member.weekly_hours
    return max(0.0, hours) * 60 * SHARE_OF_WEEK


def rests(one: Assignment, now: datetime) -> bool:
    """Say whether an assignment was handed in so lately that its matter is not brought again."""
    return one.state in HANDED_IN and (one.graded_at or one.given_at) > now - REST


@dataclass(frozen=True, slots=True)
class Load:
    """A member's assignments. `held`: on the table, or given within a week; `past`: the others.

    `deleted` are those that somebody took out of the tab within four weeks: that kind rests, and
    one given within a week (`just_deleted`) still takes its place. `minutes` is how long each kind takes.
    """

    member: Member
    held: tuple[Assignment, ...]
    past: tuple[Assignment, ...]
    deleted: tuple[Given, ...] = ()
    minutes: Mapping[str, int] = field(default_factory=dict)
    just_deleted: tuple[Given, ...] = ()

    @classmethod
    def of(
        cls,
        member: Member,
        assignments: Iterable[Assignment],
        now: datetime,
        *,
        deleted: Iterable[Given] = (),
        minutes: Mapping[str, int] = MappingProxyType({}),
    ) -> "Load":
        """Sort a member's assignments; one that was withdrawn weighs nothing."""
        held: list[Assignment] = []
        past: list[Assignment] = []
        for one in assignments:
            recent = one.given_at > now - WEEK and one.state is not AssignmentState.WITHDRAWN
            (held if one.state in ACTIVE or recent else past).append(one)
        gone = tuple(deleted)
        just = tuple(one for one in gone if one.at > now - WEEK)
        return cls(member, tuple(held), tuple(past), gone, minutes, just)

    @property
    def places(self) -> int:
        """How many more assignments the member may have."""
        return max(0, MOST_OPEN - len(self.held) - len(self.just_deleted))

    @property
    def minutes_left(self) -> float:
        """What is left of the week's minutes."""
        kinds = [*(one.kind for one in self.held), *(one.kind for one in self.just_deleted)]
        taken = sum(self.minutes.get(kind, USUAL_MINUTES) for kind in kinds)
        return budget_minutes(self.member) - taken

    @property
    def kinds_at_hand(self) -> set[str]:
        """The kinds the member is busy with, waits for a trainer's word on, or had deleted lately."""
        waiting = (one for one in self.past if one.state is AssignmentState.WAITING_FOR_TRAINER)
        return {one.kind for one in (*self.held, *waiting)} | {one.kind for one in self.deleted}

    @property
    def lessons_begun(self) -> set[str]:
        """The lessons the member has had an assignment of."""
        return {
            one.lesson
            for one in (*self.held, *self.past)
            if one.state is not AssignmentState.WITHDRAWN
        }

    @property
    def is_busy(self) -> bool:
        """Whether an assignment waits for the member's work."""
        return any(one.state in ACTIVE for one in self.held)

    def knows(self, code: str, evidence: Evidence, now: datetime) -> bool:
        """Say whether this very matter was handed in lately."""
        return any(
            one.kind == code and rests(one, now) and one.facts.get("about") == evidence.about
            for one in self.past
        )
