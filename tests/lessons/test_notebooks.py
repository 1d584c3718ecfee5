"""Every lesson's notebook, in both languages: the same cells, and nothing in them that is not there."""

import ast
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from automation.course.exercises import load_exercises
from automation.domain.learning.example import example_desk
from automation.domain.learning.figures import Figures
from automation.domain.learning.voice import Voice
from automation.jobs.result import JobResult
from automation.language import english
from automation.lessons.scene import Scene
from tests.desk_books import XlsxBook
from tests.lessons.shipped import LESSONS, NAMES, NUMBERS, calls_of, code_of

EVERY = pytest.mark.parametrize("path", LESSONS, ids=NAMES)
NUMBER = pytest.mark.parametrize("number", NUMBERS)
NOW = datetime(2026, 11, 20, 5, tzinfo=UTC)


class _OneLanguage(ast.NodeTransformer):
    """Takes out what may differ between the languages: the name of the language itself."""

    def visit_Assign(self, node: ast.Assign) -> ast.Assign:
        if isinstance(node.targets[0], ast.Name) and node.targets[0].id == "language":
            node.value = ast.Constant("")
        return node


def compared(path: Path) -> list[str]:
    return [ast.dump(_OneLanguage().visit(ast.parse(source))) for source in code_of(path)]


def test_there_is_a_first_lesson_in_both_languages() -> None:
    assert {"en-lesson_1", "id-lesson_1"} <= set(NAMES)


@EVERY
def test_it_has_a_sibling_with_the_same_code(path: Path) -> None:
    other = {"en": "id", "id": "en"}[path.parent.name]

    assert compared(path) == compared(path.parents[1] / other / path.name)


@EVERY
def test_its_language_is_that_of_its_folder(path: Path) -> None:
    assert f'language = "{path.parent.name}"' in "\n".join(code_of(path))


@EVERY
def test_it_opens_the_lesson_of_its_own_number(path: Path) -> None:
    assert f"open_lesson({path.stem.removeprefix('lesson_')}, workbook," in "\n".join(code_of(path))


@EVERY
def test_it_uses_every_exercise_and_view_of_its_lesson_and_no_other(path: Path) -> None:
    number = int(path.stem.removeprefix("lesson_"))

    views = import_module(f"automation.lessons.views.{path.stem}").PAGES
    assert sorted(calls_of(path, "exercise")) == sorted(load_exercises(number).exercises)
    assert set(calls_of(path, "show")) == set(views)


@EVERY
def test_no_answer_stands_in_it(path: Path) -> None:
    answers = [source for source in code_of(path) if "lesson.exercise(" in source]

    assert answers
    assert all(source.startswith('answer = ""\nlesson.exercise("') for source in answers)
    assert any(source == 'lesson.submit("", "")' for source in code_of(path))


@NUMBER
def test_every_exercise_has_texts_and_a_way_to_find_its_answer(number: int) -> None:
    poses = import_module(f"automation.lessons.exercises.lesson_{number}").POSED

    assert set(poses) == set(load_exercises(number).exercises)


@NUMBER
def test_every_exercise_can_be_asked_of_the_example(number: int) -> None:
    """So nobody meets an exercise that cannot be done, however few the team's rows are."""
    desk = example_desk(NOW, ZoneInfo("Asia/Jakarta"), english)
    scene = Scene(
        figures=Figures(desk=desk, now=NOW), member=None, voice=Voice(english), is_example=True
    )

    for code, pose in import_module(f"automation.lessons.exercises.lesson_{number}").POSED.items():
        posed = pose(scene)
        assert posed is not None, code
        exercise = load_exercises(number).exercises[code]
        for text in (exercise.ask, *exercise.hints, exercise.way, exercise.learnt):
            assert "{" not in scene.say(text, **posed.facts)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, XlsxBook]:
    """Workbooks without a row, by the language of the lessons that are run on them: the other one."""
    folder = tmp_path_factory.mktemp("empty")
    return {
        "id": XlsxBook(folder / "empty.xlsx", "en"),
        "en": XlsxBook(folder / "kosong.xlsx", "id"),
    }


@EVERY
def test_it_runs_on_a_workbook_without_a_row_of_the_other_language(
    path: Path, empty: dict[str, XlsxBook]
) -> None:
    """All cells, in order, in this process; an empty workbook stays as it was to the byte."""
    book = empty[path.parent.name]
    before = book.path.read_bytes()
    space: dict[str, object] = {}

    shown = []
    for place, source in enumerate(code_of(path)):
        tree = ast.parse(source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, f"cell {place}", "exec"), space)  # noqa: S102 - our own notebook
        if place == 0:
            space["workbook"] = str(book.path)
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), space))  # noqa: S307

    assert all(hasattr(one, "_repr_mimebundle_") for one in shown)
    assert isinstance(shown[-1], JobResult)
    assert book.path.read_bytes() == before
