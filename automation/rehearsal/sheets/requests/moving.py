"""Requests that move or copy what is in cells."""

import re
from dataclasses import replace

from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.cells import EMPTY, Cell
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.formula_text import shifted
from automation.rehearsal.sheets.formulas import rank
from automation.rehearsal.sheets.message import Message, listed, sparse
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import (
    box_of,
    changed_box,
    dimension_of,
    needed,
)
from automation.rehearsal.sheets.sheet import Row, Sheet
from automation.rehearsal.sheets.writing import entered


def sort_range(draft: Draft, request: Message) -> Message:
    """sortRange: contents move, rows stay; blanks come last either way."""
    sheet, box = changed_box(draft, needed(request, "range"))
    sort_box(draft, sheet, box, listed(request.get("sortSpecs")))
    return {}


def sort_box(draft: Draft, sheet: Sheet, box: Box, specs: list[Message]) -> None:
    """Sort the rows of a box by the given columns of the sheet."""
    calculator = draft.calculator()
    order = list(range(box.row0, box.row1))
    for spec in reversed(specs):
        col = int(spec.get("dimensionIndex", 0))
        falling = spec.get("sortOrder") == "DESCENDING"
        filled = [row for row in order if calculator.value(sheet, row, col) not in (None, "")]
        blank = [row for row in order if calculator.value(sheet, row, col) in (None, "")]
        ranks = {row: rank(calculator.value(sheet, row, col)) for row in filled}
        order = [*sorted(filled, key=ranks.__getitem__, reverse=falling), *blank]
    _rearrange(sheet, box, order)
    if draft.rules.metadata_follows_sort:
        _carry_metadata(draft, sheet, box, order)
    if draft.rules.comments_follow_sort:
        _carry_comments(draft, sheet, box, order)


def _rearrange(sheet: Sheet, box: Box, order: list[int]) -> None:
    old = [sheet.rows[row] if row < len(sheet.rows) else {} for row in order]
    for index, (source, row) in enumerate(zip(old, order, strict=True)):
        target = box.row0 + index
        changed: Row = {
            col: _moved(source.get(col, EMPTY), target - row, 0)
            for col in range(box.col0, box.col1)
        }
        if target < len(sheet.rows) or any(not cell.is_blank for cell in changed.values()):
            sheet.put_row(target, changed)


def _carry_metadata(draft: Draft, sheet: Sheet, box: Box, order: list[int]) -> None:
    place = {row: box.row0 + index for index, row in enumerate(order)}
    kept = []
    for one in draft.book.metadata:
        lines = one["location"].get("dimensionRange") or {}
        row = lines.get("startIndex")
        on_rows = lines.get("dimension") == "ROWS" and lines.get("sheetId", 0) == sheet.id
        if on_rows and row in place:
            moved = {**lines, "startIndex": place[row], "endIndex": place[row] + 1}
            one = {**one, "location": {**one["location"], "dimensionRange": moved}}  # noqa: PLW2901
        kept.append(one)
    draft.book.metadata = kept


def _carry_comments(draft: Draft, sheet: Sheet, box: Box, order: list[int]) -> None:
    place = {row: box.row0 + index for index, row in enumerate(order)}
    for one in draft.book.comments_on(sheet.id):
        cell = one["cell"]
        if cell["row"] in place and box.col0 <= cell["column"] < box.col1:
            moved = {**one, "cell": {**cell, "row": place[cell["row"]]}}
            draft.book.comments = [moved if c is one else c for c in draft.book.comments]


def _moved(cell: Cell, rows: int, cols: int) -> Cell:
    if not cell.is_formula or (rows, cols) == (0, 0):
        return cell
    return replace(cell, entered=shifted(str(cell.entered), rows, cols))


def copy_paste(draft: Draft, request: Message) -> Message:
    """copyPaste: the source repeats in a destination that is a multiple of it."""
    source_sheet, source = box_of(draft, needed(request, "source"))
    destination = Area.of(needed(request, "destination"))
    target_sheet = draft.book.sheet(destination.sheet_id)
    given = destination.within(target_sheet.row_count, target_sheet.column_count)
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    height, width = source.row1 - source.row0, source.col1 - source.col0
    height, width = (width, height) if turned else (height, width)
    rows = max((given.row1 - given.row0) // height, 1) * height
    cols = max((given.col1 - given.col0) // width, 1) * width
    target = Box(given.row0, given.row0 + rows, given.col0, given.col0 + cols)
    if not target_sheet.whole.contains(target):
        draft.book.box(target.on(target_sheet.id))
    draft.guard(target_sheet.id, target)
    kind = str(request.get("pasteType") or "PASTE_NORMAL")
    taken = _taken(draft, source_sheet, source)
    for row in range(rows):
        changed: Row = {}
        for col in range(cols):
            at = (col % width, row % height) if turned else (row % height, col % width)
            cell, value = taken[at]
            place = (target.row0 + row, target.col0 + col)
            moved = _moved(cell, place[0] - source.row0 - at[0], place[1] - source.col0 - at[1])
            changed[place[1]] = _pasted(target_sheet.cell(*place), moved, value, kind)
        target_sheet.put_row(target.row0 + row, changed)
    return {}


def _taken(draft: Draft, sheet: Sheet, box: Box) -> dict[tuple[int, int], tuple[Cell, Cell]]:
    """Return by relative place the cell, and the cell with its value instead of its formula."""
    calculator: Calculator = draft.calculator()
    taken = {}
    for row in range(box.row0, box.row1):
        for col in range(box.col0, box.col1):
            cell = sheet.cell(row, col)
            value = calculator.value(sheet, row, col)
            plain = value if isinstance(value, bool | int | float | str) else None
            fixed = replace(cell, entered=plain, is_formula=False)
            taken[row - box.row0, col - box.col0] = (cell, fixed)
    return taken


def _pasted(old: Cell, cell: Cell, value: Cell, kind: str) -> Cell:
    if kind == "PASTE_VALUES":
        return old.with_value(value.entered, is_formula=False)
    if kind == "PASTE_FORMULA":
        return old.with_value(cell.entered, is_formula=cell.is_formula)
    if kind in ("PASTE_FORMAT", "PASTE_CONDITIONAL_FORMATTING"):
        return replace(old, look=cell.look)
    if kind == "PASTE_DATA_VALIDATION":
        return replace(old, rule=cell.rule)
    return cell


def cut_paste(draft: Draft, request: Message) -> Message:
    """cutPaste: the source is empty afterwards."""
    source_sheet, source = changed_box(draft, needed(request, "source"))
    start = needed(request, "destination")
    target_sheet = draft.book.sheet(int(start.get("sheetId", 0)))
    row0, col0 = int(start.get("rowIndex", 0)), int(start.get("columnIndex", 0))
    target = Box(row0, row0 + source.row1 - source.row0, col0, col0 + source.col1 - source.col0)
    draft.book.box(target.on(target_sheet.id))
    draft.guard(target_sheet.id, target)
    held = {
        (row, col): source_sheet.cell(row, col)
        for row in range(source.row0, source.row1)
        for col in range(source.col0, source.col1)
    }
    for row, col in held:
        source_sheet.put(row, col, EMPTY)
    for (row, col), cell in held.items():
        target_sheet.put(row - source.row0 + row0, col - source.col0 + col0, cell)
    return {}


def insert_range(draft: Draft, request: Message) -> Message:
    """insertRange: the cells from there on move away, without their rows or columns."""
    sheet, box = changed_box(draft, needed(request, "range"))
    down = dimension_of(request.get("shiftDimension")) == "ROWS"
    rows, cols = (box.row1 - box.row0, 0) if down else (0, box.col1 - box.col0)
    last = Box(box.row0, sheet.row_count, box.col0, box.col1 if down else sheet.column_count)
    if not down:
        last = Box(box.row0, box.row1, box.col0, sheet.column_count)
    _shift(draft, sheet, last, rows, cols)
    return {}


def delete_range(draft: Draft, request: Message) -> Message:
    """deleteRange: the cells beyond move into its place."""
    sheet, box = changed_box(draft, needed(request, "range"))
    up = dimension_of(request.get("shiftDimension")) == "ROWS"
    for row, col, _ in list(sheet.filled(box)):
        sheet.put(row, col, EMPTY)
    if up:
        beyond = Box(box.row1, sheet.row_count, box.col0, box.col1)
        _shift(draft, sheet, beyond, box.row0 - box.row1, 0)
    else:
        beyond = Box(box.row0, box.row1, box.col1, sheet.column_count)
        _shift(draft, sheet, beyond, 0, box.col0 - box.col1)
    return {}


def _shift(draft: Draft, sheet: Sheet, box: Box, rows: int, cols: int) -> None:
    if box.row1 <= box.row0 or box.col1 <= box.col0:
        return
    draft.guard(sheet.id, box)
    held = list(sheet.filled(box))
    for row, col, _ in held:
        sheet.put(row, col, EMPTY)
    for row, col, cell in held:
        if sheet.whole.holds(row + rows, col + cols):
            sheet.put(row + rows, col + cols, cell)
        elif not cell.is_empty:
            raise invalid("This operation would push cells with data off the sheet.")


def find_replace(draft: Draft, request: Message) -> Message:
    """findReplace: the answer counts what changed."""
    pattern = _pattern(request)
    formulas = bool(request.get("includeFormulas"))
    counts = dict.fromkeys(("valuesChanged", "formulasChanged", "occurrencesChanged"), 0)
    sheets, rows = set(), set()
    for sheet, box in _searched(draft, request):
        for row, col, cell in list(sheet.filled(box)):
            if not isinstance(cell.entered, str) or (cell.is_formula and not formulas):
                continue
            new, found = pattern.subn(lambda _: str(request.get("replacement", "")), cell.entered)
            if not found:
                continue
            draft.guard(sheet.id, Box(row, row + 1, col, col + 1))
            fresh = (
                replace(cell, entered=new or None)
                if cell.is_formula
                else entered(draft, cell, new, "USER_ENTERED")
            )
            sheet.put(row, col, fresh)
            counts["formulasChanged" if cell.is_formula else "valuesChanged"] += 1
            counts["occurrencesChanged"] += found
            sheets.add(sheet.id)
            rows.add((sheet.id, row))
    return sparse({**counts, "rowsChanged": len(rows), "sheetsChanged": len(sheets)})


def _pattern(request: Message) -> re.Pattern[str]:
    find = str(request.get("find", ""))
    if not find:
        raise invalid("find is required.")
    source = find if request.get("searchByRegex") else re.escape(find)
    if request.get("matchEntireCell"):
        source = rf"\A(?:{source})\Z"
    try:
        return re.compile(source, 0 if request.get("matchCase") else re.IGNORECASE)
    except re.error:
        raise invalid(f"Invalid regular expression: {find}") from None


def _searched(draft: Draft, request: Message) -> list[tuple[Sheet, Box]]:
    if request.get("allSheets"):
        return [(one, one.whole) for one in draft.book.sheets]
    if "range" in request:
        return [box_of(draft, request["range"])]
    sheet = draft.book.sheet(int(request.get("sheetId", 0)))
    return [(sheet, sheet.whole)]
