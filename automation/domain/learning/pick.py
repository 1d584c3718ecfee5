"""Choosing who gets which assignment next. Pure and repeatable: the same desk, the same choice.

A member has at most two assignments, and at most a twentieth of the weekly hours in assignments;
what was given within a week counts also when it is done, so finishing early brings no new load.
The first one carries the course on: the lowest lesson of which the member has had nothing yet. The
second answers what the team's rows call for most loudly. No kind goes to more than half of the
team while there is another, and what a colleague is busy with already weighs less.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.desk import Desk
from automation.domain.ids import MemberId
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Evidence
from automation.domain.learning.load import ACTIVE, REST, Load, rests
from automation.domain.run import Given
from automation.domain.team.member import Member

CROWD = 0.2
"""What each colleague who is busy with a kind takes off its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One assignment to be given. `facts` are the evidence's, with what the rule must remember."""

    member: Member
    kind: AssignmentKind
    evidence: Evidence
    facts: Mapping[str, object]


def pick(desk: Desk, *, now: datetime, kinds: Mapping[str, AssignmentKind]) -> list[Pick]:
    """Choose the next assignments of every active member."""
    figures = Figures(desk=desk, now=now)
    by_member: dict[MemberId, list[Assignment]] = defaultdict(list)
    for one in desk.assignments:
        by_member[one.member].append(one)
    gone = deleted_by_hand(desk, now)
    minutes = {code: kind.minutes for code, kind in kinds.items()}
    here = {code: kind for code, kind in kinds.items() if kind.tabs <= desk.practice.keys()}
    round_ = _Round(figures, here)
    chosen: list[Pick] = []
    for member in figures.active_members:
        deleted = gone.get(member.id, ())
        load = Load.of(member, by_member[member.id], now, deleted=deleted, minutes=minutes)
        chosen += round_.choose(load)
    return chosen


def deleted_by_hand(desk: Desk, now: datetime) -> Mapping[MemberId, Sequence[Given]]:
    """Return, by member, what runs of the last weeks gave and the tab no longer has.

    Somebody took it out, which is a decision: it is not given again at once.
    """
    there = {one.id for one in desk.assignments}
    gone: dict[MemberId, list[Given]] = defaultdict(list)
    for run in desk.runs:
        for one in run.given if now - REST < run.started_at <= now else ():
            if one.assignment not in there:
                gone[one.member].append(one)
    return gone


class _Round:
    """One round of giving: what each member gets depends on what the ones before them got."""

    def __init__(self, figures: Figures, kinds: Mapping[str, AssignmentKind]) -> None:
        given = figures.desk.assignments
        self._figures = figures
        self._kinds = kinds
        self._crowd = Counter(one.kind for one in given if one.state in ACTIVE)
        self._taken = {
            one.kind
            for one in given
            if one.kind in kinds and kinds[one.kind].for_team
            if one.state in ACTIVE or rests(one, figures.now)
        }
        self._half = (len(figures.active_members) + 1) // 2

    def choose(self, load: Load) -> list[Pick]:
        """Choose as many as the member's week has room for."""
        minutes, places = load.minutes_left, load.places
        open_to = self._open_to(load) if places else []
        chosen: list[Pick] = []
        while open_to and len(chosen) < places:
            best = self._best(open_to, load, chosen)
            minutes -= best.kind.minutes
            chosen.append(best)
            open_to = [one for one in open_to if one is not best and one.kind.minutes <= minutes]
        self._crowd.update(one.kind.code for one in chosen)
        self._taken |= {one.kind.code for one in chosen if one.kind.for_team}
        return [with_facts(self._figures, one) for one in chosen]

    def _open_to(self, load: Load) -> list[Pick]:
        """Return every kind that there is evidence, a role and room for."""
        member, busy_with = load.member, load.kinds_at_hand | self._taken
        return [
            Pick(member=member, kind=kind, evidence=evidence, facts={})
            for kind in self._kinds.values()
            if kind.minutes <= load.minutes_left
            and kind.fits(member)
            and kind.code not in busy_with
            if (evidence := kind.find(self._figures, member)) is not None
            if not load.knows(kind.code, evidence, self._figures.now)
        ]

    def _best(self, open_to: list[Pick], load: Load, chosen: list[Pick]) -> Pick:
        """Choose by the course first, and by the evidence alone once the course goes on."""
        open_to = [one for one in open_to if self._crowd[one.kind.code] < self._half] or open_to
        new = [one for one in open_to if one.kind.lesson.id not in load.lessons_begun]
        if new and not chosen and not load.is_busy:
            lowest = min(one.kind.lesson.number for one in new)
            open_to = [one for one in new if one.kind.lesson.number == lowest]
        return max(
            open_to, key=lambda one: one.evidence.weight - CROWD * self._crowd[one.kind.code]
        )


def with_facts(figures: Figures, one: Pick) -> Pick:
    """Return the pick with all that grading must know later."""
    facts = {**one.evidence.facts, "about": one.evidence.about}
    return replace(one, facts=facts | dict(one.kind.rule.remember(figures, one.member, facts)))
