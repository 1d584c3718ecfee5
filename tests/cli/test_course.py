"""`lembar course check`: a trainer hears what is wrong with a file, line by line."""

from pathlib import Path

import pytest

from automation.course.files import shipped_folder
from tests.cli.conftest import Lembar


def test_the_shipped_kinds_are_in_order(lembar: Lembar) -> None:
    said = lembar("course", "check")

    assert (said.code, said.err) == (0, "")
    assert "kinds of assignments are in order" in said.out


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("en", "lesson: “L8” is not possible here. Possible: L1, L2, L3, L4, L5, L6."),
        ("id", "lesson: “L8” tidak bisa dipakai di sini. Pilihannya: L1, L2, L3, L4, L5, L6."),
    ],
)
def test_a_fault_names_file_line_and_field_in_the_reader_s_language(
    lembar: Lembar, tmp_path: Path, language: str, wrong: str
) -> None:
    text = (shipped_folder() / "goals.yaml").read_text(encoding="utf-8")
    file = tmp_path / "targets.yaml"
    file.write_text(text.replace("lesson: L3", "lesson: L8"), encoding="utf-8")

    said = lembar("course", "check", str(tmp_path), language=language)

    assert said.code == 1
    assert f"{file}:2: {wrong}" in said.out


def test_an_unknown_command_of_the_course_is_answered_with_the_nearest(lembar: Lembar) -> None:
    said = lembar("course", "chekc")

    assert said.code == 2
    assert "Did you mean “lembar course check”?" in said.err


def test_a_slip_in_an_exercise_is_named_too(lembar: Lembar, tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    text = "median_likes:\n  title: {en: The middle}\n"
    (tmp_path / "exercises" / "lesson_1.yaml").write_text(text, encoding="utf-8")

    said = lembar("course", "check", str(tmp_path))

    assert said.code == 1
    assert "“median_likes.title” in " in said.out
    assert "lesson_1.yaml is not written as an exercise is" in said.out
