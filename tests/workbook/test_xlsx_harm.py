"""A commit harms nothing: every part and every cell is compared, before and after."""

import shutil
import warnings
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append, Cell, Grid, Patch, RowRef, Written
from tests.workbook.rich_workbooks import convert, make_rich, members, office, rewrite

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
MAY_CHANGE = {SHEET, "xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/tables/table1.xml"}


@pytest.fixture(scope="module", params=["XlsxWriter", "LibreOffice"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "kalender.xlsx"
    make_rich(path)
    if request.param == "LibreOffice":
        if office() is None:
            pytest.skip("LibreOffice is not installed: no workbook saved by it to compare")
        return convert(path, "xlsx", path.parent / "saved")
    return path


@pytest.fixture
def workbook(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def rich(tmp_path: Path) -> Path:
    path = tmp_path / "kalender.xlsx"
    make_rich(path)
    return path


def calendar(path: Path) -> Grid:
    return XlsxBackend(path).read(["kalender"])["kalender"]


def patch(path: Path, post: str, column: str, value: Written) -> Patch:
    return Patch(
        tab="kalender", id_column="Post", row=RowRef(id=post, index=0), column=column, value=value
    )


def append(event: str, tab: str = "kalender", **cells: Written) -> Append:
    id_column = "Post" if tab == "kalender" else "Event"
    return Append(tab=tab, id_column=id_column, event=event, cells=cells)


def commit_everywhere(path: Path) -> None:
    XlsxBackend(path).commit(
        [
            patch(path, "P-2", "State", "published"),
            patch(path, "P-3", "URL", "https://kopi.example/3"),
            append("P-9", State="idea", Suka=3, URL="=SUM(A1)"),
            append("e-3", tab="publikasi", State="claimed"),
        ]
    )


def cells(path: Path) -> dict[tuple[str, int, int], Cell]:
    backend = XlsxBackend(path)
    return {
        (tab, row, column): cell
        for tab, grid in backend.read(backend.tabs()).items()
        for row, line in enumerate(grid.rows)
        for column, cell in enumerate(line)
        if cell is not None
    }


def looks(path: Path) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return every cell's formula or value, style and note, as another program sees them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): (
            getattr(cell.value, "text", cell.value),
            cell.number_format,
            cell.font.b,
            cell.fill.fgColor.rgb,
            cell.border.left.style,
            cell.comment.text if cell.comment else None,
        )
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }


def element(part: bytes, name: str) -> bytes:
    found = etree.fromstring(part).find(f"{MAIN}{name}")
    assert found is not None
    return etree.tostring(found)


def test_every_untouched_part_stays_byte_for_byte_and_in_its_order(workbook: Path) -> None:
    before = members(workbook)

    commit_everywhere(workbook)

    after = members(workbook)
    assert list(after) == list(before)
    assert {name for name in before if before[name] != after[name]} <= MAY_CHANGE


def test_every_other_cell_keeps_its_value_computed_ones_too(workbook: Path) -> None:
    before = cells(workbook)

    commit_everywhere(workbook)

    after = cells(workbook)
    changed = {place: after[place] for place in after if after[place] != before.get(place)}
    assert changed == {
        ("kalender", 3, 3): "published",
        ("kalender", 4, 4): "https://kopi.example/3",
        ("kalender", 8, 0): "P-9",
        ("kalender", 8, 3): "idea",
        ("kalender", 8, 4): "=SUM(A1)",
        ("kalender", 8, 5): 3,
        ("publikasi", 3, 0): "e-3",
        ("publikasi", 3, 1): "claimed",
    }
    assert before.keys() <= after.keys()
    assert before["kalender", 2, 6] == 20


def test_formulas_colours_formats_and_notes_stay(workbook: Path) -> None:
    before = looks(workbook)

    commit_everywhere(workbook)

    after = looks(workbook)
    changed = {place for place in before if before[place] != after[place]}
    assert changed == {("kalender", "D4"), ("kalender", "E5")}
    assert after["kalender", "D4"][1:] == before["kalender", "D4"][1:]
    assert after["kalender", "B3"][5] == "Sari: pakai foto baru"


@pytest.mark.parametrize(
    "name", ["sheetViews", "cols", "conditionalFormatting", "dataValidations", "mergeCells", "drawing",
             "legacyDrawing", "hyperlinks", "extLst"],
)  # fmt: skip
def test_what_the_sheet_says_beside_its_cells_stays(rich: Path, name: str) -> None:
    before = element(members(rich)[SHEET], name)

    commit_everywhere(rich)

    assert element(members(rich)[SHEET], name) == before


def test_rows_that_do_not_change_keep_every_byte(rich: Path) -> None:
    before = members(rich)[SHEET].split(b"<row ")

    commit_everywhere(rich)

    after = members(rich)[SHEET].split(b"<row ")
    assert [n for n in range(1, 8) if before[n] != after[n]] == [4, 5]


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


def test_new_rows_step_over_rows_where_formulas_wait_in_our_columns(rich: Path) -> None:
    waiting = b'<row r="9"><c r="D9"><f>""</f><v></v></c></row><row r="10" ht="30"><c r="H10" s="2"/></row>'
    rewrite(rich, {SHEET: members(rich)[SHEET].replace(b"</sheetData>", waiting + b"</sheetData>")})

    XlsxBackend(rich).commit([append("P-9", State="idea"), append("P-10", State="idea")])

    part = members(rich)[SHEET]
    assert [row[0] if row else None for row in calendar(rich).rows[8:]] == [None, "P-9", "P-10"]
    assert b'<f>""</f>' in part
    assert b'<row r="10" ht="30"><c r="A10"' in part
    assert b'<c r="H10" s="2"/>' in part


@pytest.mark.skipif(
    office() is None, reason="LibreOffice is not installed: nothing to open the file with"
)
def test_another_program_opens_the_result_and_sees_it(workbook: Path, tmp_path: Path) -> None:
    commit_everywhere(workbook)

    seen = convert(workbook, "csv", tmp_path / "opened").read_text(encoding="utf-8").splitlines()

    assert seen[3].startswith("P-2,Promo no. 2,")
    assert ",published,,20,40," in seen[3]
    assert seen[8].startswith("P-9,,,idea,=SUM(A1),3")


def test_a_part_with_comments_and_cdata_is_patched_all_the_same(rich: Path) -> None:
    part = members(rich)[SHEET]
    part = part.replace(b"<sheetData>", b"<sheetData><!-- <row r='3'> --><?lama <row r='4'>?>", 1)
    part = part.replace(b"<f>F4*2</f>", b"<f><![CDATA[F4*2]]></f>")
    rewrite(rich, {SHEET: part})

    XlsxBackend(rich).commit([patch(rich, "P-2", "State", "published")])

    assert calendar(rich).rows[3][3] == "published"
    assert looks(rich)["kalender", "G4"][0] == "=F4*2"


def test_rows_and_cells_without_addresses_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "tanpa alamat.xlsx"
    make_rich(path)
    text = '<c t="inlineStr"><is><t>{}</t></is></c>'
    rows = "".join(
        f"<row>{''.join(map(text.format, cells))}</row>"
        for cells in (["Post", "State"], ["P-1", "idea"])
    )
    start, _, rest = members(path)[SHEET].partition(b"<sheetData>")
    end = rest.partition(b"</sheetData>")[2].partition(b"<mergeCells")[0]
    rewrite(
        path,
        {SHEET: start + b"<sheetData>" + rows.encode() + b"</sheetData>" + end + b"</worksheet>"},
    )

    XlsxBackend(path).commit([patch(path, "P-1", "State", "ready"), append("P-2", State="idea")])

    assert list(map(list, calendar(path).rows)) == [
        ["Post", "State"],
        ["P-1", "ready"],
        ["P-2", "idea"],
    ]


def test_a_prefixed_part_as_other_libraries_write_it_is_patched(rich: Path) -> None:
    prefixed = etree.fromstring(members(rich)[SHEET])
    text = etree.tostring(prefixed).decode().replace('xmlns="', 'xmlns:x="', 1)
    tags = ("worksheet", "sheetData", "row", "c", "v", "f", "dimension", "sheetViews", "sheetView", "cols",
            "col", "pane", "selection", "sheetFormatPr", "autoFilter", "filterColumn", "filters", "filter",
            "sheetPr")  # fmt: skip
    body = text.partition("<mergeCells")[0] + "</worksheet>"
    for tag in tags:
        for mark in (" ", ">", "/>"):
            body = body.replace(f"<{tag}{mark}", f"<x:{tag}{mark}")
        body = body.replace(f"</{tag}>", f"</x:{tag}>")
    rewrite(rich, {SHEET: body.encode()})

    XlsxBackend(rich).commit(
        [patch(rich, "P-2", "State", "published"), append("P-9", State="idea")]
    )

    part = members(rich)[SHEET]
    assert calendar(rich).rows[3][3] == "published"
    assert calendar(rich).rows[8][:4] == ["P-9", None, None, "idea"]
    assert b'<x:row r="9"><x:c r="A9" t="inlineStr"><x:is><x:t' in part
