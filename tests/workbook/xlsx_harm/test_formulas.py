"""Formulas stay formulas, and are computed anew."""

from pathlib import Path

import openpyxl

from automation.workbook.backends.xlsx import XlsxBackend
from tests.workbook.rich_workbooks import members, rewrite
from tests.workbook.xlsx_harm.changes import (
    SHEET,
    append,
    calendar,
    commit_everywhere,
    looks,
    patch,
)


def test_formulas_are_computed_when_the_file_is_next_opened(rich: Path) -> None:
    rewrite(
        rich,
        {"xl/workbook.xml": members(rich)["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")},
    )

    commit_everywhere(rich)

    assert b'fullCalcOnLoad="1"' in members(rich)["xl/workbook.xml"]


def test_a_workbook_without_formulas_keeps_its_workbook_part(tmp_path: Path) -> None:
    path = tmp_path / "polos.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Post", "State"])
    book.worksheets[0].append(["P-1", "idea"])
    book.worksheets[0].title = "kalender"
    book.save(path)
    rewrite(
        path,
        {"xl/workbook.xml": members(path)["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")},
    )
    before = members(path)

    XlsxBackend(path).commit([patch(path, "P-1", "State", "ready"), append("P-2")])

    after = members(path)
    assert [name for name in before if before[name] != after[name]] == [SHEET]


def test_a_formula_in_a_touched_cell_goes_with_its_place_in_the_calculation_order(
    rich: Path,
) -> None:
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    parts = members(rich)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    schema = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    rewrite(rich, {
        "xl/calcChain.xml": b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="G6" i="1"/></calcChain>',
        rels: parts[rels].replace(b"</Relationships>", b'<Relationship Id="rId99" Type="' + schema + b'" Target="calcChain.xml"/></Relationships>'),
        types: parts[types].replace(b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="' + kind + b'"/></Types>'),
    })  # fmt: skip

    XlsxBackend(rich).commit([patch(rich, "P-4", "Skor", 5)])

    after = members(rich)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after[rels] + after[types]
    assert calendar(rich).rows[5][6] == 5
    assert looks(rich)["kalender", "G6"][0] == 5


def test_a_cell_that_an_array_formula_fills_is_skipped_and_said(rich: Path) -> None:
    part = members(rich)[SHEET].replace(b">Post<", b">Post<")
    part = part.replace(
        b'<c r="J4"', b'<c r="J2" t="inlineStr"><is><t>Array</t></is></c><c r="J4"', 1
    )
    header = part.index(b'<c r="J2"')
    cell = part[header : part.index(b"</c>", header) + 4]
    part = part.replace(cell, b"", 1).replace(b'</row><row r="3"', cell + b'</row><row r="3"', 1)
    rewrite(rich, {SHEET: part})
    changes = [patch(rich, post, "Array", 1) for post in ("P-1", "P-2", "P-3", "P-4", "P-5")]

    done = XlsxBackend(rich).commit(changes)

    assert done.skipped == tuple(changes[1:4])
    assert [row[9] for row in calendar(rich).rows[2:7]] == [1, 30, 0, 0, 1]


def test_the_cell_whose_formula_others_share_is_skipped_and_the_others_are_not(rich: Path) -> None:
    part = members(rich)[SHEET]
    part = part.replace(b"<f>F3*2</f>", b'<f t="shared" ref="G3:G8" si="0">F3*2</f>')
    for row in range(4, 9):
        part = part.replace(b"<f>F%d*2</f>" % row, b'<f t="shared" si="0"/>')
    rewrite(rich, {SHEET: part})
    master, follower = patch(rich, "P-1", "Skor", 1), patch(rich, "P-2", "Skor", 2)

    done = XlsxBackend(rich).commit([master, follower])

    assert done.skipped == (master,)
    assert [row[6] for row in calendar(rich).rows[2:5]] == [20, 2, 60]
