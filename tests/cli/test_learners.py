"""`lembar course new-cohort` and what `lembar course open` refuses."""

from pathlib import Path

import pytest

from tests.cli.conftest import Lembar
from tests.cli.desk_file import fill, make_desk


@pytest.fixture
def workbook(folder: Path) -> str:
    """Return a workbook with Sari, Rina who reads Indonesian, and Agus who has left."""
    team = make_desk(folder / "calendar.xlsx", "https://kopi.example")
    fill(
        team,
        members=[
            {"name": "Ni Luh Ayu", "roles": "creator", "language": "id"},
            {"name": "Agus", "roles": "legal", "active": False},
        ],
    )
    return "calendar.xlsx"


def test_every_active_member_has_a_folder_in_their_own_language(
    lembar: Lembar, folder: Path, workbook: str
) -> None:
    said = lembar("course", "new-cohort", "kelas", "--workbook", workbook)

    assert (said.code, said.err) == (0, "")
    assert {one.name for one in (folder / "kelas").iterdir()} == {"sari", "rina", "ni-luh-ayu"}
    assert "lembar course open --folder kelas/sari" in said.out
    copy = (folder / "kelas" / "ni-luh-ayu" / "lesson_1.ipynb").read_text(encoding="utf-8")
    assert 'member = \\"Ni Luh Ayu\\"' in copy
    assert 'workbook = \\"../../calendar.xlsx\\"' in copy
    assert 'language = \\"id\\"' in copy


def test_a_second_run_says_what_is_new_and_what_it_left_alone(
    lembar: Lembar, folder: Path, workbook: str
) -> None:
    lembar("course", "new-cohort", "kelas", "--workbook", workbook, "--members", "sari, Rina")
    work = folder / "kelas" / "sari" / "lesson_1.ipynb"
    changed = work.read_text(encoding="utf-8").replace("# ", "# Sari: ")
    work.write_text(changed, encoding="utf-8")

    said = lembar("course", "new-cohort", "kelas", "--workbook", workbook)

    assert said.code == 0
    assert "Ni Luh Ayu · kelas/ni-luh-ayu" in said.out
    assert "Folders that were there and were left as they are: 2." in said.out
    assert work.read_text(encoding="utf-8") == changed


def test_a_name_the_workbook_does_not_know_is_refused(lembar: Lembar, workbook: str) -> None:
    said = lembar("course", "new-cohort", "kelas", "--workbook", workbook, "--members", "Budi")

    assert said.refused()[0] == "calendar.xlsx has no member “Budi”."


def test_two_teams_never_share_the_folders_of_their_learners(
    lembar: Lembar, folder: Path, workbook: str
) -> None:
    lembar("course", "new-cohort", "kelas", "--workbook", workbook)
    make_desk(folder / "other.xlsx", "https://kopi.example")

    said = lembar("course", "new-cohort", "kelas", "--workbook", "other.xlsx")

    assert said.refused() == [
        "The lessons in kelas were made for ../../calendar.xlsx, and stay so.",
        "Give the learners of each workbook a folder of their own.",
    ]


def test_lessons_of_another_workbook_are_not_opened_as_if_they_were_this_one_s(
    lembar: Lembar, folder: Path, workbook: str
) -> None:
    lembar("course", "new-cohort", "kelas", "--workbook", workbook)
    make_desk(folder / "other.xlsx", "https://kopi.example")

    said = lembar("course", "open", "other.xlsx", "--folder", "kelas/sari", "--no-browser")

    assert said.refused()[0] == (
        "The lessons in kelas/sari were made for ../../calendar.xlsx, and stay so."
    )


def test_a_learner_the_workbook_does_not_know_gets_no_copies(
    lembar: Lembar, folder: Path, workbook: str
) -> None:
    said = lembar("course", "open", workbook, "--member", "Sarri", "--no-browser")

    assert said.refused() == [
        "calendar.xlsx has no member “Sarri”.",
        "Write the name as it stands in the members tab: Sari, Rina, Ni Luh Ayu, Agus.",
    ]
    assert not (folder / "lessons").exists()
