"""A lesson's exercises as tasks of an assignment for nbgrader, asked of the team's own rows.

What can be seen there is all that is needed, so the tables stand in the text. The right answer is
counted at the export and stands in the solution and the hidden test, which learners never get.
"""

from collections.abc import Iterator, Mapping

from automation.course.nbgrader.answers import NUMBER_FORM, Answer
from automation.course.nbgrader.tasks import Counted, Task
from automation.domain.learning.exercises.exercise import Exercise, ExerciseBook
from automation.domain.learning.exercises.keys import TOLERANCE, Key, NumberKey, PickKey, TableKey
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.scene import Pose, Posed, Scene

_NEAR = f"abs({{one}} - {{other}}) <= max({TOLERANCE} * abs({{other}}), 1e-9)"
_NUMBER = Answer(
    code="right = $key", form=NUMBER_FORM, compares=_NEAR.format(one="answer", other="right")
)
_ONE = Answer(
    code="right = $key",
    form="isinstance(answer, str)",
    compares="[answer.strip().casefold()] == [one.casefold() for one in right]",
    solution="right[0]",
    wanted=mark("Write one of them, such as `{example}`."),
)
_SEVERAL = Answer(
    code="right = $key",
    form="isinstance(answer, (list, tuple, set))",
    compares="{str(one).strip().casefold() for one in answer} == {one.casefold() for one in right}",
    wanted=mark("Write a list, such as `{example}`."),
)
_TABLE = Answer(
    code="right = $key",
    form="isinstance(answer, dict)",
    compares="all("
    + _NEAR.format(one="answer.get(name, 1e99)", other="number")
    + " for name, number in right.items())",
    wanted=mark("Write a number for each, such as `{example}`."),
)


def exercise_tasks(scene: Scene, book: ExerciseBook, poses: Mapping[str, Pose]) -> Iterator[Task]:
    """Yield the exercises that the rows are enough for; those that name people stay in the lesson."""
    people = [name.casefold() for name in scene.figures.desk.members]
    for code, pose in poses.items():
        posed = pose(scene) if code in book.exercises else None
        if posed is None:
            continue
        task = _task(scene, book.exercises[code], posed)
        said = "\n".join(task.said).casefold()
        if not any(name in said for name in people):
            yield task


def _task(scene: Scene, exercise: Exercise, posed: Posed) -> Task:
    def say(template: str) -> str:
        return scene.say(template, **posed.facts)

    how, key, example = answer_for(posed.key)
    choices = [f"{letter}) {say(label)}" for letter, label in exercise.choices.items()]
    return Task(
        code=f"exercise_{exercise.code}",
        said=[
            f"## {say(exercise.title)}",
            say(exercise.ask),
            *map(_table, posed.tables),
            *(["  \n".join(choices)] if choices else []),
        ],
        counted=Counted(
            code=how.code.replace("$key", key),
            how=how,
            wanted=scene.say(how.wanted, example=example),
            wrong=say(exercise.hints[0]),
        ),
    )


def answer_for(key: Key) -> tuple[Answer, str, str]:
    """Return how an answer is judged, the right one as Python, and an example of the form."""
    if isinstance(key, NumberKey):
        return _NUMBER, repr(key.value), ""
    if isinstance(key, TableKey):
        return _TABLE, repr(dict(key.cells)), repr(dict.fromkeys(key.cells, 0))
    if isinstance(key, PickKey):
        first, *others = key.options
        example = repr([first, *others[:1]]) if key.several else repr(first)
        return _SEVERAL if key.several else _ONE, repr(sorted(key.right)), example
    raise TypeError(
        key
    )  # a new sort of key needs its line here; a test holds every exercise against it


def _table(table: Table) -> str:
    lines = [table.columns, ["---"] * len(table.columns), *table.rows]
    grid = "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)
    return f"**{table.title}**\n\n{grid}" if table.title else grid


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
