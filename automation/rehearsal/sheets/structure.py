"""Lines coming, going and moving: everything that points at cells follows, formulas too."""

from collections.abc import Callable
from dataclasses import replace

from automation.rehearsal.sheets.areas import Area, Box, Dimension, Span, map_areas
from automation.rehearsal.sheets.formula_text import Change, rewrite
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.sheet import Group, Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet


def insert_lines(
    book: Spreadsheet, sheet: Sheet, dimension: Dimension, at: int, count: int, *,
    like_before: bool = False,
) -> None:  # fmt: skip
    """Insert empty rows or columns."""
    sheet.insert(dimension, at, count, like_before=like_before)
    follow(book, sheet, dimension, lambda span: span.after_insert(at, count))


def delete_lines(
    book: Spreadsheet, sheet: Sheet, dimension: Dimension, at: int, count: int
) -> None:
    """Delete rows or columns with all that lies on them."""
    sheet.delete(dimension, at, count)
    follow(book, sheet, dimension, lambda span: span.after_delete(at, count))


def move_lines(
    book: Spreadsheet, sheet: Sheet, dimension: Dimension, at: int, count: int, to: int
) -> None:
    """Move rows or columns; `to` counts as before the move."""
    order = list(range(sheet.count(dimension)))
    block = order[at : at + count]
    rest = order[:at] + order[at + count :]
    place = to if to <= at else to - count
    sheet.reorder(dimension, rest[:place] + block + rest[place:])
    follow(book, sheet, dimension, lambda span: span.after_move(at, count, to))


def follow(
    book: Spreadsheet, sheet: Sheet, dimension: Dimension, change: Callable[[Span], Span | None]
) -> None:
    """Let ranges, merges, groups, metadata and formulas follow a change of a sheet's lines."""

    def moved(area: Area) -> Area | None:
        if area.sheet_id != sheet.id:
            return area
        span = change(area.span(dimension))
        return None if span is None else area.with_span(dimension, span)

    book.named = _kept(book.named, moved)
    for one in book.sheets:
        one.objects = {name: _kept(listed, moved) for name, listed in one.objects.items()}
    sheet.merges = [box for one in sheet.merges if (box := _merge(one, moved, sheet)) is not None]
    sheet.groups[dimension] = [
        replace(one, span=span)
        for one in sheet.groups[dimension]
        if (span := change(one.span)) is not None
    ]
    book.metadata = _metadata(book.metadata, sheet, dimension, change)
    book.comments = [_comment(one, sheet, dimension, change) for one in book.comments]
    _formulas(book, sheet, dimension, change)


def _kept(listed: list[Message], moved: Callable[[Area], Area | None]) -> list[Message]:
    return [new for one in listed if (new := map_areas(one, moved)) is not None]


def _merge(box: Box, moved: Callable[[Area], Area | None], sheet: Sheet) -> Box | None:
    area = moved(box.on(sheet.id))
    new = area.within(sheet.row_count, sheet.column_count) if area else None
    return None if new is None or new.is_cell else new


def _metadata(
    listed: list[Message],
    sheet: Sheet,
    dimension: Dimension,
    change: Callable[[Span], Span | None],
) -> list[Message]:
    kept = []
    for one in listed:
        place = one["location"].get("dimensionRange")
        if place is None or place.get("sheetId", 0) != sheet.id or place["dimension"] != dimension:
            kept.append(one)
            continue
        span = change(Span(place["startIndex"], place["endIndex"]))
        if span is not None:
            moved = {**place, "startIndex": span.start, "endIndex": span.end}
            kept.append({**one, "location": {**one["location"], "dimensionRange": moved}})
    return kept


def _comment(
    one: Message, sheet: Sheet, dimension: Dimension, change: Callable[[Span], Span | None]
) -> Message:
    """Let a comment follow its cell; one whose cell is gone stays, without a place."""
    cell = one["cell"]
    if not cell or cell["sheetId"] != sheet.id:
        return one
    line = "row" if dimension == "ROWS" else "column"
    span = change(Span(cell[line], cell[line] + 1))
    return {**one, "cell": None if span is None else {**cell, line: span.start}}


def _formulas(
    book: Spreadsheet, sheet: Sheet, dimension: Dimension, change: Callable[[Span], Span | None]
) -> None:
    for one in book.sheets:
        told = Change(title=sheet.title, is_here=one is sheet, dimension=dimension, change=change)
        for index, row in enumerate(one.rows):
            for col, cell in row.items():
                if cell.is_formula:
                    text = rewrite(str(cell.entered), told)
                    if text != cell.entered:
                        one.rows[index] = {**one.rows[index], col: replace(cell, entered=text)}


def clear_groups(listed: list[Group], span: Span) -> list[Group]:
    """Return the groups without those of exactly that span at the deepest level."""
    deepest = max((one.depth for one in listed if one.span == span), default=0)
    return [one for one in listed if one.span != span or one.depth != deepest]
