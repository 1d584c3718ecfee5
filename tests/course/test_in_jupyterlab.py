"""The first lesson in a real JupyterLab, opened as learners open it, seen in a real browser."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
import pytest

from automation.course.copies import put_new, shipped_lessons
from automation.jobs.result import RESULT_MIME
from tests.course.measured import NOW, measured_workbook
from tests.rehearsal.sheets.browser import PROGRAM, Browser

CHECKOUT = Path(__file__).parents[2]
PATIENCE_S = 60
WIDTH, HEIGHT = 1300, 9000  # so tall that JupyterLab draws every cell
FILES = {"en": "lesson_1.ipynb", "id": "pelajaran_1.ipynb"}
IDLE = (  # a page that has no kernel yet is idle, too: running a cell there only brings a question
    "!!document.querySelector('.jp-NotebookPanel-toolbar')"
    "?.textContent.includes('Python 3 (ipykernel) Kernel status: Idle')"
)
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputArea-prompt')]"
NONE_RAN = PROMPTS + ".every(one => one.textContent === '[ ]:')"
ALL_RAN = PROMPTS + r".every(one => /^\[\d+\]:$/.test(one.textContent))"
SAVE = '.jp-NotebookPanel-toolbar [data-command="docmanager:save"]'
RUN_ALL = '.lm-Menu [data-command="runmenu:run-all"]'
DRAWN = """
[...document.querySelectorAll('.jp-OutputArea-output svg')]
  .map(one => one.getBoundingClientRect()).filter(box => box.width > 100 && box.height > 20).length
"""

pytestmark = [
    pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(find_spec("jupyterlab") is None, reason="JupyterLab is not installed"),
]


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Sari's folder: the first lesson in both languages, the workbook beside the folder."""
    folder = tmp_path_factory.mktemp("kelas")
    measured_workbook(folder / "calendar.xlsx")
    for language in ("id", "en"):
        wishes = {"workbook": "../calendar.xlsx", "member": "Sari", "now": NOW}
        put_new(folder / "sari", shipped_lessons(language)[:1], **wishes, language=language)
        (folder / "sari" / "lesson_1.ipynb").rename(folder / "sari" / FILES[language])
    return folder / "sari"


@pytest.fixture(scope="module")
def address(learner: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run `lembar course open` for the module; at the end, Ctrl-C it and hear that it stopped."""
    command = ["course", "open", "--folder", str(learner), "--no-browser", "--port", "0"]
    environment = {
        "PATH": os.defpath, "PYTHONPATH": str(CHECKOUT), "LEMBAR_LANGUAGE": "en",
        "HOME": str(tmp_path_factory.mktemp("home")), "MASTODON_TOKEN_BRAND": "not-for-learners",
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "automation", *command],
        stdout=subprocess.PIPE, text=True, env=environment,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield next(line.strip() for line in process.stdout if "http://" in line)
        finally:
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=PATIENCE_S)[0]
    assert (process.returncode, "JupyterLab has stopped." in said) == (0, True), said


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A lesson after all its cells were run: what the page showed, and what was saved."""

    notebook: nbformat.NotebookNode
    drawn: int
    asked_for: list[str]
    dialogs: list[str]


@pytest.fixture(scope="module", params=["en", "id"])
def seen(
    request: pytest.FixtureRequest,
    learner: Path,
    address: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Seen:
    file, url = learner / FILES[request.param], address.replace(FILES["en"], FILES[request.param])
    with Browser(tmp_path_factory.mktemp("profile")) as browser:
        browser.tell("Network.enable")
        browser.grow(WIDTH, HEIGHT)
        browser.open(f"{url}&reset")  # without the tabs of the other language
        browser.until(IDLE)
        insist(partial(run_all, browser), until=lambda: bool(browser.ask(f"!({NONE_RAN})")))
        browser.until(f"{IDLE} && {ALL_RAN}")
        insist(partial(browser.click, SAVE), until=partial(is_saved, file))
        return Seen(
            notebook=nbformat.read(file, as_version=4),
            drawn=browser.ask(DRAWN),
            asked_for=browser.asked_for(),
            dialogs=browser.ask(
                "[...document.querySelectorAll('.jp-Dialog, .Toastify__toast')].map(one => one.textContent)"
            ),
        )


def run_all(browser: Browser) -> None:
    """Pick “Run All Cells” from the menu “Run”, the fourth."""
    browser.click(".lm-MenuBar-item:nth-child(4)")
    browser.click(RUN_ALL)


def insist(act: Callable[[], None], *, until: Callable[[], bool]) -> None:
    """Do something, as people do: again after a second when the page was not ready to notice."""
    for _ in range(PATIENCE_S):
        act()
        tried = time.monotonic()
        while time.monotonic() < tried + 1:
            if until():
                return
            time.sleep(0.05)
    raise AssertionError("the page did not react")


def is_saved(file: Path) -> bool:
    """Say whether the file holds what ran; while it is being written it is no notebook."""
    try:
        cells = nbformat.read(file, as_version=4).cells
    except ValueError:
        return False
    return all(cell.execution_count for cell in cells if cell.cell_type == "code")


def test_every_cell_runs_without_an_error_and_the_last_says_how_far_one_came(seen: Seen) -> None:
    outputs = [one for cell in seen.notebook.cells for one in cell.get("outputs", ())]

    assert not [one for one in outputs if one.output_type == "error" or one.get("name") == "stderr"]
    assert outputs[-1]["data"][RESULT_MIME]["job"] == "lesson_1"


def test_charts_of_the_team_s_posts_are_seen(seen: Seen) -> None:
    assert seen.drawn >= 1


def test_nothing_but_this_machine_is_asked_and_no_news_pops_up(seen: Seen) -> None:
    assert {urlsplit(url).hostname for url in seen.asked_for} == {"127.0.0.1"}
    assert seen.dialogs == []
