"""Requests about rows and columns."""

from dataclasses import replace

from automation.rehearsal.sheets.areas import Dimension, Span
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.masks import overlay
from automation.rehearsal.sheets.message import Message, sparse
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import (
    dimension_of,
    lines_box,
    lines_of,
    mask_of,
    needed,
)
from automation.rehearsal.sheets.resource import group_messages
from automation.rehearsal.sheets.sheet import DEFAULT_SIZES, Group, Sheet
from automation.rehearsal.sheets.structure import (
    clear_groups,
    delete_lines,
    insert_lines,
    move_lines,
)

_NAMES = {"ROWS": "rows", "COLUMNS": "columns"}
_CHARACTER_PX = 8


def append_dimension(draft: Draft, request: Message) -> Message:
    """AppendDimension."""
    sheet = draft.book.sheet(int(request.get("sheetId", 0)))
    dimension, length = dimension_of(request.get("dimension")), int(request.get("length", 0))
    if length < 1:
        raise invalid("The length must be greater than 0.")
    rows, columns = sheet.row_count, sheet.column_count
    grown = (rows + length, columns) if dimension == "ROWS" else (rows, columns + length)
    sheet.resize(*grown)
    draft.book.check_size()
    return {}


def insert_dimension(draft: Draft, request: Message) -> Message:
    """InsertDimension."""
    sheet, dimension, start, end = lines_of(draft, needed(request, "range"))
    like_before = bool(request.get("inheritFromBefore"))
    if start > sheet.count(dimension) or (start == sheet.count(dimension) and not like_before):
        raise invalid(
            f"range.startIndex[{start}] is greater than or equal to the number of "
            f"{_NAMES[dimension]} in the sheet[{sheet.count(dimension)}]."
        )
    if like_before and start == 0:
        raise invalid("inheritFromBefore cannot be true when inserting at index 0.")
    insert_lines(draft.book, sheet, dimension, start, end - start, like_before=like_before)
    draft.book.check_size()
    return {}


def delete_dimension(draft: Draft, request: Message) -> Message:
    """DeleteDimension."""
    sheet, dimension, start, end = lines_of(draft, needed(request, "range"))
    end = min(end, sheet.count(dimension))
    if start >= end:
        raise invalid(f"Cannot delete {_NAMES[dimension]} that do not exist.")
    if end - start >= sheet.count(dimension):
        raise invalid(f"You can't delete all the {_NAMES[dimension]} on the sheet.")
    draft.guard(sheet.id, lines_box(sheet, dimension, start, end))
    delete_lines(draft.book, sheet, dimension, start, end - start)
    return {}


def move_dimension(draft: Draft, request: Message) -> Message:
    """moveDimension: the destination counts as before the move."""
    sheet, dimension, start, end = lines_of(draft, needed(request, "source"))
    to = int(request.get("destinationIndex", 0))
    if end > sheet.count(dimension) or not 0 <= to <= sheet.count(dimension):
        raise invalid("The source or the destination is outside the sheet.")
    draft.guard(sheet.id, lines_box(sheet, dimension, start, end))
    if not start <= to <= end:
        move_lines(draft.book, sheet, dimension, start, end - start, to)
    return {}


def update_dimension_properties(draft: Draft, request: Message) -> Message:
    """UpdateDimensionProperties."""
    mask, sent = mask_of(request), request.get("properties") or {}
    sheet, dimension, start, end = lines_of(draft, needed(request, "range"))
    for index in range(start, min(end, sheet.count(dimension))):
        _set(sheet, dimension, index, overlay(sheet.lines[dimension].get(index, {}), sent, mask))
    return {}


def auto_resize_dimensions(draft: Draft, request: Message) -> Message:
    """autoResizeDimensions: a guess from the length of texts, not Google's fonts."""
    sheet, dimension, start, end = lines_of(draft, needed(request, "dimensions"))
    longest: dict[int, int] = {}
    for _, col, cell in sheet.filled(sheet.whole):
        size = max(map(len, str(cell.entered or "").split("\n")))
        longest[col] = max(longest.get(col, 0), size)
    for index in range(start, min(end, sheet.count(dimension))):
        if dimension == "COLUMNS" and index in longest:
            pixels = max(longest[index] * _CHARACTER_PX + 7, 21)
            old = sheet.lines[dimension].get(index, {})
            _set(sheet, dimension, index, {**old, "pixelSize": pixels})
        elif dimension == "ROWS":
            old = sheet.lines[dimension].get(index, {})
            _set(sheet, dimension, index, {**old, "pixelSize": DEFAULT_SIZES["ROWS"]})
    return {}


def _set(sheet: Sheet, dimension: Dimension, index: int, message: Message) -> None:
    kept = {key: value for key, value in message.items() if value}
    if kept:
        sheet.lines[dimension][index] = kept
    else:
        sheet.lines[dimension].pop(index, None)


def add_dimension_group(draft: Draft, request: Message) -> Message:
    """addDimensionGroup: what lies inside another group folds one deeper."""
    sheet, dimension, start, end = lines_of(draft, needed(request, "range"))
    span, groups = Span(start, end), sheet.groups[dimension]
    deeper = [
        replace(one, depth=one.depth + 1) if _inside(one.span, span) else one for one in groups
    ]
    depth = 1 + sum(1 for one in groups if _inside(span, one.span) and one.span != span)
    same = sum(1 for one in groups if one.span == span)
    deeper.append(Group(span, depth if not same else 1))
    sheet.groups[dimension] = sorted(deeper, key=lambda one: (one.depth, one.span.start or 0))
    return {"dimensionGroups": group_messages(sheet, dimension)}


def delete_dimension_group(draft: Draft, request: Message) -> Message:
    """DeleteDimensionGroup."""
    sheet, dimension, start, end = lines_of(draft, needed(request, "range"))
    groups = sheet.groups[dimension]
    left = clear_groups(groups, Span(start, end))
    if len(left) == len(groups):
        raise invalid("Cannot delete group: there is no group on that range.")
    sheet.groups[dimension] = left
    return sparse({"dimensionGroups": group_messages(sheet, dimension)})


def update_dimension_group(draft: Draft, request: Message) -> Message:
    """updateDimensionGroup: to fold hides all lines of the group, to unfold shows them all."""
    sent = needed(request, "dimensionGroup")
    sheet, dimension, start, end = lines_of(draft, needed(sent, "range"))
    span, collapsed = Span(start, end), bool(sent.get("collapsed"))
    sheet.groups[dimension] = [
        replace(one, collapsed=collapsed)
        if one.span == span and one.depth == int(sent.get("depth", one.depth))
        else one
        for one in sheet.groups[dimension]
    ]
    for index in range(start, min(end, sheet.count(dimension))):
        old = sheet.lines[dimension].get(index, {})
        _set(sheet, dimension, index, {**old, "hiddenByUser": collapsed})
    return {}


def _inside(inner: Span, outer: Span) -> bool:
    return (outer.start or 0) <= (inner.start or 0) and (inner.end or 0) <= (outer.end or 0)
