"""Requests about what lies on a sheet: filters, conditional formats, banding, rules."""

from collections.abc import Callable
from dataclasses import replace

from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.cells import Cell
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.looks import with_twins
from automation.rehearsal.sheets.masks import overlay
from automation.rehearsal.sheets.message import Message, listed, sparse
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import (
    box_of,
    changed_box,
    mask_of,
    needed,
)
from automation.rehearsal.sheets.requests.moving import sort_box
from automation.rehearsal.sheets.sheet import Row, Sheet


def set_basic_filter(draft: Draft, request: Message) -> Message:
    """setBasicFilter: one a sheet; open ends are filled; its sort is carried out at once."""
    sent = needed(request, "filter")
    area = Area.of(sent.get("range") or {})
    box = draft.book.box(area)
    sheet = draft.book.sheet(area.sheet_id)
    sheet.objects["basicFilter"] = [{**sent, "range": box.on(sheet.id).message()}]
    specs = listed(sent.get("sortSpecs"))
    if specs:
        draft.guard(sheet.id, box)
        sort_box(draft, sheet, Box(box.row0 + 1, box.row1, box.col0, box.col1), specs)
    return {}


def clear_basic_filter(draft: Draft, request: Message) -> Message:
    """ClearBasicFilter."""
    draft.book.sheet(int(request.get("sheetId", 0))).objects["basicFilter"] = []
    return {}


def set_data_validation(draft: Draft, request: Message) -> Message:
    """setDataValidation: no rule clears."""
    sheet, box = changed_box(draft, needed(request, "range"))
    rule = request.get("rule") or None
    if rule is not None and not rule.get("condition", {}).get("type"):
        raise invalid("The data validation rule must have a condition.")
    alike: dict[int, tuple[Cell, Cell]] = {}
    for row in range(box.row0, box.row1):
        if rule is None and row >= len(sheet.rows):
            break
        cells: Row = {}
        for col in range(box.col0, box.col1):
            old = sheet.cell(row, col)
            if id(old) not in alike:  # cells that are one stay one: columns are long
                alike[id(old)] = old, replace(old, rule=rule)
            cells[col] = alike[id(old)][1]
        sheet.put_row(row, cells)
    return {}


def add_conditional_format(draft: Draft, request: Message) -> Message:
    """addConditionalFormatRule: the index is the priority."""
    rule = with_twins(needed(request, "rule"))
    ranges = listed(rule.get("ranges"))
    if not ranges or ("booleanRule" in rule) == ("gradientRule" in rule):
        raise invalid("The rule must have ranges, and either a booleanRule or a gradientRule.")
    sheet, _ = box_of(draft, ranges[0])
    listed_rules = sheet.objects["conditionalFormats"]
    index = int(request.get("index", len(listed_rules)))
    if not 0 <= index <= len(listed_rules):
        raise invalid(f"No conditional format on sheet: {sheet.id} at index: {index}")
    rule["ranges"] = [Area.of(one).message() for one in ranges]
    listed_rules.insert(index, rule)
    return {}


def update_conditional_format(draft: Draft, request: Message) -> Message:
    """updateConditionalFormatRule: another rule, or another place."""
    ranges = listed((request.get("rule") or {}).get("ranges"))
    sheet_id = Area.of(ranges[0]).sheet_id if ranges else int(request.get("sheetId", 0))
    sheet, index = _at_index(draft, {**request, "sheetId": sheet_id})
    rules = sheet.objects["conditionalFormats"]
    old = rules.pop(index)
    new = with_twins(request["rule"]) if "rule" in request else old
    place = int(request.get("newIndex", 0)) if "rule" not in request else index
    rules.insert(place, new)
    reply: Message = {"newRule": sparse(new), "newIndex": place, "oldRule": sparse(old)}
    return {**sparse(reply), **({"oldIndex": index} if "rule" not in request else {})}


def delete_conditional_format(draft: Draft, request: Message) -> Message:
    """DeleteConditionalFormatRule."""
    sheet, index = _at_index(draft, request)
    return {"rule": sparse(sheet.objects["conditionalFormats"].pop(index))}


def _at_index(draft: Draft, request: Message) -> tuple[Sheet, int]:
    sheet = draft.book.sheet(int(request.get("sheetId", 0)))
    index = int(request.get("index", 0))
    if not 0 <= index < len(sheet.objects["conditionalFormats"]):
        raise invalid(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return sheet, index


def adder(field: str, id_name: str, kind: str) -> Callable[[Draft, Message], Message]:
    """Return the request that adds an object with a range and a numeric id."""

    def add(draft: Draft, request: Message) -> Message:
        sent = with_twins(needed(request, field))
        sheet, _ = box_of(draft, needed(sent, "range"))
        fresh = sent.get(id_name) or draft.book.fresh_id(draft.draw_id)
        new = {**sent, id_name: fresh, "range": Area.of(sent["range"]).message()}
        sheet.objects[kind].append(new)
        return {field: sparse(new)}

    return add


def updater(field: str, id_name: str, kind: str) -> Callable[[Draft, Message], Message]:
    """Return the request that changes such an object."""

    def update(draft: Draft, request: Message) -> Message:
        mask, sent = mask_of(request), with_twins(needed(request, field))
        sheet, old = _by_id(draft, kind, id_name, sent.get(id_name))
        new = {**overlay(old, sent, mask), id_name: old[id_name]}
        sheet.objects[kind] = [new if one is old else one for one in sheet.objects[kind]]
        return {}

    return update


def deleter(request_name: str, id_name: str, kind: str) -> Callable[[Draft, Message], Message]:
    """Return the request that deletes such an object; the request calls its id `request_name`."""

    def delete(draft: Draft, request: Message) -> Message:
        sheet, old = _by_id(draft, kind, id_name, request.get(request_name))
        sheet.objects[kind] = [one for one in sheet.objects[kind] if one is not old]
        return {}

    return delete


def duplicate_filter_view(draft: Draft, request: Message) -> Message:
    """DuplicateFilterView."""
    sheet, old = _by_id(draft, "filterViews", "filterViewId", request.get("filterId"))
    fresh = draft.book.fresh_id(draft.draw_id)
    new = {**old, "filterViewId": fresh, "title": f"Copy of {old.get('title', '')}"}
    sheet.objects["filterViews"].append(new)
    return {"filter": sparse(new)}


def _by_id(draft: Draft, kind: str, id_name: str, wanted: object) -> tuple[Sheet, Message]:
    for sheet in draft.book.sheets:
        for one in sheet.objects[kind]:
            if one.get(id_name) == wanted:
                return sheet, one
    raise invalid(f"No {kind} object with id: {wanted}")
