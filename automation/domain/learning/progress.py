"""How a cohort stands: each learner, each lesson, what is done and what waits. Pure.

What is due is judged by `now`, so that a workbook nobody graded since then is not shown too kindly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from statistics import fmean

from automation.domain.desk import Desk
from automation.domain.ids import MemberId
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.finish import asked_lessons, shortfall
from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.lessons import LESSONS
from automation.domain.team.member import LEARNERS, Member


class Stand(StrEnum):
    """Where somebody is in a lesson; of several assignments, the first of these that is there."""

    DONE = "done"
    WAITING = "waiting"
    OVERDUE = "overdue"
    OPEN = "open"
    NOT_BEGUN = "not_begun"
    NOT_ASKED = "not_asked"
    """The course has nothing in this lesson for the member's roles."""


OF_STATE = {
    AssignmentState.DONE: Stand.DONE,
    AssignmentState.WAITING_FOR_TRAINER: Stand.WAITING,
    AssignmentState.OVERDUE: Stand.OVERDUE,
    AssignmentState.OPEN: Stand.OPEN,
}
"""Withdrawn assignments count nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One member's course. `lessons` by lesson id; `counts` of assignments, those that are there.

    `score` is the mean of what is done, from 0 to 100; None while nothing is.
    """

    member: str
    lessons: Mapping[str, Stand]
    counts: Mapping[Stand, int]
    score: float | None
    is_finished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """All learners, in the order of the members tab. `has_left` had assignments and is gone."""

    learners: Sequence[Learner]
    has_left: int = 0

    @property
    def finished(self) -> int:
        """How many have finished the course."""
        return sum(one.is_finished for one in self.learners)

    @property
    def counts(self) -> Mapping[Stand, int]:
        """Where all assignments stand, together."""
        total: Counter[Stand] = Counter()
        for one in self.learners:
            total.update(one.counts)
        return total

    def in_lesson(self, lesson: str) -> Mapping[Stand, int]:
        """Count the learners by where they are in a lesson, those it is not for left out."""
        stands = Counter(one.lessons[lesson] for one in self.learners)
        return {stand: stands[stand] for stand in Stand if stand is not Stand.NOT_ASKED}


def is_learner(member: Member) -> bool:
    """Say whether the course is for this member; who only trains, and who left, is no learner."""
    return member.active and (not member.roles or member.has_any(LEARNERS))


def cohort_of(desk: Desk, kinds: Mapping[str, AssignmentKind], *, now: datetime) -> Cohort:
    """Return how everybody stands now."""
    own: dict[MemberId, list[Assignment]] = defaultdict(list)
    for one in desk.assignments:
        own[one.member].append(one)
    here = [member for member in desk.members.values() if is_learner(member)]
    members = desk.members
    return Cohort(
        learners=[_learner(member, own.get(member.id, ()), kinds, now) for member in here],
        has_left=sum(1 for name in own if name not in members or not members[name].active),
    )


def _learner(
    member: Member,
    assignments: Sequence[Assignment],
    kinds: Mapping[str, AssignmentKind],
    now: datetime,
) -> Learner:
    stands = [(one.lesson, stand) for one in assignments if (stand := _stand(one, now))]
    done = [one.score for one in assignments if one.state is AssignmentState.DONE]
    scores = [score for score in done if score is not None]
    asked = {lesson.id for lesson in asked_lessons(member, kinds)}
    return Learner(
        member=member.id,
        lessons={
            lesson.id: _foremost(
                (stand for at, stand in stands if at == lesson.id), is_asked=lesson.id in asked
            )
            for lesson in LESSONS
        },
        counts=Counter(stand for _, stand in stands),
        score=fmean(scores) if scores else None,
        is_finished=not shortfall(member, assignments, kinds),
    )


def _stand(one: Assignment, now: datetime) -> Stand | None:
    if one.state is AssignmentState.OPEN and one.due_at < now:
        return Stand.OVERDUE
    return OF_STATE.get(one.state)


def _foremost(stands: Iterable[Stand], *, is_asked: bool) -> Stand:
    nothing = Stand.NOT_BEGUN if is_asked else Stand.NOT_ASKED
    return min(stands, key=list(Stand).index, default=nothing)
