"""The end every job has in common: rows brought up to date, the Run's row, the result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from automation.domain.approvals.approval import head_of
from automation.domain.desk import Desk
from automation.domain.run import Given, Run
from automation.errors import SheetError
from automation.jobs.context import Context
from automation.jobs.counted import bars_of
from automation.jobs.kept import receipts_kept
from automation.jobs.result import JobResult
from automation.jobs.show import short_enough
from automation.language import mark
from automation.workbook.log_rows import Recordable
from automation.workbook.protocol import Append
from automation.workbook.workbook import Closing

Shown = Mapping[str, Mapping[str, Mapping[str, object]]]


@dataclass(frozen=True, kw_only=True)
class Ending:
    """What a job still has to write."""

    desk: Desk
    started_at: datetime
    record: Sequence[Recordable] = ()
    show: Shown | None = None
    rows: Sequence[Append] = ()
    given: tuple[Given, ...] = ()
    """What the Run's row remembers of the assignments it gave."""
    wrote_before: bool = False
    """Whether the run has written already, so that its Run row is due whatever else differs."""


def finish(ctx: Context, result: JobResult, ending: Ending) -> JobResult:
    """Write what differs, with the Run's row; a dry run and a run without changes write nothing.

    Meeting the pause, or its end, is a change: the runs tab then proves that the switch works.
    """
    bars = result.bars or bars_of(result.counts, ctx.translate)
    result = replace(result, bars=bars, notice=notice(ctx, ending.desk))
    if ctx.dry_run:
        return _ended(ctx, result)
    run = Run(
        id=ctx.run,
        job=result.job,
        started_at=ending.started_at,
        ended_at=ctx.clock(),
        outcome=result.outcome,
        counts=result.headline,
        needs=short_enough(result.needs, ctx),
        notebook=ctx.notebook,
        paused=ending.desk.settings.paused,
        approvals_head=head_of(ending.desk.approvals),
        rehearsal=ending.desk.is_rehearsal,
        given=ending.given,
    )
    try:
        wrote = ctx.workbook.save(
            record=[*ending.desk.owed, *ending.record],
            show=ending.show,
            rows=ending.rows,
            closing=Closing(
                run=run,
                is_due=ending.wrote_before or run.paused != _was_paused(ending.desk),
                told=lambda calls: f"{run.counts} · {calls.told.say(ctx.translate)}",
            ),
        )
    except SheetError as error:
        raise receipts_kept(ctx, error, len(ending.desk.owed)) from error
    ctx.journal.forget()
    return _ended(ctx, replace(result, changed=wrote or ending.wrote_before))


def _ended(ctx: Context, result: JobResult) -> JobResult:
    return replace(result, calls=ctx.workbook.end_run(), translate=ctx.translate)


def notice(ctx: Context, desk: Desk) -> str:
    """Return what must stand above every result of a rehearsal."""
    return ctx.translate(mark("Rehearsal: nothing here is public.")) if desk.is_rehearsal else ""


def _was_paused(desk: Desk) -> bool:
    return bool(desk.runs) and desk.runs[-1].paused
