"""What the command prints: tables and progress on a terminal, plain lines in a cloud log."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from automation.errors import LembarError
from automation.language import Sentence, english, translator
from automation.settings import load_settings

if TYPE_CHECKING:
    from rich.console import Console

Shown = Mapping[str, object]
"""A job's result as JSON, from memory or read back from its notebook."""


class Terminal:
    """Prints in one language; rich output only where a person is watching."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.translate = translator(language)
        self.is_live = sys.stdout.isatty()

    def say(self, template: str, **facts: object) -> None:
        """Print one sentence."""
        print(Sentence(template, facts).say(self.translate))

    def progress(self, line: str, *, done: int | None = None, total: int | None = None) -> None:
        """Say how far long work is: one line that moves on a terminal, plain lines elsewhere."""
        count = f"[{done}/{total}] " if done is not None and total is not None else ""
        if not self.is_live:
            print(f"{count}{line}", file=sys.stderr)
            return
        print(f"\r\x1b[2K{count}{line[:100]}", end="", file=sys.stderr, flush=True)

    def end_progress(self) -> None:
        """Clear the moving line."""
        if self.is_live:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)

    def result(self, result: Shown, *, brief: bool = False) -> None:
        """Print a job's result: headline, tables that hold something, what needs a person."""
        self.end_progress()
        if result.get("notice"):
            print(result["notice"])
        print(result["headline"])
        for table in _dicts(result.get("tables")):
            rows = [[str(cell) for cell in row] for row in _lists(table.get("rows"))]
            if rows:
                self.table(str(table["title"]), [str(c) for c in _list(table.get("columns"))], rows)
            elif not brief:
                print(f"\n{table['title']}: {table.get('empty', '')}")
        steps = [*_list(result.get("needs")), *_list(result.get("next_steps"))]
        if steps:
            print()
        for step in steps:
            print(f"→ {step}")

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table: ruled on a terminal, one `a · b · c` line a row elsewhere."""
        if not self.is_live:
            print(f"\n{title}")
            for row in rows:
                print("  " + " · ".join(cell.replace("\n", " / ") for cell in row if cell))
            return
        from rich.table import Table

        drawn = Table(title=title, title_justify="left", show_lines=True)
        for column in columns:
            drawn.add_column(column, overflow="fold")
        for row in rows:
            drawn.add_row(*row)
        self._console().print(drawn)

    def _console(self) -> "Console":
        from rich.console import Console

        return Console()


@lru_cache(maxsize=1)
def terminal() -> Terminal:
    """Return the terminal of this process, in the language of the environment.

    Raises:
        ConfigError: the environment cannot be used.
    """
    return Terminal(load_settings().language)


def print_error(error: LembarError) -> None:
    """Print what went wrong and what to do, to the error stream."""
    try:
        translate = terminal().translate
    except LembarError:
        translate = english
    print(f"✗ {error.what.say(translate)}", file=sys.stderr)
    print(f"→ {error.fix.say(translate)}", file=sys.stderr)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _lists(value: object) -> list[list[object]]:
    return [_list(item) for item in _list(value)]


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in _list(value) if isinstance(item, dict)]
