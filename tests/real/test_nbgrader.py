"""The real nbgrader takes an exported assignment: learners see no answer, and marks are as they should."""

import ast
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from automation.course.exercises import load_exercises
from automation.course.nbgrader.folder import put, put_config
from automation.course.nbgrader.tasks import tasks_of
from automation.domain.learning.lessons import COMMUNITY
from automation.language import english
from automation.lessons.for_nbgrader import exercise_tasks
from automation.lessons.lesson import poses_of
from tests.course.test_nbgrader import make_figures, teaching
from tests.domain.learning.course import COURSE
from tests.lessons.scenes import make_scene
from tests.real import nbgrader_program

NAME = "lesson-6-kopi-senja"
RIGHT = """\
import os
assert "SHEETS_TOKEN" not in os.environ, "a learner's code reads the grader's secrets"
posts.clear()  # does not help, nor harm: the rows are read anew
answer_topic = " Panen "
"""
MEDIAN, ABOVE = "exercise_median_likes", "exercise_above_the_middle"
STUDENTS = ("ayu", "bima", "citra")


def handed_in(above: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Return what three students hand in: all right, all wrong, nothing. `above` are the right posts."""
    return {
        "ayu": {
            "topic-answer": RIGHT,
            f"{MEDIAN}-answer": f"answer_{MEDIAN} = 907.0",
            f"{ABOVE}-answer": f"answer_{ABOVE} = { {one.lower() for one in above} }",
            "roadmap-text": "Sepuluh tamu pertama kami …",
        },
        "bima": {
            "topic-answer": 'answer_topic = "kelas"',
            "topic-check": "assert True",
            f"{MEDIAN}-answer": f"answer_{MEDIAN} = 800",
            f"{ABOVE}-answer": f"answer_{ABOVE} = {above[:-1]}",
        },
        "citra": {},
    }


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    try:
        nbgrader_program.installed()
    except subprocess.SubprocessError as error:
        pytest.skip(f"nbgrader cannot be installed here ({type(error).__name__})")
    course: Path = tmp_path_factory.mktemp("nbgrader") / "course"
    desk = make_figures()
    asked = list(exercise_tasks(make_scene(desk), load_exercises(1), poses_of(1)))
    (above,) = [one.counted.code for one in asked if one.code == ABOVE and one.counted]
    put_config(course)
    put(course, NAME, COMMUNITY, [*asked, *tasks_of(COURSE, COMMUNITY, teaching(desk))], english)
    work = handed_in(ast.literal_eval(above.removeprefix("right = ")))
    return nbgrader_program.graded(course, NAME, work, SHEETS_TOKEN="should-not-be-seen")


def test_learners_get_the_question_and_no_answer(told: Any) -> None:
    released = told["released"]

    assert "find the one whose median of replies is highest" in released["topic-task"]
    assert released["topic-answer"].endswith("raise NotImplementedError()")
    assert released["topic-check"].splitlines()[-1].startswith("assert isinstance(answer, str)")
    assert "panen" not in str(released).casefold()


def test_a_right_answer_brings_the_point_and_a_wrong_or_missing_one_none(told: Any) -> None:
    for cell in ("topic-check", f"{MEDIAN}-check", f"{ABOVE}-check"):
        scores = {student: points_of(told, student, cell) for student in STUDENTS}

        assert scores == {"ayu": (1, 1), "bima": (0, 1), "citra": (0, 1)}, cell


def test_a_text_waits_for_the_trainer(told: Any) -> None:
    (text,) = [one for one in told["points"]["ayu"] if one["name"] == "roadmap-text"]

    assert (text["by_hand"], text["most"]) == (True, 3)


def points_of(told: Any, student: str, cell: str) -> tuple[float, float]:
    (grade,) = [one for one in told["points"][student] if one["name"] == cell]
    return grade["score"], grade["most"]
