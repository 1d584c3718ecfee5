"""The only wiring: settings and a workbook's address in, a Context out, and a job run with it.

Notebooks and the command reach everything through here. Tests wire a Context of their own. What
a run needs is loaded where the run is: the command, which starts a notebook in another process,
only names it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic, time
from typing import TYPE_CHECKING

from automation.domain.ids import RunId
from automation.domain.run import Outcome, Run
from automation.dotenv import dotenv_beside
from automation.errors import ConfigError, RunError
from automation.jobs.by_name import IN_ONE_RUN, job_named
from automation.language import LANGUAGES, Sentence, mark, translator
from automation.outside import Outside
from automation.settings import load_settings

if TYPE_CHECKING:
    from automation.jobs.context import Context, Log
    from automation.jobs.result import JobResult
    from automation.workbook.schema import Schema
    from automation.workbook.workbook import Workbook

CLOCK_SKEW = timedelta(minutes=5)
"""How far ahead of this machine's clock a run's moment may be and still pass for the present."""

_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def new_id(prefix: str) -> str:
    """Return a new id: posts short enough to say aloud, events long enough never to collide."""
    size = 6 if prefix in ("P", "A") else 12
    return f"{prefix}-{''.join(secrets.choice(_LETTERS) for _ in range(size))}"


def now_of(text: str) -> datetime:
    """Return the moment a run decides for: ISO text with offset, or the present when empty.

    Raises:
        ConfigError: the text is no moment, or has no offset.
    """
    if not text:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - replaced by the error below
    if moment.tzinfo is None:
        raise ConfigError(
            mark("“{text}” is not a moment."),
            mark("Write it with its offset, like 2026-11-21T09:00+07:00."),
            text=text,
        )
    return moment


def language_named(name: str) -> str:
    """Return `en`, `id`, or an empty text for the workbook's own language.

    Raises:
        ConfigError: it is another language.
    """
    if name in ("", *LANGUAGES):
        return name
    raise ConfigError(
        mark("There is no language “{language}”."), mark("Choose en or id."), language=name
    )


def open_workbook(address: str, *, language: str = "", log: Log | None = None) -> Workbook:
    """Return the workbook at an address; nothing is read yet.

    The log is told why a service keeps us waiting, in the language or in the workbook's own.
    """
    from automation.workbook.backends import open_backend
    from automation.workbook.schema import load_schema
    from automation.workbook.workbook import Workbook

    def tell(sentence: Sentence) -> None:
        if log is not None:
            log(sentence.say(translator(language or workbook.language)))

    workbook = Workbook(open_backend(address, tell), load_schema())
    return workbook


def header_of(schema: Schema, language: str, tab: str, column: str) -> str:
    """Return what people of that language see for a column, a setting, or a `column.value`."""
    name, _, value = column.partition(".")
    known = schema.tabs[tab].fields if tab in schema.tabs else {}
    field = schema.settings.get(name) if tab == "settings" else None
    field = field or known.get(name)
    if field is None:
        return column
    return field.label(value, language) if value else field.title(language)


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """How a run is wished for.

    Attributes:
        now: ISO text with offset; empty for the present.
        dry_run: Decide and show, but write and send nothing.
        language: `en` or `id` for what the run says; empty for the workbook's own.
        options: A job's own options, such as `on_demand` for collect.
    """

    now: str = ""
    dry_run: bool = False
    language: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


def build_context(
    address: str, wishes: Wishes, closing: ExitStack, *, log: Log | None = None
) -> Context:
    """Wire everything a job needs for one run on the workbook at an address.

    What the run opens is given back when `closing` ends.

    Raises:
        ConfigError: the address, the moment, the language or the environment cannot be used.
    """
    from automation.course.files import load_course
    from automation.jobs.context import Context, silent
    from automation.workbook.backends import whole_address
    from automation.workbook.journal import FileJournal
    from automation.workbook.schema import load_schema

    settings = load_settings(dotenv=dotenv_beside(address))
    moment, began, began_at = now_of(wishes.now), monotonic(), time()

    def clock() -> datetime:
        """Go on with real seconds, also those a laptop slept, which `monotonic` leaves out."""
        return moment + timedelta(seconds=max(monotonic() - began, time() - began_at))

    run = RunId(settings.run_id or new_id("R"))
    journal = FileJournal(Path(settings.state), whole_address(address), run)
    closing.callback(journal.close)
    outside = Outside(address, settings, clock, closing)
    return Context(
        workbook=open_workbook(address, language=language_named(wishes.language), log=log),
        open_network=outside.open_network,
        spec_of=outside.spec_of,
        access_of=outside.access_of,
        media=outside,
        now=moment,
        clock=clock,
        new_id=new_id,
        run=run,
        header_of=partial(header_of, load_schema()),
        wished_language=language_named(wishes.language),
        dry_run=wishes.dry_run,
        in_lesson=settings.learning,
        is_ahead=moment - datetime.now(UTC) > CLOCK_SKEW,
        notebook=settings.run_notebook,
        log=log or silent,
        journal=journal,
        course=partial(load_course, settings.assignments),
        options=wishes.options,
    )


def run_job(job: str, workbook: str, wishes: Wishes, *, log: Log | None = None) -> JobResult:
    """Run one job, or those of `all` one after the other, on one workbook; return its result.

    Raises:
        ConfigError: there is no such job, the environment cannot be used, or it would change a
            team's own workbook from a lesson.
        SheetError: the workbook cannot be read or written.
    """
    from automation.jobs.lesson import refuse_in_lesson
    from automation.jobs.result import together
    from automation.workbook.collector import collecting_seldom

    with ExitStack() as closing, collecting_seldom():
        context = build_context(workbook, wishes, closing, log=log)
        refuse_in_lesson(context, job)
        if job != "all":
            return job_named(job)(context)
        return together(
            [
                job_named(part)(replace(context, run=RunId(f"{context.run}-{part}")))
                for part in IN_ONE_RUN
            ]
        )


def write_failed_run(
    address: str, job: str, error: RunError, *, run_id: str, notebook: str, started_at: datetime
) -> None:
    """Write the Run's row of a run that ended without a result: killed, timed out, stopped.

    A run that had already written its row keeps it: the id is the same.

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    workbook = open_workbook(address)
    workbook.read(lambda: new_id("P"))
    workbook.forget_new_rows()
    outcome = error.outcome if error.outcome in set(Outcome) else Outcome.FAILED
    run = Run(
        id=RunId(run_id),
        job=job,
        started_at=started_at,
        ended_at=datetime.now(UTC),
        outcome=Outcome(outcome),
        needs=error.say(translator(workbook.language)),
        notebook=notebook,
    )
    workbook.save(record=[run])
