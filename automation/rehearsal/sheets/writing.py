"""Values coming in: shapes checked, blocks placed, tables found for appending."""

from dataclasses import dataclass
from typing import Any

from automation.rehearsal.sheets.a1 import column_letters, range_name
from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.cells import Cell
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.locales import locale_named
from automation.rehearsal.sheets.message import Message, Plain
from automation.rehearsal.sheets.refusals import invalid, malformed
from automation.rehearsal.sheets.rules import check_rule
from automation.rehearsal.sheets.sheet import Row, Sheet
from automation.rehearsal.sheets.spreadsheet import beyond
from automation.rehearsal.sheets.structure import insert_lines
from automation.rehearsal.sheets.tables import find_table
from automation.rehearsal.sheets.typed import Typed, read_typed

MAX_CHARACTERS = 50_000
_LIST_VALUE = "type.googleapis.com/google.protobuf.ListValue"
_OPTIONS = frozenset({"RAW", "USER_ENTERED"})


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did. `rows` and `columns` count lines with at least one value sent."""

    sheet: Sheet
    box: Box
    rows: int = 0
    columns: int = 0
    cells: int = 0

    def message(self, spreadsheet_id: str) -> Message:
        """Write an UpdateValuesResponse."""
        counts = {
            "updatedRows": self.rows,
            "updatedColumns": self.columns,
            "updatedCells": self.cells,
        }
        return {
            "spreadsheetId": spreadsheet_id,
            "updatedRange": range_name(self.sheet.title, self.box),
            **{key: count for key, count in counts.items() if count},
        }


def read_block(body: Message, field: str = "data.values") -> list[list[Any]]:
    """Return the sent values by rows.

    Raises:
        Refused: 400, they are not lists of simple values.
    """
    values = body.get("values", [])
    if not isinstance(values, list):
        raise malformed(field, _LIST_VALUE, _shown(values))
    for index, line in enumerate(values):
        if not isinstance(line, list):
            raise malformed(f"{field}[{index}]", _LIST_VALUE, _shown(line))
        for position, value in enumerate(line):
            if isinstance(value, dict | list):
                kind = "struct_value" if isinstance(value, dict) else "list_value"
                raise invalid(f"Invalid values[{index}][{position}]: {kind} {{\n}}\n")
    if str(body.get("majorDimension") or "ROWS") != "COLUMNS":
        return values
    height = max(map(len, values), default=0)
    return [[line[row] if row < len(line) else None for line in values] for row in range(height)]


def input_option(sent: str) -> str:
    """Read a valueInputOption.

    Raises:
        Refused: 400, it is missing or unknown.
    """
    if sent not in _OPTIONS:
        raise invalid("'valueInputOption' is required but not specified")
    return sent


def write_values(draft: Draft, text: str, block: list[list[Any]], option: str) -> Written:
    """Write a block into a range given in A1 notation.

    Raises:
        Refused: 400, the block leaves the range or the grid, or a cell may not be written.
    """
    sheet, area = draft.book.resolve(text)
    return write_area(draft, sheet, area, block, option)


def write_area(
    draft: Draft, sheet: Sheet, area: Area, block: list[list[Any]], option: str
) -> Written:
    """Write a block into an area; one cell is only where the block begins."""
    given = area.within(10**9, 10**9)
    row0, col0 = given.row0, given.col0
    height, width = max(len(block), 1), max(map(len, block), default=0) or 1
    target = Box(row0, row0 + height, col0, col0 + width)
    start = area.within(sheet.row_count, sheet.column_count)
    if row0 >= sheet.row_count or col0 >= sheet.column_count:
        raise beyond(sheet, target)
    if not given.is_cell:
        _check_fits(sheet, area, start, target)
    if not sheet.whole.contains(target):
        raise beyond(sheet, target)
    return place(draft, sheet, target, block, option)


def _check_fits(sheet: Sheet, area: Area, start: Box, target: Box) -> None:
    if (area.row1 or 0) > sheet.row_count or (area.col1 or 0) > sheet.column_count:
        raise beyond(
            sheet, Box(start.row0, area.row1 or start.row1, start.col0, area.col1 or start.col1)
        )
    told = (
        f"Requested writing within range [{range_name(sheet.title, start)}], but tried writing to"
    )
    if target.row1 > start.row1:
        raise invalid(f"{told} row [{start.row1 + 1}]")
    if target.col1 > start.col1:
        raise invalid(f"{told} column [{column_letters(start.col1)}]")


def place(draft: Draft, sheet: Sheet, target: Box, block: list[list[Any]], option: str) -> Written:
    """Put a block of values into a box of its size; null leaves a cell as it is."""
    rows: set[int] = set()
    columns: set[int] = set()
    cells = 0
    is_free = draft.is_free(sheet.id, target)
    for index, line in enumerate(block):
        changed: Row = {}
        for position, value in enumerate(line):
            if value is not None and not draft.swallows(
                sheet, target.row0 + index, target.col0 + position
            ):
                row, col = target.row0 + index, target.col0 + position
                if not is_free:
                    draft.guard(sheet.id, Box(row, row + 1, col, col + 1))
                changed[col] = entered(draft, sheet.cell(row, col), value, option)
                check_rule(draft, sheet, (row, col), changed[col])
                columns.add(position)
        if changed:
            rows.add(index)
            cells += len(changed)
            sheet.put_row(target.row0 + index, changed)
    return Written(sheet, target, len(rows), len(columns), cells)


def entered(draft: Draft, cell: Cell, value: Plain, option: str) -> Cell:
    """Return a cell with a value sent RAW or USER_ENTERED.

    Raises:
        Refused: 400, the text is too long.
    """
    if isinstance(value, str) and len(value) > MAX_CHARACTERS:
        raise invalid(
            f"Your input contains more than the maximum of {MAX_CHARACTERS} characters in a single cell."
        )
    if not isinstance(value, str) or option == "RAW":
        return cell.with_value(None if value == "" else value, is_formula=False)
    is_text = cell.number_format.get("type") == "TEXT"
    locale = locale_named(draft.book.locale)
    read = Typed(value or None) if is_text else read_typed(value, locale, draft.today)
    fresh = cell.with_value(read.value, is_formula=read.is_formula)
    if read.form and not cell.number_format:
        fresh = Cell(
            entered=fresh.entered, is_formula=fresh.is_formula,
            look={**cell.look, "numberFormat": read.form},
            note=cell.note, rule=cell.rule, extras=fresh.extras,
        )  # fmt: skip
    return fresh


def append_values(
    draft: Draft, text: str, block: list[list[Any]], option: str, *, inserting: bool
) -> tuple[Written, Box | None]:
    """Write a block below the table that the range touches; also return that table.

    The block begins in the table's first column. Without a table it is written where the range
    begins. The grid grows as needed.
    """
    sheet, area = draft.book.resolve(text)
    given = area.within(sheet.row_count, sheet.column_count)
    table = find_table(sheet, given)
    row0, col0 = (table.row1, table.col0) if table else (given.row0, given.col0)
    height, width = max(len(block), 1), max(map(len, block), default=0) or 1
    if inserting and table is not None and row0 < sheet.row_count:
        insert_lines(draft.book, sheet, "ROWS", row0, height, like_before=True)
    sheet.resize(max(sheet.row_count, row0 + height), max(sheet.column_count, col0 + width))
    draft.book.check_size()
    target = Box(row0, row0 + height, col0, col0 + width)
    return place(draft, sheet, target, block, option), table


def clear_values(draft: Draft, sheet: Sheet, box: Box) -> None:
    """Empty the cells of a box; formats, notes and rules stay."""
    draft.guard(sheet.id, box)
    for row, col, cell in list(sheet.filled(box)):
        if not cell.is_empty:
            sheet.put(row, col, cell.with_value(None, is_formula=False))


def _shown(value: Any) -> str:  # noqa: ANN401 - whatever was sent
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
