"""Grading: what the workbook shows of each open assignment. Never done what cannot be seen.

Done and withdrawn are final, so a post that is edited or published later takes nothing away; only
a trainer's mark still changes them. Grading the same desk twice changes nothing the second time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.facts import LostFacts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Work
from automation.domain.learning.load import ACTIVE
from automation.domain.learning.voice import VoiceOf
from automation.language import Sentence, mark

HAS_LEFT = mark("{member} is not an active member any more, so it was withdrawn.")
GIVEN_TWICE = mark("It was given twice; {other} is the one that counts.")
BAD_MARK = mark("The trainer's mark must be a number from 0 to 100; {value} stands there.")
FACTS_LOST = mark("The facts of this row were changed, so only your trainer can grade it.")
FINAL = (AssignmentState.DONE, AssignmentState.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Where an assignment stands: `score` from 0 to 100, None when nothing could be scored."""

    state: AssignmentState
    score: float | None = None
    missing: Sentence | None = None


def grade_one(
    figures: Figures, assignment: Assignment, kind: AssignmentKind | None
) -> Grade | None:
    """Grade one assignment, None when it stays as it is."""
    if assignment.trainer_mark is not None:
        return _by_trainer(assignment, assignment.trainer_mark)
    if assignment.state in FINAL:
        return None
    if _has_left(figures, assignment):
        left = Sentence(HAS_LEFT, {"member": assignment.member})
        return Grade(state=AssignmentState.WITHDRAWN, missing=left)
    late = figures.now > assignment.due_at
    unfinished = AssignmentState.OVERDUE if late else AssignmentState.OPEN
    if kind is None:
        return Grade(state=unfinished, score=assignment.score)
    try:
        return _by_work(kind.rule.look(figures, assignment), unfinished)
    except LostFacts:
        return Grade(state=unfinished, missing=Sentence(FACTS_LOST))


def _by_work(work: Work, unfinished: AssignmentState) -> Grade:
    if work.moot:
        return Grade(state=AssignmentState.WITHDRAWN, missing=work.missing)
    if work.waits:
        return Grade(state=AssignmentState.WAITING_FOR_TRAINER, missing=work.missing)
    if work.is_done:
        return Grade(state=AssignmentState.DONE, score=100)
    return Grade(state=unfinished, score=round(100 * work.share), missing=work.missing)


def _by_trainer(assignment: Assignment, given: float) -> Grade:
    if 0 <= given <= 100:
        return Grade(state=AssignmentState.DONE, score=given)
    return Grade(
        state=assignment.state,
        score=assignment.score,
        missing=Sentence(BAD_MARK, {"value": f"{given:g}"}),
    )


def _has_left(figures: Figures, assignment: Assignment) -> bool:
    """Say whether the member is gone. An empty members tab is a mishap: then nobody has left."""
    members = figures.desk.members
    member = members.get(assignment.member)
    return bool(members) and (member is None or not member.active)


def _given_twice(desk: Desk) -> Mapping[str, Assignment]:
    """Return, by id, the active assignments whose like an overlapping run gave earlier."""
    first: dict[tuple[str, str], Assignment] = {}
    twice: dict[str, Assignment] = {}
    for one in sorted(desk.assignments, key=lambda one: (one.given_at, one.id)):
        if one.state in ACTIVE and one.trainer_mark is None:
            earlier = first.setdefault((one.member, one.kind), one)
            if earlier.id != one.id:
                twice[one.id] = earlier
    return twice


def grade_all(
    desk: Desk,
    *,
    now: datetime,
    voice_of: VoiceOf,
    kinds: Mapping[str, AssignmentKind],
) -> Iterator[Assignment]:
    """Yield the assignments whose state, score or missing part differs now, as they should be."""
    figures = Figures(desk=desk, now=now)
    twice = _given_twice(desk)
    for one in desk.assignments:
        earlier = twice.get(one.id)
        if earlier is not None:
            grade: Grade | None = Grade(
                state=AssignmentState.WITHDRAWN,
                missing=Sentence(GIVEN_TWICE, {"other": earlier.id}),
            )
        else:
            grade = grade_one(figures, one, kinds.get(one.kind))
        if grade is None:
            continue
        voice = voice_of(desk.members.get(one.member))
        missing = voice.say(grade.missing) if grade.missing else ""
        if (grade.state, grade.score, missing) != (one.state, one.score, one.missing):
            yield replace(one, state=grade.state, score=grade.score, missing=missing, graded_at=now)
