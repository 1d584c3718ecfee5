"""Grading: what the workbook shows of each open assignment. Never done what cannot be seen.

Done and withdrawn are final, so a post that is edited or published later takes nothing away; only
a trainer's mark still changes them, and taking it back. Grading the same desk twice changes nothing
the second time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.facts import LostFacts
from automation.domain.learning.figures import Figures
from automation.domain.learning.give import due_after
from automation.domain.learning.kind import AssignmentKind, Work
from automation.domain.learning.load import ACTIVE
from automation.domain.learning.marking import (
    ANOTHER_TRY,
    Marked,
    fingerprint,
    judge,
    sent_back,
    without_mark,
)
from automation.domain.learning.voice import Voice, VoiceOf
from automation.language import Sentence, decimal, mark

HAS_LEFT = mark("{member} is not an active member any more, so it was withdrawn.")
GIVEN_TWICE = mark("It was given twice; {other} is the one that counts.")
FACTS_LOST = mark("The facts of this row were changed, so only your trainer can grade it.")
FULL = 100
"""The score of what the workbook shows done; a “done” with another, and no mark, was typed by hand."""
ANOTHER_TRY_DAYS = 7
"""How long a member has at least for another try, from the day the work was sent back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """Where an assignment stands: `score` from 0 to 100, None when nothing could be scored.

    `due_at` is None where the day stays; `marked` is the trainer's mark that counts.
    """

    state: AssignmentState
    score: float | None = None
    missing: Sentence | None = None
    due_at: datetime | None = None
    marked: Marked | None = None


def grade_one(
    figures: Figures, assignment: Assignment, kind: AssignmentKind | None
) -> Grade | None:
    """Grade one assignment, None when it stays as it is."""
    marked = Marked.of(assignment.facts)
    bare = _without(marked, assignment)
    if not assignment.typed.is_there:
        return _by_workbook(figures, bare, kind)
    rubric = len(kind.rubric) if kind else 0
    if marked is not None and marked.is_for(assignment.typed):
        return _as_marked(figures, assignment, kind, marked)
    verdict = judge(assignment, rubric, figures.desk.members.values())
    if isinstance(verdict, Marked):
        return _newly_marked(figures, assignment, verdict, rubric)
    grade = _by_workbook(figures, bare, kind)
    return replace(grade, missing=verdict) if grade else None


def _without(marked: Marked | None, assignment: Assignment) -> Assignment:
    """Return the assignment as it would stand had nobody marked it."""
    if marked is None:
        return assignment
    if marked.was_done:
        return replace(assignment, state=AssignmentState.DONE, score=FULL)
    return replace(assignment, state=AssignmentState.OPEN, score=None)


def _by_workbook(
    figures: Figures, assignment: Assignment, kind: AssignmentKind | None
) -> Grade | None:
    """Grade by what can be read, None when it stays as it is."""
    if assignment.state is AssignmentState.WITHDRAWN:
        return None
    if assignment.state is AssignmentState.DONE and assignment.score == FULL:
        return Grade(state=assignment.state, score=FULL)
    if _has_left(figures, assignment):
        left = Sentence(HAS_LEFT, {"member": assignment.member})
        return Grade(state=AssignmentState.WITHDRAWN, missing=left)
    unfinished = _unfinished(figures, assignment)
    if kind is None:
        return Grade(state=unfinished, score=assignment.score)
    try:
        return _by_work(kind.rule.look(figures, assignment), unfinished)
    except LostFacts:
        return Grade(state=unfinished, missing=Sentence(FACTS_LOST))


def _unfinished(figures: Figures, assignment: Assignment) -> AssignmentState:
    late = figures.now > assignment.due_at
    return AssignmentState.OVERDUE if late else AssignmentState.OPEN


def _by_work(work: Work, unfinished: AssignmentState) -> Grade:
    if work.moot:
        return Grade(state=AssignmentState.WITHDRAWN, missing=work.missing)
    if work.waits:
        return Grade(state=AssignmentState.WAITING_FOR_TRAINER, missing=work.missing)
    if work.is_done:
        return Grade(state=AssignmentState.DONE, score=FULL)
    return Grade(state=unfinished, score=round(100 * work.share), missing=work.missing)


def _newly_marked(figures: Figures, assignment: Assignment, marked: Marked, rubric: int) -> Grade:
    """Close the assignment, or send it back with days enough for another try."""
    if marked.passes:
        return Grade(state=AssignmentState.DONE, score=marked.score, marked=marked)
    due = due_after(figures.now, ANOTHER_TRY_DAYS, figures.desk.settings.timezone)
    return Grade(
        state=AssignmentState.OPEN,
        score=marked.score,
        missing=sent_back(marked, rubric),
        due_at=max(assignment.due_at, due),
        marked=marked,
    )


def _as_marked(
    figures: Figures, assignment: Assignment, kind: AssignmentKind | None, marked: Marked
) -> Grade | None:
    """Return how it stands with a mark that was accepted before: a new answer is another try."""
    if marked.passes:
        return Grade(state=AssignmentState.DONE, score=marked.score, marked=marked)
    grade = _by_workbook(figures, assignment, kind)
    if grade is None or grade.state is AssignmentState.WITHDRAWN:
        return grade
    is_the_same = fingerprint(assignment.submission) == marked.answer
    if is_the_same and assignment.state is not AssignmentState.DONE:
        back = sent_back(marked, len(kind.rubric) if kind else 0)
        unfinished = _unfinished(figures, assignment)
        return Grade(state=unfinished, score=marked.score, missing=back, marked=marked)
    if grade.state is AssignmentState.WAITING_FOR_TRAINER:
        again = Sentence(ANOTHER_TRY, {"score": decimal(marked.score)})
        return replace(grade, score=marked.score, missing=again, marked=marked)
    return replace(grade, marked=marked)


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
        if one.state in ACTIVE and not one.typed.is_there:
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
        after = _with(one, grade, voice_of(desk.members.get(one.member)))
        if after != one:
            yield replace(after, graded_at=now)


def _with(assignment: Assignment, grade: Grade, voice: Voice) -> Assignment:
    facts = without_mark(assignment.facts)
    return replace(
        assignment,
        state=grade.state,
        score=grade.score,
        missing=voice.say(grade.missing) if grade.missing else "",
        due_at=grade.due_at or assignment.due_at,
        facts=grade.marked.kept_in(facts) if grade.marked else facts,
    )
