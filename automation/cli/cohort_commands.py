"""The commands of the course about a cohort, with their options and their help."""

from typing import Annotated

import typer

from automation.cli.application import exits
from automation.cli.course_commands import course
from automation.cli.options import Language, Now, Workbook
from automation.cli.terminal import Terminal
from automation.cli.usage import Command
from automation.language import mark


@course.command(
    "progress",
    cls=Command,
    help=mark("Show how the learners of a workbook stand, as a table and as a page."),
)
@exits
def progress(
    workbook: Workbook,
    page: Annotated[
        str, typer.Option(metavar="FILE", help=mark("where the page goes"))
    ] = "progress.html",
    now: Now = "",
    language: Language = "",
) -> int:
    from automation.cli.cohort import read, show_progress

    found = read(workbook, now=now, language=language)
    return show_progress(Terminal(found.language), found, page)


@course.command(
    "certificate",
    cls=Command,
    help=mark("Write a certificate for each who has finished, or recompute one with --check."),
)
@exits
def certificate(
    workbook: Workbook,
    member: Annotated[
        str, typer.Option(metavar="NAME", help=mark("one member; else all who have finished"))
    ] = "",
    check: Annotated[
        str, typer.Option(metavar="FILE", help=mark("a certificate to compare with the workbook"))
    ] = "",
    folder: Annotated[
        str, typer.Option(metavar="FOLDER", help=mark("where the pages go"))
    ] = "certificates",
    now: Now = "",
    language: Language = "",
) -> int:
    from automation.cli.certificates import check_certificate, write_certificates
    from automation.cli.cohort import read

    found = read(workbook, now=now, language=language)
    if check:
        return check_certificate(Terminal(found.language), found, check)
    return write_certificates(Terminal(found.language), found, member, folder)
