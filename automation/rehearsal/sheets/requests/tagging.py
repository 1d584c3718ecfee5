"""Requests about developer metadata."""

from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.lookup import find_metadata
from automation.rehearsal.sheets.masks import overlay
from automation.rehearsal.sheets.message import Message, listed, sparse
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import lines_of, mask_of, needed

_CHARACTERS = 30_000


def create_metadata(draft: Draft, request: Message) -> Message:
    """CreateDeveloperMetadata."""
    sent = needed(request, "developerMetadata")
    if not sent.get("metadataKey"):
        raise invalid("developerMetadata.metadataKey must be specified.")
    if sent.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise invalid("developerMetadata.visibility must be specified.")
    taken = {one["metadataId"] for one in draft.book.metadata}
    wanted = sent.get("metadataId")
    if wanted is not None and (wanted in taken or int(wanted) < 1):
        raise invalid(f"The metadata id {wanted} is already used, or not positive.")
    new = {
        "metadataId": wanted or next(i for i in iter(draft.draw_id, 0) if i not in taken),
        "metadataKey": str(sent["metadataKey"]),
        "metadataValue": str(sent.get("metadataValue", "")),
        "location": _location(draft, needed(sent, "location")),
        "visibility": sent["visibility"],
    }
    draft.book.metadata = [*draft.book.metadata, new]
    _check_size(draft)
    return {"developerMetadata": sparse(new)}


def _location(draft: Draft, sent: Message) -> Message:
    if "dimensionRange" in sent:
        sheet, dimension, start, end = lines_of(draft, sent["dimensionRange"])
        if end - start != 1 or end > sheet.count(dimension):
            raise invalid("The dimension range of metadata must be exactly one row or column.")
        place = {"sheetId": sheet.id, "dimension": dimension, "startIndex": start, "endIndex": end}
        kind = "ROW" if dimension == "ROWS" else "COLUMN"
        return {"locationType": kind, "dimensionRange": place}
    if "sheetId" in sent:
        return {"locationType": "SHEET", "sheetId": draft.book.sheet(int(sent["sheetId"])).id}
    if sent.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    raise invalid("developerMetadata.location must be specified.")


def _check_size(draft: Draft) -> None:
    used: dict[object, int] = {}
    for one in draft.book.metadata:
        place = one["location"].get("dimensionRange") or one["location"]
        home = place.get("sheetId", "spreadsheet")
        used[home] = used.get(home, 0) + len(one["metadataKey"]) + len(one["metadataValue"])
    if any(count > _CHARACTERS for count in used.values()):
        raise invalid("The developer metadata storage quota has been exceeded.")


def update_metadata(draft: Draft, request: Message) -> Message:
    """UpdateDeveloperMetadata."""
    mask, sent = mask_of(request), needed(request, "developerMetadata")
    found = _found(draft, request)
    fresh = []
    for one in draft.book.metadata:
        if any(one is other for other in found):
            new = {**overlay(one, sent, mask), "metadataId": one["metadataId"]}
            if "location" in mask:
                new["location"] = _location(draft, needed(new, "location"))
            fresh.append(new)
        else:
            fresh.append(one)
    ids = {one["metadataId"] for one in found}
    draft.book.metadata = fresh
    return sparse({"developerMetadata": [one for one in fresh if one["metadataId"] in ids]})


def delete_metadata(draft: Draft, request: Message) -> Message:
    """deleteDeveloperMetadata: the answer says what was deleted."""
    found = find_metadata(draft.book, needed(request, "dataFilter"))
    draft.book.metadata = [
        one for one in draft.book.metadata if not any(one is other for other in found)
    ]
    return sparse({"deletedDeveloperMetadata": list(found)})


def _found(draft: Draft, request: Message) -> list[Message]:
    filters = listed(request.get("dataFilters"))
    if not filters:
        raise invalid("dataFilters must be specified.")
    found: list[Message] = []
    for one in filters:
        found.extend(m for m in find_metadata(draft.book, one) if m not in found)
    return found
