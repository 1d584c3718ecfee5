"""What `lembar course export-nbgrader` does: a lesson's tasks as assignments of an nbgrader course."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from automation.app import header_of, language_named, new_id, now_of, open_workbook
from automation.cli.members import member_named
from automation.cli.terminal import Terminal
from automation.course.exercises import load_exercises
from automation.course.files import load_course
from automation.course.names import safe_name
from automation.course.nbgrader.folder import CONFIG, Exported, put, put_config
from automation.course.nbgrader.tasks import TEAM, Teaching, tasks_of
from automation.domain.learning.figures import Figures
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.voice import Voice
from automation.dotenv import dotenv_beside
from automation.language import mark, translator
from automation.lessons.for_nbgrader import exercise_tasks
from automation.lessons.lesson import poses_of
from automation.lessons.scene import Scene
from automation.settings import load_settings
from automation.workbook.schema import load_schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is exported, and for whom.

    `member` is empty for the whole team, `lesson` 0 for all six; `team` names the assignments, and
    is the workbook's title where it is empty.
    """

    workbook: str
    member: str = ""
    team: str = ""
    lesson: int = 0
    language: str = ""
    now: str = ""


def export(terminal: Terminal, folder: Path, wish: Wish) -> int:
    """Write one assignment a lesson into the folder of an nbgrader course; 1 when none was written."""
    settings = load_settings(dotenv=dotenv_beside(wish.workbook))
    wished, now = language_named(wish.language), now_of(wish.now)
    workbook = open_workbook(wish.workbook)
    desk = workbook.read(partial(new_id, "P"))
    course, member = load_course(settings.assignments), TEAM
    if wish.member:
        member = member_named(desk.members.values(), wish.member, wish.workbook)
    language = wished or member.language or workbook.language
    figures, title_of = (
        Figures(desk=desk, now=now),
        partial(header_of, load_schema(), workbook.language),
    )
    said = course.in_language(language, translator(language))
    names = [safe_name(name) for name in (wish.team or workbook.title, member.id) if name]
    done = []
    for lesson in LESSONS:
        if wish.lesson not in (0, lesson.number):
            continue
        book = load_exercises(lesson.number, settings.assignments)
        voice = Voice(book.in_language(language, said), title_of)
        tasks = tasks_of(course, lesson, Teaching(figures=figures, voice=voice, member=member))
        scene = Scene(figures=figures, member=None if member is TEAM else member, voice=voice)
        if book.exercises:
            tasks = [*exercise_tasks(scene, book, poses_of(lesson.number)), *tasks]
        if tasks:
            name = "-".join(["lesson", str(lesson.number), *names])
            done.append(put(folder, name, lesson, tasks, voice.translate))
    tell(terminal, wish.workbook, done)
    if not any(one.is_new for one in done):
        return 1
    _tell_grading(terminal, folder, next(one for one in done if one.is_new))
    return 0


def tell(terminal: Terminal, workbook: str, done: Sequence[Exported]) -> None:
    """Say which assignments were written, which were there, or why there is none."""
    if not done:
        terminal.say(
            mark("No assignment was written: the tasks are done in {workbook} itself, or its rows do not call for one yet. Posts must have gone out and have numbers; “lembar run collect” reads them."),
            workbook=workbook,
        )  # fmt: skip
    for one in done:
        if one.is_new:
            by_machine = sum(1 for task in one.tasks if task.counted)
            terminal.say(
                mark("Wrote the assignment {name}: {points} points; graded by machine: {machine}, by you: {trainer}."),
                name=one.name, points=one.points,
                machine=by_machine, trainer=len(one.tasks) - by_machine,
            )  # fmt: skip
        else:
            terminal.say(
                mark("There is an assignment {name} already, and it was left as it is. Move it away to write it anew; if it is another team's, name yours with --team."),
                name=one.name,
            )  # fmt: skip


def _tell_grading(terminal: Terminal, folder: Path, one: Exported) -> None:
    if put_config(folder):
        terminal.say(
            mark("Wrote {config}, which takes everything secret out of the environment before the learners' code runs."),
            config=CONFIG,
        )  # fmt: skip
    else:
        terminal.say(
            mark("Your {config} was left as it is. Learners' code sees the environment that nbgrader runs in: grade where no secret is set."),
            config=CONFIG,
        )  # fmt: skip
    print()
    terminal.say(mark("Then, in the folder {folder}:"), folder=folder)
    print(f"  nbgrader generate_assignment {one.name}")
    print(f"  nbgrader autograde {one.name}")
