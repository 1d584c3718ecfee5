"""Choosing who gets which assignment next. Pure and repeatable: the same desk, the same choice.

A member has at most two assignments, and at most a twentieth of the weekly hours in assignments;
what was given within a week counts also when it is done, so finishing early brings no new load.
The first one carries the course on: the lowest lesson of which the member has had nothing yet. The second answers what the team's rows call for most loudly. Among equals, one that fewer
colleagues are busy with comes first.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from automation.domain.assignment import Assignment, AssignmentState
from automation.domain.desk import Desk
from automation.domain.ids import MemberId
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Evidence
from automation.domain.learning.kinds import KINDS
from automation.domain.member import Member

MOST_OPEN = 2
WEEK = timedelta(days=7)
REST = timedelta(days=28)
"""How long a kind rests after it was done, unless the evidence is about another matter."""
SHARE_OF_WEEK = 0.05
WEEKLY_HOURS = 20.0
"""Taken for members whose weekly hours are not filled in."""
USUAL_MINUTES = 30
"""Taken for an assignment of a kind that this version does not know."""
CROWD = 0.2
"""What each colleague who is busy with a kind takes off its weight."""
ACTIVE = (AssignmentState.OPEN, AssignmentState.OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One assignment to be given. `facts` are the evidence's, with what the rule must remember."""

    member: Member
    kind: AssignmentKind
    evidence: Evidence
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class _Load:
    """What a member has on the table, and has finished."""

    held: tuple[Assignment, ...]
    past: tuple[Assignment, ...]

    @property
    def minutes(self) -> int:
        return sum(minutes_of(one.kind) for one in self.held)

    @property
    def kinds_at_hand(self) -> set[str]:
        waiting = (one for one in self.past if one.state is AssignmentState.WAITING_FOR_TRAINER)
        return {one.kind for one in (*self.held, *waiting)}


def pick(desk: Desk, *, now: datetime, kinds: Mapping[str, AssignmentKind] = KINDS) -> list[Pick]:
    """Choose the next assignments of every active member."""
    figures = Figures(desk=desk, now=now)
    by_member: dict[MemberId, list[Assignment]] = defaultdict(list)
    for one in desk.assignments:
        by_member[one.member].append(one)
    crowd = Counter(one.kind for one in desk.assignments if one.state in ACTIVE)
    taken = _taken_by_team(desk.assignments, kinds, now)
    picks = []
    for member in figures.active_members:
        chosen = _pick_for(figures, member, _load(by_member[member.id], now), crowd, kinds, taken)
        crowd.update(one.kind.code for one in chosen)
        taken |= {one.kind.code for one in chosen if one.kind.for_team}
        picks += chosen
    return picks


def budget_minutes(member: Member) -> float:
    """Return how many minutes of assignments a week a member can take."""
    hours = WEEKLY_HOURS if member.weekly_hours is None else member.weekly_hours
    return max(0.0, hours) * 60 * SHARE_OF_WEEK


def minutes_of(kind: str) -> int:
    """Return how long an assignment of a kind takes."""
    return KINDS[kind].minutes if kind in KINDS else USUAL_MINUTES


def _load(assignments: Iterable[Assignment], now: datetime) -> _Load:
    held: list[Assignment] = []
    past: list[Assignment] = []
    for one in assignments:
        recent = one.given_at > now - WEEK and one.state is not AssignmentState.WITHDRAWN
        (held if one.state in ACTIVE or recent else past).append(one)
    return _Load(tuple(held), tuple(past))


def _taken_by_team(
    assignments: Iterable[Assignment], kinds: Mapping[str, AssignmentKind], now: datetime
) -> set[str]:
    return {
        one.kind
        for one in assignments
        if one.kind in kinds
        and kinds[one.kind].for_team
        and (one.state in ACTIVE or _rests(one, now))
    }


def _rests(one: Assignment, now: datetime) -> bool:
    handed_in = one.state in (AssignmentState.DONE, AssignmentState.WAITING_FOR_TRAINER)
    return handed_in and (one.graded_at or one.given_at) > now - REST


def _pick_for(
    figures: Figures,
    member: Member,
    load: _Load,
    crowd: Counter[str],
    kinds: Mapping[str, AssignmentKind],
    taken: set[str],
) -> list[Pick]:
    places = MOST_OPEN - len(load.held)
    minutes = budget_minutes(member) - load.minutes
    if places <= 0:
        return []
    open_to = [
        Pick(member=member, kind=kind, evidence=evidence, facts={})
        for kind in kinds.values()
        if kind.minutes <= minutes and kind.fits(member) and kind.code not in taken
        if kind.code not in load.kinds_at_hand
        if (evidence := kind.find(figures, member)) is not None
        if not _is_known(kind.code, evidence, load.past, figures.now)
    ]
    chosen: list[Pick] = []
    while open_to and len(chosen) < places:
        best = _best(open_to, load, chosen, crowd)
        minutes -= best.kind.minutes
        chosen.append(best)
        open_to = [one for one in open_to if one is not best and one.kind.minutes <= minutes]
    return [with_facts(figures, one) for one in chosen]


def _is_known(code: str, evidence: Evidence, past: Iterable[Assignment], now: datetime) -> bool:
    return any(
        one.kind == code and _rests(one, now) and one.facts.get("about") == evidence.about
        for one in past
    )


def _best(open_to: list[Pick], load: _Load, chosen: list[Pick], crowd: Counter[str]) -> Pick:
    """Choose by the course first, and by the evidence alone once the course goes on."""
    begun = {
        one.lesson for one in (*load.held, *load.past) if one.state is not AssignmentState.WITHDRAWN
    }
    begun |= {one.kind.lesson.id for one in chosen}
    new = [one for one in open_to if one.kind.lesson.id not in begun]
    course_goes_on = bool(chosen) or any(one.state in ACTIVE for one in load.held)
    if new and not course_goes_on:
        lowest = min(one.kind.lesson.number for one in new)
        open_to = [one for one in new if one.kind.lesson.number == lowest]
    return max(open_to, key=lambda one: one.evidence.weight - CROWD * crowd[one.kind.code])


def with_facts(figures: Figures, one: Pick) -> Pick:
    """Return the pick with all that grading must know later."""
    facts = {**one.evidence.facts, "about": one.evidence.about}
    facts |= one.kind.rule.remember(figures, one.member, facts)
    return Pick(member=one.member, kind=one.kind, evidence=one.evidence, facts=facts)
