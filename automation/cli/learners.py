"""What `lembar course open` and `new-cohort` do: lessons in learners' own folders."""

import shlex
import sys
import webbrowser
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from automation.app import language_named, new_id, open_workbook
from automation.cli.members import member_named
from automation.cli.terminal import Terminal
from automation.course.copies import owner_in, put_new, shipped_lessons, workbook_from
from automation.course.jupyter import Classroom, running_lab
from automation.course.seats import Learner, Seat, other_workbook, seat_all
from automation.domain.learning.progress import is_learner
from automation.domain.run import Outcome
from automation.domain.team.member import Member, find_member
from automation.dotenv import dotenv_beside
from automation.errors import ConfigError
from automation.language import mark
from automation.notebook_runner.signals import stopping_on_signals
from automation.settings import load_settings
from automation.workbook.backends.google.address import read_address


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """How a lesson is opened; what is empty is as in the copies that the folder has already."""

    folder: Path
    workbook: str = ""
    member: str = ""
    language: str = ""
    lesson: int = 1
    port: int = 8888
    shows_browser: bool = True


def open_course(terminal: Terminal, wish: Opening) -> int:
    """Open a lesson in JupyterLab, in the learner's folder, until Ctrl-C."""
    parameters = _parameters(terminal, wish)
    if put_new(wish.folder, shipped_lessons(parameters["language"]), **parameters):
        terminal.say(
            mark("Copied the lessons into {folder}. What you change there stays yours."),
            folder=wish.folder,
        )
    if not parameters.get("workbook"):
        terminal.say(mark("No workbook was named: write yours into the lesson's first code cell."))
    room = Classroom(
        folder=wish.folder.resolve(),
        notebook=f"lesson_{wish.lesson}.ipynb",
        port=wish.port,
        needs_google=read_address(parameters.get("workbook", "")) is not None,
    )
    settings = load_settings(dotenv=dotenv_beside(wish.workbook))
    with stopping_on_signals(_stop), running_lab(room, settings) as lab:
        terminal.say(
            mark("The lesson is open, for this machine alone. Whoever has this address gets in:")
        )
        print(f"  {lab.address}")
        terminal.say(mark("Ctrl-C stops it; your work is kept."))
        sys.stdout.flush()
        if wish.shows_browser:
            webbrowser.open(lab.address)
        try:
            lab.wait()
        except KeyboardInterrupt:
            print()
    terminal.say(mark("JupyterLab has stopped. Your work is in {folder}."), folder=wish.folder)
    return 0


def _stop(_reason: Outcome) -> NoReturn:
    raise KeyboardInterrupt


def _parameters(terminal: Terminal, wish: Opening) -> Mapping[str, str]:
    """Return what copies are made with: as those in the folder were, or as wished for.

    Raises:
        ConfigError: the folder's lessons were made for another workbook or member, or the workbook
            has no such member.
    """
    wished = _wished(terminal, wish)
    made = owner_in(wish.folder)
    for name in ("workbook", "member"):
        if made.get(name) and wished.get(name, made[name]) != made[name]:
            raise ConfigError(
                mark("The lessons in {folder} were made for {made}, and stay so."),
                mark("Open them without naming another, or choose another folder: --folder NAME."),
                folder=wish.folder,
                made=made[name],
            )
    return {**wished, **made}


def _wished(terminal: Terminal, wish: Opening) -> dict[str, str]:
    """Return the parameters that were wished for: names as the workbook knows them, if there is one."""
    language = language_named(wish.language)
    if not wish.workbook:
        member = {"member": wish.member} if wish.member else {}
        return {**member, "language": language or terminal.language}
    workbook = open_workbook(wish.workbook)
    desk = workbook.read(partial(new_id, "P"))
    found = {"workbook": workbook_from(wish.folder, wish.workbook)}
    if not wish.member:
        return {**found, "language": language or workbook.language}
    learner = member_named(desk.members.values(), wish.member, wish.workbook)
    return {
        **found, "member": learner.id,
        "language": language or learner.language or workbook.language,
    }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Inviting:
    """Whose folders are made: the members named, or every active one."""

    folder: Path
    workbook: str
    members: Sequence[str] = ()
    language: str = ""


def new_cohort(terminal: Terminal, wish: Inviting) -> int:
    """Give every learner a folder with copies of the lessons; say what was left alone.

    Raises:
        ConfigError: the folder is another workbook's cohort, or the workbook lacks a member named.
    """
    if other := other_workbook(wish.folder, wish.workbook):
        raise ConfigError(
            mark("The lessons in {folder} were made for {made}, and stay so."),
            mark("Give the learners of each workbook a folder of their own."),
            folder=wish.folder,
            made=other,
        )
    wished, workbook = language_named(wish.language), open_workbook(wish.workbook)
    desk = workbook.read(partial(new_id, "P"))
    members = list(_invited(desk.members.values(), wish))
    learners = [
        Learner(name=one.id, language=wished or one.language or workbook.language)
        for one in members
    ]
    lessons = {
        language: shipped_lessons(language) for language in {one.language for one in learners}
    }
    seats = seat_all(wish.folder, learners, lessons, wish.workbook)
    _tell(terminal, wish.folder, seats)
    return 0 if seats else 1


def _invited(members: Iterable[Member], wish: Inviting) -> Iterable[Member]:
    """Return the members named, once each, or all who are active.

    Raises:
        ConfigError: the workbook has no member of that name.
    """
    known = list(members)
    if not wish.members:
        return [member for member in known if is_learner(member)]
    named: dict[str, Member] = {}
    for text in wish.members:
        for name in [text] if find_member(known, text) else text.split(","):
            found = member_named(known, name, wish.workbook)
            named[found.id] = found
    return named.values()


def _tell(terminal: Terminal, folder: Path, seats: Sequence[Seat]) -> None:
    new = [seat for seat in seats if not seat.was_there]
    more = [seat for seat in seats if seat.was_there and seat.written]
    alone = [seat for seat in seats if seat.was_there and not seat.written]
    if not seats:
        terminal.say(mark("The members tab names nobody who is active, so no folder was made."))
        return
    if new:
        terminal.table(
            terminal.translate(mark("New folders in {folder}")).format(folder=folder),
            [terminal.translate(mark("Member")), terminal.translate(mark("Their folder"))],
            [[seat.learner.name, str(seat.folder)] for seat in new],
        )
    for seat in more:
        terminal.say(
            mark("{member} had a folder, which now has these lessons, too: {lessons}."),
            member=seat.learner.name,
            lessons=", ".join(seat.written),
        )
    if alone:
        terminal.say(
            mark("Folders that were there and were left as they are: {count}."), count=len(alone)
        )
    print()
    terminal.say(mark("A learner begins with:"))
    print(f"  lembar course open --folder {shlex.quote(str((new or seats)[0].folder))}")
