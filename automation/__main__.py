"""`python -m automation` and the `lembar` command: say errors as sentences, never as tracebacks."""

import io
import sys


def main() -> None:
    """Run the command; its exit code is 0 done, 1 something needs a person, 2 the run failed."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # an old terminal shows "?", and the run goes on
    try:
        from automation.cli import run

        code = run()
    except KeyboardInterrupt:  # while Python was still loading, or already ending
        code = 2
    sys.exit(code)


if __name__ == "__main__":
    main()
