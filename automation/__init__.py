"""Lembar runs a team's social media from the spreadsheet the team already shares.

Notebooks need two names: `run_job`, and `open_lesson` in the course. Everything else lives in the
rooms below.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from automation.jobs.result import JobResult
    from automation.lessons.lesson import OpenLesson

__all__ = ["open_lesson", "run_job"]


def run_job(
    job: str,
    workbook: str,
    *,
    now: str = "",
    dry_run: bool = False,
    language: str = "",
    **options: object,
) -> "JobResult":
    """Run one job on one workbook and return what it did, to be shown and to be read back.

    Args:
        job: The job's name: check, publish, collect, assign, grade, report … or all.
        workbook: The workbook's path or URL.
        now: The moment to decide for, as ISO text with offset; empty for the present.
        dry_run: Decide and show, but write and send nothing.
        language: `en` or `id`; empty for the workbook's own language.
        options: The job's own options.

    Raises:
        LembarError: it says what happened, where, and what to do.
    """
    from automation.app import Wishes
    from automation.app import run_job as run

    wishes = Wishes(now=now, dry_run=dry_run, language=language, options=options)
    return run(job, workbook, wishes)


def open_lesson(
    number: int, workbook: str, *, member: str = "", now: str = "", language: str = ""
) -> "OpenLesson":
    """Open a lesson of the course on a workbook; from here on nothing in this process can publish.

    Args:
        number: 1 to 6.
        workbook: The workbook's path or URL.
        member: The learner's name as it stands in the members tab; empty to look on.
        now: The moment to look at, as ISO text with offset; empty for the present.
        language: `en` or `id`; empty for the learner's own, or else the workbook's.

    Raises:
        LembarError: it says what is wrong and what to do, in place of a traceback.
    """
    from automation.lessons.opening import open_lesson as opened

    return opened(number, workbook, member=member, now=now, language=language)
