"""Reads a walk out of the README: what its reader types, where, and what the page says comes of it.

A walk stands between `<!-- walk: en -->`, or `<!-- walk: en sheets -->`, and `<!-- walk ends -->`. A shell block is typed into a
terminal, into a second one where a comment above it says so, or not at all where a comment says
why. A `text` block is what the block above it prints, `…` standing for anything. A table below a
line that names a tab in bold is typed into that tab.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
_BLOCK = re.compile(
    r"(?:<!-- (?P<note>[^\n]*?) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```"
    r"|\*\*(?P<tab>[^*\n]+)\*\*:\n\n(?P<table>(?:\|[^\n]*\n)+)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """Commands for a terminal, and what they print when the page shows it."""

    commands: str
    second_terminal: bool = False
    shown: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """Rows for a tab, cells by the header people see."""

    tab: str
    rows: tuple[dict[str, str], ...]


def walk(name: str) -> list[Typed | Filled]:
    """Return the steps of a walk, in order; it is named by its language, and by what it uses."""
    steps: list[Typed | Filled] = []
    for block in _BLOCK.finditer(page_of(name)):
        if block["kind"] == "text":
            before = steps.pop()
            assert isinstance(before, Typed)
            steps.append(Typed(commands=before.commands, shown=block["text"]))
        else:
            steps.extend(_step(block))
    return steps


def page_of(name: str) -> str:
    """Return the part of the README that a walk is."""
    page = README.read_text(encoding="utf-8")
    found = re.search(rf"<!-- walk: {name} -->(.*?)<!-- walk ends -->", page, re.DOTALL)
    assert found is not None
    return found[1]


def _step(block: re.Match[str]) -> Iterator[Typed | Filled]:
    note = block["note"] or ""
    if block["table"]:
        head, _, *rows = [_cells(line) for line in block["table"].splitlines()]
        yield Filled(
            tab=block["tab"], rows=tuple(dict(zip(head, row, strict=True)) for row in rows)
        )
    elif not note.startswith("not run"):
        yield Typed(commands=block["text"], second_terminal=note == "second terminal")


def commands_in(step: Typed | Filled) -> list[str]:
    """Return the jobs and commands a step types, without the names a language chooses."""
    if isinstance(step, Filled):
        return [str(len(row)) for row in step.rows]
    return [" ".join(line.split()[:2]) for line in step.commands.splitlines() if "lembar" in line]


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def looks_like(shown: str, printed: str) -> bool:
    """Say whether the printed text is what the page shows, `…` standing for anything."""
    parts = (re.escape(part) for part in shown.strip().split("…"))
    return re.fullmatch(r"\s*" + ".*?".join(parts) + r"\s*", printed, re.DOTALL) is not None
