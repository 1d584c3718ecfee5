"""`python -m automation` and the `lembar` command: say errors as sentences, never as tracebacks."""

import sys


def main() -> None:
    """Run the command; its exit code is 0 done, 1 something needs a person, 2 the run failed."""
    from automation.cli import run

    sys.exit(run())


if __name__ == "__main__":
    main()
