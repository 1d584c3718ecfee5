"""A publishing run that is ended from outside while a network holds its answer back.

Four runs, each with its own workbook and network, are ended in four ways at the same time; then
each test looks at what one of them left.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from automation.app import Wishes, run_job
from automation.rehearsal.network import Effect, Fault, Rehearsal, start_rehearsal
from tests.cli.desk_file import at, make_desk, path_of, post, runs_of
from tests.desk_builder import TOKENS, Team, moment
from tests.notebook_runner.live import Marked, new_mark

HELD_BACK = Fault(
    effect=Effect.SLOW_ANSWER, methods="^POST$", path="^/api/v1/statuses$", delay_s=60.0
)
PATIENCE_S = 60.0
Command = subprocess.Popen[str]
End = Callable[[Command, Marked], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """What one run left."""

    team: Team
    network: Rehearsal
    code: int
    out: str
    err: str
    left: list[int]
    """Processes of the run that still live."""


def send(number: signal.Signals, command: Command, _marked: Marked) -> None:
    command.send_signal(number)


def kill_the_kernel(command: Command, marked: Marked) -> None:
    for process in marked.processes():
        if process != command.pid:
            os.kill(process, signal.SIGKILL)


def only_wait(_command: Command, _marked: Marked) -> None:
    """Let the time-out come."""


WAYS: Mapping[str, tuple[End, Mapping[str, str]]] = {
    "stopped": (partial(send, signal.SIGTERM), {}),
    "interrupted": (partial(send, signal.SIGINT), {}),
    "kernel_died": (kill_the_kernel, {}),
    "timed_out": (only_wait, {"LEMBAR_RUN_TIMEOUT_S": "6"}),
}


def started(folder: Path, settings: Mapping[str, str], marked: Marked) -> Command:
    command = [sys.executable, "-m", "automation", "run", "publish", "a.xlsx", "--now", at("09:05")]
    environment = {**marked.environment, **TOKENS, "LEMBAR_LANGUAGE": "en", **settings}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True
    )


def end_one(folder: Path, network: Rehearsal, end: End, settings: Mapping[str, str]) -> Ended:
    """Run publish on two due posts, and end it when the first is out but not yet answered."""
    team = make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"), post("Kopi sore", "09:01"))
    network.set_clock(moment("09:05"))
    network.add_fault(HELD_BACK)
    marked = new_mark()
    with started(folder, settings, marked) as command:
        until = monotonic() + PATIENCE_S
        while not network.posts("kopi_senja") and monotonic() < until and command.poll() is None:
            sleep(0.02)
        end(command, marked)
        out, err = command.communicate(timeout=PATIENCE_S)
    left = marked.wait_until_gone(2.0)
    for process in left:
        os.kill(process, signal.SIGKILL)
    return Ended(team=team, network=network, code=command.returncode, out=out, err=err, left=left)


@pytest.fixture(scope="module")
def ends(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, Ended]]:
    with ExitStack() as networks, ThreadPoolExecutor(len(WAYS)) as pool:
        futures = {
            way: pool.submit(
                end_one,
                tmp_path_factory.mktemp(way),
                networks.enter_context(start_rehearsal()),
                end,
                settings,
            )
            for way, (end, settings) in WAYS.items()
        }
        yield {way: future.result() for way, future in futures.items()}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def ended(ends: Mapping[str, Ended], way: str) -> Ended:
    return ends[way]


def test_it_fails_with_two_sentences_and_no_traceback(ended: Ended) -> None:
    last = [line for line in ended.err.splitlines() if not line.startswith("[")]

    assert (ended.code, ended.out) == (2, "")
    assert [line[:2] for line in last] == ["✗ ", "→ "], ended.err


def test_its_run_row_says_how_it_ended_and_where_its_notebook_is(ended: Ended, way: str) -> None:
    (row,) = runs_of(ended.team)

    assert (row.job, row.outcome.value) == ("publish", way)
    assert (path_of(ended.team).parent / row.notebook).is_file()
    assert row.id in row.notebook


def test_it_leaves_no_process_behind(ended: Ended) -> None:
    assert ended.left == []


def test_the_next_runs_bring_each_post_out_once(
    ended: Ended, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    ended.network.clear_faults()

    for time in ("09:50", "09:55"):
        ended.network.set_clock(moment(time))
        run_job("publish", str(path_of(ended.team)), Wishes(now=at(time)))

    assert len(ended.network.posts("kopi_senja")) == 2
    for title in ("Kopi pagi", "Kopi sore"):
        assert ended.team.state(title) == "published"
        assert ended.team.cell(title, "url").startswith(ended.network.url)
