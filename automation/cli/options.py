"""Arguments and options that several commands have in common."""

from typing import Annotated

import typer

from automation.language import mark


def one_form(given: str | None) -> str | None:
    """Name a sheet as everything else does, whether it was given as a link or as an id."""
    from automation.workbook.backends import one_address

    return None if given is None else one_address(given)


def _one_form_each(given: list[str]) -> list[str]:
    return [one for one in map(one_form, given) if one is not None]


Workbook = Annotated[
    str,
    typer.Argument(
        metavar="WORKBOOK",
        help=mark("the .xlsx file, such as calendar.xlsx, or a Google Sheet's address or id"),
        callback=one_form,
    ),
]
PerhapsWorkbook = Annotated[
    str | None,
    typer.Argument(
        metavar="WORKBOOK",
        help=mark("a workbook; without one, what Lembar knows of Google and of the tokens"),
        callback=one_form,
    ),
]
Now = Annotated[
    str,
    typer.Option(
        metavar="TIME", help=mark("decide for this moment, such as 2026-11-21T09:00+07:00")
    ),
]
Language = Annotated[
    str,
    typer.Option(metavar="en|id", help=mark("what is said in; else the workbook's own language")),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=mark("decide and show, but write and send nothing"))
]
Workbooks = Annotated[
    list[str],
    typer.Argument(
        metavar="WORKBOOK",
        help=mark("one .xlsx file or Google Sheet, or several of them"),
        callback=_one_form_each,
    ),
]
