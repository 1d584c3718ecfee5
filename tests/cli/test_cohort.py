"""`lembar course progress` and `certificate`, typed by a trainer."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Lembar


@pytest.fixture
def workbook(lembar: Lembar, folder: Path) -> Path:
    """Return an empty workbook in English."""
    lembar("init", "calendar.xlsx", "--language", "en", "--timezone", "Asia/Jakarta")
    return folder / "calendar.xlsx"


def type_members(workbook: Path, *rows: tuple[str, str]) -> None:
    book = load_workbook(workbook)
    sheet = book["Members"]
    header = [cell.value for cell in sheet[1]]
    for at, (name, roles) in enumerate(rows, start=2):
        sheet.cell(at, header.index("Name") + 1, name)
        sheet.cell(at, header.index("Roles") + 1, roles)
    book.save(workbook)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "There are no learners yet. Write the team into the tab Members, with their roles."),
        ("id", "Belum ada peserta. Tulis tim Anda di tab Anggota, lengkap dengan perannya."),
    ],
)
def test_progress_of_an_empty_workbook_says_what_comes_first(
    lembar: Lembar, workbook: Path, language: str, said: str
) -> None:
    done = lembar("course", "progress", "calendar.xlsx", "--language", language)

    assert (done.code, done.err) == (0, "")
    assert said in done.out
    assert said in Path("progress.html").read_text(encoding="utf-8")


def test_progress_lists_the_learners_and_leaves_the_workbook_as_it_was(
    lembar: Lembar, workbook: Path
) -> None:
    type_members(workbook, ("Sari", "Manager"), ("Budi", "Creator"), ("Tuti", "Trainer"))
    before = workbook.read_bytes()

    lembar("course", "progress", "calendar.xlsx")
    again = lembar("course", "progress", "calendar.xlsx", "--page", "pages/cohort.html")

    assert (again.code, workbook.read_bytes()) == (0, before)
    assert "0 of 2 have finished the course" in again.out
    assert "  Budi · ○ ○ ○ ○ ○ ○ · –" in again.out
    assert "Tuti" not in again.out
    assert "Budi" in Path("pages/cohort.html").read_text(encoding="utf-8")


def test_a_page_of_its_own_is_written_over_and_nobody_else_s(
    lembar: Lembar, workbook: Path
) -> None:
    lembar("course", "progress", "calendar.xlsx")
    assert lembar("course", "progress", "calendar.xlsx").code == 0

    Path("notes.html").write_text("ours", encoding="utf-8")
    refused = lembar("course", "progress", "calendar.xlsx", "--page", "notes.html")

    assert refused.code == 2
    assert "notes.html is there already and was not made by this command" in refused.err
    assert Path("notes.html").read_text(encoding="utf-8") == "ours"
