"""What a lost write hit in columns nobody knows: told by the value, and only where it is certain."""

import pytest

from automation.workbook.backends.google.looking import View
from automation.workbook.backends.google.sending import Sent
from automation.workbook.backends.google.sheet import Rows
from automation.workbook.backends.google.strays import strays
from automation.workbook.backends.resolve import CellEdit, TabEdits
from automation.workbook.protocol import Cell

BEFORE: Rows = [["Post", "State", "Judul", "Catatan"], ["P-1", "idea", "Kopi", None]]
MOVED: list[Cell] = ["Judul", "Post", "State", "Catatan"]
"""As the columns stand now; where the write landed, they stood in a third order."""


def sent(value: Cell) -> Sent:
    """Return a write of one cell of the column State, whose answer was lost."""
    cell = CellEdit(row=1, column=1, value=value)  # type: ignore[arg-type]
    edits = TabEdits(tab="Kalender", filled=2, cells=[cell])
    return Sent(id=1, tab="Kalender", id_column="Post", view=View(rows=BEFORE), edits=edits)


def given_back(*rows: list[Cell], value: Cell = "published") -> list[tuple[int, int, Cell]]:
    def stood(row_id: str, key: str) -> Cell:
        cells = dict(zip(["post", "state", "judul", "catatan"], BEFORE[1], strict=True))
        return cells[key] if row_id == "P-1" else None

    found = strays(sent(value), [MOVED, *rows], stood, (0, 1))
    return [(edit.row, edit.column, edit.value) for edit in found]


def test_a_cell_that_holds_what_was_meant_for_another_column_is_given_back() -> None:
    assert given_back(["published", "P-1", "idea", None]) == [(1, 0, "Kopi")]
    assert given_back(["Kopi", "P-1", "idea", "published"]) == [(1, 3, None)]


def test_the_row_is_found_where_it_stands_now() -> None:
    assert given_back(["Teh", "P-2", "idea", None], ["published", "P-1", "idea", None]) == [
        (2, 0, "Kopi")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["published", "P-1", "published", None]], id="it stands where it belongs"),
        pytest.param([["Kopi", "P-1", "idea", None]], id="it was never made"),
        pytest.param([["published", "P-1", "idea", "published"]], id="two cells could be meant"),
        pytest.param([["published", "P-9", "idea", None]], id="the row is gone"),
        pytest.param([["published", "P-1", "idea", None]] * 2, id="the row was copied"),
    ],
)
def test_nothing_is_touched_where_it_is_not_certain(rows: list[list[Cell]]) -> None:
    assert given_back(*rows) == []


def test_an_emptied_cell_tells_nothing() -> None:
    assert given_back(["Kopi", "P-1", "idea", None], value=None) == []
