"""The stage of the contract: a small team's calendar, and how its cells are read and changed.

A header, three posts, one column that is nobody's, and an empty tab beside it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest

from automation.workbook.protocol import Append, Backend, Cell, Grid, Patch, RowRef, Written
from tests.contracts.stages import Rows, Stage

CALENDAR: Rows = [
    ["Post", "Judul", "Waktu tayang", "State", "URL", "Catatan tim"],
    [
        "P-1",
        "Promo kopi susu",
        datetime.fromisoformat("2026-12-31 09:00"),
        "idea",
        None,
        "jangan lupa logo",
    ],
    ["P-2", "Resep cold brew", datetime.fromisoformat("2026-12-31 17:30"), "idea", None, None],
    ["P-3", "Ulang tahun toko 🎂", date(2027, 1, 1), "idea", None, "7"],
]

OpenStage = Callable[[dict[str, Rows]], Stage]


def as_grid(backend: Backend, tab: str = "calendar") -> list[list[Cell]]:
    return [list(row) for row in backend.read([tab])[tab].rows]


def ref(grid: Grid, index: int) -> RowRef:
    row = grid.rows[index]
    return RowRef(id=str(row[0] or ""), index=index, as_read=row)


def patch(row: RowRef, column: str, value: Written, *, tab: str = "calendar") -> Patch:
    return Patch(tab=tab, id_column="Post", row=row, column=column, value=value)


def append(event: str, *, tab: str = "calendar", **cells: Written) -> Append:
    return Append(tab=tab, id_column="Post", event=event, cells=cells)


def calendar_with(*rows: Sequence[Cell]) -> dict[str, Rows]:
    return {"calendar": [list(CALENDAR[0]), *[list(row) for row in rows]], "runs": []}


@pytest.fixture
def stage(open_stage: OpenStage) -> Stage:
    return open_stage({"calendar": [list(row) for row in CALENDAR], "runs": []})
