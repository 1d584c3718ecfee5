"""What a job may do while a learner runs it: look at anything, change only a rehearsal."""

from automation.errors import ConfigError
from automation.jobs.context import Context
from automation.language import mark

ONLY_LOOKING = frozenset({"report", "preview"})
"""Jobs that never write."""


def refuse_in_lesson(ctx: Context, job: str) -> None:
    """Refuse a learner's job that would write into a workbook with real channels.

    Raises:
        ConfigError: it would; nothing was written and nothing was sent.
        SheetError: the workbook cannot be read.
    """
    if not ctx.in_lesson or ctx.dry_run or job in ONLY_LOOKING:
        return
    desk = ctx.workbook.read(lambda: ctx.new_id("P"))
    real = next((one.id for one in desk.channels.values() if not one.is_rehearsal), None)
    if real is not None:
        raise ConfigError(
            mark("You are in a lesson, and channel {channel} leads to a real network. The job “{job}” would change your team's workbook, so it was not run."),
            mark("Add dry_run=True to see what it would do, or practise with the workbook that “lembar demo” makes."),
            channel=real, job=job,
        )  # fmt: skip
