"""Several workbooks in one command: each in a process of its own, and the worst outcome counts."""

import signal
import sys
from pathlib import Path

import pytest

from automation.app import Wishes
from automation.cli.runs import Keep, run_each
from automation.cli.terminal import Terminal
from automation.rehearsal.network import Rehearsal
from tests.cli.conftest import Lembar
from tests.cli.desk_file import at, make_desk, post, runs_of


def test_each_is_run_and_the_worst_exit_code_is_kept(
    folder: Path, lembar: Lembar, network: Rehearsal
) -> None:
    good = make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"))
    missed = make_desk(folder / "b.xlsx", network.url, post("Kopi subuh", "04:00"))

    code = lembar("run", "check", "b.xlsx", "a.xlsx", "--now", at("08:30"), "--no-html").code

    assert code == 1
    assert [run.job for team in (good, missed) for run in runs_of(team)] == ["check", "check"]
    assert not list((folder / "runs").rglob("*.html"))


def test_one_that_fails_does_not_stop_the_others(folder: Path, lembar: Lembar) -> None:
    lembar("init", "b.xlsx")

    code = lembar("run", "check", "a.xlsx", "b.xlsx").code

    assert code == 2
    assert len(list((folder / "runs").rglob("*-check-b-*.ipynb"))) == 1


def test_a_part_without_workbooks_is_done(folder: Path, lembar: Lembar) -> None:
    lembar("init", "a.xlsx")

    assert lembar("run", "check", "a.xlsx", "--shard", "2/2").code == 0
    assert not (folder / "runs").exists()


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let a small program take the place of the Python that runs one workbook."""
    program = folder / "program"
    program.write_text(f"#!{sys.executable}\n{script}")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))


def test_one_that_was_killed_counts_as_failed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(folder, monkeypatch, "import os; os.kill(os.getpid(), 9)")

    assert run_each(Terminal("en"), "check", ["a.xlsx"], Wishes(), Keep()) == 2


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_one_at_work_in_order_and_begins_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    script = f"""
import os, signal, sys, time
def end(*_):
    open("ended", "a").write(sys.argv[-1])
    sys.exit(2)
signal.signal({int(number)}, end)
os.kill(os.getppid(), {int(number)})
time.sleep(30)
"""
    stand_in(folder, monkeypatch, script)

    code = run_each(Terminal("en"), "check", ["a.xlsx", "b.xlsx"], Wishes(), Keep())

    assert code == 2
    assert (folder / "ended").read_text() == "a.xlsx"
