"""What the .xlsx back-end takes, to one raw read of the same file."""

from collections.abc import Iterator
from pathlib import Path

from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append, Patch, RowRef
from tests.bench.measure import Line, best, here, ratio
from tests.bench.raw_read import raw_read
from tests.contracts.stages import Rows, write_xlsx

COLUMNS, ROWS = 36, 10_000
TAB = "kalender"


def lines(folder: Path) -> Iterator[Line]:
    """Measure one tab of 10,000 rows of short texts and numbers."""
    path = folder / "tab.xlsx"
    write_xlsx(path, {TAB: _calendar()})
    backend = XlsxBackend(path)
    rounds = iter(range(1_000))
    costs = best(
        {
            "raw": lambda: here(lambda: raw_read(path)),
            "read": lambda: here(lambda: backend.read([TAB])),
            "patch 200 cells": lambda: here(lambda: backend.commit(_patches(next(rounds)))),
            "append 50 rows": lambda: here(lambda: backend.commit(_appends(next(rounds)))),
        },
        rounds=3,
    )
    for name in ("read", "patch 200 cells", "append 50 rows"):
        what = f"{name}, {ROWS:,} rows x {COLUMNS} columns, to a raw read"
        yield ratio(what, costs[name], costs["raw"], limit=None)


def _calendar() -> Rows:
    rows: Rows = [["Post", *[f"Kolom {column}" for column in range(1, COLUMNS)]]]
    for row in range(ROWS):
        cells = [
            row * column if column % 3 == 0 else f"Promo {row * column % 9_999}"
            for column in range(1, COLUMNS)
        ]
        rows.append([f"P-{row}", *cells])
    return rows


def _patches(step: int) -> list[Patch]:
    return [
        Patch(
            tab=TAB,
            id_column="Post",
            row=RowRef(id=f"P-{row}", index=row + 1),
            column="Kolom 1",
            value=f"baru {step}",
        )
        for row in range(0, ROWS, ROWS // 200)
    ]


def _appends(step: int) -> list[Append]:
    return [
        Append(tab=TAB, id_column="Post", event=f"e-{step}-{place}", cells={"Kolom 1": "x"})
        for place in range(50)
    ]
