"""The `lembar` command. Each group of commands has a file; here they come together.

Help and errors speak the language of `LEMBAR_LANGUAGE`, or else of the terminal; what a job says
speaks the workbook's language.
"""

from collections.abc import Sequence

from automation.cli.terminal import print_error, terminal
from automation.errors import LembarError


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; every known error is said as a sentence."""
    try:
        from automation.cli.commands import build

        build(terminal().translate)(arguments)
    except LembarError as error:
        print_error(error)
        return 2
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    return 0
