"""Reads the YAML files of a course into kinds of assignment, and says where one is wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from automation.course.lines import line_of
from automation.domain.learning.build import build_kind
from automation.domain.learning.course import Course
from automation.domain.learning.flaws import Flaw
from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.reading import Columns, Notes
from automation.domain.learning.rows import CALENDAR_COLUMNS
from automation.domain.learning.voice import NAMED_TABS
from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.workbook.decode_practice import PRACTICE_TABS
from automation.workbook.schema import load_schema

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_YAML = mark("This is not YAML: {problem}.")
TWICE = mark("There is a kind “{code}” already, in {other}. Name this file otherwise.")
BAD_NAME = mark(
    "A file is named with small letters, digits and underscores, such as reply_library.yaml."
)
NO_TEXT = mark("The file cannot be read as UTF-8 text. Save it as UTF-8.")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to mend in a file; `line` counts from 1."""

    file: Path
    line: int
    field: str
    said: Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What stands in some folders: the course made of the files that are right, and the faults."""

    course: Course
    files: Sequence[Path] = ()
    faults: Sequence[Fault] = ()


@dataclass(slots=True)
class _Shelf:
    """The kinds read so far."""

    kinds: dict[str, AssignmentKind] = field(default_factory=dict)
    indonesian: dict[str, str] = field(default_factory=dict)
    origins: dict[str, Path] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    def take(self, file: Path) -> None:
        """Read one file, or note what is wrong with it."""
        self.files.append(file)
        code, other = file.stem, self.origins.get(file.stem)
        if not code.isidentifier() or code != code.lower() or not code.isascii():
            self._wrong(file, 1, "", Sentence(BAD_NAME))
            return
        if other is not None:
            self._wrong(file, 1, "", Sentence(TWICE, {"code": code, "other": other}))
            return
        text = self._text(file)
        if text is None:
            return
        notes = Notes(columns=_columns(), headers=_headers())
        kind = build_kind(code, _parsed(text), notes)
        faults = [
            Fault(file, line_of(text, flaw.path), _named(flaw), flaw.said) for flaw in notes.flaws
        ]
        self.faults += sorted(faults, key=lambda fault: fault.line)
        if kind is not None:
            self.kinds[code] = kind
            self.origins[code] = file
            self.indonesian = {**notes.indonesian, **self.indonesian}

    def _text(self, file: Path) -> str | None:
        try:
            text = file.read_text(encoding="utf-8")
            _parsed(text)
        except (OSError, UnicodeDecodeError):
            self._wrong(file, 1, "", Sentence(NO_TEXT))
        except yaml.YAMLError as error:
            at = getattr(error, "problem_mark", None)
            problem = getattr(error, "problem", None) or "?"
            self._wrong(
                file, at.line + 1 if at else 1, "", Sentence(NOT_YAML, {"problem": problem})
            )
        else:
            return text
        return None

    def _wrong(self, file: Path, line: int, name: str, said: Sentence) -> None:
        self.faults.append(Fault(file, line, name, said))


def _parsed(text: str) -> object:
    return cast("object", yaml.load(text, Loader=_LOADER))  # noqa: S506 - a safe loader


def _named(flaw: Flaw) -> str:
    """Name a field as people count: the second of a list is [2]."""
    steps = (f"[{one + 1}]" if isinstance(one, int) else f".{one}" for one in flaw.path)
    return "".join(steps).lstrip(".")


def shipped_folder() -> Path:
    """Return where Lembar's own kinds stand: inside the installed package, or in the checkout."""
    package = Path(__file__).parents[1]
    shipped = package / "_shipped" / "notebooks"
    notebooks = shipped if shipped.is_dir() else package.parent / "notebooks"
    return notebooks / "course" / "assignments"


def read_folders(*folders: Path) -> Found:
    """Read every file of some folders, in the order of the lessons; a wrong file stops no other.

    Raises:
        ConfigError: a folder is not there.
    """
    shelf = _Shelf()
    for folder in folders:
        if not folder.is_dir():
            raise ConfigError(
                mark("There is no folder {folder} with kinds of assignments."),
                mark("Make it, or correct LEMBAR_ASSIGNMENTS; whoever runs Lembar can do that."),
                folder=folder,
            )
        for file in sorted(folder.glob("*.y*ml")):
            shelf.take(file)
    kinds = sorted(shelf.kinds.values(), key=lambda kind: (kind.lesson.number, kind.code))
    wrong = {fault.file for fault in shelf.faults}
    course = Course(
        kinds={kind.code: kind for kind in kinds}, indonesian=shelf.indonesian, faults=len(wrong)
    )
    return Found(course=course, files=shelf.files, faults=shelf.faults)


@lru_cache(maxsize=8)
def load_course(own: str = "") -> Course:
    """Return the shipped course, with the kinds of a team's own folder when one is named.

    Raises:
        ConfigError: the team's folder is not there.
    """
    folders = [shipped_folder(), *([Path(own).expanduser()] if own else [])]
    return read_folders(*folders).course


def _columns() -> Columns:
    """Return which columns conditions may name, by tab."""
    tabs = load_schema().tabs
    practice: Mapping[str, tuple[str, ...]] = {
        name: tuple(tabs[name].fields) for name in PRACTICE_TABS
    }
    calendar = sorted(CALENDAR_COLUMNS)
    return {"calendar": calendar, "pictures": [*calendar, "alt_text"], **practice}


def _headers() -> Columns:
    """Return what texts may name in `{tab[column]}`: columns, and values as `column.value`."""
    tabs = load_schema().tabs
    return {
        name: [
            text
            for column in tabs[name].fields.values()
            for text in (column.name, *(f"{column.name}.{value}" for value in column.values))
        ]
        for name in NAMED_TABS
    }
