"""Small notebooks written in code, real runs of them, and a look at this machine's processes."""

import os
import sys
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from automation.errors import RunError
from automation.language import Translate, english
from automation.notebook_engine import Json, Progress, Terms
from automation.notebook_runner import NotebookResult, run_notebook

RESULT_CELL = """
from IPython.display import display
display({"application/vnd.lembar.result+json": {"job": "publish", "published": 3}}, raw=True)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes notebooks: a heading, a parameters cell, the cells given, and the result."""

    folder: Path

    def __call__(
        self, *sources: str, result: str = RESULT_CELL, parameters: str = "name = 'x'"
    ) -> Path:
        cells = [
            new_markdown_cell("# Publish"),
            new_code_cell(parameters, metadata={"tags": ["parameters"]}),
            *(new_code_cell(source) for source in sources),
            new_code_cell(result),
        ]
        path = self.folder / "publish.ipynb"
        nbformat.write(new_notebook(cells=cells), path)
        return path


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An environment whose processes can be found: whoever inherits it carries the mark."""

    environment: Mapping[str, str]
    mark: bytes

    def processes(self) -> list[int]:
        """Return the ids of all living processes that carry the mark."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                environment = (process / "environ").read_bytes()
            except OSError:  # it has just ended, or belongs to another user
                continue
            if self.mark in environment and int(process.name) != os.getpid():
                found.append(int(process.name))
        return found

    def wait_until_gone(self, seconds: float) -> list[int]:
        """Wait for all of them to end; return those that have not."""
        until = monotonic() + seconds
        while (left := self.processes()) and monotonic() < until:
            sleep(0.05)
        return left


def new_mark() -> Marked:
    """Return an environment with a mark of its own, in which this Python finds its packages."""
    mark = uuid.uuid4().hex
    return Marked(
        environment={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path), "MARK": mark},
        mark=f"MARK={mark}".encode(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run left behind: either a result or an error, and always a saved notebook."""

    path: Path
    text: str
    result: NotebookResult | None = None
    error: RunError | None = None
    notebook: NotebookNode = field(init=False)

    def __post_init__(self) -> None:
        notebook = nbformat.reads(self.text, as_version=4)
        nbformat.validate(notebook)
        object.__setattr__(self, "notebook", notebook)

    def code_cells(self) -> list[NotebookNode]:
        """Return the code cells: the parameters, those injected if any were given, the others."""
        return [cell for cell in self.notebook.cells if cell.cell_type == "code"]

    def statuses(self) -> list[str]:
        """Return what the saved notebook says of each code cell."""
        return [cell.metadata.papermill["status"] for cell in self.code_cells()]

    def outcome(self) -> str:
        """Return the outcome, which the error and the saved notebook must agree on."""
        raised = self.error.outcome if self.error else "done"
        assert self.notebook.metadata.lembar["outcome"] == raised
        assert self.notebook.metadata.papermill["exception"] is (raised != "done")
        return raised

    def ended(self) -> RunError:
        """Return the error, for a run that must have ended with one."""
        assert self.error is not None
        return self.error

    def given(self) -> NotebookResult:
        """Return the result, for a run that must have one."""
        assert self.result is not None
        return self.result


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Runs a notebook for real, reads back what was saved, and sees that no process is left."""

    output: Path
    marked: Marked

    def __call__(
        self,
        notebook: Path,
        *,
        parameters: Mapping[str, Json] | None = None,
        environment: Mapping[str, str] | None = None,
        secrets: tuple[str, ...] = (),
        timeout_s: float = 60.0,
        translate: Translate = english,
        progress: Progress | None = None,
    ) -> Ran:
        terms = Terms(
            environment={**self.marked.environment, **(environment or {})},
            secrets=secrets,
            timeout_s=timeout_s,
            translate=translate,
        )
        result = error = None
        try:
            result = run_notebook(
                notebook, self.output, parameters=parameters or {}, terms=terms, progress=progress
            )
        except RunError as raised:
            error = raised
        assert not self.marked.processes()
        text = self.output.read_text(encoding="utf-8")
        return Ran(path=self.output, text=text, result=result, error=error)
