"""The methods `spreadsheets.*` and `sheets.copyTo`."""

from automation.rehearsal.call import Answer
from automation.rehearsal.sheets.a1 import range_name
from automation.rehearsal.sheets.api.request import Request, answer
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.lookup import find_areas
from automation.rehearsal.sheets.masks import Mask, wants
from automation.rehearsal.sheets.message import Message, listed
from automation.rehearsal.sheets.refusals import denied
from automation.rehearsal.sheets.requests.kinds import carry_out
from automation.rehearsal.sheets.requests.tabs import copied
from automation.rehearsal.sheets.requests.talking import anchor_message, shown_comment
from automation.rehearsal.sheets.resource import book_message, sheet_properties
from automation.rehearsal.sheets.world import ROBOT_DOMAIN, File, SheetsWorld


def get(world: SheetsWorld, request: Request) -> Answer:
    """GET /v4/spreadsheets/ID."""
    file = world.opened(request.file_id, request.caller)
    mask = request.fields
    with_grid = wants(mask, "sheets", "data") if mask else request.flag("includeGridData")
    message = _shown(world, file, request, mask, request.texts("ranges"), with_grid=with_grid)
    if _shows_comments(file, request):
        _add_comments(file, message, request.caller, ranges=bool(request.texts("ranges")))
    return answer(message, request)


def get_by_filter(world: SheetsWorld, request: Request) -> Answer:
    """POST /v4/spreadsheets/ID:getByDataFilter."""
    file = world.opened(request.file_id, request.caller)
    body = request.checked()
    ranges = [
        range_name(sheet.title, area.within(sheet.row_count, sheet.column_count))
        for one in listed(body.get("dataFilters"))
        for sheet, area in find_areas(file.book, one)
    ]
    mask = request.fields
    with_grid = wants(mask, "sheets", "data") if mask else bool(body.get("includeGridData"))
    return answer(_shown(world, file, request, mask, ranges, with_grid=with_grid), request)


def create(world: SheetsWorld, request: Request) -> Answer:
    """POST /v4/spreadsheets: refused to accounts without storage."""
    if request.caller.endswith(ROBOT_DOMAIN) and not world.switches.robots_have_storage:
        raise denied()
    sent = request.checked()
    wanted = sent.get("properties") or {}
    file = world.create(
        str(wanted.get("title") or "Untitled spreadsheet"),
        request.caller,
        locale=str(wanted.get("locale") or "en_US"),
        timezone=str(wanted.get("timeZone") or "Etc/GMT"),
    )
    sheets = listed(sent.get("sheets"))
    if sheets:
        draft = world.draft(file, request.caller)
        draft.book.sheets[0].id = -1
        draft.book.sheets[0].title = "\0"
        adding = [{"addSheet": {"properties": one.get("properties") or {}}} for one in sheets]
        carry_out(draft, {"requests": adding})
        del draft.book.sheets[0]
        world.commit(file, draft)
    return answer(_shown(world, file, request, {}, [], with_grid=False), request)


def batch_update(world: SheetsWorld, request: Request) -> Answer:
    """POST /v4/spreadsheets/ID:batchUpdate: all of it, or nothing."""
    file = world.opened(request.file_id, request.caller, writing=True)
    body = request.message()
    draft = world.draft(file, request.caller)
    replies = carry_out(draft, body)
    world.commit(file, draft)
    message: Message = {"spreadsheetId": file.book.id, "replies": replies}
    if body.get("includeSpreadsheetInResponse"):
        ranges = [str(one) for one in body.get("responseRanges") or []]
        message["updatedSpreadsheet"] = _shown(
            world, file, request, {}, ranges, with_grid=bool(body.get("responseIncludeGridData"))
        )
    return answer(message, request)


def copy_to(world: SheetsWorld, request: Request) -> Answer:
    """POST /v4/spreadsheets/ID/sheets/SHEET:copyTo."""
    file = world.opened(request.file_id, request.caller)
    target_id = str(request.message().get("destinationSpreadsheetId", ""))
    target = world.opened(target_id, request.caller, writing=True)
    source = file.book.sheet(int(request.named["sheet"]))
    draft: Draft = world.draft(target, request.caller)
    copy = copied(source, draft.book.fresh_id(draft.draw_id))
    title, number = f"Copy of {source.title}", 1
    while draft.book.titled(title):
        number += 1
        title = f"Copy of {source.title} {number}"
    copy.title = title
    draft.book.sheets.append(copy)
    draft.book.check_size()
    world.commit(target, draft)
    return answer(sheet_properties(target.book, copy), request)


def _shown(
    world: SheetsWorld, file: File, request: Request, mask: Mask, ranges: list[str], *, with_grid: bool
) -> Message:  # fmt: skip
    return book_message(
        world.calculator(file.book),
        mask,
        ranges,
        with_grid=with_grid,
        caller=request.caller,
        owner=file.owner,
    )


def _shows_comments(file: File, request: Request) -> bool:
    """Say whether comments belong into the answer; a viewer who asks outright is refused."""
    mode = request.text("commentsViewMode")
    may_see = file.may_see_comments(request.caller)
    if mode == "COMMENTS_VIEW_MODE_INCLUDED" and not may_see:
        raise denied()
    return may_see and mode in (
        "COMMENTS_VIEW_MODE_INCLUDED",
        "COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS",
    )


def _add_comments(file: File, message: Message, caller: str, *, ranges: bool) -> None:
    shown = {one["properties"]["sheetId"]: one for one in message["sheets"]}
    for one in file.book.comments:
        sheet = shown.get(one["cell"]["sheetId"]) if one["cell"] else None
        if sheet is not None:
            sheet.setdefault("commentAnchors", []).append(anchor_message(one))
        if sheet is not None or not ranges:
            message.setdefault("comments", []).append(shown_comment(one, caller))
