"""A job as a notebook run: where it goes, what the kernel is told, what is left when it fails."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from automation.app import (
    Wishes,
    language_named,
    new_id,
    now_of,
    open_workbook,
    write_failed_run,
)
from automation.domain.run import Outcome
from automation.errors import ConfigError, LembarError, RunError
from automation.jobs.by_name import refuse_unknown
from automation.language import Sentence, Translate, english, mark
from automation.notebook_engine import Json, Progress, Terms
from automation.notebook_runner.html_page import export_html
from automation.notebook_runner.places import run_path
from automation.notebook_runner.run import NotebookResult, run_notebook
from automation.outside import kept_secrets
from automation.settings import Settings, kernel_environment
from automation.workbook.backends import open_backend
from automation.workbook.backends.google.address import read_address

RUNS = "runs"
TIMEOUT_S = 1800.0
ALWAYS_SHOWN = frozenset({"report"})
"""Jobs whose page is made even when they changed nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRun:
    """What a job's notebook run left: its result, and where notebook and page are."""

    result: Mapping[str, Json]
    notebook: str
    page: str = ""
    seconds: float = 0.0
    not_stored: Sentence | None = None

    @property
    def outcome(self) -> Outcome:
        """How the job ended."""
        return Outcome(str(self.result.get("outcome", Outcome.DONE)))


def notebook_of(job: str) -> Path:
    """Return the shipped notebook of a job, from the checkout or from the installed package.

    Raises:
        ConfigError: there is no notebook for it.
    """
    refuse_unknown(job)
    package = Path(__file__).parents[1]
    for folder in (package.parent / "notebooks", package / "_shipped" / "notebooks"):
        found = folder / f"{job}.ipynb"
        if found.is_file():
            return found
    raise ConfigError(
        mark("There is no notebook for the job “{job}”."),
        mark("Run it without one: lembar {job}"),
        job=job,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a run is told of.

    Attributes:
        translate: The language of what the runner itself writes into the notebook.
        progress: Told before each code cell.
        page: Whether to make an HTML page too; None makes one when something changed.
    """

    translate: Translate = english
    progress: Progress | None = None
    page: bool | None = None


def run_job_notebook(
    job: str, workbook: str, wishes: Wishes, settings: Settings, telling: Telling
) -> JobRun:
    """Run a job's notebook on one workbook and keep it; the Run's row is written whatever happens.

    Args:
        job: The job's name, or `all`.
        workbook: The workbook's path, or its sheet's address.
        wishes: The moment, the language, whether it is a dry run.
        settings: Where runs go, and which secrets must not be stored.
        telling: How the run is told of.

    Raises:
        ConfigError: the job, the workbook's address or a wish cannot be used; nothing has run.
        SheetError: there is no workbook, or it cannot be read as one; nothing has run.
        RunError: the run ended without a result; its Run row says so.
    """
    moment, source = now_of(wishes.now), notebook_of(job)
    language_named(wishes.language)
    backend = open_backend(workbook)
    backend.tabs()  # no kernel is started for a workbook that is not there
    run_id = new_id("R")
    output = run_path(settings.runs or RUNS, moment, job, backend.title, run_id)
    started_at = datetime.now(UTC)
    terms = Terms(
        environment=kernel_environment(run_id=run_id, run_notebook=output),
        secrets=[
            *(one.reveal() for one in settings.secrets.values()),
            *_google(settings, workbook),
        ],
        more_secrets=partial(kept_secrets, workbook, settings),
        timeout_s=settings.run_timeout_s or TIMEOUT_S,
        translate=telling.translate,
    )

    def leave_word(error: RunError) -> None:
        kept_at = error.notebook if "://" in output else output
        with contextlib.suppress(LembarError, OSError):
            write_failed_run(
                workbook, job, error, run_id=run_id, notebook=kept_at, started_at=started_at
            )

    try:
        done = run_notebook(
            source, output, parameters=_parameters(workbook, wishes), terms=terms, progress=telling.progress,
            on_stopped=leave_word,
        )  # fmt: skip
    except RunError as error:
        if error.outcome not in (Outcome.STOPPED, Outcome.INTERRUPTED):
            leave_word(error)
        raise
    wanted = telling.page
    if wanted is None:
        wanted = job in ALWAYS_SHOWN or bool(done.result.get("changed"))
    return _kept(done, _page(done, wishes.language, workbook) if wanted else "")


def _google(settings: Settings, workbook: str) -> list[str]:
    """Return what of our Google credentials must not be stored in a notebook."""
    if not settings.google_key and read_address(workbook) is None:
        return []
    from automation.workbook.backends.google.account import secrets_of

    return secrets_of(settings.google_key)


def _parameters(workbook: str, wishes: Wishes) -> dict[str, Json]:
    options: dict[str, Json] = {
        name: value
        for name, value in wishes.options.items()
        if isinstance(value, str | int | float | bool)
    }
    common: dict[str, Json] = {
        "workbook": workbook,
        "now": wishes.now,
        "dry_run": wishes.dry_run,
        "language": wishes.language,
    }
    return {**common, **options}


def _page(done: NotebookResult, language: str, workbook: str) -> str:
    """Make the page of a notebook that stands on this machine; return its path, or nothing."""
    if "://" in done.notebook:
        return ""
    with contextlib.suppress(LembarError):  # somebody has just moved the workbook
        language = language or open_workbook(workbook).read_language()
    return str(export_html(Path(done.notebook), language))


def _kept(done: NotebookResult, page: str) -> JobRun:
    return JobRun(
        result=done.result,
        notebook=done.notebook,
        page=page,
        seconds=done.seconds,
        not_stored=done.not_stored,
    )
