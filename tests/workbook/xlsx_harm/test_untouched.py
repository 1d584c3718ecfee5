"""A commit harms nothing: every part and every cell is compared, before and after."""

import shutil
from pathlib import Path

import pytest
from lxml import etree

from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Cell
from tests.workbook.rich_workbooks import convert, make_rich, members, office
from tests.workbook.xlsx_harm.changes import SHEET, commit_everywhere, looks

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


def cells(path: Path) -> dict[tuple[str, int, int], Cell]:
    backend = XlsxBackend(path)
    return {
        (tab, row, column): cell
        for tab, grid in backend.read(backend.tabs()).items()
        for row, line in enumerate(grid.rows)
        for column, cell in enumerate(line)
        if cell is not None
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


@pytest.mark.skipif(
    office() is None, reason="LibreOffice is not installed: nothing to open the file with"
)
def test_another_program_opens_the_result_and_sees_it(workbook: Path, tmp_path: Path) -> None:
    commit_everywhere(workbook)

    seen = convert(workbook, "csv", tmp_path / "opened").read_text(encoding="utf-8").splitlines()

    assert seen[3].startswith("P-2,Promo no. 2,")
    assert ",published,,20,40," in seen[3]
    assert seen[8].startswith("P-9,,,idea,=SUM(A1),3")
