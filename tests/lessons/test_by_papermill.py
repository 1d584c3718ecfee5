"""Every lesson, in both languages, run by the product's own runner on the demo's workbook."""

import contextlib
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import nbformat
import pytest

from automation.demo.folder import DemoFolder
from automation.demo.history import History
from automation.demo.stage import open_network, set_stage
from automation.demo.story import read_story
from automation.demo.telling import Say
from automation.notebook_engine import Terms
from automation.notebook_runner import run_notebook
from automation.settings import kernel_environment
from tests.lessons.shipped import LESSONS, NAMES

NOW = datetime.fromisoformat("2026-11-15T17:00+07:00")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoFolder:
    """The demo's workbook after its first week; its network is gone again."""
    place, story = DemoFolder(tmp_path_factory.mktemp("demo") / "demo"), read_story()
    story = replace(story, acts=[act for act in story.acts if act.at <= NOW])
    place.make_anew()
    with contextlib.redirect_stdout(io.StringIO()), open_network(place, story) as network:
        people = set_stage(place, story, network, "id")
        History(story, people, network, place.workbook).play(Say("en"))
    return place


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_it_runs_from_top_to_bottom_and_changes_nothing(
    path: Path, demo: DemoFolder, tmp_path: Path
) -> None:
    before = demo.workbook.read_bytes()
    told = {"workbook": str(demo.workbook), "member": "Bima", "now": NOW.isoformat()}

    done = run_notebook(
        path, tmp_path / path.name, parameters=told, terms=Terms(environment=kernel_environment())
    )

    cells = nbformat.read(done.notebook, as_version=4).cells
    shown = [cell for cell in cells if cell.cell_type == "code"]
    without = [cell.source for cell in shown[2:] if not cell.outputs]
    assert without == []
    assert done.result["job"] == path.stem
    assert done.result["changed"] is False
    assert demo.workbook.read_bytes() == before
    said = "\n".join(output.data.get("text/html", "") for cell in shown for output in cell.outputs)
    assert "Bima" in said
    assert {"en": "Not yet", "id": "Belum tepat"}[path.parent.name] not in said
