"""A lesson's exercises as nbgrader gets them: judged there as they are judged in the lesson."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from automation.course.exercises import load_exercises
from automation.course.nbgrader.answers import Answer
from automation.course.nbgrader.notebook import notebook_of
from automation.domain.desk import Desk
from automation.domain.learning.example import example_desk
from automation.domain.learning.exercises.keys import Key, NumberKey, PickKey, TableKey
from automation.language import english
from automation.lessons.for_nbgrader import answer_for, exercise_tasks
from automation.lessons.lesson import poses_of
from tests.lessons.scenes import make_scene
from tests.lessons.shipped import NUMBERS

NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)
DESK = example_desk(NOW, ZoneInfo("Asia/Jakarta"), english)
SCENE = make_scene(DESK, now=NOW)
EVERY = [(number, code) for number in NUMBERS for code in poses_of(number)]
KEYS: list[tuple[Key, object]] = [
    (NumberKey(14.5), 15),
    (NumberKey(0), 1),
    (PickKey({"a": "A", "b": "B"}, frozenset({"b"})), "a"),
    (PickKey({"P-1": "x", "P-2": "y"}, frozenset({"P-2", "P-1"}), several=True), ["P-1"]),
    (TableKey({"senja": 12, "bantuan": 3.5}), {"senja": 12}),
    (TableKey({"senja": 12, "bantuan": 3.5}), {"senja": 12, "bantuan": 5}),
]


def graded(how: Answer, key: str, answer: object = None) -> tuple[object, bool, bool]:
    """Run what the grader runs; return the answer, whether it is of the right sort, and right."""
    names: dict[str, object] = {}
    exec(how.code.replace("$key", key), names)  # noqa: S102 - it is what we ship
    names["answer"] = eval(how.solution, names) if answer is None else answer  # noqa: S307
    return names["answer"], bool(eval(how.form, names)), bool(eval(how.compares, names))  # noqa: S307


@pytest.mark.parametrize(("number", "code"), EVERY, ids=[code for _, code in EVERY])
def test_the_solution_is_right_in_nbgrader_and_in_the_lesson(number: int, code: str) -> None:
    posed = poses_of(number)[code](SCENE)
    assert posed is not None

    how, key, _ = answer_for(posed.key)

    answer, fits, is_right = graded(how, key)
    assert (fits, is_right) == (True, True)
    assert posed.key.judge(answer).is_right


@pytest.mark.parametrize(
    ("key", "wrong"), KEYS, ids=[f"{type(key).__name__}-{wrong}" for key, wrong in KEYS]
)
def test_a_wrong_answer_is_wrong_in_both(key: Key, wrong: object) -> None:
    how, text, _ = answer_for(key)

    assert graded(how, text)[1:] == (True, True)
    assert graded(how, text, wrong)[1:] == (True, False)
    assert not key.judge(wrong).is_right


def test_the_question_stands_with_its_table() -> None:
    tasks = {task.code: task for task in exercise_tasks(SCENE, load_exercises(1), poses_of(1))}

    said = "\n\n".join(tasks["exercise_median_likes"].said)

    assert said.startswith("## The post in the middle\n\nThese are the latest 7 posts on pelangi")
    assert "| --- | --- | --- |\n| P-" in said


@pytest.mark.parametrize("number", NUMBERS)
def test_an_exercise_that_names_people_stays_in_the_lesson(number: int) -> None:
    tasks = list(exercise_tasks(SCENE, load_exercises(number), poses_of(number)))

    said = "\n".join(text for task in tasks for text in task.said)
    assert not [name for name in DESK.members if name in said]
    assert number != 1 or "exercise_nobody_does" not in {task.code for task in tasks}


def test_an_exercise_without_enough_rows_is_not_asked_of_the_example() -> None:
    empty = replace(SCENE, figures=make_scene(Desk(settings=DESK.settings)).figures)

    assert list(exercise_tasks(empty, load_exercises(1), poses_of(1))) == []


def test_what_the_learner_sees_says_how_to_answer_and_reads_no_file() -> None:
    tasks = list(exercise_tasks(SCENE, load_exercises(1), poses_of(1)))

    cells = notebook_of("Title", "About", tasks, english)["cells"]

    assert isinstance(cells, list)
    shown = {cell["id"]: cell["source"] for cell in cells}
    name = "exercise_median_likes"
    assert f"Put your answer into `answer_{name}`. Write a number." in shown[f"{name}-task"]
    assert shown[f"{name}-answer"].startswith("### BEGIN SOLUTION\nright = ")
    assert "posts.json" not in str(cells)
