"""The commands of the course, with their options and their help."""

from pathlib import Path
from typing import Annotated

import typer

from automation.cli.application import app, exits
from automation.cli.options import Language, Now, one_form
from automation.cli.terminal import terminal
from automation.cli.usage import Command, Commands
from automation.language import mark

course = typer.Typer(cls=Commands, add_completion=False, rich_markup_mode=None)
app.add_typer(
    course,
    name="course",
    help=mark("For trainers: the course's files."),
)


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


@course.command(
    "export-nbgrader",
    cls=Command,
    help=mark("Write a lesson's tasks as assignments that nbgrader generates and grades."),
)
@exits
def export_nbgrader(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help=mark("the folder of your nbgrader course"))
    ],
    workbook: Annotated[
        str,
        typer.Option(
            metavar="WORKBOOK",
            help=mark("whose numbers the tasks are made from"),
            callback=one_form,
        ),
    ],
    lesson: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=6, help=mark("one lesson; else all of them")),
    ] = None,
    member: Annotated[
        str,
        typer.Option(
            metavar="NAME", help=mark("for one member, with questions about their own posts")
        ),
    ] = "",
    team: Annotated[
        str,
        typer.Option(metavar="NAME", help=mark("names the assignments; else the workbook does")),
    ] = "",
    language: Language = "",
    now: Now = "",
) -> int:
    from automation.cli.nbgrader import Wish, export

    wish = Wish(
        workbook=workbook, member=member, team=team, lesson=lesson or 0, language=language, now=now
    )
    return export(terminal(), folder, wish)
