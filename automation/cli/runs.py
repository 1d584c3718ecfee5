"""Running jobs from the command: at once in this process, or as kept notebooks."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from automation.app import Wishes, run_job
from automation.cli.terminal import Terminal
from automation.domain.run import Outcome
from automation.dotenv import dotenv_beside
from automation.errors import ConfigError
from automation.language import mark
from automation.settings import load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """What is kept of a run besides its notebook; a page of None is kept when something changed."""

    page: bool | None = None
    pdf: bool = False


def run_directly(terminal: Terminal, job: str, workbook: str, wishes: Wishes) -> int:
    """Run a job in this process, without a notebook; return the exit code."""
    result = run_job(job, workbook, wishes, log=terminal.progress)
    terminal.result(result.as_json())
    return result.outcome.exit_code


def run_notebook_job(
    terminal: Terminal, job: str, workbook: str, wishes: Wishes, keep: Keep
) -> int:
    """Run a job's notebook, keep it, and return the exit code."""
    from automation.notebook_runner.of_job import Telling, run_job_notebook

    settings = load_settings(dotenv=dotenv_beside(workbook))

    def progress(place: int, total: int, title: str) -> None:
        terminal.progress(title, done=place, total=total)

    page = True if keep.pdf else keep.page
    telling = Telling(translate=terminal.translate, progress=progress, page=page)
    run = run_job_notebook(job, workbook, wishes, settings, telling)
    terminal.result(run.result)
    print()
    terminal.say(mark("Notebook: {path}"), path=run.notebook)
    if run.page:
        terminal.say(mark("Page: {path}"), path=run.page)
    if run.page and keep.pdf:
        from automation.notebook_runner.pdf import print_pdf

        terminal.say(mark("PDF: {path}"), path=print_pdf(Path(run.page)))
    if run.not_stored is not None:
        print(run.not_stored.say(terminal.translate))
        return Outcome.FAILED.exit_code
    return run.outcome.exit_code


def shard_of(workbooks: Sequence[str], shard: str) -> list[str]:
    """Return the part of many workbooks that one of several machines takes: `2/5` is the second.

    Every workbook falls to exactly one part, whatever order they are named in.

    Raises:
        ConfigError: the text is no shard.
    """
    ordered = sorted(dict.fromkeys(workbooks))
    if not shard:
        return ordered
    part, _, parts = shard.partition("/")
    if not (part.isdecimal() and parts.isdecimal() and 1 <= int(part) <= int(parts)):
        raise ConfigError(
            mark("“{shard}” is not a part of the workbooks."),
            mark("Write it like 2/5: the second of five parts."),
            shard=shard,
        )
    return ordered[int(part) - 1 :: int(parts)]


def run_each(
    terminal: Terminal, job: str, workbooks: Sequence[str], wishes: Wishes, keep: Keep
) -> int:
    """Run a job on several workbooks, each in a process of its own; return the worst exit code.

    Two workbooks never share a kernel or a process, so no client's data meets another's. Ctrl-C
    and SIGTERM let the workbook at work end in order, and leave those after it for the next time.
    """
    from automation.notebook_runner.signals import stopping_on_signals

    in_turn = _InTurn()
    worst = 0
    with stopping_on_signals(in_turn.stop):
        for place, workbook in enumerate(workbooks, start=1):
            print(f"[{place}/{len(workbooks)}] {workbook}", flush=True)
            own = ["-m", "automation", "run", job, *_flags(wishes, keep), "--", workbook]
            worst = max(worst, in_turn.run([sys.executable, *own]))
            if in_turn.stopped is not None:
                return Outcome.STOPPED.exit_code
    return worst


class _InTurn:
    """Runs one process after the other, and hands a signal meant for all to the one at work."""

    def __init__(self) -> None:
        self.stopped: Outcome | None = None
        self._at_work: subprocess.Popen[bytes] | None = None

    def run(self, command: Sequence[str]) -> int:
        """Return the exit code; a process that was killed has failed.

        It has a process group of its own, so that Ctrl-C reaches it once, through us.
        """
        with subprocess.Popen(command, process_group=0) as self._at_work:  # noqa: S603 - our own
            if self.stopped is not None:
                self._pass_on()
            code = self._at_work.wait()
        return code if code >= 0 else Outcome.FAILED.exit_code

    def stop(self, reason: Outcome) -> None:
        """Stop the process at work, in order."""
        self.stopped = reason
        self._pass_on()

    def _pass_on(self) -> None:
        if self._at_work is not None:
            interrupted = self.stopped is Outcome.INTERRUPTED
            self._at_work.send_signal(signal.SIGINT if interrupted else signal.SIGTERM)


def _flags(wishes: Wishes, keep: Keep) -> list[str]:
    """Return the options that say the same again."""
    flags = {
        f"--now={wishes.now}": bool(wishes.now),
        f"--language={wishes.language}": bool(wishes.language),
        "--dry-run": wishes.dry_run,
        "--on-demand": bool(wishes.options.get("on_demand")),
        f"--days={wishes.options.get('days')}": "days" in wishes.options,
        "--html": keep.page is True,
        "--no-html": keep.page is False,
        "--pdf": keep.pdf,
    }
    return [flag for flag, is_set in flags.items() if is_set]
