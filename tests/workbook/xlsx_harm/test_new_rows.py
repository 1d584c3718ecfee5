"""New rows look and stand as people's own do."""

from pathlib import Path

from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append
from tests.workbook.rich_workbooks import members, rewrite
from tests.workbook.xlsx_harm.changes import SHEET, append, calendar, commit_everywhere, looks


def test_filter_and_table_grow_with_the_rows_added_below_them(rich: Path) -> None:
    commit_everywhere(rich)

    parts = members(rich)
    assert b'<autoFilter ref="A2:H9">' in parts[SHEET]
    assert b"kalender!$A$2:$H$9" in parts["xl/workbook.xml"]
    assert parts["xl/tables/table1.xml"].count(b'ref="A1:C4"') == 2
    assert b'<dimension ref="A1:K9"/>' in parts[SHEET]


def test_a_new_cell_looks_as_its_row_or_its_column_does(rich: Path) -> None:
    commit_everywhere(rich)
    XlsxBackend(rich).add_columns("kalender", id_column="Post", headers=["Revisi"])
    XlsxBackend(rich).commit(
        [
            Append(
                tab="kalender",
                id_column="Post",
                event="P-10",
                cells={"Catatan tim": 7, "Revisi": "a1"},
            )
        ]
    )

    look = looks(rich)
    pink = "FFF4CCCC"
    assert look["kalender", "E5"][3] == pink
    assert look["kalender", "H10"][3] == pink
    assert look["kalender", "L10"][3] != pink


def test_a_new_row_takes_no_date_format_for_a_number(rich: Path) -> None:
    XlsxBackend(rich).commit(
        [
            Append(
                tab="kalender",
                id_column="Post",
                event="P-9",
                cells={"Waktu tayang": 7, "State": "idea"},
            )
        ]
    )

    assert calendar(rich).rows[8][2] == 7
    assert looks(rich)["kalender", "C9"][1] == "General"
    assert looks(rich)["kalender", "D9"][3] == "FFF4CCCC"


def test_a_row_no_longer_says_it_ends_where_it_did(rich: Path) -> None:
    assert b'<row r="2" spans="1:11"' in members(rich)[SHEET]

    XlsxBackend(rich).add_columns("kalender", id_column="Post", headers=["Revisi"])

    assert b'<row r="2" spans=' not in members(rich)[SHEET]


def test_a_table_with_totals_stays_above_the_new_rows(rich: Path) -> None:
    name = "xl/tables/table1.xml"
    table = members(rich)[name].replace(b'totalsRowShown="0"', b'totalsRowCount="1"')
    rewrite(rich, {name: table})

    commit_everywhere(rich)

    assert members(rich)[name] == table


def test_new_rows_step_over_rows_where_formulas_wait_in_our_columns(rich: Path) -> None:
    waiting = b'<row r="9"><c r="D9"><f>""</f><v></v></c></row><row r="10" ht="30"><c r="H10" s="2"/></row>'
    rewrite(rich, {SHEET: members(rich)[SHEET].replace(b"</sheetData>", waiting + b"</sheetData>")})

    XlsxBackend(rich).commit([append("P-9", State="idea"), append("P-10", State="idea")])

    part = members(rich)[SHEET]
    assert [row[0] if row else None for row in calendar(rich).rows[8:]] == [None, "P-9", "P-10"]
    assert b'<f>""</f>' in part
    assert b'<row r="10" ht="30"><c r="A10"' in part
    assert b'<c r="H10" s="2"/>' in part
