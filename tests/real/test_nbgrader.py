"""The real nbgrader takes an exported assignment: learners see no answer, and marks are as they should."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from automation.course.nbgrader.folder import put, put_config
from automation.course.nbgrader.tasks import tasks_of
from automation.domain.learning.lessons import COMMUNITY
from automation.language import english
from tests.course.test_nbgrader import make_figures, teaching
from tests.domain.learning.course import COURSE
from tests.real import nbgrader_program

NAME = "lesson-6-kopi-senja"
RIGHT = """\
import os
assert "SHEETS_TOKEN" not in os.environ, "a learner's code reads the grader's secrets"
posts.clear()  # does not help, nor harm: the rows are read anew
answer_topic = " Panen "
"""
HANDED_IN = {
    "ayu": {"topic-answer": RIGHT, "roadmap-text": "Sepuluh tamu pertama kami …"},
    "bima": {"topic-answer": 'answer_topic = "kelas"', "topic-check": "assert True"},
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
    put_config(course)
    put(course, NAME, COMMUNITY, tasks_of(COURSE, COMMUNITY, teaching(desk)), english)
    return nbgrader_program.graded(course, NAME, HANDED_IN, SHEETS_TOKEN="should-not-be-seen")


def test_learners_get_the_question_and_no_answer(told: Any) -> None:
    released = told["released"]

    assert "find the one whose median of replies is highest" in released["topic-task"]
    assert released["topic-answer"].endswith("raise NotImplementedError()")
    assert released["topic-check"].splitlines()[-1].startswith("assert isinstance(answer, str)")
    assert "panen" not in str(released).casefold()


def test_a_right_answer_brings_the_point_and_a_wrong_or_missing_one_none(told: Any) -> None:
    scores = {student: points_of(told, student, "topic-check") for student in HANDED_IN}

    assert scores == {"ayu": (1, 1), "bima": (0, 1), "citra": (0, 1)}


def test_a_text_waits_for_the_trainer(told: Any) -> None:
    (text,) = [one for one in told["points"]["ayu"] if one["name"] == "roadmap-text"]

    assert (text["by_hand"], text["most"]) == (True, 3)


def points_of(told: Any, student: str, cell: str) -> tuple[float, float]:
    (grade,) = [one for one in told["points"][student] if one["name"] == cell]
    return grade["score"], grade["most"]
