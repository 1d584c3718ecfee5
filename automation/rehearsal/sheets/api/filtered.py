"""The methods that find cells by data filters, and `developerMetadata.*`."""

from automation.rehearsal.call import Answer
from automation.rehearsal.sheets.a1 import range_name
from automation.rehearsal.sheets.api.request import Request, answer
from automation.rehearsal.sheets.api.values import told, totals
from automation.rehearsal.sheets.lookup import find_areas, find_metadata
from automation.rehearsal.sheets.message import Message, listed, sparse
from automation.rehearsal.sheets.reading import Rendering, read_box, value_range
from automation.rehearsal.sheets.refusals import Refused, not_found
from automation.rehearsal.sheets.world import SheetsWorld
from automation.rehearsal.sheets.writing import (
    Written,
    clear_values,
    input_option,
    read_block,
    write_area,
)


def search_metadata(world: SheetsWorld, request: Request) -> Answer:
    """POST …/developerMetadata:search."""
    book = world.opened(request.file_id, request.caller).book
    matched: dict[int, Message] = {}
    for one in listed(request.checked().get("dataFilters")):
        for found in find_metadata(book, one):
            known = matched.setdefault(
                found["metadataId"], {"developerMetadata": sparse(found), "dataFilters": []}
            )
            known["dataFilters"].append(one)
    return answer({"matchedDeveloperMetadata": list(matched.values())} if matched else {}, request)


def get_metadata(world: SheetsWorld, request: Request) -> Answer:
    """GET …/developerMetadata/ID."""
    book = world.opened(request.file_id, request.caller).book
    wanted = request.named["metadata"]
    found = next((one for one in book.metadata if str(one["metadataId"]) == wanted), None)
    if found is None:
        raise not_found()
    return answer(sparse(found), request)


def batch_get(world: SheetsWorld, request: Request) -> Answer:
    """POST …/values:batchGetByDataFilter."""
    file = world.opened(request.file_id, request.caller)
    body = request.checked()
    wanted = Rendering.of(
        str(body.get("valueRenderOption") or ""),
        str(body.get("dateTimeRenderOption") or ""),
        str(body.get("majorDimension") or ""),
    )
    calculator = world.calculator(file.book)
    found: dict[str, Message] = {}
    for one in listed(body.get("dataFilters")):
        for sheet, area in find_areas(file.book, one):
            values = value_range(calculator, sheet, area, wanted)
            known = found.setdefault(values["range"], {"valueRange": values, "dataFilters": []})
            known["dataFilters"].append(one)
    message: Message = {"spreadsheetId": file.book.id}
    if found:
        message["valueRanges"] = list(found.values())
    return answer(message, request)


def batch_update(world: SheetsWorld, request: Request) -> Answer:
    """POST …/values:batchUpdateByDataFilter: all of it, or nothing."""
    file = world.opened(request.file_id, request.caller, writing=True)
    body = request.checked()
    option = input_option(str(body.get("valueInputOption", "")))
    draft = world.draft(file, request.caller)
    done: list[tuple[Written, Message]] = []
    for index, one in enumerate(listed(body.get("data"))):
        block = read_block(one, f"data[{index}].values")
        try:
            for sheet, area in find_areas(draft.book, one.get("dataFilter") or {}):
                done.append((write_area(draft, sheet, area, block, option), one["dataFilter"]))
        except Refused as refusal:
            raise refusal.prefixed(f"data[{index}]") from None
    world.commit(file, draft)
    responses = []
    for written, data_filter in done:
        response = told(world, file, written, None)
        response.pop("spreadsheetId")
        responses.append({**response, "dataFilter": data_filter})
    message: Message = {"spreadsheetId": file.book.id, **totals([one for one, _ in done])}
    return answer({**message, "responses": responses} if responses else message, request)


def batch_clear(world: SheetsWorld, request: Request) -> Answer:
    """POST …/values:batchClearByDataFilter: all of it, or nothing."""
    file = world.opened(request.file_id, request.caller, writing=True)
    draft = world.draft(file, request.caller)
    cleared = []
    for one in listed(request.checked().get("dataFilters")):
        for sheet, area in find_areas(draft.book, one):
            box = read_box(sheet, area)
            clear_values(draft, sheet, box)
            cleared.append(range_name(sheet.title, box))
    world.commit(file, draft)
    message: Message = {"spreadsheetId": file.book.id}
    return answer({**message, "clearedRanges": cleared} if cleared else message, request)
