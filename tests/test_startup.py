"""What a command does not use it does not load: a run with nothing due is over soon."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from automation.app import open_workbook
from automation.workbook.making import make_workbook
from automation.workbook.schema import load_schema

NOTEBOOKS = {"IPython", "nbclient", "nbconvert", "nbformat", "papermill", "tornado", "zmq"}
TABLES = {"gspread", "matplotlib", "numpy", "openpyxl", "pandas", "xlsxwriter"}
WEB = {"google", "httpx", "requests"}
PICTURES = {"PIL"}
HEAVY = NOTEBOOKS | TABLES | WEB | PICTURES

_RUN = """
import contextlib, io, json, sys
from automation.cli import run
with contextlib.redirect_stdout(io.StringIO()):
    code = run(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]))
"""


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    """A workbook with one channel and one post that is planned for much later."""
    path = tmp_path / "calendar.xlsx"
    make_workbook(path, language="en", timezone="Asia/Jakarta", schema=load_schema())
    workbook = open_workbook(str(path))
    workbook.read(str)
    channel = {"network": "mastodon", "address": "http://127.0.0.1:9/@kopi", "policy": "none"}
    post = {
        "title": "Promo kopi",
        "channels": "brand",
        "publish_at": "2027-01-02 09:00",
        "status": "ready",
        "text": "Kopi susu gula aren #kopi",
        "revision": f"{'0' * 32} P-7F3K2A",
    }
    workbook.save(
        rows=[
            workbook.append_row("channels", "brand", channel),
            workbook.append_row("calendar", "P-7F3K2A", post),
        ]
    )
    return path


def loaded_by(*words: str) -> set[str]:
    """Return the packages a command has loaded when it ends well."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *words], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(done.stdout)
    assert code == 0, done.stderr
    return set(modules)


def packages(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules}


@pytest.mark.parametrize("words", [("--help",), ("run", "--help"), ("init", "--help")])
def test_help_loads_nothing_that_works(words: tuple[str, ...]) -> None:
    modules = loaded_by(*words)

    assert not HEAVY & packages(modules)
    assert not {"automation.workbook", "automation.networks", "automation.http"} & modules


def test_publishing_nothing_opens_no_network_and_draws_no_table(calendar: Path) -> None:
    look = (
        "import json, sys; from automation import run_job;"
        f"result = run_job('publish', {str(calendar)!r}, now='2026-11-21T09:00+07:00');"
        "result.picture(); repr(result);"
        "print(json.dumps([result.changed, sorted(sys.modules)]))"
    )

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    changed, modules = json.loads(done.stdout.splitlines()[-1])
    assert not changed
    assert not HEAVY & packages(set(modules))
    assert "automation.networks.mastodon" not in modules


def test_naming_a_job_for_a_notebook_loads_no_workbook() -> None:
    look = "import sys, automation.cli.runs, automation.notebook_runner.of_job; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)

    modules = set(done.stdout.split())
    assert not HEAVY & packages(modules)
    assert not {"automation.workbook.workbook", "automation.domain.desk"} & modules
