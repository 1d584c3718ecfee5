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

_ROW = re.compile(rb'<(?:[\w.-]+:)?row [^>]*?\br="(\d+)"')
_CELL = b'c r="'
_COLUMN = re.compile(rb'c r="([A-Z]+)')
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
    sheets = set(book.sheets.values())
    package.check_lengths(
        [name for name in package.names if name.endswith((".xml", ".rels")) and name not in sheets]
    )
    failed = {tab: _checked(book, tab) for tab in wanted}
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(package.data)) as workbook:
            return {
                tab: Grid(tab, _rows(workbook.get_sheet_by_name(tab), failed[tab]))
                for tab in wanted
            }
    except (CalamineError, ValueError, OSError) as error:
        raise package.unsafe(refusal.DAMAGED) from error


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
    """Return the last row and the last column; a row's last cell is its rightmost one."""
    rows, columns, start = 0, 1, 0
    for row in _ROW.finditer(xml):
        last = xml.rfind(_CELL, start, row.start())
        start, rows = row.end(), max(rows, int(row[1]))
        columns = max(columns, _column_at(xml, last))
    return rows, max(columns, _column_at(xml, xml.rfind(_CELL, start)))


def _column_at(xml: bytes, cell: int) -> int:
    found = _COLUMN.match(xml, cell) if cell >= 0 else None
    return column_index(found[1].decode()) + 1 if found else 1


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
