"""What `lembar course` does: look through the files of a course."""

from collections.abc import Sequence
from pathlib import Path

from automation.cli.terminal import Terminal
from automation.course.exercises import wrong_exercises
from automation.course.files import Fault, Found, read_folders, shipped_folder
from automation.dotenv import dotenv_beside
from automation.language import mark
from automation.settings import load_settings


def check_folder(terminal: Terminal, folder: str) -> int:
    """Look through a folder of kinds and exercises beside the shipped ones; 1 when something is wrong."""
    own = folder or load_settings(dotenv=dotenv_beside()).assignments
    folders = [shipped_folder(), *([Path(own).expanduser()] if own else [])]
    found = read_folders(*dict.fromkeys(one.resolve() for one in folders))
    say_faults(terminal, found.faults)
    slips = wrong_exercises(own)
    for slip in slips:
        terminal.say("{what} {fix}", what=slip.what, fix=slip.fix)
    if found.faults:
        terminal.say(
            mark("Files looked through: {files}. Left out until they are mended: {wrong}."),
            files=len(found.files),
            wrong=found.course.faults,
        )
    if found.faults or slips:
        return 1
    by_machine, by_trainer = _counts(found)
    terminal.say(
        mark(
            "All {count} kinds of assignments are in order: {machine} are graded by reading the "
            "workbook, {trainer} wait for a trainer."
        ),
        count=len(found.course.kinds),
        machine=by_machine,
        trainer=by_trainer,
    )
    return 0


def _counts(found: Found) -> tuple[int, int]:
    kinds = found.course.kinds.values()
    by_trainer = sum(1 for kind in kinds if kind.by_trainer)
    return len(kinds) - by_trainer, by_trainer


def say_faults(terminal: Terminal, faults: Sequence[Fault]) -> None:
    """Print each fault as editors and people find it: file, line, field, what is wrong."""
    for fault in faults:
        terminal.say(
            "{file}:{line}: {field}{said}",
            file=fault.file,
            line=fault.line,
            field=f"{fault.field}: " if fault.field else "",
            said=fault.said,
        )
