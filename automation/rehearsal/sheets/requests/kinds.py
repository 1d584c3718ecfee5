"""All kinds of requests by name, and how a batch of them is carried out."""

from collections.abc import Callable, Mapping

from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.message import Message, listed
from automation.rehearsal.sheets.refusals import Refused, invalid, malformed
from automation.rehearsal.sheets.requests import (
    cellwork,
    lines,
    moving,
    objects,
    shapes,
    tables,
    tabs,
    tagging,
    talking,
)
from automation.rehearsal.sheets.requests.gate import check_shapes

Handler = Callable[[Draft, Message], Message]

_VIEW = ("filter", "filterViewId", "filterViews")
_BAND = ("bandedRange", "bandedRangeId", "bandedRanges")

KINDS: Mapping[str, Handler] = {
    "addSheet": tabs.add_sheet,
    "deleteSheet": tabs.delete_sheet,
    "duplicateSheet": tabs.duplicate_sheet,
    "updateSheetProperties": tabs.update_sheet_properties,
    "updateSpreadsheetProperties": tabs.update_spreadsheet_properties,
    "updateCells": cellwork.update_cells,
    "repeatCell": cellwork.repeat_cell,
    "appendCells": cellwork.append_cells,
    "appendDimension": lines.append_dimension,
    "insertDimension": lines.insert_dimension,
    "deleteDimension": lines.delete_dimension,
    "moveDimension": lines.move_dimension,
    "updateDimensionProperties": lines.update_dimension_properties,
    "autoResizeDimensions": lines.auto_resize_dimensions,
    "addDimensionGroup": lines.add_dimension_group,
    "updateDimensionGroup": lines.update_dimension_group,
    "deleteDimensionGroup": lines.delete_dimension_group,
    "mergeCells": shapes.merge_cells,
    "unmergeCells": shapes.unmerge_cells,
    "addNamedRange": shapes.add_named_range,
    "updateNamedRange": shapes.update_named_range,
    "deleteNamedRange": shapes.delete_named_range,
    "addProtectedRange": shapes.add_protected_range,
    "updateProtectedRange": shapes.update_protected_range,
    "deleteProtectedRange": shapes.delete_protected_range,
    "sortRange": moving.sort_range,
    "copyPaste": moving.copy_paste,
    "cutPaste": moving.cut_paste,
    "insertRange": moving.insert_range,
    "deleteRange": moving.delete_range,
    "findReplace": moving.find_replace,
    "setBasicFilter": objects.set_basic_filter,
    "clearBasicFilter": objects.clear_basic_filter,
    "addFilterView": objects.adder(*_VIEW),
    "updateFilterView": objects.updater(*_VIEW),
    "deleteFilterView": objects.deleter("filterId", *_VIEW[1:]),
    "duplicateFilterView": objects.duplicate_filter_view,
    "setDataValidation": objects.set_data_validation,
    "addConditionalFormatRule": objects.add_conditional_format,
    "updateConditionalFormatRule": objects.update_conditional_format,
    "deleteConditionalFormatRule": objects.delete_conditional_format,
    "addBanding": objects.adder(*_BAND),
    "updateBanding": objects.updater(*_BAND),
    "deleteBanding": objects.deleter("bandedRangeId", *_BAND[1:]),
    "addTable": tables.add_table,
    "updateTable": tables.update_table,
    "deleteTable": objects.deleter("tableId", "tableId", "tables"),
    "createDeveloperMetadata": tagging.create_metadata,
    "updateDeveloperMetadata": tagging.update_metadata,
    "deleteDeveloperMetadata": tagging.delete_metadata,
    "insertComment": talking.insert_comment,
    "addCommentReply": talking.add_comment_reply,
    "updateCommentPost": talking.update_comment_post,
    "deleteComment": talking.delete_comment,
    "deleteCommentReply": talking.delete_comment_reply,
}

_TELLING = frozenset(
    {"deleteDeveloperMetadata", "deleteDimensionGroup", "findReplace", "updateDeveloperMetadata"}
)
"""Kinds that answer with a message of their own even where it has nothing to say."""


def carry_out(draft: Draft, body: Message) -> list[Message]:
    """Carry out a batch in order and return its replies.

    Raises:
        Refused: one request is wrong; the draft is then worth nothing.
    """
    requests = listed(body.get("requests"))
    if not requests:
        raise invalid("Must specify at least one request.")
    return [_one(draft, index, request) for index, request in enumerate(requests)]


def _one(draft: Draft, index: int, request: Message) -> Message:
    if len(request) != 1:
        raise invalid(f"Invalid requests[{index}]: No request set.")
    ((kind, inner),) = request.items()
    handler = KINDS.get(kind)
    if handler is None:
        raise _unknown(index, kind)
    if not isinstance(inner, dict):
        raise malformed(f"requests[{index}].{kind}", "type.googleapis.com/message", str(inner))
    check_shapes(f"requests[{index}]", request)
    try:
        reply = handler(draft, inner)
    except Refused as refusal:
        raise refusal.prefixed(f"requests[{index}].{kind}") from None
    return {kind: reply} if reply or kind in _TELLING else {}


def _unknown(index: int, kind: str) -> Refused:
    return invalid(
        f"Invalid JSON payload received. Unknown name \"{kind}\" at 'requests[{index}]': "
        "Cannot find field."
    )
