"""Tabs read with calamine, after making sure that nothing in them can hurt it.

Numbers without a fraction come as int, midnight as a date, an elapsed time under a day as a time
of day and a longer one as its number of days, a failed formula as its text (`#N/A`).
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from automation.workbook.backends.ooxml import refusal
from automation.workbook.backends.ooxml.addresses import column_index, split_address
from automation.workbook.backends.ooxml.book import Book
from automation.workbook.backends.written import INTEGER_MAX
from automation.workbook.locate import filled_count
from automation.workbook.protocol import Cell, Grid

AREA_MAX_CELLS = 20_000_000
"""calamine keeps the whole area between the outermost cells: a stray cell far away costs it all."""

_COUNT_BYTES = 64
_HUGE_COUNT = re.compile(rb"""ount\s*=\s*["']\s*\+?0*[1-9]\d{7}""")
_NEAR = 189_999, 104
"""Rows and columns (down to CZ) of a tab small enough wherever its cells stand."""

_SHORT = 9_999
_R = rb"""r(?<=\sr)\s*=\s*["']"""
_FAR = re.compile(
    _R + rb"(?:[A-Za-z]{3}|[D-Zd-z][A-Za-z]|[A-Za-z]{0,2}(?:\d{7}|[02-9]\d{5}|19\d{4}))"
)
"""Some address of every tab that reaches beyond `_NEAR`."""
_WIDE = re.compile(_R + rb"([A-Za-z]{2,})")
_TALL = re.compile(_R + rb"[A-Za-z]*(\d{5,})")
_ANY_ROW = re.compile(_R + rb"[A-Za-z]*(\d+)")
_FAILED = re.compile(
    rb'<(?:[\w.-]+:)?c (?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"[^>]*>'
    rb"(?:(?!</(?:[\w.-]+:)?c>).)*?<(?:[\w.-]+:)?v>([^<]*)<",
    re.DOTALL,
)
_NOTHING, _DAY = timedelta(0), timedelta(days=1)
_MIDNIGHT = datetime(1, 1, 1)  # noqa: DTZ001 - only its clock is read

_Raw = int | float | str | bool | time | date | datetime | timedelta


def read_grids(book: Book, tabs: Sequence[str]) -> Mapping[str, Grid]:
    """Return the grids of those tabs that are there.

    Raises:
        WorkbookUnsafe: calamine cannot read the file, or must not be asked to.
    """
    package = book.package
    wanted = [tab for tab in tabs if tab in book.sheets]
    _check_beside(book)
    failed = {tab: _checked(book, tab) for tab in wanted}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(package.data)) as workbook:
            return {
                tab: Grid(tab, _rows(workbook.get_sheet_by_name(tab), failed[tab]))
                for tab in wanted
            }
    except (CalamineError, ValueError, OSError) as error:
        raise package.unsafe(refusal.DAMAGED) from error


def _check_beside(book: Book) -> None:
    """Inflate what calamine reads beside the sheets once, to see that it is what it declares.

    calamine reserves memory for as many texts and styles as a part says it holds.
    """
    sheets = set(book.sheets.values())
    for name in book.package.names:
        tail = b""
        if name.endswith((".xml", ".rels")) and name not in sheets:
            for chunk in book.package.chunks(name):
                if _HUGE_COUNT.search(tail + chunk):
                    raise book.package.unsafe(refusal.DAMAGED)
                tail = chunk[-_COUNT_BYTES:]


def _checked(book: Book, tab: str) -> Mapping[tuple[int, int], str]:
    """Refuse a tab too large to read; return its failed formulas, which calamine shows as empty."""
    xml = book.package.read(book.sheets[tab])
    rows, columns = _extent(xml)
    if rows * columns > AREA_MAX_CELLS:
        raise book.package.unsafe(refusal.TOO_WIDE, tab=tab, row=rows, columns=columns)
    if b't="e"' not in xml:
        return {}
    return {split_address(found[1].decode()): found[2].decode() for found in _FAILED.finditer(xml)}


def _extent(xml: bytes) -> tuple[int, int]:
    """Return how far the tab reaches at most: rows and columns.

    This meets every cell, so most tabs are only searched for an address that is far; else
    addresses beyond Z and beyond row 9,999 are looked at where that is enough.
    """
    if not _FAR.search(xml):
        return _NEAR
    wide = {b"Z", *_WIDE.findall(xml)}
    columns = max(column_index(letters.decode().upper()) + 1 for letters in wide)
    rows = _TALL if columns * _SHORT <= AREA_MAX_CELLS else _ANY_ROW
    return max(map(int, set(rows.findall(xml))), default=_SHORT), columns


def _rows(sheet: CalamineSheet, failed: Mapping[tuple[int, int], str]) -> Sequence[Sequence[Cell]]:
    left: list[Cell] = [None] * (sheet.start[1] if sheet.start else 0)
    rows = [left + _cells(row) for row in sheet.iter_rows()]
    for (row, column), text in failed.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = text
    for cells in rows:
        while cells and cells[-1] is None:
            cells.pop()
    return rows[: filled_count(rows)]


def _cells(raw: Sequence[_Raw]) -> list[Cell]:
    """Convert one row; the two commonest kinds are told apart first, for this meets every cell."""
    return [
        (cell or None)
        if isinstance(cell, str)
        else _number(cell)
        if isinstance(cell, float)
        else _elapsed(cell)
        if isinstance(cell, timedelta)
        else cell
        for cell in raw
    ]


def _number(raw: float) -> Cell:
    return int(raw) if raw.is_integer() and -INTEGER_MAX <= raw <= INTEGER_MAX else raw


def _elapsed(raw: timedelta) -> Cell:
    return (_MIDNIGHT + raw).time() if _NOTHING <= raw < _DAY else raw / _DAY
