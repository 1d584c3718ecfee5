"""The command line itself, to which each file of commands adds its own."""

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec

import typer

from automation.cli.usage import Command, Commands
from automation.domain.run import Outcome
from automation.errors import RunError
from automation.language import mark

P = ParamSpec("P")

app = typer.Typer(
    name="lembar",
    help=mark("Runs a team's social media from the spreadsheet the team already shares."),
    epilog=mark(
        "To begin: lembar init calendar.xlsx, fill in the members and channels tabs, write a row in "
        "the calendar, then lembar check calendar.xlsx. To look first: lembar demo."
    ),
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
command = partial(app.command, cls=Command)


def exits(work: Callable[P, int]) -> Callable[P, None]:
    """Turn a command's return value into the process's exit code, and Ctrl-C into a sentence."""

    @wraps(work)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = work(*args, **kwargs)
        except KeyboardInterrupt as error:
            raise RunError(
                mark("Stopped by Ctrl-C."),
                mark("What was written until then stands; run it again when you are ready."),
                outcome=Outcome.INTERRUPTED,
            ) from error
        raise typer.Exit(code)

    return wrapped
