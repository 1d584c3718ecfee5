"""Grade: read what came of every open assignment, and write its state, score and what is missing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.grade import grade_all
from automation.domain.run import Outcome
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.look import read_desk
from automation.jobs.result import JobResult, Table
from automation.jobs.voices import voices
from automation.language import mark
from automation.workbook.log_rows import due_text, facts_text
from automation.workbook.schema import load_schema

STATES = {
    AssignmentState.OPEN: mark("open"),
    AssignmentState.DONE: mark("done"),
    AssignmentState.WAITING_FOR_TRAINER: mark("waiting for the trainer"),
    AssignmentState.OVERDUE: mark("overdue"),
    AssignmentState.WITHDRAWN: mark("withdrawn"),
}


def grade(ctx: Context) -> JobResult:
    """Bring every assignment up to date with what the workbook shows.

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    started_at = ctx.clock()
    desk = read_desk(ctx)
    course = ctx.course()
    voice_of = voices(ctx, course)
    graded = list(grade_all(desk, now=ctx.now, voice_of=voice_of, kinds=course.kinds))
    shown = {one.id: _cells(one) for one in graded}
    ending = Ending(desk=desk, started_at=started_at, show={"assignments": shown})
    return finish(ctx, _result(ctx, desk, graded), ending)


def _cells(one: Assignment) -> dict[str, object]:
    return {
        "state": one.state,
        "score": one.score,
        "missing": one.missing,
        "due_at": due_text(one),
        "graded_at": one.graded_at,
        "facts": facts_text(one),
    }


def _result(ctx: Context, desk: Desk, graded: Sequence[Assignment]) -> JobResult:
    t = ctx.translate
    now = {one.id: one for one in desk.assignments} | {one.id: one for one in graded}
    count = Counter(one.state for one in now.values())
    waiting = count[AssignmentState.WAITING_FOR_TRAINER]
    steps = []
    if waiting:
        step = mark(
            "Trainer: in “{tab}” show only “{state}” ({count}). Type the numbers of the points you see "
            "into “{points}”, or a mark into “{mark}”, and your name into “{by}”."
        )
        steps.append(t(step).format(count=waiting, **_headers(ctx)))
    return JobResult(
        job="grade",
        outcome=Outcome.DONE,
        headline=t(mark("Assignments: {done} done, {open} open, {overdue} overdue")).format(
            done=count[AssignmentState.DONE],
            open=count[AssignmentState.OPEN],
            overdue=count[AssignmentState.OVERDUE],
        ),
        counts={"graded": len(graded), **{state.value: count[state] for state in AssignmentState}},
        tables=[_table(ctx, graded), _waiting(ctx, now.values())],
        next_steps=steps,
    )


def _headers(ctx: Context) -> dict[str, str]:
    """Return what the tab, and the trainer's part of it, are called in the workbook."""
    names = {"points": "trainer_points", "mark": "trainer_mark", "by": "trainer"}
    names |= {"state": "state.waiting_for_trainer"}
    sheet = partial(ctx.header_of, ctx.workbook.language, "assignments")
    tab = load_schema().tabs["assignments"].title(ctx.workbook.language)
    return {"tab": tab, **{name: sheet(column) for name, column in names.items()}}


def _waiting(ctx: Context, assignments: Iterable[Assignment]) -> Table:
    t = ctx.translate
    return Table(
        title=t(mark("Waiting for the trainer")),
        columns=[t(mark("Member")), t(mark("Assignment")), t(mark("Answer")), t(mark("Points"))],
        rows=[
            [one.member, one.title, " ".join(one.submission.split()), one.done_when]
            for one in assignments
            if one.state is AssignmentState.WAITING_FOR_TRAINER
        ],
        empty=t(mark("Nothing waits for a trainer.")),
    )


def _table(ctx: Context, graded: Sequence[Assignment]) -> Table:
    t = ctx.translate
    return Table(
        title=t(mark("Graded in this run")),
        columns=[
            t(mark("Member")),
            t(mark("Assignment")),
            t(mark("State")),
            t(mark("Score")),
            t(mark("Missing")),
        ],
        rows=[
            [
                one.member,
                one.title,
                t(STATES[one.state]),
                "" if one.score is None else f"{one.score:g}",
                one.missing,
            ]
            for one in graded
        ],
        empty=t(mark("Nothing has changed since the last grading.")),
    )
