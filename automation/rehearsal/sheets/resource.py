"""A spreadsheet as `spreadsheets.get` answers it: properties, objects, and grid data if wanted."""

from automation.rehearsal.sheets.areas import Area, Box, Dimension
from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.draft import may_edit
from automation.rehearsal.sheets.looks import DEFAULT_FORMAT, THEME, effective, shown_format
from automation.rehearsal.sheets.masks import Mask, pick, wants
from automation.rehearsal.sheets.message import Message, sparse
from automation.rehearsal.sheets.reading import read_box
from automation.rehearsal.sheets.sheet import DEFAULT_SIZES, OBJECTS, Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet

_GRID = "gridProperties"


def book_message(
    calculator: Calculator, mask: Mask, ranges: list[str], *, with_grid: bool, caller: str, owner: str
) -> Message:  # fmt: skip
    """Return the spreadsheet; with ranges only the sheets that they are on."""
    book = calculator.book
    asked = [book.resolve(one) for one in ranges]
    shown = [one for one in book.sheets if not asked or any(sheet is one for sheet, _ in asked)]
    message: Message = {
        "spreadsheetId": book.id,
        "properties": book_properties(book),
        "sheets": [
            {
                **sheet_message(book, one, caller, owner),
                **(_data(calculator, mask, one, asked) if with_grid else {}),
            }
            for one in shown
        ],
        "namedRanges": [sparse(one) for one in book.named],
        "spreadsheetUrl": url_of(book.id),
        "developerMetadata": [
            sparse(one) for one in book.metadata if one["location"].get("spreadsheet")
        ],
    }
    return {key: value for key, value in message.items() if value != []}


def url_of(spreadsheet_id: str) -> str:
    """Return the address that the real service gives; nothing of ours is there."""
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet_id}/edit"


def book_properties(book: Spreadsheet) -> Message:
    """Write SpreadsheetProperties."""
    return {
        "title": book.title,
        "locale": book.locale,
        "autoRecalc": book.recalc,
        "timeZone": book.timezone,
        "defaultFormat": DEFAULT_FORMAT,
        "spreadsheetTheme": THEME,
    }


def sheet_properties(book: Spreadsheet, sheet: Sheet) -> Message:
    """Write SheetProperties; id and index stand there even as 0."""
    facts = sparse(sheet.facts)
    grid = {"rowCount": sheet.row_count, "columnCount": sheet.column_count, **sheet.grid_facts}
    is_grid = facts.get("sheetType", "GRID") == "GRID"  # a sheet that is one chart has no grid
    return {
        "sheetId": sheet.id,
        "title": sheet.title,
        "index": book.position(sheet),
        "sheetType": "GRID",
        **({_GRID: sparse(grid)} if is_grid else {}),
        **facts,
    }


def sheet_message(book: Spreadsheet, sheet: Sheet, caller: str, owner: str) -> Message:
    """Return a sheet without its cells."""
    message: Message = {
        "properties": sheet_properties(book, sheet),
        "merges": [one.on(sheet.id).message() for one in sheet.merges],
    }
    for name in OBJECTS:
        message[name] = [sparse(one) for one in sheet.objects[name]]
    message["protectedRanges"] = [
        protected_message(one, caller, owner) for one in sheet.objects["protectedRanges"]
    ]
    message["basicFilter"] = next(iter(message["basicFilter"]), [])
    message["rowGroups"] = group_messages(sheet, "ROWS")
    message["columnGroups"] = group_messages(sheet, "COLUMNS")
    message["developerMetadata"] = [
        sparse(one) for one in book.metadata if _is_of_sheet(one, sheet.id)
    ]
    return {key: value for key, value in message.items() if value != []}


def _is_of_sheet(one: Message, sheet_id: int) -> bool:
    return "sheetId" in one["location"] and one["location"]["sheetId"] == sheet_id


def group_messages(sheet: Sheet, dimension: Dimension) -> list[Message]:
    """Write the groups of one dimension."""
    return [
        sparse(
            {
                "range": {
                    "sheetId": sheet.id,
                    "dimension": dimension,
                    "startIndex": one.span.start,
                    "endIndex": one.span.end,
                },
                "depth": one.depth,
                "collapsed": one.collapsed,
            }
        )
        for one in sheet.groups[dimension]
    ]


def protected_message(one: Message, caller: str, owner: str) -> Message:
    """Write a protected range as this caller may see it: editors only for editors."""
    message = {key: value for key, value in sparse(one).items() if key != "editors"}
    if may_edit({**one, "warningOnly": False}, caller, owner):
        message["requestingUserCanEdit"] = True
        users = [owner, *(u for u in (one.get("editors") or {}).get("users", []) if u != owner)]
        message["editors"] = {**sparse(one.get("editors") or {}), "users": users}
    elif one.get("warningOnly"):
        message["requestingUserCanEdit"] = True
    return message


def _data(
    calculator: Calculator, mask: Mask, sheet: Sheet, asked: list[tuple[Sheet, Area]]
) -> Message:
    areas = [area for one, area in asked if one is sheet] or [Area(sheet.id)]
    below = mask.get("sheets", {}).get("data", {}) if mask else {}
    return {"data": [grid_data(calculator, below, sheet, read_box(sheet, one)) for one in areas]}


def grid_data(calculator: Calculator, mask: Mask, sheet: Sheet, box: Box) -> Message:
    """Write GridData of a box; the mask only saves work, it is applied later."""
    message: Message = {"startRow": box.row0, "startColumn": box.col0}
    if wants(mask, "rowData"):
        message["rowData"] = _row_data(calculator, mask, sheet, box)
    if wants(mask, "rowMetadata"):
        message["rowMetadata"] = _lines(calculator.book, sheet, "ROWS", box.row0, box.row1)
    if wants(mask, "columnMetadata"):
        message["columnMetadata"] = _lines(calculator.book, sheet, "COLUMNS", box.col0, box.col1)
    return {key: value for key, value in message.items() if value not in (0, [])}


def _row_data(calculator: Calculator, mask: Mask, sheet: Sheet, box: Box) -> list[Message]:
    rows: list[Message] = []
    below = mask.get("rowData", {}).get("values", {}) if mask else {}
    alike: dict[int, Message] = {}  # a column's empty cells are one cell, written once
    for row, col, cell in sheet.filled(box):
        while len(rows) <= row - box.row0:
            rows.append({})
        values = rows[row - box.row0].setdefault("values", [])
        while len(values) < col - box.col0:
            values.append({})
        if not cell.is_empty or id(cell) not in alike:
            alike[id(cell)] = pick(cell_message(calculator, below, sheet, row, col), below)
        values.append(alike[id(cell)])
    return rows


def cell_message(calculator: Calculator, mask: Mask, sheet: Sheet, row: int, col: int) -> Message:
    """Write CellData."""
    cell = sheet.cell(row, col)
    message = cell.message()
    if not cell.is_empty and wants(mask, "effectiveValue"):
        message["effectiveValue"] = calculator.message(sheet, row, col)
    if not cell.is_empty and wants(mask, "formattedValue"):
        message["formattedValue"] = calculator.shown(sheet, row, col)
    if cell.look and wants(mask, "userEnteredFormat"):
        message["userEnteredFormat"] = shown_format(cell.look)
    if wants(mask, "effectiveFormat"):
        message["effectiveFormat"] = effective(cell.look)
    if cell.rule and wants(mask, "dataValidation"):
        message["dataValidation"] = sparse(cell.rule)
    return {key: value for key, value in message.items() if value not in (None, "")}


def _lines(
    book: Spreadsheet, sheet: Sheet, dimension: Dimension, start: int, end: int
) -> list[Message]:
    known = sheet.lines[dimension]
    default = {"pixelSize": DEFAULT_SIZES[dimension]}
    tags: dict[int, list[Message]] = {}
    for one in book.metadata:
        place = one["location"].get("dimensionRange")
        if place and place.get("sheetId", 0) == sheet.id and place["dimension"] == dimension:
            tags.setdefault(place["startIndex"], []).append(sparse(one))
    return [
        {
            **default,
            **sparse(known.get(index, {})),
            **({"developerMetadata": tags[index]} if index in tags else {}),
        }
        for index in range(start, end)
    ]
