"""`lembar run publish` with nothing due, to an empty Papermill run and one raw read of the file."""

from collections.abc import Iterator
from pathlib import Path

from tests.bench.calendars import NOW, write_calendar
from tests.bench.measure import Line, best, command, here, ratio
from tests.bench.raw_read import raw_read

_EMPTY = """
import sys, nbformat, papermill
cell = nbformat.v4.new_code_cell("")
book = nbformat.v4.new_notebook(cells=[cell])
papermill.execute_notebook(book, "out.ipynb", kernel_name="python3", progress_bar=False)
"""
_WITHOUT_GRAMMAR = "import sys; sys.modules['rfc3987_syntax'] = None\n" + _EMPTY


def lines(folder: Path) -> Iterator[Line]:
    """Measure with 10,000 rows of 36 columns, nine of ten published, with their logs."""
    path = folder / "calendar.xlsx"
    write_calendar(path, posts=10_000, published=9_000)
    now = f"--now={NOW.isoformat()}"
    run = ("-m", "automation", "run", "publish", str(path), now)
    costs = best(
        {
            "run": lambda: command(*run, folder=folder)[0],
            "empty": lambda: command("-c", _EMPTY, folder=folder)[0],
            "bare": lambda: command("-c", _WITHOUT_GRAMMAR, folder=folder)[0],
            "raw": lambda: here(lambda: raw_read(path)),
        }
    )
    what = "lembar run publish, 10,000 rows, nothing due"
    raw = costs["raw"]
    yield ratio(
        f"{what}, to an empty Papermill run + a raw read",
        costs["run"],
        costs["empty"] + raw,
        limit=1.5,
        note=f"the raw read takes {raw.wall_s:.2f} s",
    )
    yield ratio(
        f"{what}, where Papermill starts without jsonschema's grammar",
        costs["run"],
        costs["bare"] + raw,
        limit=None,
    )
