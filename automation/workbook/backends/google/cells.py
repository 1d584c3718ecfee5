"""Ranges and cells as the Sheets API writes them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from automation.workbook.backends.ooxml.addresses import column_letters
from automation.workbook.backends.resolve import CellEdit
from automation.workbook.locate import filled_count, trimmed
from automation.workbook.protocol import Cell, Written

Message = dict[str, object]
VALUE_ONLY = "userEnteredValue"
"""The field mask of everything we write: looks, rules, notes and chips beside it stay."""


def whole(tab: str) -> str:
    """Name a whole tab; quoted always, or `D3` would be a cell."""
    return "'" + tab.replace("'", "''") + "'"


def some_rows(tab: str, first: int, last: int) -> str:
    """Name whole rows, counted from 0, both ends included."""
    return f"{whole(tab)}!{first + 1}:{last + 1}"


def some_columns(tab: str, first: int, last: int) -> str:
    """Name whole columns, counted from 0, both ends included."""
    return f"{whole(tab)}!{column_letters(first)}:{column_letters(last)}"


def part_of_column(tab: str, column: int, first: int, last: int | None) -> str:
    """Name a column from one row to another, or to the tab's end."""
    letters = column_letters(column)
    end = "" if last is None else last + 1
    return f"{whole(tab)}!{letters}{first + 1}:{letters}{end}"


def rows_of(values: object) -> list[list[Cell]]:
    """Return a range's values as rows; what is empty is None, and absent at the end.

    Nearly all of half a million cells are text: those take no call of their own.
    """
    rows = values if isinstance(values, list) else []
    found = [
        [(cell or None) if type(cell) is str else as_cell(cell) for cell in row] for row in rows
    ]
    found = [row if row and row[-1] is not None else list(trimmed(row)) for row in found]
    return found[: filled_count(found)]


def as_cell(value: object) -> Cell:
    """Return one value; empty text is an empty cell, and a date stays the serial number it is."""
    match value:
        case bool() | int():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) <= 2**53 else value
        case str():
            return value or None
        case _:
            return None


def as_cell_of(data: Mapping[str, object]) -> Cell:
    """Return the computed value of a CellData."""
    found = data.get("effectiveValue")
    kinds = found if isinstance(found, dict) else {}
    return next((as_cell(v) for kind, v in kinds.items() if kind != "errorValue"), None)


_BETWEEN = frozenset(", ;\n\t")


def is_only_chips(data: Mapping[str, object]) -> bool:
    """Whether a CellData holds chips and nothing else but signs between them.

    In what was entered an `@` stands where a chip is.
    """
    runs = data.get("chipRuns")
    chips = [run for run in (runs if isinstance(runs, list) else []) if run.get("chip")]
    entered = data.get("userEnteredValue")
    text = str(entered.get("stringValue", "")) if isinstance(entered, dict) else ""
    places = {int(run.get("startIndex", 0)) for run in chips}
    around = {sign for at, sign in enumerate(text) if at not in places}
    return bool(chips) and around <= _BETWEEN and all(text[at : at + 1] == "@" for at in places)


def addresses_of(data: Mapping[str, object]) -> list[str]:
    """Return the e-mails and addresses behind a CellData: its chips', or else its hyperlink."""
    runs = data.get("chipRuns")
    chips = [run.get("chip") or {} for run in (runs if isinstance(runs, list) else [])]
    found = [
        chip.get("personProperties", {}).get("email")
        or chip.get("richLinkProperties", {}).get("uri")
        for chip in chips
    ]
    return [str(one) for one in found if one] or [
        str(one) for one in [data.get("hyperlink")] if one
    ]


def cell_data(value: Written) -> Message:
    """Return a CellData whose text is text, whatever it begins with; None empties."""
    match value:
        case None:
            return {}
        case bool():
            return {VALUE_ONLY: {"boolValue": value}}
        case int() | float():
            return {VALUE_ONLY: {"numberValue": value}}
        case _:
            return {VALUE_ONLY: {"stringValue": value}}


def update_requests(sheet_id: int, edits: Sequence[CellEdit]) -> Iterator[Message]:
    """Yield one request for each run of neighbours; of two edits of a cell the last counts."""
    last = {(edit.row, edit.column): edit.value for edit in edits}
    places = sorted(last)
    for _, run in groupby(enumerate(places), key=lambda at: (at[1][0], at[1][1] - at[0])):
        cells = [place for _, place in run]
        row, column = cells[0]
        yield {
            "updateCells": {
                "start": {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column},
                "rows": [{"values": [cell_data(last[place]) for place in cells]}],
                "fields": VALUE_ONLY,
            }
        }


def append_request(sheet_id: int, rows: Sequence[Mapping[int, Written]]) -> Message:
    """Return the request that adds rows below everything in the tab."""
    return {
        "appendCells": {
            "sheetId": sheet_id,
            "rows": [
                {"values": [cell_data(row.get(column)) for column in range(max(row) + 1)]}
                for row in rows
            ],
            "fields": VALUE_ONLY,
        }
    }
