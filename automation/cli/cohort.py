"""What `lembar course progress` and `certificate` do: read a workbook, write pages, say what is there."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from automation.app import language_named, new_id, now_of, open_workbook
from automation.cli.terminal import Terminal
from automation.course.files import load_course
from automation.course.page import generator
from automation.course.progress_page import (
    KIND,
    Telling,
    counts_of,
    emptiness,
    progress_page,
    score_of,
)
from automation.course.words import FINISHED, HAS_LEFT, HEADLINE, SIGNS, STANDS
from automation.domain.desk import Desk
from automation.domain.learning.course import Course
from automation.domain.learning.progress import Cohort, Learner, cohort_of
from automation.dotenv import dotenv_beside
from automation.errors import ConfigError
from automation.language import mark, translator
from automation.settings import load_settings

REHEARSAL = mark("Rehearsal: nothing here is public.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A workbook as it stands, with its course and the language it is told in."""

    address: str
    desk: Desk
    course: Course
    now: datetime
    language: str
    wished: str = ""
    """The language somebody asked for; empty for the workbook's own."""

    @property
    def telling(self) -> Telling:
        """How pages about it are made."""
        at = self.now.astimezone(self.desk.settings.timezone)
        translate = translator(self.language)
        return Telling(
            translate=self.course.in_language(self.language, translate),
            language=self.language,
            workbook=_name(self.address),
            at=f"{at:%Y-%m-%d %H:%M}",
            notice=translate(REHEARSAL) if self.desk.is_rehearsal else "",
        )


def _name(address: str) -> str:
    """Return what people call a workbook: a file by its name, a sheet by its address."""
    return address if "://" in address else Path(address).name


def read(workbook: str, *, now: str = "", language: str = "") -> Read:
    """Read a workbook and its course; nothing is written.

    Raises:
        SheetError: the workbook cannot be read.
        ConfigError: the moment, the language or the environment cannot be used.
    """
    wished = language_named(language)
    opened = open_workbook(workbook, language=wished)
    desk = opened.read(lambda: new_id("P"))
    own = load_settings(dotenv=dotenv_beside(workbook)).assignments
    return Read(
        address=workbook,
        desk=desk,
        course=load_course(own),
        now=now_of(now),
        language=wished or opened.language,
        wished=wished,
    )


def show_progress(terminal: Terminal, found: Read, page: str) -> int:
    """Print how the cohort stands, and write the page."""
    cohort = cohort_of(found.desk, found.course.kinds, now=found.now)
    telling = found.telling
    t = telling.translate
    if telling.notice:
        print(telling.notice)
    empty = emptiness(cohort, found.address)
    if empty is not None:
        print(empty.say(t))
    if cohort.learners:
        print(t(HEADLINE).format(finished=cohort.finished, count=len(cohort.learners)))
        _table(terminal, cohort, telling)
    if cohort.has_left:
        print(t(HAS_LEFT).format(count=cohort.has_left))
    write_page(Path(page), progress_page(cohort, telling), KIND)
    terminal.say(mark("Page: {path}"), path=page)
    return 0


def _table(terminal: Terminal, cohort: Cohort, telling: Telling) -> None:
    t = telling.translate
    columns = [
        t(mark("Member")),
        t(mark("Lessons 1 to 6")),
        t(mark("Assignments")),
        t(mark("Score")),
    ]
    rows = [
        [one.member, _signs(one), _counts(one, telling), score_of(one)] for one in cohort.learners
    ]
    terminal.table(t(mark("Progress of the course")), columns, rows)
    print()
    print(" · ".join(f"{SIGNS[stand]} {t(words)}" for stand, words in STANDS.items()))


def _signs(learner: Learner) -> str:
    return " ".join(SIGNS[stand] for stand in learner.lessons.values())


def _counts(learner: Learner, telling: Telling) -> str:
    told = counts_of(learner, telling.translate)
    finished = telling.translate(FINISHED) if learner.is_finished else ""
    return " · ".join(part for part in (finished, told) if part)


def write_page(path: Path, text: str, kind: str) -> None:
    """Write a page, in place of an older one of its kind only.

    Raises:
        ConfigError: something else stands there.
    """
    if path.exists() and generator(kind) not in path.read_text(encoding="utf-8", errors="replace"):
        raise ConfigError(
            mark("{path} is there already and was not made by this command, so it was left alone."),
            mark("Choose another name for the page."),
            path=path,
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
