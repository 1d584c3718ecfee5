"""Check: look at every post on its way, log new decisions, and write beside each row where it stands.

Sends nothing. Run often: a row says why it will not go out long before its time comes.
"""

from collections.abc import Sequence

from automation.domain.publishing.plan import Decision, Hold, Why
from automation.domain.run import Outcome
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.look import Look, look, look_back, read_desk
from automation.jobs.questions import note_questions
from automation.jobs.result import JobResult
from automation.jobs.show import Show, shown_channels
from automation.jobs.tables import HELD, NEEDS_A_PERSON, Tables, counts_of
from automation.language import mark
from automation.workbook.log_rows import Recordable

DAMAGED = mark("Damaged rows in the machine's tabs were left out: {rows}.")
MEND = mark("Whoever runs Lembar puts back what stood there, from an older copy of the workbook.")


def check(ctx: Context) -> JobResult:
    """Review every post on its way and bring every row of the calendar up to date.

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    return _bring_up_to_date(ctx, "check")


def rebuild(ctx: Context) -> JobResult:
    """Recompute all the machine's columns of the calendar from the append-only tabs.

    The same work as `check`; its own name in the runs tab tells why somebody asked for it.

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    return _bring_up_to_date(ctx, "rebuild")


def _bring_up_to_date(ctx: Context, job: str) -> JobResult:
    started_at = ctx.clock()
    desk = read_desk(ctx)
    ctx.log(ctx.translate(mark("Checking {count} posts")).format(count=len(desk.posts)))
    seen = look(ctx, desk)
    look_back(ctx, seen)
    for channel in desk.channels.values():
        if channel.active:
            seen.networks.note_access(channel.id)
    decisions = seen.decide(ctx.now)
    record: list[Recordable] = [*seen.new_approvals, *note_questions(ctx, seen, decisions)]
    show = {
        "calendar": Show(ctx, seen, decisions).rows(seen.desk.posts),
        "channels": shown_channels(ctx, seen),
    }
    ending = Ending(desk=seen.desk, started_at=started_at, record=record, show=show)
    return finish(ctx, _result(ctx, seen, decisions, job), ending)


def _result(ctx: Context, seen: Look, decisions: Sequence[Decision], job: str) -> JobResult:
    tables = Tables(ctx, seen)
    t = ctx.translate
    channels = [p for found in seen.channel_problems().values() for p in found]
    closed = [tables.say(p) for p in channels if p.blocks]
    soon = [tables.say(p) for p in channels if not p.blocks]
    setup = [tables.say(p) for p in seen.desk.tab_problems if p.tab != "channels"]
    unread = [p for p in seen.desk.tab_problems if p.tab == "calendar" and p.blocks]
    damaged = [f"{t(DAMAGED).format(rows=rows)} {t(MEND)}" for rows in seen.desk.damaged]
    urgent = [d for d in decisions if isinstance(d, Hold) and d.why in NEEDS_A_PERSON]
    counts = counts_of(decisions, [])
    headline = t(mark("{scheduled} scheduled, {held} held, {needs} need a person"))
    return JobResult(
        job=job,
        outcome=Outcome.NEEDS_PERSON if urgent or closed or damaged or unread else Outcome.DONE,
        headline=headline.format(
            scheduled=counts.get("scheduled", 0),
            held=counts.get("held", 0),
            needs=len(urgent) + len(closed) + len(damaged) + len(unread),
        ),
        counts=counts,
        tables=[
            tables.held(decisions, mark("Held, and why"), HELD),
            tables.held(decisions, mark("Needs a person"), NEEDS_A_PERSON),
            tables.held(decisions, mark("Scheduled"), frozenset({Why.NOT_YET})),
            *tables.decided(),
        ],
        needs=[*closed, *damaged, *setup, *soon],
    )
