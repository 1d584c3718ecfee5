"""Tabs read with calamine, after making sure that nothing in them can hurt it.

Numbers without a fraction come as int, midnight as a date, an elapsed time under a day as a time
of day and a longer one as its number of days, a failed formula as its text (`#N/A`).
"""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

from automation.workbook.backends.ooxml import refusal
from automation.workbook.backends.ooxml.addresses import column_index, split_address
from automation.workbook.backends.ooxml.book import Book
from automation.workbook.locate import filled_count, trimmed
from automation.workbook.protocol import Cell, Grid

AREA_MAX_CELLS = 20_000_000
"""calamine keeps the whole area between the outermost cells: a stray cell far away costs it all."""

INTEGER_MAX = 2**53

_ROW = re.compile(rb'<(?:[\w.-]+:)?row [^>]*?\br="(\d+)"')
_COLUMN = re.compile(rb'<(?:[\w.-]+:)?c [^>]*?\br="([A-Z]+)')
_FAILED = re.compile(
    rb'<(?:[\w.-]+:)?c (?=[^>]*\bt="e")[^>]*\br="([A-Z]+\d+)"[^>]*>'
    rb"(?:(?!</(?:[\w.-]+:)?c>).)*?<(?:[\w.-]+:)?v>([^<]*)<",
    re.DOTALL,
)
_DAY = timedelta(days=1)
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
                tab: Grid(
                    tab,
                    _rows(
                        workbook.get_sheet_by_name(tab).to_python(skip_empty_area=False),
                        failed[tab],
                    ),
                )
                for tab in wanted
            }
    except (CalamineError, ValueError, OSError) as error:
        raise package.unsafe(refusal.DAMAGED) from error


def _checked(book: Book, tab: str) -> Mapping[tuple[int, int], str]:
    """Refuse a tab too large to read; return its failed formulas, which calamine shows as empty."""
    xml = book.package.read(book.sheets[tab])
    rows = max(map(int, _ROW.findall(xml)), default=0)
    if rows > AREA_MAX_CELLS // 2**14:
        columns = max(column_index(found.decode()) + 1 for found in {b"A", *_COLUMN.findall(xml)})
        if rows * columns > AREA_MAX_CELLS:
            raise book.package.unsafe(refusal.TOO_WIDE, tab=tab, row=rows, columns=columns)
    if b't="e"' not in xml:
        return {}
    return {split_address(found[1].decode()): found[2].decode() for found in _FAILED.finditer(xml)}


def _rows(
    raw: Sequence[Sequence[_Raw]], failed: Mapping[tuple[int, int], str]
) -> Sequence[Sequence[Cell]]:
    rows: list[list[Cell]] = [
        [(cell or None) if cell.__class__ is str else _cell(cell) for cell in row] for row in raw
    ]
    for (row, column), text in failed.items():
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = text
    return [trimmed(row) for row in rows[: filled_count(rows)]]


def _cell(raw: _Raw) -> Cell:
    if isinstance(raw, float):
        return int(raw) if raw.is_integer() and abs(raw) <= INTEGER_MAX else raw
    if isinstance(raw, timedelta):
        is_clock = timedelta(0) <= raw < _DAY
        return (_MIDNIGHT + raw).time() if is_clock else raw / _DAY
    return raw
