"""Reconcile as a job of its own: settle what is unknown, by looking; and take a person's word."""

from automation.domain.publishing.publication import Happened
from automation.domain.run import Outcome
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.ledger import with_events
from automation.jobs.look import look, read_desk, refuse_the_future
from automation.jobs.questions import note_questions
from automation.jobs.reconcile import reconcile_unknowns
from automation.jobs.result import JobResult
from automation.jobs.show import Show
from automation.jobs.tables import NEEDS_A_PERSON, Tables
from automation.language import mark
from automation.workbook.log_rows import Recordable


def reconcile(ctx: Context) -> JobResult:
    """Look for every publication whose outcome is unknown; send nothing.

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    started_at = ctx.clock()
    desk = read_desk(ctx)
    refuse_the_future(ctx, desk)
    seen = look(ctx, desk)
    events = reconcile_unknowns(ctx, seen)
    seen.desk = with_events(seen.desk, events)
    decisions = seen.decide(ctx.now)
    asked = note_questions(ctx, seen, decisions)
    tables = Tables(ctx, seen)
    t = ctx.translate
    left = tables.held(decisions, mark("Needs a person"), NEEDS_A_PERSON)
    found = sum(event.happened is Happened.PUBLISHED for event in events)
    absent = sum(event.happened is Happened.ABSENT for event in events)
    headline = mark("{found} found, {absent} not there, {left} need a person")
    result = JobResult(
        job="reconcile",
        outcome=Outcome.NEEDS_PERSON if left.rows else Outcome.DONE,
        headline=t(headline).format(found=found, absent=absent, left=len(left.rows)),
        counts={"found": found, "absent": absent, "left": len(left.rows)},
        tables=[tables.went_out(events), left],
    )
    touched = {event.post for event in events} | set(seen.reviews)
    posts = [post for post in seen.desk.posts if post.id in touched]
    record: list[Recordable] = [*seen.new_approvals, *events, *asked]
    show = {"calendar": Show(ctx, seen, decisions).rows(posts)}
    ending = Ending(desk=seen.desk, started_at=started_at, record=record, show=show)
    return finish(ctx, result, ending)
