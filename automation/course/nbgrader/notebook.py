"""Writes tasks out as a notebook whose cells carry nbgrader's metadata, schema 3. Pure.

Solutions and hidden tests stand between nbgrader's own marks, which `generate_assignment` takes
out; no cell that learners see, and no metadata, holds an answer.
Source: https://nbgrader.readthedocs.io/en/stable/contributor_guide/metadata.html (checked 2026-11-22)
"""

from collections.abc import Iterator, Mapping, Sequence

from automation.course.nbgrader.tasks import Counted, Task
from automation.language import Translate, mark

Cell = Mapping[str, object]
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
_READ = """\
import json
from pathlib import Path

posts = json.loads(Path({file!r}).read_text(encoding="utf-8"))

"""
_ANSWER = """\
{read}### BEGIN SOLUTION
{code}
answer_{name} = {solution}
### END SOLUTION"""
_TESTS = """\
answer = answer_{name}
assert {form}, {wanted!r}
### BEGIN HIDDEN TESTS
{read}{code}
assert {compares}, {wrong!r}.replace("{{answer}}", str(answer))
### END HIDDEN TESTS"""
THE_ROWS = mark(
    "`posts` are the posts of the team's workbook, one dictionary each; what a network does not tell "
    "is `None`. Count in Python or by hand."
)
PUT_ANSWER = mark("Put your answer into `{name}`. {wanted}")
WRITE_BELOW = mark("Write your text into the cell below, in place of what stands there.")


def notebook_of(title: str, about: str, tasks: Sequence[Task], translate: Translate) -> Cell:
    """Return a whole notebook as JSON values."""
    cells = [_markdown("lesson", [f"# {title}", about], locked=True)]
    for task in tasks:
        cells += _counted(task, task.counted, translate) if task.counted else _text(task, translate)
    metadata = {"kernelspec": _KERNEL}
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _counted(task: Task, counted: Counted, translate: Translate) -> Iterator[Cell]:
    how, name = counted.how, f"answer_{task.code}"
    read = _READ.format(file=counted.file) if counted.file else ""
    rows = [translate(THE_ROWS)] if counted.file else []
    put = translate(PUT_ANSWER).format(name=name, wanted=counted.wanted)
    yield _markdown(f"{task.code}-task", [*task.said, *rows, put], locked=True)
    yield _code(
        f"{task.code}-answer",
        _ANSWER.format(read=read, code=counted.code, name=task.code, solution=how.solution),
        solution=True,
    )
    tests = _TESTS.format(
        name=task.code,
        form=how.form,
        wanted=counted.wanted,
        read=read,
        code=counted.code,
        compares=how.compares,
        wrong=counted.wrong,
    )
    yield _code(f"{task.code}-check", tests, grade=True, locked=True, points=task.points)


def _text(task: Task, translate: Translate) -> Iterator[Cell]:
    rubric = "\n".join(f"- {point}" for point in task.rubric)
    said = [*task.said, rubric, translate(WRITE_BELOW)]
    yield _markdown(f"{task.code}-task", said, locked=True)
    yield _markdown(f"{task.code}-text", [], grade=True, solution=True, points=task.points)


def _markdown(name: str, said: Sequence[str], **graded: bool | int) -> Cell:
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": {"nbgrader": _graded(name, "markdown", graded)},
        "source": "\n\n".join(said),
    }


def _code(name: str, source: str, **graded: bool | int) -> Cell:
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {"nbgrader": _graded(name, "code", graded)},
        "outputs": [],
        "source": source,
    }


def _graded(name: str, cell_type: str, graded: Mapping[str, bool | int]) -> Cell:
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"schema_version": 3, "cell_type": cell_type, "grade_id": name, **plain, **graded}
