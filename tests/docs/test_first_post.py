"""The README's first post, as written, in both languages: from an empty folder to a post people see."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from automation.app import now_of
from tests.docs.walk import Filled, Typed, looks_like, walk
from tests.packaging.installed import Installed

JAKARTA = ZoneInfo("Asia/Jakarta")
PORT_IN_THE_README = "3999"
PATIENCE_S = 20.0


class Reader:
    """Somebody who follows the README: two terminals, an empty folder, a spreadsheet program."""

    def __init__(self, installed: Installed, folder: Path, language: str) -> None:
        self._environment = installed.environment(LEMBAR_LANGUAGE=language)
        self._folder = folder
        self._port = str(free_port())
        self._second: list[subprocess.Popen[bytes]] = []
        self.printed = ""

    def type(self, step: Typed) -> str:
        """Type commands into a terminal; return what they print."""
        commands = step.commands.replace(PORT_IN_THE_README, self._port)
        if step.second_terminal:
            self._open_second_terminal(commands)
            return ""
        done = subprocess.run(
            ["sh", "-e", "-c", commands],
            cwd=self._folder, env=self._environment, text=True, capture_output=True, timeout=120, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"
        self.printed += done.stdout
        return done.stdout.replace(self._port, PORT_IN_THE_README)

    def fill(self, step: Filled) -> None:
        """Type rows into the workbook, each into the first row where these columns are empty."""
        (path,) = self._folder.glob("*.xlsx")
        workbook = openpyxl.load_workbook(path)
        sheet = workbook[step.tab]
        for row in step.rows:
            fill_row(sheet, {head: self._meant(text) for head, text in row.items()})
        workbook.save(path)

    def _meant(self, text: str) -> str | datetime:
        """Return what a reader types for a cell of the README."""
        if text.startswith(("*now*", "*sekarang*")):
            return now_of("").astimezone(JAKARTA).replace(tzinfo=None, second=0, microsecond=0)
        return text.replace(PORT_IN_THE_README, self._port)

    def _open_second_terminal(self, commands: str) -> None:
        self._second.append(
            subprocess.Popen(
                ["sh", "-c", f"exec {commands}"],
                cwd=self._folder, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
        )  # fmt: skip
        give_up_at = time.monotonic() + PATIENCE_S
        while not answers(int(self._port)):
            assert time.monotonic() < give_up_at, f"nothing answers after: {commands}"
            self._second[-1].poll()

    def leave(self) -> None:
        """Close the second terminal."""
        for process in self._second:
            process.terminate()
            process.wait(timeout=PATIENCE_S)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(port: int) -> bool:
    """Say whether something listens on a port."""
    with socket.socket() as probe:
        probe.settimeout(0.2)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def fill_row(sheet: Worksheet, cells: dict[str, str | datetime]) -> None:
    """Type cells into the first row where their columns are empty."""
    columns = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    assert cells.keys() <= columns.keys()
    row = 2
    while any(sheet.cell(row, columns[head]).value for head in cells):
        row += 1
    for head, value in cells.items():
        sheet.cell(row, columns[head]).value = value


@pytest.fixture(params=["en", "id"])
def language(request: pytest.FixtureRequest) -> str:
    """Return the language of the walk."""
    return str(request.param)


@pytest.fixture
def reader(installed: Installed, tmp_path: Path, language: str) -> Iterator[Reader]:
    """Yield somebody with an empty folder."""
    reader = Reader(installed, tmp_path, language)
    yield reader
    reader.leave()


def test_the_first_post_comes_about_as_the_readme_says(reader: Reader, language: str) -> None:
    steps = walk(language)

    for step in steps:
        if isinstance(step, Filled):
            reader.fill(step)
            continue
        printed = reader.type(step)
        assert not step.shown or looks_like(step.shown, printed), printed

    written = next(row for s in steps if isinstance(s, Filled) for row in s.rows if len(row) > 5)
    *_, text = written.values()
    (address,) = set(re.findall(r"http://127\.0\.0\.1:\d+/@\w+/\d+", reader.printed))
    assert text in httpx.get(address).text


def test_both_languages_walk_the_same_way() -> None:
    english, indonesian = walk("en"), walk("id")

    assert [type(step) for step in english] == [type(step) for step in indonesian]
    assert [commands_in(step) for step in english] == [commands_in(step) for step in indonesian]


def commands_in(step: Typed | Filled) -> list[str]:
    """Return the jobs and commands a step types, without the names a language chooses."""
    if isinstance(step, Filled):
        return [str(len(row)) for row in step.rows]
    return [" ".join(line.split()[:2]) for line in step.commands.splitlines() if "lembar" in line]
