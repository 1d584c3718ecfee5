"""A1 notation: reading every form the API takes, writing the one form it answers with. Pure."""

import re

from automation.rehearsal.sheets.areas import Area, Box

MAX_COLUMNS = 18_278
_END = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9]\d*)?")
_R1C1 = re.compile(r"[Rr]([1-9]\d*)[Cc]([1-9]\d*)(?::[Rr]([1-9]\d*)[Cc]([1-9]\d*))?")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LOOKS_LIKE_CELL = re.compile(
    r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[Rr]|[Cc]|TRUE|FALSE", re.IGNORECASE
)


def column_letters(index: int) -> str:
    """Return the letters of a zero-based column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the zero-based column of its letters."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_name(row: int, col: int) -> str:
    """Return `A1` for 0, 0."""
    return f"{column_letters(col)}{row + 1}"


def quoted(title: str) -> str:
    """Return a sheet's title as the API writes it before the exclamation mark."""
    if _PLAIN.fullmatch(title) and not _LOOKS_LIKE_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def range_name(title: str, box: Box) -> str:
    """Return `Sheet1!A1:B2`; one cell is `Sheet1!A1`."""
    first = cell_name(box.row0, box.col0)
    last = cell_name(box.row1 - 1, box.col1 - 1)
    return f"{quoted(title)}!{first if first == last else f'{first}:{last}'}"


def split_range(text: str) -> tuple[str | None, str, bool]:
    """Return the sheet's title (None if not named), the rest, and whether the title was quoted.

    A title without a range comes back with an empty rest only where quotes say it is a title.
    """
    if text.startswith("'"):
        title, rest = _unquote(text)
        if title is not None and (not rest or rest.startswith("!")):
            return title, rest[1:], True
    if "!" in text:
        title, _, rest = text.rpartition("!")
        return title, rest, False
    return None, text, False


def _unquote(text: str) -> tuple[str | None, str]:
    found = re.match(r"'((?:[^']|'')*)'", text)
    return (found[1].replace("''", "'"), text[found.end() :]) if found else (None, text)


def parse_cells(text: str, sheet_id: int = 0) -> Area | None:
    """Read `A1`, `A1:B2`, `A:C`, `2:5`, `A2:B`, `R1C1:R2C2`; None when it is none of these."""
    numbered = _R1C1.fullmatch(text)
    if numbered:
        row0, col0 = int(numbered[1]) - 1, int(numbered[2]) - 1
        row1, col1 = int(numbered[3] or numbered[1]), int(numbered[4] or numbered[2])
        return _ordered(sheet_id, (row0, col0), (row1 - 1, col1 - 1))
    first, colon, last = text.partition(":")
    start, end = _corner(first), _corner(last if colon else first)
    if start is None or end is None:
        return None
    if not colon and None in start:
        return None
    return _ordered(sheet_id, start, end)


def _corner(text: str) -> tuple[int | None, int | None] | None:
    found = _END.fullmatch(text)
    if not text or found is None:
        return None
    col = column_index(found[1]) if found[1] else None
    if col is not None and col >= MAX_COLUMNS:
        return None
    return (int(found[2]) - 1 if found[2] else None), col


def _ordered(
    sheet_id: int, start: tuple[int | None, int | None], end: tuple[int | None, int | None]
) -> Area:
    row0, row1 = _bounds(start[0], end[0])
    col0, col1 = _bounds(start[1], end[1])
    return Area(sheet_id, row0, row1, col0, col1)


def _bounds(start: int | None, end: int | None) -> tuple[int | None, int | None]:
    if start is None or end is None:
        only = start if start is not None else None
        return only, (end + 1 if end is not None else None)
    return min(start, end), max(start, end) + 1
