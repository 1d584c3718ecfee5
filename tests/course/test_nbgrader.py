"""An exported assignment: its answers are those of the workbook's own checks, and nobody sees them."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial

import nbformat
import pytest

from automation.app import header_of
from automation.course.nbgrader.notebook import notebook_of
from automation.course.nbgrader.tasks import TEAM, Counted, Task, Teaching, tasks_of
from automation.domain.desk import Desk
from automation.domain.learning.assignment import AssignmentState
from automation.domain.learning.figures import Figures
from automation.domain.learning.lessons import COMMUNITY, CONTENT, FIELD, MEASURING, Lesson
from automation.domain.learning.voice import Voice
from automation.domain.team.member import Member
from automation.language import english, translator
from automation.workbook.schema import load_schema
from tests.domain.desks import AYU, BUDI, HELP, NOW, make_desk, make_out
from tests.domain.learning.course import COURSE, give, graded

HEADERS = partial(header_of, load_schema(), "en")
ASKED = {"own_numbers": FIELD, "benchmark": FIELD, "topic": COMMUNITY}


def make_figures() -> Desk:
    """Return a desk on which every counting question has an answer of its own."""
    spread = [(AYU, "Panen", 907, 3), (AYU, "Panen", 911, 5), (BUDI, "Kelas", 1213, 2)]
    spread += [(BUDI, "kelas ", 1217, 1), (AYU, "", 83, 90), (BUDI, "Sekali", 31, 80)]
    posts = [
        make_out(owner, days=-days, campaign=campaign, numbers={"likes": likes, "replies": replies})
        for days, (owner, campaign, likes, replies) in enumerate(spread, start=2)
    ]
    untold = make_out(AYU, days=-4, campaign="Panen", numbers={"shares": 4000})
    long_ago = make_out(AYU, days=-40, campaign="Panen", numbers={"likes": 1, "replies": 400})
    elsewhere = make_out(AYU, days=-3, channel=HELP, numbers={"likes": 509, "replies": 1})
    return make_desk(out=[*posts, untold, long_ago, elsewhere])


def teaching(desk: Desk, member: Member = TEAM, language: str = "en") -> Teaching:
    translate = COURSE.in_language(language, translator(language))
    return Teaching(
        figures=Figures(desk=desk, now=NOW), voice=Voice(translate, HEADERS), member=member
    )


def task_named(code: str, desk: Desk) -> tuple[Task, Counted]:
    found = {task.code: task for task in tasks_of(COURSE, ASKED[code], teaching(desk, AYU))}
    counted = found[code].counted
    assert counted is not None
    return found[code], counted


def answer_in(counted: Counted) -> object:
    """Run the exported code on the exported rows, as the grader does, and return the answer."""
    names: dict[str, object] = {"posts": json.loads(json.dumps(counted.rows))}
    exec(f"{counted.code}\nanswer = {counted.how.solution}", names)  # noqa: S102 - it is what we ship
    return names["answer"]


def notebook(lesson: Lesson, desk: Desk, member: Member = TEAM) -> nbformat.NotebookNode:
    written = notebook_of(
        "Title", "About", tasks_of(COURSE, lesson, teaching(desk, member)), english
    )
    return nbformat.from_dict(json.loads(json.dumps(written)))


def released(source: str) -> str:
    """Return what nbgrader leaves of a cell for learners."""
    marks = r"### BEGIN {0}\n.*?### END {0}"
    for name in ("SOLUTION", "HIDDEN TESTS"):
        source = re.sub(marks.format(name), "", source, flags=re.DOTALL)
    return source


@pytest.mark.parametrize("code", list(ASKED))
def test_the_answer_is_the_one_the_workbook_s_own_check_takes(code: str) -> None:
    desk = make_figures()
    _, counted = task_named(code, desk)

    answer = answer_in(counted)

    right = graded(desk, give(code, desk, submission=str(answer)), NOW + timedelta(hours=1))
    assert right.state is AssignmentState.DONE
    assert counted.how.solution == "right" or answer == "panen"


@pytest.mark.parametrize(
    ("code", "answer"), [("own_numbers", 907), ("benchmark", 2), ("topic", "panen")]
)
def test_posts_without_a_number_of_other_days_and_of_other_channels_are_counted_as_said(
    code: str, answer: object
) -> None:
    found = answer_in(task_named(code, make_figures())[1])

    assert found == answer


@pytest.mark.parametrize("code", list(ASKED))
def test_neither_visible_cells_nor_metadata_hold_the_answer(code: str) -> None:
    desk = make_figures()
    answer = answer_in(task_named(code, desk)[1])
    whole = notebook(ASKED[code], desk, AYU)

    seen = json.dumps([[released(cell.source), cell.metadata] for cell in whole.cells])

    hidden = whole.cells[[cell.id for cell in whole.cells].index(f"{code}-check")]
    assert "### BEGIN HIDDEN TESTS" in hidden.source
    assert "median(" not in seen
    assert code == "benchmark" or str(answer) not in seen


def test_every_cell_carries_what_nbgrader_wants_to_know_of_it() -> None:
    whole = notebook(FIELD, make_figures(), AYU)

    nbformat.validate(whole)
    told = [cell.metadata.nbgrader for cell in whole.cells]
    assert len({one.grade_id for one in told}) == len(told)
    assert {one.schema_version for one in told} == {3}
    assert [one.cell_type for one in told] == [cell.cell_type for cell in whole.cells]
    assert all(one.locked or one.solution for one in told)
    assert all(("points" in one) == one.grade for one in told)


def test_a_text_is_graded_by_hand_one_point_for_each_of_its_rubric() -> None:
    desk = make_figures()
    (task,) = [one for one in tasks_of(COURSE, MEASURING, teaching(desk)) if not one.counted]

    cells = {cell.id: cell for cell in notebook(MEASURING, desk).cells}

    graded_cell = cells[f"{task.code}-text"].metadata.nbgrader
    assert (graded_cell.grade, graded_cell.solution) == (True, True)
    assert graded_cell.points == len(COURSE.kinds[task.code].rubric) == 4
    assert "- all four questions are answered" in cells[f"{task.code}-task"].source


def test_a_team_is_asked_nothing_about_posts_of_its_own() -> None:
    tasks = tasks_of(COURSE, FIELD, teaching(make_figures()))

    assert [task.code for task in tasks if task.counted] == ["own_numbers"]
    assert "Yours among them" not in _all_said(tasks)


def test_no_person_is_named_in_what_leaves_the_workbook() -> None:
    desk = make_figures()

    for member in (TEAM, AYU):
        tasks = tasks_of(COURSE, FIELD, teaching(desk, member))
        rows = [row for task in tasks if task.counted for row in task.counted.rows]

        assert not [name for name in desk.members if name in json.dumps(rows)]


def test_it_speaks_the_language_asked_for_with_the_workbook_s_own_headers() -> None:
    tasks = tasks_of(COURSE, FIELD, teaching(make_figures(), language="id"))

    said = _all_said(tasks)
    assert "Temukan nilai tengah" in said
    assert "“Likes”" in said
    assert "Likes" in _rows(tasks)[0]


def test_lessons_that_are_worked_on_in_the_workbook_itself_bring_no_task() -> None:
    assert tasks_of(COURSE, CONTENT, teaching(make_figures())) == []


def test_an_empty_workbook_brings_no_task_that_counts() -> None:
    assert not [task for task in tasks_of(COURSE, FIELD, teaching(make_desk())) if task.counted]


def _all_said(tasks: Sequence[Task]) -> str:
    return "\n".join(text for task in tasks for text in task.said)


def _rows(tasks: Sequence[Task]) -> Sequence[Mapping[str, object]]:
    return next(task.counted.rows for task in tasks if task.counted)
