"""What each code cell of a notebook is about, for showing progress."""

from collections.abc import Iterable

from nbformat import NotebookNode


def headings(cells: Iterable[NotebookNode]) -> list[str]:
    """Return for each code cell the last Markdown heading above it, or an empty text."""
    found = []
    heading = ""
    for cell in cells:
        if cell.cell_type == "code":
            found.append(heading)
        elif cell.cell_type == "markdown":
            lines = [line for line in cell.source.splitlines() if line.startswith("#")]
            heading = lines[-1].lstrip("#").strip() if lines else heading
    return found
