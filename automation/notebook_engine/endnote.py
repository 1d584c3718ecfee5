"""What is written into a notebook whose run did not end well, for whoever opens it."""

import re

from nbformat import NotebookNode, v4

from automation.notebook_engine.outcome import Ending

NOT_RUN = "not run"
FAILED = "failed"
ENDNOTE_TAG = "lembar-ending"

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$<>&])")


def write_endnote(
    notebook: NotebookNode, running: NotebookNode | None, ending: Ending, what: str, fix: str
) -> None:
    """Say at the top how the run ended, mark the cell it ended in and those that never ran.

    Args:
        notebook: Changed in place.
        running: The cell that was running; it gets an error shown below it if it has none.
        ending: How the run ended.
        what: The same as a sentence for people.
        fix: What they can do now.
    """
    for cell in notebook.cells:
        if cell.metadata.papermill["status"] == "pending":
            cell.metadata.papermill["status"] = NOT_RUN
    if running is not None:
        _mark_failed(running, ending, what)
    notebook.cells.insert(0, _banner(what, fix))


def _mark_failed(cell: NotebookNode, ending: Ending, what: str) -> None:
    error_type = ending.error_type or ending.outcome.value.title().replace("_", "")
    cell.metadata.papermill.update(status=FAILED, exception=True, error_type=error_type)
    outputs = cell.setdefault("outputs", [])
    if not any(output.output_type == "error" for output in outputs):
        outputs.append(v4.new_output("error", ename=error_type, evalue=what, traceback=[what]))


def _banner(what: str, fix: str) -> NotebookNode:
    cell = v4.new_markdown_cell(f"> **{_escape(what)}**\n>\n> {_escape(fix)}")
    cell.metadata.update(tags=[ENDNOTE_TAG], papermill={"status": "completed"})
    return cell


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
