"""The `lembar` command. Each group of commands has a file; here they come together.

Help and errors speak the language of `LEMBAR_LANGUAGE`, or else of the terminal; what a job says
speaks the workbook's language.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from traceback import extract_tb

from automation.cli.terminal import print_error, terminal
from automation.errors import ConfigError, LembarError
from automation.language import mark


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; every error is said as a sentence.

    Args:
        arguments: The words after `lembar`; None takes those of this process. None at all ask
            for help.
    """
    try:
        from automation.cli.commands import build

        words = sys.argv[1:] if arguments is None else arguments
        return build(terminal().translate)(list(words) or ["--help"])
    except LembarError as error:
        print_error(error)
    except SystemExit as done:  # whoever read our output has gone
        return done.code if isinstance(done.code, int) else 0
    except OSError as error:
        print_error(_of_the_system(error))
    except Exception as error:  # noqa: BLE001 - the outermost edge: nobody sees a traceback
        print_error(_unforeseen(error))
    return 2


def _of_the_system(error: OSError) -> LembarError:
    return ConfigError(
        mark("This computer refused: {cause} ({file})."),
        mark("Mend that, or ask who looks after the computer; then run it again."),
        cause=error.strerror or type(error).__name__,
        file=error.filename or "–",
    )


def _unforeseen(error: Exception) -> LembarError:
    """Say where an error came from, without its message: that may hold what nobody should read."""
    last = extract_tb(error.__traceback__)[-1]
    return ConfigError(
        mark("Lembar failed in a way it should not: {kind} in {file}, line {line}."),
        mark("What was written until then stands. Whoever looks after Lembar reports this line."),
        kind=type(error).__name__,
        file="/".join(Path(last.filename).parts[-3:]),
        line=last.lineno,
    )
