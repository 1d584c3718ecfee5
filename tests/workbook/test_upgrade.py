"""`lembar init` on a workbook in use adds what an older one lacks, and touches nothing else."""

import shutil
import warnings
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from automation.errors import LembarError, SheetError, WorkbookBusy
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.initialised import Initialised
from automation.workbook.making import make_workbook
from automation.workbook.protocol import Cell
from automation.workbook.schema import load_schema
from automation.workbook.upgrade import init, lacking_of
from tests.workbook.rich_workbooks import convert, members, office

SCHEMA = load_schema()
BESIDE = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
PAUSE = SCHEMA.settings["pause"].title("id")
LINK = SCHEMA.tabs["calendar"].fields["link"].title("id")
Cells = Mapping[tuple[str, int, int], Cell]


def title(tab: str) -> str:
    return SCHEMA.tabs[tab].title("id")


def new(path: Path) -> Path:
    make_workbook(path, language="id", timezone="Asia/Jakarta", schema=SCHEMA)
    return path


def upgrade(path: Path) -> Initialised:
    return init(
        path, language="en", timezone="Asia/Jayapura", schema=SCHEMA, language_of=lambda: "id"
    )


def age(path: Path) -> None:
    """Make a workbook of today one of an older version that a team has made its own."""
    book = openpyxl.load_workbook(path)
    del book[title("guidelines")]
    settings, calendar = book[title("settings")], book[title("calendar")]
    settings.delete_rows(next(row[0].row for row in settings.iter_rows() if row[0].value == PAUSE))
    link = next(cell.column for cell in calendar[1] if cell.value == LINK)
    calendar.delete_cols(link)
    wide = calendar.max_column
    calendar.cell(1, wide + 2, "Biaya foto")
    calendar.cell(2, wide + 2, 150_000)
    calendar.cell(3, wide + 2, f"={get_column_letter(wide + 2)}2*2")
    places = {str(cell.value): cell.column for cell in calendar[1] if cell.value}
    row: dict[str, str | datetime] = {
        "title": "Kopi pagi",
        "text": "=bukan rumus",
        "publish_at": datetime.fromisoformat("2026-11-21 09:00"),
    }
    for name, value in row.items():
        cell = calendar.cell(2, places[SCHEMA.tabs["calendar"].fields[name].title("id")], value)
        cell.data_type = "s" if name == "text" else cell.data_type
    own = book.create_sheet("Anggaran", 1)
    own.append(["Bulan", "Rupiah", "0812"])
    own.append(["Nov", 2_500_000, "=B2/2"])
    book.save(path)


@pytest.fixture(scope="module", params=["openpyxl", "LibreOffice"])
def aged(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = new(tmp_path_factory.mktemp("aged") / "kalender.xlsx")
    age(path)
    if request.param == "LibreOffice":
        if office() is None:
            pytest.skip("LibreOffice is not installed: no workbook saved by it to upgrade")
        return convert(path, "xlsx", path.parent / "saved")
    return path


@pytest.fixture
def older(aged: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(aged, tmp_path))


def cells(path: Path) -> Cells:
    """Return every filled cell of every tab."""
    backend = XlsxBackend(path)
    return {
        (tab, row, column): value
        for tab, grid in backend.read(backend.tabs()).items()
        for row, line in enumerate(grid.rows)
        for column, value in enumerate(line)
        if value not in (None, "")
    }


def parts_of(path: Path, tabs: set[str]) -> set[str]:
    """Return the names of the package's parts that hold these tabs."""
    book = XlsxBackend(path)._book(path.read_bytes())
    return {part for name, part in book.sheets.items() if name in tabs}


def test_it_adds_what_is_missing_in_the_workbooks_language_and_says_so(older: Path) -> None:
    done = upgrade(older)

    assert (done.made, done.tabs) == (False, (title("guidelines"),))
    assert done.columns == ((title("calendar"), LINK),)
    assert done.settings == (PAUSE,)
    assert lacking_of(XlsxBackend(older), SCHEMA, "id").is_nothing


def test_a_second_time_changes_no_byte(older: Path) -> None:
    upgrade(older)
    before = older.read_bytes()

    done = upgrade(older)

    assert not done.changed
    assert older.read_bytes() == before


def test_every_cell_that_stood_there_stands_there_still(older: Path) -> None:
    before = cells(older)

    upgrade(older)

    after = cells(older)
    assert {place: after.get(place) for place in before} == before
    added = {place for place in after if place not in before and place[0] != title("guidelines")}
    assert {tab for tab, _, _ in added} == {title("calendar"), title("settings")}
    assert [after[place] for place in added if place[0] == title("calendar")] == [LINK]


def test_the_parts_of_all_other_tabs_stay_byte_for_byte(older: Path) -> None:
    before = members(older)
    changed = parts_of(older, {title("calendar"), title("settings")}) | BESIDE

    upgrade(older)

    after = members(older)
    assert {name for name in before if after.get(name) != before[name]} <= changed


def test_the_team_reads_its_own_formulas_as_before(older: Path) -> None:
    upgrade(older)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a print area as LibreOffice spells it
        book = openpyxl.load_workbook(older)
    assert book["Anggaran"]["C2"].value == "=B2/2"


def test_a_new_tab_looks_things_up_where_the_team_keeps_them(tmp_path: Path) -> None:
    """The members tab goes by its English name here; the owners of posts are found in it."""
    path = new(tmp_path / "kalender.xlsx")
    book = openpyxl.load_workbook(path)
    alias = SCHEMA.tabs["members"].title("en")
    book[title("members")].title = alias
    del book[title("calendar")]
    book.save(path)

    upgrade(path)

    rules = openpyxl.load_workbook(path)[title("calendar")].data_validations.dataValidation
    sources = [rule.formula1 for rule in rules if rule.type == "list" and "!" in rule.formula1]
    assert any(alias in source for source in sources)
    assert not any(f"{title('members')}'!" in source for source in sources)


def test_a_new_workbook_is_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "baru.xlsx"

    assert upgrade(path) == Initialised(made=True)

    assert [file.name for file in tmp_path.iterdir()] == ["baru.xlsx"]
    assert lacking_of(XlsxBackend(path), SCHEMA, "en").is_nothing


def test_a_new_workbook_needs_its_folder(tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="There is no folder"):
        upgrade(tmp_path / "nowhere" / "baru.xlsx")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "what"), [(".~lock.kalender.xlsx#", "LibreOffice"), ("~$kalender.xlsx", "Excel")]
)
def test_a_workbook_that_is_open_elsewhere_is_left_alone(older: Path, name: str, what: str) -> None:
    (older.parent / name).write_bytes(b"\x04Sari")
    before = older.read_bytes()

    with pytest.raises(WorkbookBusy, match=what):
        upgrade(older)

    assert older.read_bytes() == before


def test_a_file_that_is_no_workbook_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kalender.xlsx"
    path.write_text("catatan")

    with pytest.raises(LembarError):
        upgrade(path)

    assert path.read_text() == "catatan"


def test_the_tabs_of_a_course_come_only_to_those_who_ask_and_then_stay_cared_for(
    tmp_path: Path,
) -> None:
    path = new(tmp_path / "kalender.xlsx")
    course = [tab.title("id") for tab in SCHEMA.tabs.values() if tab.is_optional]

    before = XlsxBackend(path).tabs()
    done = init(
        path, language="en", timezone="Asia/Jakarta", schema=SCHEMA.with_all_tabs(),
        language_of=lambda: "id",
    )  # fmt: skip

    assert not set(course) & set(before)
    assert list(done.tabs) == course
    assert set(course) <= set(XlsxBackend(path).tabs())
    assert not upgrade(path).changed
