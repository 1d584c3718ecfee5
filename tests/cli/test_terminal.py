"""A person sees tables and a moving line; a file and a cloud log get plain lines."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from automation.cli.terminal import Terminal, harmless
from automation.rehearsal.network import Rehearsal
from tests.cli.conftest import Lembar
from tests.cli.desk_file import at, make_desk, post

HOSTILE = "[/b] [red]x[/] \x1b[31m\x1b]0;title\x07 :smile: <script>"


def on_a_terminal(*words: str) -> str:
    """Run a command whose streams are a terminal of 100 columns; return what it printed."""
    ours, theirs = pty.openpty()
    environment: Mapping[str, str] = {**os.environ, "COLUMNS": "100", "TERM": "xterm-256color"}  # noqa: TID251
    command = [sys.executable, "-m", "automation", *words]
    environment = {**environment, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as done:
        os.close(theirs)
        printed = b""
        with suppress(OSError):  # so a terminal says that nobody writes to it any more
            while some := os.read(ours, 65536):
                printed += some
        os.close(ours)
        done.wait(timeout=30)
    return printed.decode()


def test_a_person_sees_ruled_tables_and_a_line_that_moves(folder: Path, network: Rehearsal) -> None:
    make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"), post("Salah", channels="brnad"))

    printed = on_a_terminal("run", "check", "a.xlsx", "--now", at("08:00"))

    assert "\r\x1b[2K[1/6] Check" in printed
    assert "┏━" in printed
    assert "Kopi pagi" in printed
    assert "\x1b[2K✗" not in printed


def test_a_cloud_log_gets_plain_lines(folder: Path, network: Rehearsal) -> None:
    make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"), post("Salah", channels="brnad"))
    command = [sys.executable, "-m", "automation", "check", "a.xlsx", "--now", at("08:00")]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}  # noqa: TID251

    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, check=False, timeout=60
    )

    assert done.returncode == 0
    assert done.stderr == "Checking 2 posts\n"
    assert "\x1b" not in done.stdout + done.stderr
    assert "\nScheduled\n  Kopi pagi · brand · 2026-11-21 09:00\n" in done.stdout


class _Stream:
    """A stream that is, or is not, a terminal."""

    def __init__(self, *, terminal: bool) -> None:
        self.text = ""
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def write(self, text: str) -> int:
        self.text += text
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""


@pytest.mark.parametrize("watched", [True, False])
def test_errors_kept_in_a_file_hold_no_moving_line(
    monkeypatch: pytest.MonkeyPatch, *, watched: bool
) -> None:
    screen, file = _Stream(terminal=True), _Stream(terminal=watched)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stderr", file)

    terminal = Terminal("en")
    terminal.progress("Publishing", done=1, total=2)
    terminal.end_progress()

    assert ("\x1b" in file.text) is watched
    assert "[1/2] Publishing" in file.text


def test_a_log_says_each_step_once(capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal("en")

    for place in (1, 2, 3):
        terminal.progress("Publish", done=place, total=4)
    terminal.progress("The run", done=4, total=4)

    assert capsys.readouterr().err == "[1/4] Publish\n[4/4] The run\n"


@pytest.mark.parametrize("live", [True, False])
def test_what_stands_in_a_cell_is_shown_to_the_letter_and_steers_nothing(
    monkeypatch: pytest.MonkeyPatch, *, live: bool
) -> None:
    screen = _Stream(terminal=live)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("NO_COLOR", "1")

    Terminal("en").table("Held", ["Post"], [[HOSTILE]])

    assert "[/b] [red]x[/] �[31m�]0;title� :smile: <script>" in screen.text


def test_lines_and_tabs_are_harmless() -> None:
    assert harmless("satu\r\ndua\n\ttiga") == "satu\ndua\n\ttiga"


def test_no_sentence_of_the_command_is_coloured_for_a_file(lembar: Lembar) -> None:
    assert "\x1b" not in lembar("--help").out
