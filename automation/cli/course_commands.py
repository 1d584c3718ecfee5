"""The commands of the course, with their options and their help."""

from typing import Annotated

import typer

from automation.cli.application import app, exits
from automation.cli.terminal import terminal
from automation.cli.usage import Command, Commands
from automation.language import mark

course = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None)
app.add_typer(
    course,
    name="course",
    help=mark("For trainers: the course's files."),
)


@course.callback()
def _course() -> None:
    """Make `check` a command of its own while it is the only one."""


@course.command(
    "check",
    cls=Command,
    help=mark("Say what is wrong with files of assignments, line by line."),
)
@exits
def check(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="[FOLDER]",
            help=mark("a folder of them; else the team's own, which LEMBAR_ASSIGNMENTS names"),
        ),
    ] = "",
) -> int:
    from automation.cli.course import check_folder

    return check_folder(terminal(), folder)
