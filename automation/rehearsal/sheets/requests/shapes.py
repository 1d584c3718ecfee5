"""Requests about merged cells, named ranges and protected ranges."""

import re

from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.draft import Draft, may_edit
from automation.rehearsal.sheets.masks import overlay
from automation.rehearsal.sheets.message import Message, sparse
from automation.rehearsal.sheets.refusals import invalid, protected
from automation.rehearsal.sheets.requests.asked import changed_box, mask_of, needed
from automation.rehearsal.sheets.resource import protected_message
from automation.rehearsal.sheets.sheet import Sheet

_NAME = re.compile(r"[A-Za-z_\u00C0-\uFFFF][\w.\u00C0-\uFFFF]*")


def merge_cells(draft: Draft, request: Message) -> Message:
    """mergeCells: only the first value of each merge is kept."""
    sheet, box = changed_box(draft, needed(request, "range"))
    for one in sheet.merges:
        if one.meets(box) and not box.contains(one):
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [one for one in sheet.merges if not box.contains(one)]
    for part in _parts(box, str(request.get("mergeType") or "MERGE_ALL")):
        if not part.is_cell:
            sheet.merges.append(part)
            _keep_first(sheet, part)
    return {}


def _parts(box: Box, kind: str) -> list[Box]:
    if kind == "MERGE_ROWS":
        return [Box(row, row + 1, box.col0, box.col1) for row in range(box.row0, box.row1)]
    if kind == "MERGE_COLUMNS":
        return [Box(box.row0, box.row1, col, col + 1) for col in range(box.col0, box.col1)]
    if kind == "MERGE_ALL":
        return [box]
    raise invalid(f"Invalid mergeType: {kind}")


def _keep_first(sheet: Sheet, box: Box) -> None:
    for row, col, cell in list(sheet.filled(box)):
        if (row, col) != (box.row0, box.col0) and not cell.is_empty:
            sheet.put(row, col, cell.with_value(None, is_formula=False))


def unmerge_cells(draft: Draft, request: Message) -> Message:
    """UnmergeCells."""
    sheet, box = changed_box(draft, needed(request, "range"))
    if any(one.meets(box) and not box.contains(one) for one in sheet.merges):
        raise invalid("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [one for one in sheet.merges if not box.contains(one)]
    return {}


def add_named_range(draft: Draft, request: Message) -> Message:
    """addNamedRange: the id is a text."""
    sent = needed(request, "namedRange")
    draft.book.box(Area.of(needed(sent, "range")))
    _check_name(draft, str(sent.get("name", "")), "")
    named = {
        "namedRangeId": str(sent.get("namedRangeId") or draft.draw_id()),
        "name": sent["name"],
        "range": Area.of(sent["range"]).message(),
    }
    draft.book.named = [*draft.book.named, named]
    return {"namedRange": named}


def update_named_range(draft: Draft, request: Message) -> Message:
    """UpdateNamedRange."""
    mask, sent = mask_of(request), needed(request, "namedRange")
    old = _named(draft, str(sent.get("namedRangeId", "")))
    new = {**overlay(old, sent, mask), "namedRangeId": old["namedRangeId"]}
    _check_name(draft, str(new.get("name", "")), old["namedRangeId"])
    draft.book.box(Area.of(needed(new, "range")))
    draft.book.named = [new if one is old else one for one in draft.book.named]
    return {}


def delete_named_range(draft: Draft, request: Message) -> Message:
    """DeleteNamedRange."""
    old = _named(draft, str(request.get("namedRangeId", "")))
    draft.book.named = [one for one in draft.book.named if one is not old]
    return {}


def _named(draft: Draft, named_id: str) -> Message:
    found = next((one for one in draft.book.named if one["namedRangeId"] == named_id), None)
    if found is None:
        raise invalid(f"Cannot find a named range with ID: {named_id}")
    return found


def _check_name(draft: Draft, name: str, own_id: str) -> None:
    if not _NAME.fullmatch(name):
        raise invalid(f"The named range name is invalid: {name}")
    for one in draft.book.named:
        if one["name"].casefold() == name.casefold() and one["namedRangeId"] != own_id:
            raise invalid(f'A named range with the name "{one["name"]}" already exists.')


def add_protected_range(draft: Draft, request: Message) -> Message:
    """addProtectedRange: the answer shows the editors as sent, the next read adds the owner."""
    sent = needed(request, "protectedRange")
    sheet = _protected_sheet(draft, sent)
    fresh_id = sent.get("protectedRangeId") or draft.book.fresh_id(draft.draw_id)
    editors = sent.get("editors") or {}
    if not sent.get("warningOnly") and draft.caller not in ("", draft.owner):
        users = editors.get("users", [])
        editors = {**editors, "users": users if draft.caller in users else [draft.caller, *users]}
    kept = {
        key: one
        for key, one in sent.items()
        if key not in ("requestingUserCanEdit", "editors", "protectedRangeId")
    }
    new: Message = {"protectedRangeId": fresh_id, **kept, "editors": editors}
    if "range" in new:
        new["range"] = Area.of(new["range"]).message()
    sheet.objects["protectedRanges"].append(new)
    shown = {
        **sparse({k: v for k, v in new.items() if k != "editors"}),
        "requestingUserCanEdit": True,
    }
    return {"protectedRange": {**shown, "editors": sparse(editors)}}


def _protected_sheet(draft: Draft, sent: Message) -> Sheet:
    named_id = sent.get("namedRangeId")
    if named_id and "range" not in sent:
        return draft.book.sheet(Area.of(_named(draft, named_id)["range"]).sheet_id)
    area = Area.of(needed(sent, "range"))
    draft.book.box(area)
    return draft.book.sheet(area.sheet_id)


def update_protected_range(draft: Draft, request: Message) -> Message:
    """updateProtectedRange: only by who may edit it."""
    mask, sent = mask_of(request), needed(request, "protectedRange")
    sheet, old = _protected(draft, sent.get("protectedRangeId", 0))
    new = {**overlay(old, sent, mask), "protectedRangeId": old["protectedRangeId"]}
    listed = sheet.objects["protectedRanges"]
    sheet.objects["protectedRanges"] = [new if one is old else one for one in listed]
    return {"protectedRange": protected_message(new, draft.caller, draft.owner)}


def delete_protected_range(draft: Draft, request: Message) -> Message:
    """deleteProtectedRange: only by who may edit it."""
    sheet, old = _protected(draft, request.get("protectedRangeId", 0))
    listed = sheet.objects["protectedRanges"]
    sheet.objects["protectedRanges"] = [one for one in listed if one is not old]
    return {}


def _protected(draft: Draft, protected_id: object) -> tuple[Sheet, Message]:
    for sheet in draft.book.sheets:
        for one in sheet.objects["protectedRanges"]:
            if one["protectedRangeId"] == protected_id:
                if not may_edit(
                    {**one, "warningOnly": bool(one.get("warningOnly"))}, draft.caller, draft.owner
                ):
                    raise protected()
                return sheet, one
    raise invalid(f"No protected range with id: {protected_id}")
