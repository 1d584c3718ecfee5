"""Copies of the lessons: each learner's own, with their parameters, never written over."""

import json
from pathlib import Path

import nbformat
import pytest

from automation.course.copies import LessonFile, owner_of, put_new, set_in, workbook_from
from automation.course.seats import Learner, seat_all

PARAMETERS = """\
workbook = "calendar.xlsx"  # the workbook's path, or the address of its Google Sheet
member = ""  # your name
now = ""
language = "en"
"""


def lesson(number: int, language: str = "en") -> LessonFile:
    """Return a small lesson with a parameters cell."""
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        cells=[
            nbformat.v4.new_markdown_cell(f"# {number} ({language})"),
            nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell(f"print({number}, member)"),
        ],
    )
    return LessonFile(f"lesson_{number}.ipynb", json.loads(nbformat.writes(notebook)))


LESSONS = {
    language: [lesson(number, language) for number in range(1, 7)] for language in ("en", "id")
}


def learners(*names: str, language: str = "en") -> list[Learner]:
    return [Learner(name=name, language=language) for name in names]


def parameters_in(path: Path) -> str:
    (cell,) = [
        cell
        for cell in nbformat.read(path, as_version=4).cells
        if "parameters" in cell.metadata.get("tags", ())
    ]
    return str(cell.source)


def test_a_parameter_is_set_where_it_stands_and_the_comment_behind_it_stays() -> None:
    source = set_in(PARAMETERS, {"workbook": "../kalender ☕.xlsx", "member": 'Ni "Luh" Ayu'})

    assert source.splitlines() == [
        'workbook = "../kalender ☕.xlsx"  # the workbook\'s path, or the address of its Google Sheet',
        'member = "Ni \\"Luh\\" Ayu"  # your name',
        'now = ""',
        'language = "en"',
    ]


@pytest.mark.parametrize("name", ['"; import os; x = "', "a\\", "baris\nbaru", "{member}", "☕"])
def test_a_name_that_looks_like_code_stays_a_name(name: str) -> None:
    found: dict[str, object] = {}

    exec(set_in(PARAMETERS, {"member": name}), found)  # noqa: S102 - what a kernel will do

    assert found["member"] == name


def test_every_learner_has_a_folder_with_valid_notebooks_of_their_own(tmp_path: Path) -> None:
    seats = seat_all(tmp_path / "kelas", learners("Siti Rahma", "José"), LESSONS, "calendar.xlsx")

    assert [seat.folder.name for seat in seats] == ["siti-rahma", "jose"]
    for seat in seats:
        for path in sorted(seat.folder.iterdir()):
            nbformat.validate(nbformat.read(path, as_version=4))
            assert f'member = "{seat.learner.name}"' in parameters_in(path)
        assert len(seat.written) == 6


def test_a_learner_gets_the_lessons_in_their_language(tmp_path: Path) -> None:
    (seat,) = seat_all(tmp_path, learners("Budi", language="id"), LESSONS, "calendar.xlsx")

    assert "# 1 (id)" in (seat.folder / "lesson_1.ipynb").read_text()
    assert 'language = "id"' in parameters_in(seat.folder / "lesson_1.ipynb")


def test_a_second_run_adds_who_is_new_and_writes_over_no_work(tmp_path: Path) -> None:
    first, _ = seat_all(tmp_path, learners("Siti", "Budi"), LESSONS, "calendar.xlsx")
    work = first.folder / "lesson_1.ipynb"
    work.write_text(work.read_text().replace('member = \\"Siti\\"', 'answer = \\"42\\"'))
    kept = work.read_text()

    again = seat_all(tmp_path, learners("Citra", "Budi", "siti "), LESSONS, "calendar.xlsx")

    assert [(seat.folder.name, seat.was_there) for seat in again] == [
        ("citra", False), ("budi", True), ("siti", True),
    ]  # fmt: skip
    assert [len(seat.written) for seat in again] == [6, 0, 0]
    assert work.read_text() == kept


def test_a_lesson_that_is_new_or_was_thrown_away_is_given_again(tmp_path: Path) -> None:
    (seat,) = seat_all(tmp_path, learners("Siti"), LESSONS, "calendar.xlsx")
    (seat.folder / "lesson_3.ipynb").unlink()

    (again,) = seat_all(tmp_path, learners("Siti"), LESSONS, "calendar.xlsx")

    assert again.written == ["lesson_3.ipynb"]


def test_two_names_alike_have_two_folders_and_each_finds_its_own_again(tmp_path: Path) -> None:
    names = ("José", "Jose", "JOSË", "田中", "☕")
    (tmp_path / "田中").mkdir()  # somebody else's

    first = seat_all(tmp_path, learners(*names), LESSONS, "calendar.xlsx")
    again = seat_all(tmp_path, learners(*reversed(names)), LESSONS, "calendar.xlsx")

    assert [seat.folder.name for seat in first] == ["jose", "jose-2", "jose-3", "田中-2", "member"]
    assert {s.learner: s.folder for s in again} == {s.learner: s.folder for s in first}
    assert not [seat for seat in again if seat.written]


def test_a_copy_names_its_owner_even_when_its_cells_were_changed(tmp_path: Path) -> None:
    put_new(tmp_path, [lesson(1)], member="Siti", workbook="calendar.xlsx")
    path = tmp_path / "lesson_1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.clear()
    nbformat.write(notebook, path)

    assert owner_of(path) == {"member": "Siti", "workbook": "calendar.xlsx"}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"metadata": {"lembar": 3}}', "\x00"])
def test_a_file_that_is_no_copy_has_no_owner(tmp_path: Path, text: str) -> None:
    path = tmp_path / "lesson_1.ipynb"
    path.write_text(text)

    assert owner_of(path) == {}


def test_a_workbook_beside_the_cohort_moves_along_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    place = Path("kelas/siti")

    assert workbook_from(place, "kalender.xlsx") == "../../kalender.xlsx"
    assert workbook_from(place, "kelas/kalender.xlsx") == "../kalender.xlsx"
    assert workbook_from(place, "/srv/tim/kalender.xlsx") == "/srv/tim/kalender.xlsx"
    assert workbook_from(place, "google:1a2B3c4D5e6F7g8H9i0J-1a2B3c4D5e6F7g8H9i0J_xyz").startswith(
        "https://docs.google.com/spreadsheets/d/1a2B"
    )


def test_two_hundred_members_are_seated(tmp_path: Path) -> None:
    names = [f"Peserta {number}" for number in range(200)]

    seats = seat_all(tmp_path, learners(*names), LESSONS, "calendar.xlsx")

    assert len({seat.folder for seat in seats}) == 200
    assert sum(1 for _ in tmp_path.glob("*/*.ipynb")) == 1200
