"""What a lesson's notebook holds: views, exercises, assignments, and the one way to hand in."""

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from importlib import import_module
from typing import cast

from automation.domain.learning.course import Course
from automation.domain.learning.exercises.exercise import ExerciseBook
from automation.domain.learning.figures import Figures
from automation.domain.learning.lessons import LESSONS, Lesson
from automation.domain.run import Outcome
from automation.errors import ConfigError, LembarError
from automation.jobs.result import JobResult
from automation.language import mark
from automation.lessons.asking import Asking
from automation.lessons.page import Page
from automation.lessons.refusal import Refused
from automation.lessons.rows import Rows
from automation.lessons.scene import Pose, Scene, View
from automation.lessons.submitting import assignment_to_fill, handed_in, nothing_handed_in
from automation.lessons.tasks import assignments_of, tasks_page
from automation.lessons.welcome import welcome_page


class OpenLesson:
    """One lesson, opened by one learner. Everything but `submit` only reads.

    Raises (all methods):
        Refused: it cannot be done as asked; it says why and what to do.
    """

    def __init__(
        self, *, unit: Lesson, rows: Rows, scene: Scene, example: Scene, course: Course, book: ExerciseBook
    ) -> None:  # fmt: skip
        self._unit = unit
        self._rows = rows
        self._scene = scene
        self._course = course
        self._views = _views(unit.number)
        poses = poses_of(unit.number)
        exercises = {code: one for code, one in book.exercises.items() if code in poses}
        self._asking = Asking(scene, example, exercises, poses)
        self._wrote = False

    @property
    def language(self) -> str:
        """The workbook's language, in which column headers are named."""
        return self._rows.language

    def welcome(self) -> Page:
        """Say what the lesson is about, on whose rows, and what is waiting."""
        return welcome_page(self._scene, self._unit, self._rows.address)

    def show(self, view: str) -> Page:
        """Show one view of the team's rows, by its name."""
        self._known(view, self._views, mark("This lesson has no view “{name}”."))
        return self._views[view](self._scene)

    def exercise(self, name: str, answer: object = None) -> Page:
        """Ask an exercise; with an answer, say whether it is right, or give the next hint."""
        self._known(name, self._asking.exercises, mark("This lesson has no exercise “{name}”."))
        try:
            return self._asking.ask(name, answer)
        except LembarError as error:
            raise self._refused(error) from None

    def assignments(self) -> Page:
        """Show the learner's assignments of this lesson, or what would be given."""
        return tasks_page(self._scene, self._unit, self._course)

    def submit(self, assignment: str = "", answer: object = "") -> Page:
        """Write an answer into the assignment's own cell of the workbook, and show what stands there.

        Without an assignment or an answer nothing is written.
        """
        text = str(answer).strip()
        if not assignment.strip() or not text:
            return nothing_handed_in(self._scene)
        try:
            member = self._scene.member.id if self._scene.member else None
            found = assignment_to_fill(self._rows.desk, member, assignment)
            stands = self._rows.hand_in(found.id, text)
        except LembarError as error:
            raise self._refused(error) from None
        self._wrote = True
        figures = Figures(desk=self._rows.desk, now=self._scene.figures.now)
        self._scene = self._asking.scene = replace(self._scene, figures=figures)
        return handed_in(self._scene, found, stands)

    def summary(self) -> JobResult:
        """Return how far the learner came; the notebook's last cell shows it."""
        say, asking = self._scene.say, self._asking
        solved, all_ = len(asking.right), len(asking.exercises)
        own = assignments_of(self._scene, self._unit)
        following = next((one for one in LESSONS if one.number == self._unit.number + 1), None)
        steps = (
            []
            if solved == all_
            else [say(mark("Exercises you can still do: {names}."), names=self._unsolved())]
        )
        if following:
            steps.append(
                say(
                    mark("Next: lesson {number}, {title}."),
                    number=following.number,
                    title=say(following.title),
                )
            )
        return JobResult(
            job=f"lesson_{self._unit.number}",
            outcome=Outcome.DONE,
            headline=say(mark("Exercises right: {right} of {all}. Your assignments of this lesson: {count}."), right=solved, all=all_, count=len(own)),
            counts={"exercises": all_, "right": solved, "assignments": len(own)},
            next_steps=steps,
            changed=self._wrote,
            notice=say(mark("Rehearsal: nothing here is public.")) if self._scene.figures.desk.is_rehearsal else "",
        )  # fmt: skip

    def _unsolved(self) -> str:
        asking = self._asking
        return ", ".join(f"“{code}”" for code in asking.exercises if code not in asking.right)

    def _known(self, name: str, known: Mapping[str, object], what: str) -> None:
        if name not in known:
            nearest = get_close_matches(name, known, n=1, cutoff=0.0)
            fix = mark("Did you mean “{nearest}”?") if nearest else mark("It has none yet.")
            raise self._refused(ConfigError(what, fix, name=name, nearest="".join(nearest)))

    def _refused(self, error: LembarError) -> Refused:
        return Refused(error, self._scene.voice.translate)


def _views(number: int) -> Mapping[str, View]:
    module = import_module(f"automation.lessons.views.lesson_{number}")
    return cast("Mapping[str, View]", module.PAGES)


def poses_of(number: int) -> Mapping[str, Pose]:
    """Return how a lesson's exercises are asked, by their names."""
    module = import_module(f"automation.lessons.exercises.lesson_{number}")
    return cast("Mapping[str, Pose]", module.POSED)
