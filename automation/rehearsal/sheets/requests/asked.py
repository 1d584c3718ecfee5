"""What nearly every request says: which box, which fields."""

from automation.rehearsal.sheets.areas import Area, Box, Dimension
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.looks import twin_mask
from automation.rehearsal.sheets.masks import Mask, parse_mask
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.sheet import Sheet


def needed(request: Message, name: str) -> Message:
    """Return a field that the request must have.

    Raises:
        Refused: 400, it has none.
    """
    value = request.get(name)
    if not isinstance(value, dict):
        raise invalid(f"{name} is required.")
    return value


def mask_of(request: Message) -> Mask:
    """Return the fields that the request wants to change, both twins of every colour.

    Raises:
        Refused: 400, it names none.
    """
    text = str(request.get("fields") or "")
    if not text:
        raise invalid(
            "At least one field must be listed in 'fields'. (Use '*' to indicate all fields.)"
        )
    return twin_mask(parse_mask(text))


def box_of(draft: Draft, message: Message) -> tuple[Sheet, Box]:
    """Return the sheet and the box of a GridRange.

    Raises:
        Refused: 400, there is no such grid, or the range leaves it.
    """
    area = Area.of(message)
    box = draft.book.box(area)
    return draft.book.sheet(area.sheet_id), box


def changed_box(draft: Draft, message: Message) -> tuple[Sheet, Box]:
    """Return the sheet and the box of a GridRange whose cells are about to change.

    Raises:
        Refused: 400, as `box_of`, or the box is protected from this caller.
    """
    sheet, box = box_of(draft, message)
    draft.guard(sheet.id, box)
    return sheet, box


def lines_of(draft: Draft, message: Message) -> tuple[Sheet, Dimension, int, int]:
    """Return the sheet, the dimension, the start and the end of a DimensionRange.

    Raises:
        Refused: 400, there is no such sheet, dimension or stretch.
    """
    sheet = draft.book.sheet(int(message.get("sheetId", 0)))
    dimension = dimension_of(message.get("dimension"))
    start = int(message.get("startIndex", 0))
    end = int(message.get("endIndex", sheet.count(dimension)))
    if start < 0 or end <= start:
        raise invalid("The start index must be less than the end index.")
    return sheet, dimension, start, end


def dimension_of(sent: object) -> Dimension:
    """Read a dimension.

    Raises:
        Refused: 400, it is none.
    """
    if sent == "ROWS":
        return "ROWS"
    if sent == "COLUMNS":
        return "COLUMNS"
    raise invalid("No dimension specified." if sent is None else f"Invalid dimension: {sent}")


def lines_box(sheet: Sheet, dimension: Dimension, start: int, end: int) -> Box:
    """Return the cells of a stretch of lines, cut to the grid."""
    end = min(end, sheet.count(dimension))
    if dimension == "ROWS":
        return Box(start, end, 0, sheet.column_count)
    return Box(0, sheet.row_count, start, end)
