"""Cells to domain values for the tabs of a course. Pure.

People write every column, and nothing is published from here: a cell that cannot be read is left
out, and the assignment that asked for it says what is still missing.
"""

from collections.abc import Mapping

from automation.domain.clock import read_day
from automation.domain.learning.practice import PracticeRow, Value
from automation.workbook.open_tab import OpenTab, Record
from automation.workbook.schema import Field, FieldType

PRACTICE_TABS = ("ideas", "templates", "replies", "goals", "time", "topics")


def decode_practice(tabs: Mapping[str, OpenTab], language: str) -> dict[str, list[PracticeRow]]:
    """Read those of the tabs that are there; rows in their own order."""
    return {
        name: [_row(record, language) for record in tabs[name].records()]
        for name in PRACTICE_TABS
        if name in tabs
    }


def _row(record: Record, language: str) -> PracticeRow:
    tab = record.open_tab.tab
    cells = {
        column.name: value
        for column in tab.fields.values()
        if (value := _value(record, column, language)) is not None
    }
    return PracticeRow(tab=tab.name, name=record.row_id, cells=cells)


def _value(record: Record, column: Field, language: str) -> Value | None:
    match column.type:
        case FieldType.INTEGER | FieldType.NUMBER:
            return record.number(column.name)
        case FieldType.DATETIME:
            return read_day(record.raw(column.name), language)
        case _:
            text = record.text(column.name)
            return column.value_of(text) or text or None
