"""What the command prints: tables and progress on a terminal, plain lines in a cloud log."""

import shutil
import sys
import unicodedata
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
        self._moves = sys.stderr.isatty()
        self._last = ""

    def say(self, template: str, **facts: object) -> None:
        """Print one sentence."""
        print(harmless(Sentence(template, facts).say(self.translate)))

    def progress(self, line: str, *, done: int | None = None, total: int | None = None) -> None:
        """Say how far long work is: one line that moves on a terminal, plain lines elsewhere."""
        count = f"[{done}/{total}] " if done is not None and total is not None else ""
        told = harmless(f"{count}{line}").replace("\n", " ")
        if self._moves:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\x1b[2K{told[:width]}", end="", file=sys.stderr, flush=True)
        elif line != self._last:
            print(told, file=sys.stderr, flush=True)
        self._last = line

    def end_progress(self) -> None:
        """Clear the moving line."""
        if self._moves:
            print("\r\x1b[2K", end="", file=sys.stderr, flush=True)

    def result(self, result: Shown, *, brief: bool = False) -> None:
        """Print a job's result: headline, tables that hold something, what needs a person."""
        self.end_progress()
        if result.get("notice"):
            print(result["notice"])
        print(harmless(str(result["headline"])))
        if result.get("calls_told"):
            print(result["calls_told"])
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
            print(harmless(f"→ {step}"))

    def table(self, title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table: ruled on a terminal, one `a · b · c` line a row elsewhere."""
        if not self.is_live:
            print(f"\n{title}")
            for row in rows:
                cells = [harmless(cell).replace("\n", " / ") for cell in row if cell]
                print(f"  {' · '.join(cells)}")
            return
        from rich.table import Table
        from rich.text import Text

        print()
        drawn = Table(title=title, title_justify="left", title_style="bold", show_lines=True)
        for column in columns:
            drawn.add_column(column, overflow="fold")
        for row in rows:
            drawn.add_row(*(Text(harmless(cell)) for cell in row))
        self._console().print(drawn)

    def _console(self) -> "Console":
        from rich.console import Console

        return Console()


def harmless(text: str) -> str:
    """Return a text without the characters that would steer a terminal; cells may hold any."""
    lines = text.replace("\r\n", "\n")
    return "".join("�" if unicodedata.category(c) == "Cc" and c not in "\n\t" else c for c in lines)


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
        terminal().end_progress()
    except LembarError:
        translate = english
    print(harmless(f"✗ {error.what.say(translate)}"), file=sys.stderr)
    print(harmless(f"→ {error.fix.say(translate)}"), file=sys.stderr)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _lists(value: object) -> list[list[object]]:
    return [_list(item) for item in _list(value)]


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in _list(value) if isinstance(item, dict)]
