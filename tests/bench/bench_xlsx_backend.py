"""How long the .xlsx back-end takes, as ratios to one raw calamine read of the same file.

Run: python -m tests.bench.bench_xlsx_backend [ROWS]
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from python_calamine import CalamineWorkbook

from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append, Patch, RowRef
from tests.contracts.stages import Rows, write_xlsx

COLUMNS = 36
REPEATS = 3


def calendar(row_count: int) -> Rows:
    """Return a calendar of short texts and numbers."""
    header = ["Post", *[f"Kolom {column}" for column in range(1, COLUMNS)]]
    rows: Rows = [list(header)]
    for row in range(row_count):
        cells = [
            row * column if column % 3 == 0 else f"Promo {row * column % 9_999}"
            for column in range(1, COLUMNS)
        ]
        rows.append([f"P-{row}", *cells])
    return rows


def best_s(work: Callable[[], object]) -> float:
    """Return the best of a few runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def main(row_count: int) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.xlsx"
        write_xlsx(path, {"kalender": calendar(row_count)})
        backend = XlsxBackend(path)
        steps = iter(range(REPEATS))

        def raw() -> None:
            with CalamineWorkbook.from_path(path) as workbook:
                workbook.get_sheet_by_name("kalender").to_python(skip_empty_area=False)

        def patch() -> None:
            places = range(0, row_count, max(1, row_count // 200))
            refs = [RowRef(id=f"P-{row}", index=row + 1) for row in places]
            backend.commit(
                [
                    Patch(tab="kalender", id_column="Post", row=ref, column="Kolom 1", value="baru")
                    for ref in refs
                ]
            )

        def append() -> None:
            step = next(steps)
            backend.commit(
                [
                    Append(
                        tab="kalender",
                        id_column="Post",
                        event=f"e-{step}-{n}",
                        cells={"Kolom 1": "x"},
                    )
                    for n in range(50)
                ]
            )

        unit = best_s(raw)
        sys.stdout.write(f"{row_count} rows x {COLUMNS} columns, one raw read {unit:.3f} s\n")
        for name, work in (
            ("read", lambda: backend.read(["kalender"])),
            ("patch 200 cells", patch),
            ("append 50 rows", append),
        ):
            sys.stdout.write(f"{name:16} {best_s(work) / unit:5.2f} x raw read\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
