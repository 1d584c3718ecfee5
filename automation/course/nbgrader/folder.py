"""Puts exported assignments into the folder of an nbgrader course, beside what stands there."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from automation.course.nbgrader.notebook import notebook_of
from automation.course.nbgrader.tasks import Task
from automation.domain.learning.lessons import Lesson
from automation.errors import ConfigError
from automation.language import Translate, mark

CONFIG = "nbgrader_config.py"
_CONFIG = """\
# Made once by Lembar; it is yours to change.
import os

c = get_config()
c.CourseDirectory.course_id = {course!r}

# What learners hand in runs as you, and reads the environment. Only this is left in it.
_KEPT = {{"HOME", "LANG", "LC_ALL", "PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE", "VIRTUAL_ENV"}}
for _name in set(os.environ) - _KEPT:
    if not _name.startswith(("JUPYTER", "XDG")):
        del os.environ[_name]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One assignment. `is_new` says whether it was written; one that was there stays as it was."""

    name: str
    tasks: Sequence[Task]
    is_new: bool

    @property
    def points(self) -> int:
        """What all of its tasks can bring."""
        return sum(task.points for task in self.tasks)


def put_config(folder: Path) -> bool:
    """Write nbgrader's settings where the folder has none; return whether it did.

    Raises:
        ConfigError: the folder cannot be written.
    """
    path = folder / CONFIG
    if path.exists():
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(_CONFIG.format(course=folder.resolve().name), encoding="utf-8")
    except OSError as error:
        raise _unwritable(folder, error) from error
    return True


def put(
    folder: Path, name: str, lesson: Lesson, tasks: Sequence[Task], translate: Translate
) -> Exported:
    """Write one assignment with its rows into `source/`, unless one of that name is there.

    Raises:
        ConfigError: the folder cannot be written.
    """
    place = folder / "source" / name
    if place.exists():
        return Exported(name=name, tasks=tasks, is_new=False)
    title = f"{lesson.number} · {translate(lesson.title)}"
    notebook = notebook_of(title, translate(lesson.about), tasks, translate)
    files: dict[str, object] = {f"lesson_{lesson.number}.ipynb": notebook}
    counted = [task.counted for task in tasks if task.counted and task.counted.file]
    files |= {one.file: one.rows for one in counted}
    try:
        place.mkdir(parents=True)
        for file, holds in files.items():
            _write(place / file, holds)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return Exported(name=name, tasks=tasks, is_new=True)


def _write(path: Path, holds: object) -> None:
    path.write_text(json.dumps(holds, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _unwritable(folder: Path, error: OSError) -> ConfigError:
    return ConfigError(
        mark("The folder {folder} cannot be written: {cause}."),
        mark("Choose a folder you may write to, or ask who looks after the machine."),
        folder=folder,
        cause=error.strerror,
    )
