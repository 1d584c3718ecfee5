"""The commands of the course that give learners their lessons, with their options and their help."""

from pathlib import Path
from typing import Annotated

import typer

from automation.cli.application import exits
from automation.cli.course_commands import course
from automation.cli.options import Language, one_form
from automation.cli.terminal import terminal
from automation.cli.usage import Command
from automation.language import mark


@course.command(
    "open", cls=Command, help=mark("Open a lesson in JupyterLab, in a folder of your own.")
)
@exits
def open_lesson(
    workbook: Annotated[
        str,
        typer.Argument(
            metavar="[WORKBOOK]",
            help=mark("your team's workbook"),
            callback=one_form,
        ),
    ] = "",
    lesson: Annotated[
        int, typer.Option(metavar="N", min=1, max=6, help=mark("which lesson is opened"))
    ] = 1,
    member: Annotated[
        str, typer.Option(metavar="NAME", help=mark("your name as in the members tab"))
    ] = "",
    language: Language = "",
    folder: Annotated[
        Path,
        typer.Option(metavar="FOLDER", help=mark("where your copies of the lessons stand")),
    ] = Path("lessons"),
    port: Annotated[int, typer.Option(metavar="PORT", help=mark("where it listens"))] = 8888,
    browser: Annotated[
        bool,
        typer.Option("--browser/--no-browser", help=mark("open the address in the browser, too")),
    ] = True,
) -> int:
    from automation.cli.learners import Opening, open_course

    wish = Opening(
        folder=folder, workbook=workbook, member=member, language=language, lesson=lesson,
        port=port, shows_browser=browser,
    )  # fmt: skip
    return open_course(terminal(), wish)


@course.command(
    "new-cohort",
    cls=Command,
    help=mark(
        "Give every learner a folder with lessons of their own. Run again, it adds who is new."
    ),
)
@exits
def new_cohort(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help=mark("where the learners' folders stand"))
    ],
    workbook: Annotated[
        str,
        typer.Option(
            metavar="WORKBOOK",
            help=mark("the team's workbook, with its members"),
            callback=one_form,
        ),
    ],
    members: Annotated[
        list[str] | None,
        typer.Option(metavar="NAMES", help=mark("who learns; else every active member")),
    ] = None,
    language: Language = "",
) -> int:
    from automation.cli.learners import Inviting, new_cohort

    wish = Inviting(folder=folder, workbook=workbook, members=members or (), language=language)
    return new_cohort(terminal(), wish)
