"""The jobs by name. Each is imported when it is run, so a run loads only its own."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from automation.errors import ConfigError
from automation.language import mark

if TYPE_CHECKING:
    from automation.jobs.context import Context
    from automation.jobs.result import JobResult

JOBS: Mapping[str, str] = {
    "check": "automation.jobs.check:check",
    "publish": "automation.jobs.publish:publish",
    "collect": "automation.jobs.collect:collect",
    "reconcile": "automation.jobs.settle:reconcile",
    "assign": "automation.jobs.assign:assign",
    "grade": "automation.jobs.grade:grade",
    "report": "automation.jobs.report:report",
    "preview": "automation.jobs.preview:preview",
    "rebuild": "automation.jobs.check:rebuild",
    "doctor": "automation.jobs.doctor:doctor",
}
"""Job name -> "module:function", imported when used."""

IN_ONE_RUN = ("check", "publish", "collect", "assign")
"""What the job `all` does, in this order, in one kernel."""


def refuse_unknown(job: str) -> None:
    """Refuse a job that is none.

    Raises:
        ConfigError: there is no such job; it names the nearest.
    """
    from difflib import get_close_matches

    known = [*JOBS, "all"]
    if job not in known:
        raise ConfigError(
            mark("There is no job “{job}”."),
            mark("Did you mean “{nearest}”? The jobs are: {jobs}."),
            job=job,
            nearest=get_close_matches(job, known, n=1, cutoff=0)[0],
            jobs=", ".join(known),
        )


def job_named(name: str) -> "Callable[[Context], JobResult]":
    """Return the function of a job, of one that is not `all`.

    Raises:
        ConfigError: there is no such job; it names the nearest.
    """
    refuse_unknown(name)
    module, _, function = JOBS[name].partition(":")
    job: Callable[[Context], JobResult] = getattr(import_module(module), function)
    return job
