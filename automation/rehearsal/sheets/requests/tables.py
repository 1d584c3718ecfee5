"""Requests about tables: their range, their typed columns, their footer, rows added to their body.

The last row of a table with a footer is the footer; it has one when its rows' properties give the
footer a colour. Source: Google's description of the API, sheets.v4 revision 20261019.
"""

from dataclasses import replace

from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.looks import with_twins
from automation.rehearsal.sheets.masks import overlay
from automation.rehearsal.sheets.message import Message, listed, sparse
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import changed_box, mask_of, needed
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.structure import insert_lines

_FILLED = {"BOOLEAN": False, "RATINGS_CHIP": 0}


def add_table(draft: Draft, request: Message) -> Message:
    """addTable: check boxes and ratings are filled, drop-downs get their rule."""
    sent = with_twins(needed(request, "table"))
    sheet, box = changed_box(draft, needed(sent, "range"))
    name = str(sent.get("name") or f"Table{len(sheet.objects['tables']) + 1}")
    for one in (table for each in draft.book.sheets for table in each.objects["tables"]):
        if one["name"].casefold() == name.casefold():
            raise invalid(f'A table with the name "{name}" already exists.')
    body = replace(box, row1=box.row1 - has_footer(sent))
    columns = [_column(draft, sheet, body, one) for one in listed(sent.get("columnProperties"))]
    table = {
        **sent,
        "tableId": str(sent.get("tableId") or draft.draw_id()),
        "name": name,
        "range": box.on(sheet.id).message(),
        "columnProperties": columns,
    }
    sheet.objects["tables"].append(table)
    return {"table": sparse(table)}


def update_table(draft: Draft, request: Message) -> Message:
    """updateTable: a footer that comes or goes makes the range a row longer or shorter."""
    mask, sent = mask_of(request), with_twins(needed(request, "table"))
    sheet, old = _table(draft, sent.get("tableId"))
    new = {**overlay(old, sent, mask), "tableId": old["tableId"]}
    area = Area.of(new["range"])
    if area.row1 is not None:
        grown = replace(area, row1=area.row1 + has_footer(new) - has_footer(old))
        new["range"] = draft.book.box(grown).on(sheet.id).message()
    sheet.objects["tables"] = [new if one is old else one for one in sheet.objects["tables"]]
    return {}


def room_in_body(draft: Draft, table_id: object, count: int) -> tuple[Sheet, int, int]:
    """Make room for rows at the end of a table's body; return its sheet, and where they begin.

    The table grows by them; its footer, and what stands below it, moves down.
    """
    sheet, table = _table(draft, table_id)
    box = draft.book.box(Area.of(table["range"]))
    end = box.row1 - has_footer(table)
    if has_footer(table):
        insert_lines(draft.book, sheet, "ROWS", end, count, like_before=True)
    else:
        sheet.resize(max(sheet.row_count, end + count), sheet.column_count)
        grown = {**table, "range": replace(box, row1=end + count).on(sheet.id).message()}
        sheet.objects["tables"] = [
            grown if one is table else one for one in sheet.objects["tables"]
        ]
    return sheet, end, box.col0


def has_footer(table: Message) -> bool:
    """Whether the last row of a table is its footer."""
    return "footerColorStyle" in (table.get("rowsProperties") or {})


def _table(draft: Draft, table_id: object) -> tuple[Sheet, Message]:
    for sheet in draft.book.sheets:
        for one in sheet.objects["tables"]:
            if one["tableId"] == table_id:
                return sheet, one
    raise invalid(f"No table with id: {table_id}")


def _column(draft: Draft, sheet: Sheet, body: Box, column: Message) -> Message:
    kind, rule = column.get("columnType"), column.get("dataValidationRule")
    if (kind == "DROPDOWN") != (rule is not None):
        raise invalid("A column of type DROPDOWN, and only that, has a dataValidationRule.")
    col = body.col0 + int(column.get("columnIndex", 0))
    if kind == "BOOLEAN":
        rule = {"condition": {"type": "BOOLEAN"}}
    for row in range(body.row0 + 1, body.row1):
        cell = sheet.cell(row, col)
        value = _FILLED.get(str(kind)) if cell.is_empty else cell.entered
        sheet.put(row, col, replace(cell, entered=value, rule=rule or cell.rule))
    return column
