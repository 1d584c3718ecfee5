"""Runs a lesson from top to bottom by the product's own runner, as a learner of the demo's team."""

from pathlib import Path

import nbformat

from automation.notebook_engine import Terms
from automation.notebook_runner import run_notebook
from automation.settings import kernel_environment

HELLO = {"en": "Welcome, Bima.", "id": "Selamat datang, Bima."}


def run_as_learner(path: Path, workbook: Path, folder: Path) -> None:
    """Run a lesson's notebook and see that every cell shows something and nothing was written."""
    before = workbook.read_bytes()
    told = {"workbook": str(workbook), "member": "Bima", "now": "2026-11-19T12:10+07:00"}

    done = run_notebook(
        path, folder / path.name, parameters=told, terms=Terms(environment=kernel_environment())
    )

    cells = nbformat.read(done.notebook, as_version=4).cells
    shown = [cell for cell in cells if cell.cell_type == "code"][2:]  # after the two of parameters
    said = "\n".join(output.data["text/html"] for cell in shown for output in cell.outputs)
    assert [cell.source for cell in shown if not cell.outputs] == []
    assert HELLO[path.parent.name] in said
    assert (done.result["job"], done.result["changed"]) == (path.stem, False)
    assert workbook.read_bytes() == before
