"""Reads a lesson's exercises from their YAML file, and says what is wrong with one."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import yaml

from automation.course.files import shipped_folder
from automation.domain.learning.exercises.exercise import Exercise, ExerciseBook
from automation.errors import ConfigError
from automation.language import LANGUAGES, mark

_TEXTS = ("title", "ask", "way", "learnt")
_FIELDS = {*_TEXTS, "hints", "choices"}


@lru_cache(maxsize=16)
def load_exercises(number: int, own: str = "") -> ExerciseBook:
    """Return a lesson's exercises; a trainer's own words for one replace those that are shipped.

    `own` is the folder of a team's own kinds of assignment; its `exercises/lesson_N.yaml` is read.

    Raises:
        ConfigError: a file does not say what such a file says; it names the place.
    """
    book = ExerciseBook()
    for folder in folders_of(own):
        file = folder / f"lesson_{number}.yaml"
        if file.is_file():
            found = read_exercises(file)
            book = ExerciseBook(
                exercises={**book.exercises, **found.exercises},
                indonesian={**book.indonesian, **found.indonesian},
            )
    return book


def folders_of(own: str) -> list[Path]:
    """Return where exercises stand: the shipped ones first, then a trainer's own."""
    shipped = shipped_folder().parent / "exercises"
    return [shipped, *([Path(own).expanduser() / "exercises"] if own else [])]


def wrong_exercises(own: str) -> list[ConfigError]:
    """Look through every file of exercises and return what is wrong, the first slip of each file."""
    found = []
    for folder in folders_of(own):
        for file in sorted(folder.glob("*.y*ml")):
            try:
                read_exercises(file)
            except ConfigError as error:
                found.append(error)
    return found


def read_exercises(file: Path) -> ExerciseBook:
    """Read one file of exercises.

    Raises:
        ConfigError: it does not say what such a file says; it names the place.
    """
    try:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise _wrong(file, "", "YAML") from error
    reader = _Reader(file)
    exercises = {
        str(code): reader.exercise(str(code), block)
        for code, block in reader.block("", raw).items()
    }
    return ExerciseBook(exercises=exercises, indonesian=reader.indonesian)


class _Reader:
    """Reads blocks, and keeps the Indonesian of every text on the way."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.indonesian: dict[str, str] = {}

    def exercise(self, code: str, raw: object) -> Exercise:
        block = self.block(code, raw)
        for unknown in block.keys() - _FIELDS:
            raise _wrong(self._file, f"{code}.{unknown}", ", ".join(sorted(_FIELDS)))
        texts = {name: self.text(f"{code}.{name}", block.get(name)) for name in _TEXTS}
        hints = block.get("hints")
        if not isinstance(hints, list) or not hints:
            raise _wrong(self._file, f"{code}.hints", "- {en: …, id: …}")
        choices = block.get("choices") or {}
        return Exercise(
            code=code,
            hints=tuple(
                self.text(f"{code}.hints[{place}]", hint)
                for place, hint in enumerate(hints, start=1)
            ),
            choices={
                letter: self.text(f"{code}.choices.{letter}", label)
                for letter, label in self.block(f"{code}.choices", choices).items()
            },
            **texts,
        )

    def block(self, place: str, raw: object) -> Mapping[str, object]:
        if not isinstance(raw, dict):
            raise _wrong(self._file, place, "{name: …}")
        return {str(name): value for name, value in cast("dict[object, object]", raw).items()}

    def text(self, place: str, raw: object) -> str:
        block = self.block(place, raw)
        said = [block.get(language) for language in LANGUAGES]
        if set(block) != set(LANGUAGES) or not all(isinstance(one, str) for one in said):
            raise _wrong(self._file, place, "{en: …, id: …}")
        english, indonesian = (" ".join(str(one).split()) for one in said)
        if _places(english) != _places(indonesian):
            raise _wrong(self._file, place, "{…} = {…}")
        self.indonesian[english] = indonesian
        return english


def _places(text: str) -> set[str]:
    return set(re.findall(r"{(\w*)}", text))


def _wrong(file: Path, place: str, wanted: str) -> ConfigError:
    return ConfigError(
        mark("“{place}” in {file} is not written as an exercise is: expected {wanted}."),
        mark("Whoever changed the file compares it with another exercise and corrects it."),
        file=file,
        place=place,
        wanted=wanted,
    )
