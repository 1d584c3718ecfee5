"""Only handing in writes, only one cell, only one's own, and it says what stands there then."""

from pathlib import Path

import pytest

from automation import open_lesson, run_job
from automation.errors import LembarError
from automation.lessons.lesson import OpenLesson
from tests.cli.desk_file import fill, make_desk, path_of, post
from tests.desk_builder import Team

NOW = "2026-11-21T09:00+07:00"
ADDRESS = "http://127.0.0.1:9"


@pytest.fixture
def team(tmp_path: Path) -> Team:
    """A team whose two members have been given assignments of lesson 1."""
    team = make_desk(tmp_path / "kalender.xlsx", ADDRESS, post("Kopi pagi", owner="Rina"))
    run_job("assign", str(path_of(team)), now=NOW)
    return team


def lesson_of(team: Team, member: str) -> OpenLesson:
    return open_lesson(1, str(path_of(team)), member=member, now=NOW, language="en")


def given(team: Team, member: str) -> str:
    """Return the id of a member's first assignment."""
    return next(str(row["assignment"]) for row in team.records("assignments") if row["member"] == member)  # fmt: skip


def differences(before: dict[str, list[list[object]]], after: dict[str, list[list[object]]]) -> int:
    """Count the cells that differ."""

    def cells(book: dict[str, list[list[object]]]) -> dict[tuple[str, int, int], object]:
        return {
            (tab, line, column): value
            for tab, rows in book.items()
            for line, row in enumerate(rows)
            for column, value in enumerate(row)
            if value not in (None, "")
        }

    one, other = cells(before), cells(after)
    return sum(1 for place in one.keys() | other.keys() if one.get(place) != other.get(place))


def test_an_answer_goes_into_its_own_cell_and_no_other(team: Team) -> None:
    before, mine = team.everything(), given(team, "Sari")

    page = lesson_of(team, "Sari").submit(mine.lower(), "  =SUM(1;2)\nTujuh belas postingan ☕ ")

    after = team.everything()
    assert differences(before, after) == 1  # type: ignore[arg-type]
    assert team.cell(mine, "submission", "assignments") == "=SUM(1;2)\nTujuh belas postingan ☕"
    assert "Handed in: " in str(page)
    assert "Tujuh belas postingan ☕" in str(page)


def test_what_was_handed_in_stands_among_the_assignments_at_once(team: Team) -> None:
    lesson = lesson_of(team, "Sari")

    lesson.submit(given(team, "Sari"), "17")

    assert "Your answer: 17" in str(lesson.assignments())
    assert lesson.summary().changed


def test_a_second_answer_says_what_it_replaced(team: Team) -> None:
    lesson = lesson_of(team, "Sari")
    lesson.submit(given(team, "Sari"), "seventeen")

    page = lesson.submit(given(team, "Sari"), "eighteen")

    assert "Before, this stood there: seventeen" in str(page)


@pytest.mark.parametrize(("wanted", "answer"), [("", ""), ("A-1", ""), ("", "17"), ("A-1", " ")])
def test_without_an_answer_or_an_id_nothing_is_written(
    team: Team, wanted: str, answer: str
) -> None:
    before = path_of(team).read_bytes()

    page = lesson_of(team, "Sari").submit(wanted, answer)

    assert "Nothing was written." in str(page)
    assert path_of(team).read_bytes() == before


def test_nobody_hands_in_for_a_colleague(team: Team) -> None:
    before, theirs = path_of(team).read_bytes(), given(team, "Rina")

    with pytest.raises(LembarError, match=f"{theirs} is an assignment of Rina. Yours are: {given(team, 'Sari')}"):  # fmt: skip
        lesson_of(team, "Sari").submit(theirs, "17")

    assert path_of(team).read_bytes() == before


def test_who_looks_on_hands_nothing_in(team: Team) -> None:
    with pytest.raises(LembarError, match="does not know who you are"):
        lesson_of(team, "").submit(given(team, "Sari"), "17")


def test_an_unknown_id_is_answered_with_ones_own(team: Team) -> None:
    with pytest.raises(LembarError, match=f"no assignment “A-NONE”. Yours are: {given(team, 'Sari')}"):  # fmt: skip
        lesson_of(team, "Sari").submit(" A-NONE ", "17")


def test_an_assignment_that_is_over_takes_no_answer(team: Team) -> None:
    mine = given(team, "Sari")
    team.write("assignments", mine, state="Done")

    with pytest.raises(LembarError, match="done or withdrawn already"):
        lesson_of(team, "Sari").submit(mine, "17")


def test_a_row_deleted_meanwhile_is_not_written_elsewhere(team: Team) -> None:
    import openpyxl

    lesson, mine = lesson_of(team, "Sari"), given(team, "Sari")
    book = openpyxl.load_workbook(path_of(team))
    sheet = book[team.title("assignments")]
    sheet.delete_rows(team.place("assignments", mine) + 1)
    book.save(path_of(team))
    before = path_of(team).read_bytes()

    with pytest.raises(LembarError, match="its row has moved or is gone"):
        lesson.submit(mine, "17")

    assert path_of(team).read_bytes() == before


def test_a_row_that_moved_meanwhile_is_found_by_its_id(team: Team) -> None:
    lesson, mine = lesson_of(team, "Sari"), given(team, "Sari")
    import openpyxl

    book = openpyxl.load_workbook(path_of(team))
    book[team.title("assignments")].insert_rows(2)
    book.save(path_of(team))

    lesson.submit(mine, "17")

    assert team.cell(mine, "submission", "assignments") == "17"


def test_an_assignment_is_shown_with_its_evidence_and_when_it_is_due(team: Team) -> None:
    shown = str(lesson_of(team, "Sari").assignments())

    assert "Plan your first post" in shown
    assert "Why you: No post in the calendar is yours yet." in shown
    assert "Due: 2026-11-28 17:00" in shown


def test_before_anything_was_given_it_shows_what_would_be(tmp_path: Path) -> None:
    team = make_desk(tmp_path / "baru.xlsx", ADDRESS)
    before = path_of(team).read_bytes()

    shown = str(lesson_of(team, "Sari").assignments())

    assert "You have none of this lesson yet." in shown
    assert "Plan your first post" in shown
    assert path_of(team).read_bytes() == before


def test_everything_but_handing_in_leaves_the_file_as_it_is(team: Team) -> None:
    fill(team, calendar=[post("Baris tanpa ID")])
    before = path_of(team).read_bytes()
    lesson = lesson_of(team, "Sari")

    for view in ("roles", "path", "benchmark", "best_and_weakest"):
        lesson.show(view)
    lesson.exercise("median_likes", "12")
    lesson.assignments()
    lesson.summary()

    assert path_of(team).read_bytes() == before
