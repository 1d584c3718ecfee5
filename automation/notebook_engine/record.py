"""The executed notebook on disk: what ran, what did not, and how it ended, without secrets."""

import contextlib
import math
import os.path
from pathlib import Path
from time import monotonic
from typing import cast

from nbformat import NotebookNode, v4
from papermill.engines import NotebookExecutionManager

from automation.domain.run import Outcome
from automation.notebook_engine.endnote import write_endnote
from automation.notebook_engine.outcome import Ending, explain
from automation.notebook_engine.result import Json
from automation.notebook_engine.terms import Execution

SAVE_EVERY_S = 3.0
_SAVE_SHARE = 0.05  # of the running time may be spent on saving


class CannotSave(Exception):
    """The executed notebook could not be written; the text is the system's reason."""


class Record(NotebookExecutionManager):  # type: ignore[misc]  # Papermill is untyped
    """Keeps Papermill's metadata truthful and saves it seldom, whole and scrubbed."""

    def __init__(self, nb: NotebookNode, execution: Execution) -> None:
        super().__init__(nb, progress_bar=False)
        self._name = execution.name
        self._path = execution.path
        self._scrubber = execution.scrubber
        self._translate = execution.terms.translate
        self._next_save = math.inf

    def notebook_start(self, **kwargs: object) -> None:
        """Mark every cell as waiting and save, so that a place that cannot be written shows first.

        Raises:
            CannotSave: No cell has run.
        """
        about = self.nb.metadata.papermill
        about["input_path"], about["output_path"] = self._name, self._path.name
        about["parameters"] = {
            name: _without_folders(value) for name, value in about["parameters"].items()
        }
        super().notebook_start(**kwargs)
        self._save_now()

    def save(self, **_kwargs: object) -> None:
        """Save if it is time to; Papermill calls this often.

        A job at work is not stopped because its record cannot be written just now: the next time
        may do, and the last one tells.
        """
        if monotonic() >= self._next_save:
            with contextlib.suppress(CannotSave):
                self._save_now()

    autosave_cell = save

    def running(self) -> NotebookNode | None:
        """Return the cell that is running, if one is."""
        cells = (c for c in self.nb.cells if c.metadata.papermill["status"] == self.RUNNING)
        return next(cells, None)

    def prompt(self) -> int:
        """Return the number shown beside the running cell, counted from 1; 0 when none runs."""
        current = self.running()
        code_cells = (cell for cell in self.nb.cells if cell.cell_type == "code")
        numbered = enumerate(code_cells, start=1)
        return next((number for number, cell in numbered if cell is current), 0)

    def finish(self, ending: Ending) -> None:
        """Write down how the run ended, and save for the last time.

        Raises:
            CannotSave: The notebook on disk is an earlier one.
        """
        done = ending.outcome is Outcome.DONE
        if not done:
            error = explain(ending, self._name)
            what, fix = error.what.say(self._translate), error.fix.say(self._translate)
            write_endnote(self.nb, self.running(), ending, what, fix)
        self.end_time = self.now()
        self.nb.metadata.papermill.update(
            end_time=self.end_time.isoformat(),
            duration=(self.end_time - self.start_time).total_seconds(),
            exception=not done,
        )
        self.nb.metadata["lembar"] = {"outcome": ending.outcome.value}
        self._save_now()

    def _save_now(self) -> None:
        """Scrub the notebook and put it in the place of the last one, whole or not at all."""
        began = monotonic()
        self._scrub()
        draft = self._path.with_name(f".{self._path.name}.part")
        try:
            draft.write_text(v4.writes(self.nb) + "\n", encoding="utf-8")
            draft.replace(self._path)
        except OSError as error:
            raise CannotSave(error.strerror) from error
        ended = monotonic()
        self._next_save = ended + max(SAVE_EVERY_S, (ended - began) / _SAVE_SHARE)

    def _scrub(self) -> None:
        """Hide secrets in place; a cell's source only once it has run, so that it runs as written."""
        self._scrubber.look_again()
        for cell in self.nb.cells:
            if cell.metadata.papermill["status"] != self.PENDING:
                cell.source = self._scrubber.text(cell.source)
            for output in cell.get("outputs", ()):
                self._scrubber.output(output)
        parameters = self.nb.metadata.papermill["parameters"]
        self.nb.metadata.papermill["parameters"] = self._scrubber.value(cast("Json", parameters))


def _without_folders(value: Json) -> Json:
    """Return an existing absolute path relative to the current folder, or only its name."""
    if not isinstance(value, str) or not Path(value).is_absolute():
        return value
    if not os.path.exists(value):  # noqa: PTH110  # Path.exists raises when a text is no path
        return value
    path, here = Path(value), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else path.name
