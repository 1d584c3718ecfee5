"""Requests that write CellData: updateCells, repeatCell, appendCells."""

from dataclasses import replace

from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.cells import FIELDS, Cell
from automation.rehearsal.sheets.chips import with_all_runs
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.formula_text import shifted
from automation.rehearsal.sheets.looks import with_twins
from automation.rehearsal.sheets.masks import Mask, overlay
from automation.rehearsal.sheets.message import Message, listed
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import changed_box, mask_of, needed
from automation.rehearsal.sheets.requests.tables import room_in_body
from automation.rehearsal.sheets.rules import check_rule
from automation.rehearsal.sheets.sheet import Row, Sheet
from automation.rehearsal.sheets.writing import MAX_CHARACTERS


def update_cells(draft: Draft, request: Message) -> Message:
    """updateCells: cells of the range that the rows do not cover lose those fields."""
    mask, rows = mask_of(request), listed(request.get("rows"))
    lines = [listed(one.get("values")) for one in rows]
    if "start" in request:
        start = request["start"]
        row0, col0 = int(start.get("rowIndex", 0)), int(start.get("columnIndex", 0))
        width = max(map(len, lines), default=0)
        area = Area(
            int(start.get("sheetId", 0)),
            row0,
            row0 + max(len(lines), 1),
            col0,
            col0 + max(width, 1),
        )
        sheet, box = changed_box(draft, area.message())
    else:
        sheet, box = changed_box(draft, needed(request, "range"))
    for row in range(box.row0, box.row1):
        index = row - box.row0
        line = lines[index] if index < len(lines) else []
        if not line and row >= len(sheet.rows):
            continue
        covered = (
            range(box.col0, box.col0 + len(line))
            if "start" in request
            else range(box.col0, box.col1)
        )
        changed: Row = {}
        for col in covered:
            sent = line[col - box.col0] if col - box.col0 < len(line) else {}
            changed[col] = laid(draft, sheet, (row, col), sent, mask)
        sheet.put_row(row, changed)
    return {}


def repeat_cell(draft: Draft, request: Message) -> Message:
    """repeatCell: formulas shift as when copied."""
    mask, sent = mask_of(request), request.get("cell") or {}
    sheet, box = changed_box(draft, needed(request, "range"))
    formula = (sent.get("userEnteredValue") or {}).get("formulaValue")
    alike: dict[int, tuple[Cell, Cell]] = {}
    for row in range(box.row0, box.row1):
        changed: Row = {}
        for col in range(box.col0, box.col1):
            old = sheet.cell(row, col)
            if formula:
                moved = shifted(str(formula), row - box.row0, col - box.col0)
                told = {**sent, "userEnteredValue": {"formulaValue": moved}}
                changed[col] = laid(draft, sheet, (row, col), told, mask)
                continue
            if id(old) not in alike:  # cells that are one stay one: columns are long
                alike[id(old)] = old, laid(draft, sheet, (row, col), sent, mask)
            changed[col] = alike[id(old)][1]
        sheet.put_row(row, changed)
    return {}


def append_cells(draft: Draft, request: Message) -> Message:
    """appendCells: below the last row with data in the sheet, or below a table's body."""
    mask, rows = mask_of(request), listed(request.get("rows"))
    sheet, row0, col0 = _where(draft, request, len(rows))
    width = max((len(listed(one.get("values"))) for one in rows), default=0)
    if col0 + width > sheet.column_count:
        raise invalid(
            f"Attempting to write column: {sheet.column_count}, beyond the last requested column "
            f"of: {sheet.column_count - 1}"
        )
    sheet.resize(max(sheet.row_count, row0 + len(rows)), sheet.column_count)
    draft.book.check_size()
    for index, line in enumerate(rows):
        row = row0 + index
        for position, sent in enumerate(listed(line.get("values"))):
            col = col0 + position
            draft.guard(sheet.id, Box(row, row + 1, col, col + 1))
            sheet.put(row, col, laid(draft, sheet, (row, col), sent, mask))
    return {}


def _where(draft: Draft, request: Message, count: int) -> tuple[Sheet, int, int]:
    if request.get("tableId"):
        return room_in_body(draft, request["tableId"], count)
    sheet = draft.book.sheet(int(request.get("sheetId", 0)))
    return sheet, sheet.last_data_row(), 0


def laid(draft: Draft, sheet: Sheet, place: tuple[int, int], sent: Message, mask: Mask) -> Cell:
    """Return a cell with the masked fields of a CellData.

    Raises:
        Refused: 400, the value is too long or breaks an enforced rule.
    """
    old = sheet.cell(*place)
    known: Mask = (
        {key: below for key, below in mask.items() if key in FIELDS}
        if mask
        else {key: {} for key in FIELDS}
    )
    told = dict(sent)
    if "userEnteredFormat" in told:
        told["userEnteredFormat"] = with_twins(told["userEnteredFormat"])
    value = (told.get("userEnteredValue") or {}).get("stringValue")
    if isinstance(value, str) and len(value) > MAX_CHARACTERS:
        raise invalid(
            f"Your input contains more than the maximum of {MAX_CHARACTERS} characters in a single cell."
        )
    message = old.message()
    if "userEnteredValue" in known and "chipRuns" not in known:
        message.pop("chipRuns", None)
    if told.get("chipRuns"):
        text = str((told.get("userEnteredValue") or {}).get("stringValue", old.entered or ""))
        told["chipRuns"] = with_all_runs(text, listed(told["chipRuns"]))
    new = Cell.of(overlay(message, told, known))
    if "userEnteredValue" in known and draft.swallows(sheet, *place):
        return replace(new, entered=old.entered, is_formula=old.is_formula, extras=old.extras)
    if "userEnteredValue" in known:
        check_rule(draft, sheet, place, new)
    return new
