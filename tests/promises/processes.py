"""Real processes that run jobs on a file, and are killed where they are told to be.

A nursery is one process that has imported everything and forks a child for each run, so that a
run starts in milliseconds. A child that is to die sends itself SIGKILL: nothing of it runs after
that, as when the power fails.

Read from its input, a line each: `WORKBOOK JOB NOW BOUNDARY SECONDS` (boundary -1: live; seconds
to wait before it begins). Written to its output: the child's exit status, 0 or -9.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from automation.app import Wishes, build_context
from automation.jobs.by_name import job_named
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.schema import load_schema
from automation.workbook.workbook import Workbook
from tests.promises.boundaries import HookedBackend, hooked, nth

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


class Nursery:
    """Starts runs as processes of their own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(
        self, workbook: Path, job: str, now: str, *, dies_at: int = -1, after_s: float = 0
    ) -> int:
        """Run a job to its end or its death; return the exit status."""
        self.start(workbook, job, now, dies_at=dies_at, after_s=after_s)
        return self.wait()

    def start(
        self, workbook: Path, job: str, now: str, *, dies_at: int = -1, after_s: float = 0
    ) -> None:
        """Start a job; others may run at the same time in other nurseries."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{workbook} {job} {now} {dies_at} {after_s}\n")
        self._process.stdin.flush()

    def wait(self) -> int:
        """Return the exit status of the run that was started."""
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextmanager
def nursery(environment: Mapping[str, str]) -> "Iterator[Nursery]":
    """Keep a nursery open. `environment` is all its runs are told."""
    with tempfile.TemporaryDirectory() as state, subprocess.Popen(
        [sys.executable, "-m", "tests.promises.processes"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env={"PATH": os.defpath, "PYTHONPATH": str(ROOT), "LEMBAR_STATE": state, **environment},
    ) as process:  # fmt: skip
        yield Nursery(process)
        assert process.stdin is not None
        process.stdin.close()


def _warm() -> None:
    """Import now what a run imports when it needs it."""
    for name in ("automation.http", "automation.media", "automation.networks.mastodon",
                 "automation.jobs.publish", "filelock", "lxml.etree", "python_calamine"):  # fmt: skip
        import_module(name)
    load_schema()


def _serve() -> None:
    _warm()
    for line in sys.stdin:
        workbook, job, now, dies_at, after_s = line.split()
        child = os.fork()
        if child == 0:
            threading.Event().wait(float(after_s))
            _run(workbook, job, now, int(dies_at))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _run(workbook: str, job: str, now: str, dies_at: int) -> None:
    hook = nth(dies_at, lambda: os.kill(os.getpid(), signal.SIGKILL))
    context = build_context(workbook, Wishes(now=now), ExitStack())
    backend = HookedBackend(XlsxBackend(workbook, watch=lambda step: hook(f"file {step}")), hook)
    job_named(job)(
        replace(
            context,
            workbook=Workbook(backend, load_schema()),
            open_network=hooked(context.open_network, hook),
        )
    )


if __name__ == "__main__":
    _serve()
