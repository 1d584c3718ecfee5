"""Ctrl-C and the signals of cloud jobs: told by a real process that gets real signals."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent
from threading import Thread
from time import monotonic, sleep

import nbformat
import pytest

from automation.domain.run import Outcome
from automation.notebook_engine import Terms
from automation.notebook_runner import run_notebook
from automation.notebook_runner.signals import stopping_on_signals
from tests.notebook_runner.live import Marked, Runner, Writer

RUNNER = dedent("""
    import json, os, sys
    from pathlib import Path
    from automation.errors import RunError
    from automation.notebook_runner import Terms, run_notebook

    source, output, told = map(Path, sys.argv[1:])

    def tell(error):
        told.write_text(json.dumps([error.outcome, output.exists()]))

    try:
        run_notebook(source, output, parameters={}, terms=Terms(environment=dict(os.environ)),
                     progress=lambda *place: print(*place, flush=True), on_stopped=tell)
    except RunError as error:
        print("ended", error.outcome)
        sys.exit(2)
""")

SETTLING = dedent("""
    import time
    try:
        print("publishing", flush=True)
        time.sleep(600)
    finally:
        print("settled")
""")
STUBBORN = dedent("""
    import signal, time
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    time.sleep(600)
""")


Start = Callable[[Path], "subprocess.Popen[str]"]


@pytest.fixture
def start(tmp_path: Path, marked: Marked) -> Iterator[Start]:
    """Start a runner in a process of its own, and wait until its second code cell runs."""
    started = []

    def start(notebook: Path) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                RUNNER,
                notebook,
                tmp_path / "out.ipynb",
                tmp_path / "told.json",
            ],
            env={**marked.environment, "TMPDIR": str(tmp_path)},
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        for line in process.stdout or ():
            if line.startswith("2 "):
                sleep(0.3)  # the cell's source is on its way to the kernel
                return process
        raise AssertionError("the runner ended before its second cell")

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        (signal.SIGTERM, "stopped"),
        (signal.SIGINT, "interrupted"),
    ],
    ids=["SIGTERM", "Ctrl-C"],
)
def test_a_signal_ends_the_run_in_order_within_five_seconds(
    write_notebook: Writer,
    start: Start,
    marked: Marked,
    tmp_path: Path,
    number: signal.Signals,
    outcome: str,
) -> None:
    process = start(write_notebook(SETTLING))

    began = monotonic()
    process.send_signal(number)
    said, _ = process.communicate(timeout=10)

    assert monotonic() - began < 5
    assert (process.returncode, said.splitlines()[-1]) == (2, f"ended {outcome}")
    assert json.loads((tmp_path / "told.json").read_text()) == [outcome, True]
    assert marked.wait_until_gone(1) == []
    saved = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert saved.metadata.lembar.outcome == outcome
    assert saved.cells[3].outputs[0].text == "publishing\nsettled\n"


def test_a_cell_that_ignores_the_interrupt_is_killed_within_the_five_seconds(
    write_notebook: Writer, start: Start, marked: Marked, tmp_path: Path
) -> None:
    process = start(write_notebook(STUBBORN))

    began = monotonic()
    process.terminate()
    process.terminate()  # `timeout` and some clouds send it twice
    process.communicate(timeout=10)

    assert monotonic() - began < 5
    assert process.returncode == 2
    assert marked.wait_until_gone(1) == []
    saved = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert saved.metadata.lembar.outcome == "stopped"


def test_a_killed_runner_leaves_no_kernel_and_a_readable_notebook(
    write_notebook: Writer, start: Start, marked: Marked, tmp_path: Path
) -> None:
    process = start(write_notebook(SETTLING))

    process.kill()

    assert marked.wait_until_gone(5) == []
    saved = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert "lembar" not in saved.metadata


def test_a_signal_before_the_first_cell_stops_the_run_before_it(
    write_notebook: Writer, run: Runner, monkeypatch: pytest.MonkeyPatch, marked: Marked
) -> None:
    notebook = write_notebook("print('must not run')")
    kernel_is_up = Thread(target=lambda: _interrupt_when(lambda: len(marked.processes()) > 0))
    kernel_is_up.start()

    ran = run(notebook)
    kernel_is_up.join()

    assert ran.outcome() == "interrupted"
    assert set(ran.statuses()) == {"not run"}


def test_handlers_that_were_there_before_are_back_after_a_run(
    write_notebook: Writer, run: Runner
) -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)

    run(write_notebook())

    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before


def test_a_closed_terminal_stops_a_run_too() -> None:
    asked: list[Outcome] = []

    with stopping_on_signals(asked.append):
        signal.raise_signal(signal.SIGHUP)

    assert asked == [Outcome.STOPPED]


def test_a_run_in_the_background_goes_on_ignoring_ctrl_c() -> None:
    asked: list[Outcome] = []
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with stopping_on_signals(asked.append):
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)

    assert asked == []


def test_a_run_in_another_thread_touches_no_signal(
    write_notebook: Writer, tmp_path: Path, marked: Marked
) -> None:
    results = []
    terms = Terms(environment=marked.environment)

    def work() -> None:
        results.append(
            run_notebook(write_notebook(), tmp_path / "out.ipynb", parameters={}, terms=terms)
        )

    worker = Thread(target=work)
    worker.start()
    worker.join()

    assert results[0].result["published"] == 3


def _interrupt_when(happens: Callable[[], bool]) -> None:
    until = monotonic() + 10
    while not happens() and monotonic() < until:
        sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)
