"""What an answer shows of cells: typed ones are compared, computed ones may follow from our write."""

from automation.workbook.backends.google.looking import View
from automation.workbook.backends.google.sending import Sent
from automation.workbook.backends.google.sheet import Rows, seen_in
from automation.workbook.backends.resolve import CellEdit, TabEdits


def text(value: str) -> dict[str, object]:
    return {"effectiveValue": {"stringValue": value}, "userEnteredValue": {"stringValue": value}}


def formula(shown: str) -> dict[str, object]:
    return {
        "effectiveValue": {"stringValue": shown},
        "userEnteredValue": {"formulaValue": '=IF(A2="","baru","dikenal")'},
    }


def filled_from_above(shown: str) -> dict[str, object]:
    """A cell that ARRAYFORMULA fills: it shows a value, and nobody entered one there."""
    return {"effectiveValue": {"stringValue": shown}}


def test_a_row_stays_the_same_row_when_only_what_is_computed_changed() -> None:
    rows: Rows = [["Post", "Judul", "A", "B"], [None, "Kopi", "baru", "baru"]]
    sent = Sent(
        id=0,
        tab="kalender",
        id_column="Post",
        view=View(rows=rows),
        edits=TabEdits(tab="kalender", cells=[CellEdit(row=1, column=0, value="P-1")], filled=2),
    )

    def shows(*cells: dict[str, object]) -> bool:
        row = [text("P-1"), *cells]
        seen = seen_in({"data": [{"startRow": 1, "rowData": [{"values": row}]}]})
        return sent.is_same_row(1, seen, 1)

    assert shows(text("Kopi"), formula("dikenal"), filled_from_above("dikenal"))
    assert not shows(text("Teh"), formula("dikenal"), filled_from_above("dikenal"))
    assert not shows(text("Kopi"), text("dikenal"), filled_from_above("dikenal"))
