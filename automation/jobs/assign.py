"""Assign: give every active member the next assignments, with the evidence from the team's own rows.

Also keeps the lessons tab up to date. Run often: it gives nothing new before the members' week has
room for it.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.give import lesson_rows, write_out
from automation.domain.learning.pick import pick
from automation.domain.learning.progress import is_learner
from automation.domain.run import Given, Outcome
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.look import read_desk
from automation.jobs.result import JobResult, Table
from automation.jobs.voices import voices
from automation.language import mark, translator

FAULTS = mark(
    "Files of the course that were left out: {count}. “lembar course check” says what is wrong."
)


def assign(ctx: Context) -> JobResult:
    """Give the next assignments, each in its member's language.

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    started_at = ctx.clock()
    desk = read_desk(ctx)
    course = ctx.course()
    voice_of = voices(ctx, course)
    given = [
        replace(write_out(one, ctx.new_id("A"), desk, ctx.now, voice_of(one.member)), run=ctx.run)
        for one in pick(desk, now=ctx.now, kinds=course.kinds)
    ]
    sheet = ctx.workbook.language
    translate = course.in_language(sheet, translator(sheet))
    lessons = {row.id: asdict(row) for row in lesson_rows(course.kinds, translate)}
    for row in lessons.values():
        row["lesson"] = row.pop("id")
    present = ctx.workbook.row_ids("lessons")
    missing = [
        ctx.workbook.append_row("lessons", lesson, row)
        for lesson, row in lessons.items()
        if lesson not in present
    ]
    ending = Ending(
        desk=desk, started_at=started_at, record=given, show={"lessons": lessons}, rows=missing
    )
    return finish(
        ctx, _result(ctx, desk, given, course.faults), replace(ending, given=_noted(given))
    )


def _noted(given: Sequence[Assignment]) -> tuple[Given, ...]:
    """Return what the Run's row remembers of them, also when somebody deletes them later."""
    return tuple(
        Given(assignment=one.id, kind=one.kind, member=one.member, at=one.given_at) for one in given
    )


def _result(ctx: Context, desk: Desk, given: Sequence[Assignment], faults: int) -> JobResult:
    t, zone = ctx.translate, desk.settings.timezone
    active = sum(map(is_learner, desk.members.values()))
    members = len({one.member for one in given})
    rows = [
        [one.member, one.title, one.why, f"{one.due_at.astimezone(zone):%Y-%m-%d %H:%M}"]
        for one in given
    ]
    table = Table(
        title=t(mark("New assignments")),
        columns=[t(mark("Member")), t(mark("Assignment")), t(mark("Why")), t(mark("Due"))],
        rows=rows,
        empty=t(mark("Everybody has enough to do for this week.")),
    )
    return JobResult(
        job="assign",
        outcome=Outcome.DONE,
        headline=t(mark("New assignments: {count}, for {members} of {active} members")).format(
            count=len(given), members=members, active=active
        ),
        counts={"given": len(given), "members": members},
        tables=[table],
        next_steps=[t(FAULTS).format(count=faults)] if faults else [],
    )
