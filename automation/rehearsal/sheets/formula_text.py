"""The text of formulas: its words, and references that move when cells move. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from automation.rehearsal.sheets.a1 import MAX_COLUMNS, column_index, column_letters
from automation.rehearsal.sheets.areas import Dimension, Span

_WORD = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!))
    |(?P<ref>(?:'(?:[^']|'')*'!|[A-Za-z_][\w.]*!)?
        (?:\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d*)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d+:\$?\d+)
        (?![\w(.]))
    |(?P<number>\d+(?:[.]\d+)?(?:[eE][+-]?\d+)?)
    |(?P<name>[A-Za-z_][\w.]*)
    |(?P<sign><>|<=|>=|[-+*/^&=<>(),;%{}\\:])
    |(?P<blank>\s+)
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d*)")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a formula and what kind it is."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to the lines of a sheet; `is_here` if the formula stands on that sheet."""

    title: str
    is_here: bool
    dimension: Dimension
    change: Callable[[Span], Span | None]


def words(formula: str) -> Iterator[Word]:
    """Split a formula, without its equals sign."""
    for found in _WORD.finditer(formula):
        yield Word(str(found.lastgroup), found[0])


def sheet_of(reference: str) -> tuple[str | None, str]:
    """Return the sheet a reference names, and its cells."""
    title, mark, cells = reference.rpartition("!")
    if not mark:
        return None, reference
    return title[1:-1].replace("''", "'") if title.startswith("'") else title, cells


def rewrite(formula: str, told: Change) -> str:
    """Return a formula whose references follow a change of lines; lost ones become #REF!."""

    def follow(reference: str) -> str:
        title, cells = sheet_of(reference)
        if (title is None and not told.is_here) or (title is not None and title != told.title):
            return reference
        prefix = reference[: len(reference) - len(cells)]
        moved = _followed(cells, told)
        return "#REF!" if moved is None else prefix + moved

    return _mapped(formula, follow)


def shifted(formula: str, rows: int, cols: int) -> str:
    """Return a formula as it reads when its cell is copied that far; `$` holds a part still."""

    def move(reference: str) -> str:
        _, cells = sheet_of(reference)
        prefix = reference[: len(reference) - len(cells)]
        ends = [_shifted_end(end, rows, cols) for end in cells.split(":")]
        return "#REF!" if None in ends else prefix + ":".join(str(end) for end in ends)

    return _mapped(formula, move)


def _mapped(formula: str, change: Callable[[str], str]) -> str:
    parts = [change(one.text) if one.kind == "ref" else one.text for one in words(formula)]
    return "".join(parts)


def _shifted_end(end: str, rows: int, cols: int) -> str | None:
    found = _END.fullmatch(end)
    if found is None:
        return end
    hold_col, letters, hold_row, digits = found.groups()
    if letters and not hold_col:
        col = column_index(letters) + cols
        if not 0 <= col < MAX_COLUMNS:
            return None
        letters = column_letters(col)
    if digits and not hold_row:
        if int(digits) + rows < 1:
            return None
        digits = str(int(digits) + rows)
    return f"{hold_col}{letters}{hold_row}{digits}"


def _followed(cells: str, told: Change) -> str | None:
    first, colon, last = cells.partition(":")
    start, end = _END.fullmatch(first), _END.fullmatch(last or first)
    if start is None or end is None:
        return cells
    index0, index1 = _line(start, told.dimension), _line(end, told.dimension)
    span = told.change(Span(index0, None if index1 is None else index1 + 1))
    if span is None:
        return None
    text = _with_line(start, told.dimension, span.start)
    if not colon:
        return text
    stop = None if span.end is None else span.end - 1
    return f"{text}:{_with_line(end, told.dimension, stop)}"


def _line(found: re.Match[str], dimension: Dimension) -> int | None:
    if dimension == "ROWS":
        return int(found[4]) - 1 if found[4] else None
    return column_index(found[2]) if found[2] else None


def _with_line(found: re.Match[str], dimension: Dimension, index: int | None) -> str:
    hold_col, letters, hold_row, digits = found.groups()
    if index is not None and dimension == "ROWS" and digits:
        digits = str(index + 1)
    if index is not None and dimension == "COLUMNS" and letters:
        letters = column_letters(index)
    return f"{hold_col}{letters}{hold_row}{digits}"
