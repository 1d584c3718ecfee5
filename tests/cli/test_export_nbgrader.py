"""`lembar course export-nbgrader`: assignments beside a trainer's own, one a lesson and team."""

import re
from pathlib import Path

import nbformat
import pytest

from automation.cli.nbgrader import tell
from automation.cli.terminal import Terminal
from tests.cli.conftest import Lembar
from tests.course.measured import NOW, measured_workbook


@pytest.fixture
def workbook(folder: Path) -> str:
    return measured_workbook(folder / "Kopi Senja.xlsx").name


def test_each_lesson_becomes_an_assignment_named_for_the_team(
    lembar: Lembar, folder: Path, workbook: str
) -> None:
    said = lembar("course", "export-nbgrader", "kelas", "--workbook", workbook, "--now", NOW)

    assert (said.code, said.err) == (0, "")
    told = (
        r"Wrote the assignment lesson-1-kopi-senja: \d+ points; graded by machine: \d+, by you: 1\."
    )
    assert re.search(told, said.out)
    assert "  nbgrader generate_assignment lesson-1-kopi-senja" in said.out
    made = sorted(str(one.relative_to(folder)) for one in folder.glob("kelas/source/*1*/*"))
    assert made == [
        f"kelas/source/lesson-1-kopi-senja/{name}" for name in ("lesson_1.ipynb", "posts.json")
    ]
    assert str(folder) not in "".join(one.read_text() for one in folder.glob("kelas/**/*.*"))


def test_one_member_is_asked_about_their_own_posts_in_the_language_asked_for(
    lembar: Lembar, folder: Path, workbook: str
) -> None:
    wishes = ["--member", "sari", "--lesson", "1", "--language", "id", "--team", "Tim A"]

    said = lembar(
        "course", "export-nbgrader", "kelas", "--workbook", workbook, "--now", NOW, *wishes
    )

    assert said.code == 0, said
    (path,) = folder.glob("kelas/source/lesson-1-tim-a-sari/*.ipynb")
    text = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells)
    assert "Bandingkan postingan Anda dengan nilai tengah tim" in text


def test_what_is_there_is_left_as_it_is(lembar: Lembar, folder: Path, workbook: str) -> None:
    words = [
        "course",
        "export-nbgrader",
        "kelas",
        "--workbook",
        workbook,
        "--lesson",
        "1",
        "--now",
        NOW,
    ]
    (folder / "kelas").mkdir()
    (folder / "kelas" / "nbgrader_config.py").write_text("# mine\n")
    lembar(*words)
    (path,) = folder.glob("kelas/source/*/*.ipynb")
    path.write_text("changed by the trainer")

    said = lembar(*words)

    assert said.code == 1
    assert "There is an assignment lesson-1-kopi-senja already" in said.out
    assert path.read_text() == "changed by the trainer"
    assert (folder / "kelas" / "nbgrader_config.py").read_text() == "# mine\n"


def test_where_no_row_calls_for_a_task_it_is_said_what_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tell(Terminal("en"), "new.xlsx", [])

    assert capsys.readouterr().out == (
        "No assignment was written: the tasks are done in new.xlsx itself, or its rows do not call "
        "for one yet. Posts must have gone out and have numbers; “lembar run collect” reads them.\n"
    )


def test_a_member_nobody_knows_is_answered_with_the_names(lembar: Lembar, workbook: str) -> None:
    said = lembar("course", "export-nbgrader", "kelas", "--workbook", workbook, "--member", "Budi")

    assert said.refused() == [
        "Kopi Senja.xlsx has no member “Budi”.",
        "Write the name as it stands in the members tab: Sari, Rina.",
    ]
