"""Somebody who follows the README: two terminals, an empty folder, a workbook to type into."""

import html
import re
import socket
import subprocess
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from automation.app import now_of
from tests.docs.walk import Filled, Typed
from tests.packaging.installed import Installed

JAKARTA = ZoneInfo("Asia/Jakarta")
PORT_IN_THE_README = "3999"
PATIENCE_S = 60.0
SECOND_TERMINAL = "second-terminal.log"


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
        commands = self._typed(step.commands)
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
        return self._as_printed(done.stdout)

    def _typed(self, commands: str) -> str:
        return commands.replace(PORT_IN_THE_README, self._port)

    def _as_printed(self, text: str) -> str:
        return text.replace(self._port, PORT_IN_THE_README)

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
        with (self._folder / SECOND_TERMINAL).open("wb") as printed:
            started = subprocess.Popen(
                ["sh", "-c", f"exec {commands}"],
                cwd=self._folder, env=self._environment, stdout=printed, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        self._second.append(started)
        give_up_at = time.monotonic() + PATIENCE_S
        while not self._is_ready():
            assert time.monotonic() < give_up_at, f"nothing answers after: {commands}"
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        return answers(int(self._port))

    def leave(self) -> None:
        """Close the second terminal."""
        for process in self._second:
            process.terminate()
            process.wait(timeout=PATIENCE_S)


class SheetReader(Reader):
    """Somebody whose workbook is a Google Sheet; the rehearsal plays Google, its page the browser."""

    def _typed(self, commands: str) -> str:
        starts = "lembar rehearse --sheets"
        with_ports = f"{starts} --port {self._port} --sheets-port {free_port()}"
        typed = super()._typed(commands).replace(starts, with_ports)
        return typed.replace("SHEET", self._sheet) if "SHEET" in typed else typed

    def _as_printed(self, text: str) -> str:
        return super()._as_printed(text.replace(self._sheet, "SHEET"))

    def _is_ready(self) -> bool:
        return "Ctrl-C" in self._told().rpartition("lembar init")[2]

    def _told(self) -> str:
        return (self._folder / SECOND_TERMINAL).read_text(encoding="utf-8")

    @property
    def _sheet(self) -> str:
        """The address, as the second terminal shows it."""
        shown = re.search(r"^  (http://\S+/d/\S+)$", self._told(), re.MULTILINE)
        assert shown is not None
        return shown[1]

    def fill(self, step: Filled) -> None:
        """Type rows into the sheet's page, each into the first row where these columns are empty."""
        page = httpx.get(self._sheet, headers={"Accept": "text/html"}, timeout=PATIENCE_S).text
        tabs = {html.unescape(title): tab for tab, title in _TAB.findall(page)}
        tab = tabs[step.tab]
        for row in step.rows:
            page = httpx.get(
                f"{self._sheet}?tab={tab}", headers={"Accept": "text/html"}, timeout=PATIENCE_S
            ).text
            cells = {name: html.unescape(entered) for name, entered in _CELL.findall(page)}
            columns = {
                text: name[:-1] for name, text in cells.items() if re.fullmatch("[A-Z]+1", name)
            }
            assert row.keys() <= columns.keys()
            line = next(
                n
                for n in range(2, 1000)
                if not any(cells.get(f"{columns[head]}{n}") for head in row)
            )
            for head, text in row.items():
                meant = self._meant(text)
                typed = meant if isinstance(meant, str) else f"{meant:%Y-%m-%d %H:%M}"
                act = {
                    "do": "type",
                    "sheet": int(tab),
                    "cell": f"{columns[head]}{line}",
                    "text": typed,
                }
                httpx.post(f"{self._sheet}/act", json=act, timeout=PATIENCE_S).raise_for_status()


_TAB = re.compile(r'<a href="/d/[^"]*?\?tab=(\d+)[^>]*>([^<]*)</a>')
_CELL = re.compile(r'data-cell="([A-Z]+\d+)" data-entered="([^"]*)"')


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
