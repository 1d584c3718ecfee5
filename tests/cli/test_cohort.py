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


def test_who_has_not_finished_is_told_what_is_missing_and_gets_no_page(
    lembar: Lembar, workbook: Path
) -> None:
    type_members(workbook, ("Budi", "Creator"))

    one = lembar("course", "certificate", "calendar.xlsx", "--member", "budi")
    everybody = lembar("course", "certificate", "calendar.xlsx", "--language", "id")

    assert one.code == 1
    assert "  Lesson 2, “Creating content”: nothing is done yet." in one.out
    assert "  Done in all: 0. The course asks for 6." in one.out
    assert everybody.code == 0
    assert "Sertifikat: 0, dari 1 peserta." in everybody.out
    assert not Path("certificates").exists()


def test_an_unknown_member_is_answered_with_the_nearest_name(
    lembar: Lembar, workbook: Path
) -> None:
    type_members(workbook, ("Budi Santoso", "Creator"), ("Sari", "Manager"))

    what, fix = lembar(
        "course", "certificate", "calendar.xlsx", "--member", "Budi Santos"
    ).refused()

    assert what == "There is nobody called “Budi Santos” in the tab Members."
    assert fix.startswith("Did you mean “Budi Santoso”?")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("none.html", "There is no file none.html."),
        ("notes.html", "notes.html holds no certificate"),
    ],
)
def test_what_is_no_certificate_is_not_checked(
    lembar: Lembar, workbook: Path, file: str, said: str
) -> None:
    Path("notes.html").write_text("<p>ours</p>", encoding="utf-8")

    what, _ = lembar("course", "certificate", "calendar.xlsx", "--check", file).refused()

    assert what.startswith(said)
