"""Opens a lesson for a learner: learning mode first, then one read of the workbook."""

from __future__ import annotations

from difflib import get_close_matches
from functools import partial
from typing import TYPE_CHECKING

from automation.app import header_of, language_named, new_id, now_of, open_workbook
from automation.course.exercises import load_exercises
from automation.course.files import load_course
from automation.domain.learning.example import example_desk
from automation.domain.learning.figures import Figures
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.voice import Voice
from automation.domain.team.member import Member, find_member, folded
from automation.dotenv import dotenv_beside
from automation.errors import ConfigError, LembarError, WorkbookNotFound
from automation.language import mark, translator
from automation.lessons.lesson import OpenLesson
from automation.lessons.own_files import files_beside
from automation.lessons.refusal import Refused
from automation.lessons.rows import Rows
from automation.lessons.scene import Scene
from automation.networks import limits_in, spec_of
from automation.settings import enter_learning, load_settings
from automation.workbook.schema import load_schema

if TYPE_CHECKING:
    from automation.domain.desk import Desk
    from automation.domain.learning.lessons import Lesson

MANY = 12
"""So many names are listed when one is not found; of a larger team only the nearest."""


def open_lesson(
    number: int, workbook: str, *, member: str = "", now: str = "", language: str = ""
) -> OpenLesson:
    """Open a lesson on a workbook. From here on this process reaches no real network.

    Args:
        number: 1 to 6.
        workbook: The workbook's path, or the address of its Google Sheet.
        member: The learner's name or e-mail as in the members tab; empty to look on.
        now: The moment to look at, as ISO text with offset; empty for the present.
        language: `en` or `id`; empty for the learner's own, or else the workbook's.

    Raises:
        Refused: there is no such lesson, workbook or member, or a setting cannot be used.
    """
    enter_learning()
    try:
        return _opened(number, workbook, member, now, language)
    except WorkbookNotFound as error:
        raise Refused(error, translator(language), then=TRY_DEMO) from None
    except LembarError as error:
        raise Refused(error, translator(language)) from None


TRY_DEMO = mark(
    "You can also try this lesson on an invented team: run “lembar demo” in a terminal, then write "
    "demo/calendar.xlsx into the cell “workbook = …” and leave the name empty."
)


def _opened(number: int, address: str, member: str, now: str, language: str) -> OpenLesson:
    unit = _unit(number)
    settings = load_settings(dotenv=dotenv_beside(address))
    moment, wished = now_of(now), language_named(language)
    workbook = open_workbook(address, language=wished)
    rows = Rows(workbook, partial(new_id, "P"))
    desk = rows.desk
    learner = _learner(desk, member)
    spoken = wished or (learner.language if learner else "") or workbook.language
    course, book = load_course(settings.assignments), load_exercises(number, settings.assignments)
    translate = book.in_language(spoken, course.in_language(spoken, translator(spoken)))
    voice = Voice(translate, partial(header_of, load_schema(), workbook.language))
    example = example_desk(moment, desk.settings.timezone, translate)
    return OpenLesson(
        unit=unit,
        rows=rows,
        scene=Scene(
            figures=Figures(desk=desk, now=moment),
            member=learner,
            voice=voice,
            spec_of=partial(spec_of, limits=limits_in(settings)),
            media_of=files_beside(address),
        ),
        example=Scene(
            figures=Figures(desk=example, now=moment), member=None, voice=voice, is_example=True
        ),
        course=course,
        book=book,
    )


def _unit(number: int) -> Lesson:
    for unit in LESSONS:
        if unit.number == number:
            return unit
    raise ConfigError(
        mark("There is no lesson {number}."),
        mark("Choose a number from 1 to {last}."),
        number=number,
        last=LESSONS[-1].number,
    )


def _learner(desk: Desk, name: str) -> Member | None:
    """Return the member of that name, also one who has left; None for who looks on.

    Raises:
        ConfigError: the members tab has no such name.
    """
    if not name.strip():
        return None
    found = find_member(desk.members.values(), name)
    if found is not None:
        return found
    if not desk.members:
        raise ConfigError(
            mark("The members tab is still empty, so “{name}” is not in it."),
            mark("Write your name into the members tab, or leave “member” empty to look on."),
            name=name,
        )
    names = {folded(one.id): one.id for one in desk.members.values() if one.active}
    nearest = [names[one] for one in get_close_matches(folded(name), names, n=3, cutoff=0.5)]
    listed = sorted(names.values()) if len(names) <= MANY else nearest
    raise ConfigError(
        mark("Nobody in the members tab is called “{name}”."),
        mark("Write your name as it stands there: {names}.")
        if listed
        else mark("Look up how your name is written there, or leave “member” empty to look on."),
        name=name,
        names=", ".join(listed),
    )
