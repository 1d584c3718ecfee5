"""Footers of people's tables: their last row, which counts or sums and is no row of the tab. Pure.

A footer is told with the names of the tabs, a moment before the cells are read. People may insert
rows in between; then the cells do not look as told, and both are read again.

Source: Google's own description of the API, sheets.v4 revision 20261019: the last row of a table
is a footer when its `footerColorStyle` is set (read 2026-11-22).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from automation.workbook.backends.google.signs import area_of
from automation.workbook.protocol import Cell
from automation.workbook.witness import Area

Rows = list[list[Cell]]


def footers_of(sheet: Mapping[str, Any]) -> tuple[Area, ...]:
    """Return the footers of a tab's tables, by its metadata; none of a table without bounds."""
    tables = [
        area_of(one.get("range", {}))
        for one in sheet.get("tables", [])
        if "footerColorStyle" in one.get("rowsProperties", {})
    ]
    return tuple(
        Area(
            first_row=one.end_row - 1,
            end_row=one.end_row,
            first_column=one.first_column,
            end_column=one.end_column,
        )
        for one in tables
        if one.end_row is not None
    )


def stand_as_told(rows: Rows, footers: Sequence[Area]) -> bool:
    """Whether each footer holds something and nothing stands right below it, as footers are."""
    return all(
        _holds_any(rows, one.first_row, one) and not _holds_any(rows, one.first_row + 1, one)
        for one in footers
    )


def without_footers(rows: Rows, footers: Sequence[Area]) -> Rows:
    """Return the rows with the footers' cells empty."""
    if not footers:
        return rows
    kept = list(rows)
    for one in footers:
        if one.first_row < len(kept):
            end = one.end_column
            kept[one.first_row] = [
                None if at >= one.first_column and (end is None or at < end) else cell
                for at, cell in enumerate(kept[one.first_row])
            ]
    return kept


def _holds_any(rows: Rows, row: int, area: Area) -> bool:
    cells = rows[row] if row < len(rows) else []
    return any(cell is not None for cell in cells[area.first_column : area.end_column])
