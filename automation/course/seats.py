"""A cohort's folder: every learner has a folder of their own in it, with copies of the lessons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from automation.course.copies import LessonFile, owner_in, put_new, workbook_from
from automation.course.names import safe_name
from automation.domain.team.member import folded

NOBODY = "member"
"""What a folder is called whose member's name has no letter in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """One learner: the name in the members tab, and the language their lessons are in."""

    name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A learner's folder; `written` are the lessons that are new in it."""

    learner: Learner
    folder: Path
    was_there: bool
    written: Sequence[str] = ()


def seat_all(
    folder: Path,
    learners: Iterable[Learner],
    lessons: Mapping[str, Sequence[LessonFile]],
    workbook: str,
) -> list[Seat]:
    """Give every learner a folder with the lessons it lacks; work that is there is left alone.

    Args:
        folder: Where the learners' folders stand, or are made.
        learners: Who learns.
        lessons: The shipped lessons by language.
        workbook: The workbook that the lessons open.

    Raises:
        OSError: a folder cannot be written.
    """
    known = _seats_in(folder)
    taken = {one.name.casefold() for one in folder.iterdir()} if folder.is_dir() else set[str]()
    seats = []
    for learner in learners:
        old = known.get(folded(learner.name))
        name = old or safe_name(learner.name, taken, otherwise=NOBODY)
        taken.add(name)
        written = put_new(
            folder / name,
            lessons[learner.language],
            workbook=workbook_from(folder / name, workbook),
            member=learner.name,
            language=learner.language,
        )
        seats.append(
            Seat(
                learner=learner,
                folder=folder / name,
                was_there=old is not None,
                written=written,
            )
        )
    return seats


def _seats_in(folder: Path) -> dict[str, str]:
    """Return the folders there are, by the member their first lesson was made for."""
    found: dict[str, str] = {}
    for place in sorted(folder.glob("*/")):
        if member := owner_in(place).get("member"):
            found.setdefault(folded(member), place.name)
    return found


def other_workbook(folder: Path, workbook: str) -> str:
    """Return another workbook that lessons in the learners' folders were made for; empty for none."""
    for place in sorted(folder.glob("*/")):
        made = owner_in(place).get("workbook")
        if made and made != workbook_from(place, workbook):
            return made
    return ""
