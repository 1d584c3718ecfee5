"""Running jobs from the command: at once in this process, or as a kept notebook."""

from automation.app import Wishes, run_job
from automation.cli.terminal import Terminal
from automation.domain.run import Outcome
from automation.language import mark
from automation.settings import dotenv_beside, load_settings


def run_directly(terminal: Terminal, job: str, workbook: str, wishes: Wishes) -> int:
    """Run a job in this process, without a notebook; return the exit code."""
    result = run_job(job, workbook, wishes, log=terminal.progress)
    terminal.result(result.as_json())
    return result.outcome.exit_code


def run_notebook_job(
    terminal: Terminal, job: str, workbook: str, wishes: Wishes, *, page: bool | None
) -> int:
    """Run a job's notebook, keep it, and return the exit code."""
    from automation.notebook_runner.of_job import Telling, run_job_notebook

    settings = load_settings(dotenv=dotenv_beside(workbook))

    def progress(place: int, total: int, title: str) -> None:
        terminal.progress(title, done=place, total=total)

    telling = Telling(translate=terminal.translate, progress=progress, page=page)
    run = run_job_notebook(job, workbook, wishes, settings, telling)
    terminal.result(run.result)
    print()
    terminal.say(mark("Notebook: {path}"), path=run.notebook)
    if run.page:
        terminal.say(mark("Page: {path}"), path=run.page)
    if run.not_stored is not None:
        print(run.not_stored.say(terminal.translate))
        return Outcome.FAILED.exit_code
    return run.outcome.exit_code
