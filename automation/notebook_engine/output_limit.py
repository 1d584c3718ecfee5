"""Keeps a cell that prints without end from filling memory and disk."""

from collections.abc import MutableSequence

from nbformat import NotebookNode, v4

from automation.jobs.result import RESULT_MIME
from automation.language import Translate, mark

CELL_LIMIT = 4_000_000
"""Characters of output one cell may leave; some thirty charts, or 50,000 printed lines."""

CUT = mark("The rest of this cell's output was left out: it is too long.")


class OutputLimit:
    """Counts what the current cell has shown; joins streams and drops what is too much.

    Streams are joined because a secret printed in two parts must be found as one.
    """

    def __init__(self, translate: Translate) -> None:
        self._note = f"\n{translate(CUT)}\n"
        self._cell = -1
        self._size = 0

    def apply(self, outputs: MutableSequence[NotebookNode], cell: int) -> None:
        """Take the newest output into account; it is the last in `outputs`."""
        if cell != self._cell:
            self._cell, self._size = cell, 0
        newest = outputs[-1]
        was_full = self._size > CELL_LIMIT
        self._size += _size(newest)
        if self._size > CELL_LIMIT and not _is_needed(newest):
            outputs.pop()
            if not was_full:
                outputs.append(v4.new_output("stream", name="stderr", text=self._note))
        elif len(outputs) > 1 and _same_stream(outputs[-2], newest):
            outputs[-2].text += newest.text
            outputs.pop()


def _size(output: NotebookNode) -> int:
    if output.output_type == "stream":
        return len(output.text)
    return sum(len(str(value)) for value in output.get("data", {}).values())


def _is_needed(output: NotebookNode) -> bool:
    return output.output_type == "error" or RESULT_MIME in output.get("data", {})


def _same_stream(one: NotebookNode, other: NotebookNode) -> bool:
    kinds = {one.output_type, other.output_type}
    return kinds == {"stream"} and bool(one.name == other.name)
