"""Tabs and columns are added to a workbook people already use, and nothing of theirs is lost."""

import shutil
import warnings
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from automation.errors import ColumnMissing
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Append
from tests.workbook.rich_workbooks import convert, make_rich, members, office

BESIDE = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


@pytest.fixture(scope="module", params=["XlsxWriter", "LibreOffice", "openpyxl"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "kalender.xlsx"
    make_rich(path)
    if request.param == "LibreOffice":
        if office() is None:
            pytest.skip("LibreOffice is not installed: no workbook saved by it to add to")
        return convert(path, "xlsx", path.parent / "saved")
    if request.param == "openpyxl":
        opened(path).save(path)
    return path


@pytest.fixture
def host(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def donor(tmp_path: Path) -> Path:
    path = tmp_path / "baru.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        title = workbook.add_format({"bold": True, "bg_color": "#38761d", "font_color": "#ffffff"})
        money = workbook.add_format({"num_format": '"Rp" #,##0', "locked": False})
        late = workbook.add_format({"bg_color": "#cc0000"})
        workbook.add_worksheet("kalender").write_string("A1", "never copied")
        sheet = workbook.add_worksheet("anggota")
        sheet.activate()
        sheet.write_row("A1", ["Anggota", "Peran", "Upah", "Catatan"], title)
        sheet.write_string("A2", "Sari  Dewi ")
        sheet.write_rich_string("D2", "tebal ", title, "sekali")
        sheet.write_number("C2", 150_000, money)
        sheet.write_formula("C3", "=SUM(C2:C2)", money, 150_000)
        sheet.set_column("B:B", 20, title)
        sheet.data_validation("B2:B99", {"validate": "list", "source": "=peran"})
        sheet.conditional_format(
            "C2:C99", {"type": "cell", "criteria": ">", "value": 5, "format": late}
        )
        sheet.write_comment("A1", "Satu baris, satu orang")
        sheet.write_url("D3", "https://example.org/panduan", string="panduan")
        sheet.autofilter("A1:D3")
        sheet.freeze_panes(1, 0)
        sheet.protect()
        lists = workbook.add_worksheet("daftar")
        lists.write_column("A1", ["penulis", "penyetuju"])
        lists.hide()
        workbook.define_name("peran", "=daftar!$A$1:$A$2")
    return path


def opened(path: Path) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path, rich_text=True)


def looks(sheet: Worksheet) -> dict[str, tuple[object, ...]]:
    """Return what a person sees of every cell; a plain cell's colour is its workbook's own."""
    return {
        cell.coordinate: (
            str(getattr(cell.value, "text", cell.value)), cell.number_format, cell.font.b, cell.fill.fgColor.rgb,
            cell.font.color.rgb if cell.fill.fill_type and cell.font.color else None,
            cell.protection.locked, cell.comment.text if cell.comment else None,
            cell.hyperlink.target if cell.hyperlink else None,
        )
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }  # fmt: skip


def test_missing_tabs_come_with_their_looks_rules_notes_and_links(host: Path, donor: Path) -> None:
    before = XlsxBackend(host).tabs()

    XlsxBackend(host).add_tabs(donor, ["kalender", "anggota", "daftar"])

    book, source = opened(host), opened(donor)
    assert XlsxBackend(host).tabs() == [*before, "anggota", "daftar"]
    assert looks(book["anggota"]) == looks(source["anggota"])
    assert book["daftar"].sheet_state == "hidden"
    assert book["anggota"].freeze_panes == "A2"
    assert book["anggota"].protection.sheet
    assert [rule.formula1 for rule in book["anggota"].data_validations.dataValidation] == ["peran"]
    assert book.defined_names["peran"].attr_text == "daftar!$A$1:$A$2"
    assert book["anggota"].auto_filter.ref == "A1:D3"
    (area,) = book["anggota"].conditional_formatting
    assert area.rules[0].dxf.fill.bgColor.rgb == "FFCC0000"
    assert book["anggota"].column_dimensions["B"].width > 15


def test_a_new_tab_is_neither_chosen_nor_restyled_where_it_is_plain(
    host: Path, donor: Path
) -> None:
    XlsxBackend(host).add_tabs(donor, ["anggota"])

    part = next(
        content
        for content in members(host).values()
        if b">Anggota<" in content and b"<sheetData" in content
    )
    assert b"tabSelected" not in part
    assert b'<c r="A2" t="inlineStr"' in part


def test_everything_that_was_there_stays(host: Path, donor: Path) -> None:
    before, tabs = members(host), XlsxBackend(host).tabs()
    cells, book = XlsxBackend(host).read(tabs), opened(host)

    XlsxBackend(host).add_tabs(donor, ["anggota", "daftar"])

    after = members(host)
    assert {name for name in before if after.get(name) != before[name]} <= BESIDE
    assert XlsxBackend(host).read(tabs) == cells
    for sheet in book.worksheets:
        assert looks(opened(host)[sheet.title]) == looks(sheet)


def test_adding_the_same_tabs_again_changes_nothing(host: Path, donor: Path) -> None:
    XlsxBackend(host).add_tabs(donor, ["anggota"])
    before = host.read_bytes()

    XlsxBackend(host).add_tabs(donor, ["anggota", "Kalender"])

    assert host.read_bytes() == before


def test_a_new_tab_is_written_like_any_other(host: Path, donor: Path) -> None:
    backend = XlsxBackend(host)
    backend.add_tabs(donor, ["anggota", "daftar"])

    backend.commit([Append(tab="anggota", id_column="Anggota", event="Budi", cells={"Upah": 7})])

    assert backend.read(["anggota"])["anggota"].rows[3] == ["Budi", None, 7]


@pytest.mark.skipif(
    office() is None, reason="LibreOffice is not installed: nothing to open the file with"
)
def test_another_program_opens_the_new_tab(host: Path, donor: Path, tmp_path: Path) -> None:
    XlsxBackend(host).add_tabs(donor, ["anggota", "daftar"])

    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
    convert(host, every_sheet, tmp_path / "opened")

    seen = (tmp_path / "opened" / f"{host.stem}-anggota.csv").read_text(encoding="utf-8")
    assert seen.splitlines()[:3] == [
        "Anggota,Peran,Upah,Catatan",
        'Sari  Dewi ,,"Rp 150,000",tebal sekali',
        ',,"Rp 150,000",panduan',
    ]


def test_missing_columns_go_to_the_right_of_everything_and_look_like_headers(host: Path) -> None:
    backend = XlsxBackend(host)

    for _ in range(2):
        backend.add_columns("kalender", id_column="Post", headers=["judul", "Revisi", "Masalah"])

    rows = backend.read(["kalender"])["kalender"].rows
    assert rows[1][7:] == ["Catatan tim", None, None, None, "Revisi", "Masalah"]
    sheet = opened(host)["kalender"]
    assert sheet["L2"].fill.fgColor.rgb == sheet["H2"].fill.fgColor.rgb == "FFFFD966"
    assert sheet["L2"].font.b


def test_columns_need_a_header_row(host: Path) -> None:
    with pytest.raises(ColumnMissing):
        XlsxBackend(host).add_columns("data", id_column="Post", headers=["Revisi"])
