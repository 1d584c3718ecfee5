"""Finding the table that an append goes below: a block of filled cells bounded by empty lines."""

from automation.rehearsal.sheets.areas import Box
from automation.rehearsal.sheets.sheet import Sheet


def find_table(sheet: Sheet, given: Box) -> Box | None:
    """Return the last table a box touches, or None where it touches no filled cell."""
    last = _last_filled(sheet, given)
    if last is None:
        return None
    box, grown = None, Box(last[0], last[0] + 1, last[1], last[1] + 1)
    while box != grown:
        box = grown
        grown = _wider(sheet, _taller(sheet, box))
    return box


def _last_filled(sheet: Sheet, given: Box) -> tuple[int, int] | None:
    for row in range(min(given.row1, len(sheet.rows)) - 1, given.row0 - 1, -1):
        col = max(_filled(sheet, row, given.col0, given.col1), default=None)
        if col is not None:
            return row, col
    return None


def _taller(sheet: Sheet, box: Box) -> Box:
    """Return the box with the rows above and below that go on with it, corners included."""
    row0, row1, left, right = box.row0, box.row1, box.col0 - 1, box.col1 + 1
    while row0 > 0 and _filled(sheet, row0 - 1, left, right):
        row0 -= 1
    while row1 < len(sheet.rows) and _filled(sheet, row1, left, right):
        row1 += 1
    return Box(row0, row1, box.col0, box.col1)


def _wider(sheet: Sheet, box: Box) -> Box:
    """Return the box with the columns beside it that go on with it."""
    near = range(max(box.row0 - 1, 0), min(box.row1 + 1, len(sheet.rows)))
    filled = {col for row in near for col in _filled(sheet, row, 0, sheet.column_count)}
    col0, col1 = box.col0, box.col1
    while col0 - 1 in filled:
        col0 -= 1
    while col1 in filled:
        col1 += 1
    return Box(box.row0, box.row1, col0, col1)


def _filled(sheet: Sheet, row: int, left: int, right: int) -> list[int]:
    cells = sheet.rows[row] if row < len(sheet.rows) else {}
    return [col for col, cell in cells.items() if left <= col < right and not cell.is_empty]
