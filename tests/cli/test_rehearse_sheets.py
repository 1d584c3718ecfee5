"""`lembar rehearse --sheets`: what a trainer is told works as typed, and is there again tomorrow."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from automation.rehearsal.sheets.keys import make_robot
from automation.workbook.backends import open_backend
from tests.cli.conftest import Lembar

CHECKOUT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-m", "automation", "rehearse", "--sheets", "--port=0", "--sheets-port=0"]  # fmt: skip
LAST_WORDS = {
    "en": "with it tomorrow. Ctrl-C stops it.\n",
    "id": "besok. Ctrl-C menghentikannya.\n",
}


@dataclass
class Told:
    """What the command printed, and what it said when it was stopped."""

    text: str
    farewell: list[str] = field(default_factory=list)
    code: int | None = None

    @property
    def sheet(self) -> str:
        return self._found(r"^  (http://127\.0\.0\.1:\d+/d/\S+)$")

    @property
    def key(self) -> str:
        return self._found(r"^  export LEMBAR_GOOGLE_KEY=(\S+)$")

    @property
    def network(self) -> list[str]:
        return re.findall(r"(http://127\.0\.0\.1:\d+)/@kopi_senja,", self.text)

    def _found(self, pattern: str) -> str:
        found = re.search(pattern, self.text, re.MULTILINE)
        assert found is not None, self.text
        return found[1]


@contextmanager
def rehearsing(*more: str, language: str = "en") -> Iterator[Told]:
    """Start the command as a trainer does, and stop it by Ctrl-C."""
    environment = {"PATH": os.defpath, "PYTHONPATH": str(CHECKOUT), "LEMBAR_LANGUAGE": language}
    with subprocess.Popen(
        [*COMMAND, *more], stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        told = Told("")
        try:
            for line in process.stdout:
                told.text += line
                if line.endswith(LAST_WORDS[language]):
                    break
            yield told
        finally:
            process.send_signal(signal.SIGINT)
            told.farewell = process.stdout.read().split("\n")
            told.code = process.wait(20)


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_lines_it_prints_lead_to_a_sheet_that_lembar_can_write(
    folder: Path, lembar: Lembar, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    with rehearsing(language=language) as told:
        monkeypatch.setenv("LEMBAR_GOOGLE_KEY", told.key)
        page = httpx.get(told.sheet, headers={"Accept": "text/html"})
        posts = httpx.get(f"{told.network[0]}/@kopi_senja")
        tabs = open_backend(told.sheet).tabs()

    assert (page.status_code, posts.status_code, tabs) == (200, 200, ["Sheet1"])
    assert f"  lembar init {told.sheet}\n" in told.text
    assert told.code == 0
    assert "rehearsal" in told.farewell[-2]


def test_tomorrow_it_goes_on_with_the_same_sheet_and_key(folder: Path) -> None:
    with rehearsing("--no-network", "--folder", "latihan") as today:
        sheet_id = today.sheet.rpartition("/")[2]
        typed = {"do": "type", "sheet": 0, "cell": "A1", "text": "kopi"}
        httpx.post(f"{today.sheet}/act", json=typed).raise_for_status()
    key = json.loads(Path(today.key).read_text())["private_key_id"]

    with rehearsing("--no-network", "--folder", "latihan") as tomorrow:
        page = httpx.get(tomorrow.sheet, headers={"Accept": "text/html"}).text

    assert tomorrow.sheet.rpartition("/")[2] == sheet_id
    assert "kopi" in page
    assert json.loads(Path(tomorrow.key).read_text())["private_key_id"] == key
    assert tomorrow.network == []


def test_the_key_it_makes_is_for_nobody_elses_eyes(folder: Path) -> None:
    with rehearsing("--no-network") as told:
        mode = Path(told.key).stat().st_mode

    assert Path(told.key) == folder / "rehearsal" / "google-key.json"
    assert stat.S_IMODE(mode) == 0o600
    assert "PRIVATE" not in told.text
    assert "PRIVATE" not in (folder / "rehearsal" / "sheets.json").read_text()


def test_a_real_key_in_its_folder_is_refused_and_left_as_it_is(
    folder: Path, lembar: Lembar
) -> None:
    _, message = make_robot("lembar@tim.iam.gserviceaccount.com")
    real = json.dumps({**message, "token_uri": "https://oauth2.googleapis.com/token"})
    (folder / "rehearsal").mkdir()
    (folder / "rehearsal" / "google-key.json").write_text(real)

    what, fix = lembar("rehearse", "--sheets", "--port", "0", "--sheets-port", "0").refused()

    assert "not a key that the rehearsal made" in what
    assert "not touched" in fix
    assert (folder / "rehearsal" / "google-key.json").read_text() == real
