"""Copies of the lessons for learners: each with its own workbook and name in the parameters cell.

The shipped notebooks are only read. A copy that is there already is a learner's work and stays.
"""

import ast
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from automation.course.files import shipped_folder
from automation.errors import ConfigError
from automation.language import mark
from automation.workbook.backends import whole_address
from automation.workbook.backends.google.address import read_address

OWNER = "lembar"
"""The key of a copy's metadata under which its first parameters stand."""

Notebook = dict[str, object]


@dataclass(frozen=True, slots=True)
class LessonFile:
    """One lesson as it is shipped: the file's name, and what it holds."""

    name: str
    notebook: Notebook

    def for_learner(self, **parameters: str) -> str:
        """Return the text of a copy with these parameters set; those it does not know are left out."""
        cells = cast("list[Notebook]", self.notebook["cells"])
        copied = [_with(cell, parameters) if is_parameters(cell) else cell for cell in cells]
        metadata = cast("Notebook", self.notebook["metadata"])
        whole = {**self.notebook, "cells": copied, "metadata": {**metadata, OWNER: parameters}}
        return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def shipped_lessons(language: str) -> Sequence[LessonFile]:
    """Read the lessons of a language, in their order.

    Raises:
        ConfigError: they are not there.
    """
    folder = shipped_folder().parent / language
    found = [
        LessonFile(path.name, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("lesson_*.ipynb"))
    ]
    if not found:
        raise ConfigError(
            mark("There are no lessons in {folder}."),
            mark("Install Lembar again; whoever looks after it can do that."),
            folder=folder,
        )
    return found


def is_parameters(cell: Notebook) -> bool:
    """Say whether a cell is the one in which a notebook's parameters stand."""
    return "parameters" in cast("Notebook", cell["metadata"]).get("tags", ())  # type: ignore[operator]


def owner_of(path: Path) -> Mapping[str, str]:
    """Return the parameters a copy was made with, whatever its cells say now; empty for other files."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))["metadata"][OWNER]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    if not isinstance(told, dict):
        return {}
    return {str(name): str(value) for name, value in told.items()}


def owner_in(folder: Path) -> Mapping[str, str]:
    """Return the parameters of the first copy in a folder that has any; empty without one."""
    owners = (owner_of(path) for path in sorted(folder.glob("*.ipynb")))
    return next((owner for owner in owners if owner), {})


def workbook_from(place: Path, workbook: str) -> str:
    """Return what names a workbook in a folder: a path from there when both can move together.

    That is when the workbook stands beside one of the folders that hold `place`, up to two of them;
    of any other file it is the whole path, and of a sheet its address.
    """
    whole = whole_address(workbook)
    if read_address(workbook) is not None:
        return whole
    path, place = Path(whole), place.resolve()
    if path.parent in place.parents[:2]:
        return Path(os.path.relpath(path, place)).as_posix()
    return whole


def put_new(place: Path, lessons: Sequence[LessonFile], **parameters: str) -> list[str]:
    """Write the copies a folder lacks; return their names. What is there is left as it is."""
    place.mkdir(parents=True, exist_ok=True)
    written = []
    for lesson in lessons:
        try:
            with (place / lesson.name).open("x", encoding="utf-8") as file:
                file.write(lesson.for_learner(**parameters))
        except FileExistsError:
            continue
        written.append(lesson.name)
    return written


def _with(cell: Notebook, parameters: Mapping[str, str]) -> Notebook:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(cast("list[str]", source))
    return {**cell, "source": set_in(text, parameters).splitlines(keepends=True)}


def set_in(source: str, parameters: Mapping[str, str]) -> str:
    """Return Python with other values behind the names it assigns; comments stay.

    >>> set_in('member = ""  # your name', {"member": "Siti", "shoe": "42"})
    'member = "Siti"  # your name'
    """
    lines = source.splitlines(keepends=True)
    for statement in reversed(ast.parse(source).body):
        if not isinstance(statement, ast.Assign) or not isinstance(statement.targets[0], ast.Name):
            continue
        name, value = statement.targets[0].id, statement.value
        if name in parameters and value.end_lineno == value.lineno:
            line = lines[value.lineno - 1].encode()
            given = json.dumps(parameters[name], ensure_ascii=False).encode()
            new = line[: value.col_offset] + given + line[value.end_col_offset :]
            lines[value.lineno - 1] = new.decode()
    return "".join(lines)
