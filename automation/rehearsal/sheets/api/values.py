"""The methods `values.*` that name ranges in A1 notation."""

from automation.rehearsal.call import Answer
from automation.rehearsal.sheets.a1 import range_name
from automation.rehearsal.sheets.api.request import Request, answer
from automation.rehearsal.sheets.message import Message, listed
from automation.rehearsal.sheets.reading import Rendering, major_of, read_box, value_range
from automation.rehearsal.sheets.refusals import Refused
from automation.rehearsal.sheets.world import File, SheetsWorld
from automation.rehearsal.sheets.writing import (
    Written,
    append_values,
    clear_values,
    input_option,
    read_block,
    write_values,
)


def get(world: SheetsWorld, request: Request) -> Answer:
    """GET …/values/RANGE."""
    file = world.opened(request.file_id, request.caller)
    return answer(_range(world, file, request.named["range"], rendering(request)), request)


def batch_get(world: SheetsWorld, request: Request) -> Answer:
    """GET …/values:batchGet."""
    file = world.opened(request.file_id, request.caller)
    wanted = rendering(request)
    found = [_range(world, file, one, wanted) for one in request.texts("ranges")]
    return answer({"spreadsheetId": file.book.id, "valueRanges": found}, request)


def update(world: SheetsWorld, request: Request) -> Answer:
    """PUT …/values/RANGE."""
    body = request.message()
    block = read_block(body)
    option = input_option(request.text("valueInputOption"))
    file = world.opened(request.file_id, request.caller, writing=True)
    draft = world.draft(file, request.caller)
    written = write_values(draft, request.named["range"], block, option)
    world.commit(file, draft)
    return answer(
        told(world, file, written, _echo(request, str(body.get("majorDimension") or ""))), request
    )


def batch_update(world: SheetsWorld, request: Request) -> Answer:
    """POST …/values:batchUpdate: all of it, or nothing."""
    body = request.message()
    data = listed(body.get("data"))
    blocks = [read_block(one, f"data[{i}].values") for i, one in enumerate(data)]
    option = input_option(str(body.get("valueInputOption", "")))
    file = world.opened(request.file_id, request.caller, writing=True)
    draft = world.draft(file, request.caller)
    done: list[Written] = []
    for index, (one, block) in enumerate(zip(data, blocks, strict=True)):
        try:
            done.append(write_values(draft, str(one.get("range", "")), block, option))
        except Refused as refusal:
            raise refusal.prefixed(f"data[{index}]") from None
    world.commit(file, draft)
    echo = _echo_of(body) if body.get("includeValuesInResponse") else None
    responses = [told(world, file, one, echo) for one in done]
    return answer({"spreadsheetId": file.book.id, **totals(done), "responses": responses}, request)


def append(world: SheetsWorld, request: Request) -> Answer:
    """POST …/values/RANGE:append."""
    body = request.message()
    block = read_block(body)
    option = input_option(request.text("valueInputOption"))
    file = world.opened(request.file_id, request.caller, writing=True)
    draft = world.draft(file, request.caller)
    inserting = request.text("insertDataOption") == "INSERT_ROWS"
    written, table = append_values(
        draft, request.named["range"], block, option, inserting=inserting
    )
    world.commit(file, draft)
    message: Message = {"spreadsheetId": file.book.id}
    if table is not None:
        message["tableRange"] = range_name(written.sheet.title, table)
    message["updates"] = told(world, file, written, _echo(request, ""))
    return answer(message, request)


def clear(world: SheetsWorld, request: Request) -> Answer:
    """POST …/values/RANGE:clear."""
    file = world.opened(request.file_id, request.caller, writing=True)
    [cleared] = _cleared(world, file, request, [request.named["range"]])
    return answer({"spreadsheetId": file.book.id, "clearedRange": cleared}, request)


def batch_clear(world: SheetsWorld, request: Request) -> Answer:
    """POST …/values:batchClear: all of it, or nothing."""
    file = world.opened(request.file_id, request.caller, writing=True)
    sent = request.message().get("ranges")
    ranges = [str(one) for one in sent] if isinstance(sent, list) else []
    cleared = _cleared(world, file, request, ranges)
    return answer({"spreadsheetId": file.book.id, "clearedRanges": cleared}, request)


def _cleared(world: SheetsWorld, file: File, request: Request, ranges: list[str]) -> list[str]:
    draft = world.draft(file, request.caller)
    cleared = []
    for one in ranges:
        sheet, area = draft.book.resolve(one)
        box = read_box(sheet, area)
        clear_values(draft, sheet, box)
        cleared.append(range_name(sheet.title, box))
    world.commit(file, draft)
    return cleared


def rendering(request: Request) -> Rendering:
    """Return how the query wants values."""
    return Rendering.of(
        request.text("valueRenderOption"),
        request.text("dateTimeRenderOption"),
        request.text("majorDimension"),
    )


def totals(done: list[Written]) -> Message:
    """Return the sums of a batch of writes."""
    sums = {
        "totalUpdatedRows": sum(one.rows for one in done),
        "totalUpdatedColumns": sum(one.columns for one in done),
        "totalUpdatedCells": sum(one.cells for one in done),
        "totalUpdatedSheets": len({one.sheet.id for one in done}),
    }
    return {key: value for key, value in sums.items() if value}


def told(world: SheetsWorld, file: File, written: Written, echo: Rendering | None) -> Message:
    """Return what a write did, with the values it left if they are wanted."""
    message = written.message(file.book.id)
    if echo is not None:
        sheet = file.book.sheet(written.sheet.id)
        area = written.box.on(sheet.id)
        message["updatedData"] = value_range(world.calculator(file.book), sheet, area, echo)
    return message


def _echo(request: Request, major: str) -> Rendering | None:
    if not request.flag("includeValuesInResponse"):
        return None
    return Rendering.of(
        request.text("responseValueRenderOption"),
        request.text("responseDateTimeRenderOption"),
        major_of(major),
    )


def _echo_of(body: Message) -> Rendering:
    return Rendering.of(
        str(body.get("responseValueRenderOption") or ""),
        str(body.get("responseDateTimeRenderOption") or ""),
        "",
    )


def _range(world: SheetsWorld, file: File, text: str, wanted: Rendering) -> Message:
    sheet, area = file.book.resolve(text)
    return value_range(world.calculator(file.book), sheet, area, wanted)
