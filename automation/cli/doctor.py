"""`lembar doctor`: what is missing, in plain words, from the secrets file to each channel."""

import shlex
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from automation.app import Wishes, run_job
from automation.cli.terminal import Terminal
from automation.dotenv import dotenv_beside, dotenv_warnings
from automation.errors import LembarError
from automation.language import Sentence, mark
from automation.settings import Settings, load_settings
from automation.workbook.backends import open_backend
from automation.workbook.backends.google.address import read_address
from automation.workbook.schema import load_schema
from automation.workbook.upgrade import lacking_of

if TYPE_CHECKING:
    from automation.workbook.backends.google.checkup import Finding

_SIGNS = {True: "✓", False: "→", None: "·"}
_NEEDS_PERSON = 1

Found = tuple[bool | None, Sentence]
"""Whether all is well (None when it only tells), and the sentence."""


def doctor_credentials(terminal: Terminal) -> int:
    """Say which credentials are found where no workbook is named, and what to do with them."""
    settings = load_settings(dotenv=dotenv_beside())
    code = _tell(terminal, [*_secrets_file(""), *_tokens(settings)])
    try:
        return max(code, _tell(terminal, _google(settings)))
    except LembarError as error:
        if settings.google_key:
            raise
        terminal.say(mark("· For a workbook in Google Sheets only:"))
        _tell(terminal, [(None, error.what), (None, error.fix)])
    return code


def doctor_workbook(terminal: Terminal, workbook: str) -> int:
    """Check a workbook, its channels and the secrets file."""
    code = _tell(terminal, _secrets_file(workbook))
    blocking: list[Finding] = []
    code = max(
        code, _tell(terminal, _sheet(workbook, blocking)), _tell(terminal, _course(workbook))
    )
    schema = load_schema()
    lacking = lacking_of(open_backend(workbook), schema, terminal.language)
    absent = [schema.tabs[name].title(terminal.language) for name in lacking.tabs]
    absent += [f"{column.tab_title} / {column.header}" for column in lacking.columns]
    if absent:
        facts = {"names": ", ".join(absent), "workbook": shlex.quote(workbook)}
        lacks = mark("The workbook lacks: {names}. “lembar init {workbook}” adds them.")
        code = max(code, _tell(terminal, [(False, Sentence(lacks, facts))]))
    if len(lacking.tabs) == len(schema.made) or blocking:
        terminal.say(mark("The channels are asked when that is mended."))
        return code
    result = run_job("doctor", workbook, Wishes(), log=terminal.progress)
    terminal.result(result.as_json())
    return max(result.outcome.exit_code, code)


def _tell(terminal: Terminal, found: Iterable[Found]) -> int:
    """Print findings as they come; return 1 when one of them needs a person."""
    code = 0
    for is_good, said in found:
        terminal.say("{sign} {said}", sign=_SIGNS[is_good], said=said)
        code = _NEEDS_PERSON if is_good is False else code
    return code


def _secrets_file(workbook: str) -> Iterator[Found]:
    dotenv = dotenv_beside(workbook)
    for warning in dotenv_warnings(dotenv) if dotenv else ():
        yield False, warning


def _tokens(settings: Settings) -> Iterator[Found]:
    names = sorted(settings.secrets)
    if names:
        facts = {"names": ", ".join(names)}
        yield True, Sentence(mark("Secrets found: {names}."), facts)


def _google(settings: Settings) -> Iterator[Found]:
    from automation.workbook.backends.google.checkup import examine_credentials

    return ((one.is_good, one.said) for one in examine_credentials(settings))


def _course(workbook: str) -> Iterator[Found]:
    """Say whether the team's own kinds of assignments are in order."""
    from automation.course.files import load_course

    own = load_settings(dotenv=dotenv_beside(workbook)).assignments
    if own and (faults := load_course(own).faults):
        wrong = mark(
            "Files of kinds of assignments that are left out: {count}. “lembar course check” says why."
        )
        yield False, Sentence(wrong, {"count": faults})


def _sheet(workbook: str, blocking: "list[Finding]") -> Iterator[Found]:
    """Yield what is found of a Google Sheet, and note what keeps Lembar from writing there."""
    if read_address(workbook) is None:
        return
    from automation.workbook.backends.google.backend import GoogleBackend
    from automation.workbook.backends.google.checkup import BRIEF, examine_sheet

    settings = load_settings(dotenv=dotenv_beside(workbook))
    backend = GoogleBackend(workbook, settings=settings, patience=BRIEF)
    for one in examine_sheet(backend, settings, load_schema()):
        if one.blocks:
            blocking.append(one)
        yield one.is_good, one.said
