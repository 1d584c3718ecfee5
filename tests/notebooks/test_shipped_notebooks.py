"""What every notebook we ship must be: a clean face without logic, the same to run anywhere."""

import ast
import json
import re
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode

FOLDER = Path(__file__).parents[2] / "notebooks"
SHIPPED = sorted(
    path for path in FOLDER.glob("**/*.ipynb") if ".ipynb_checkpoints" not in path.parts
)

MAX_CODE_CELLS = 8
MAX_IN_A_LESSON = 20
"""A lesson has a cell for each view and exercise; in an hour nobody does more."""
SHELL = re.compile(r"^\s*(!|%%(bash|sh|script|system|!)|%(system|sx)\b)|=\s*!", re.MULTILINE)
BACKGROUND = re.compile(
    r"\b(threading|concurrent\.futures|multiprocessing|asyncio|_thread)\b|\bcreate_task\b|\bawait\b"
)

pytestmark = pytest.mark.parametrize(
    "path", SHIPPED, ids=[str(path.relative_to(FOLDER)) for path in SHIPPED]
)


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=nbformat.NO_CONVERT)


def code_cells(path: Path) -> list[NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def test_it_is_a_valid_notebook_whose_cells_have_ids(path: Path) -> None:
    notebook = read(path)

    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) >= (4, 5)
    ids = [cell["id"] for cell in notebook.cells]
    assert len(ids) == len(set(ids))


def test_it_holds_no_outputs_and_no_execution_counts(path: Path) -> None:
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None


def test_it_runs_in_the_kernel_named_python3(path: Path) -> None:
    assert read(path).metadata.kernelspec.name == "python3"


def test_it_holds_nothing_of_the_machine_it_was_written_on(path: Path) -> None:
    notebook = read(path)

    assert set(notebook.metadata) <= {"kernelspec", "language_info"}
    assert "papermill" not in json.dumps([cell.metadata for cell in notebook.cells])


def test_exactly_one_cell_is_tagged_parameters(path: Path) -> None:
    tagged = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]

    assert len(tagged) == 1


def test_it_has_few_code_cells(path: Path) -> None:
    most = MAX_IN_A_LESSON if "course" in path.parts else MAX_CODE_CELLS

    assert len(code_cells(path)) <= most


def test_it_calls_no_shell_whose_failure_would_go_unseen(path: Path) -> None:
    for cell in code_cells(path):
        assert not SHELL.search(cell.source), cell.source


def test_it_starts_no_thread_and_no_task_whose_failure_would_go_unseen(path: Path) -> None:
    for cell in code_cells(path):
        assert not BACKGROUND.search(cell.source), cell.source


def test_its_code_is_plain_python_without_definitions(path: Path) -> None:
    """Logic lives in `automation/`; plain Python can be linted and read by a test."""
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
