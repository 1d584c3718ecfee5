"""The gate of a batch: fields of the wrong type are refused before anything is looked at.

Google's parser knows every field; this one knows those whose type the requests rely on.
"""

import json
import re
from typing import Any

from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import malformed

_NUMBERS = frozenset(
    {
        "sheetId", "sourceSheetId", "newSheetId", "insertSheetIndex", "index", "newIndex",
        "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex", "startIndex",
        "endIndex", "rowIndex", "columnIndex", "destinationIndex", "dimensionIndex", "length",
        "rowCount", "columnCount", "frozenRowCount", "frozenColumnCount", "pixelSize", "depth",
        "protectedRangeId", "filterViewId", "filterId", "bandedRangeId", "metadataId",
    }
)  # fmt: skip
_MESSAGES = frozenset(
    {
        "range", "source", "start", "coordinate", "dimensions", "properties", "gridProperties",
        "cell", "rule", "condition", "booleanRule", "gradientRule", "filter", "namedRange",
        "protectedRange", "editors", "bandedRange", "table", "developerMetadata", "location",
        "dimensionRange", "dataFilter", "developerMetadataLookup", "metadataLocation", "gridRange",
        "post", "dimensionGroup", "userEnteredValue", "userEnteredFormat", "dataValidationRule",
        "textFormat", "numberFormat", "format",
    }
)  # fmt: skip
_LISTS = frozenset(
    {"rows", "sortSpecs", "ranges", "unprotectedRanges", "dataFilters", "columnProperties", "users"}
)
_TEXT_IN_CONDITIONS = "userEnteredValue"


def check_shapes(place: str, message: Message) -> None:
    """Hold a request's fields to their types.

    Raises:
        Refused: 400, one has another type; it is named.
    """
    is_condition_value = set(message) <= {_TEXT_IN_CONDITIONS, "relativeDate"}
    for key, value in message.items():
        path = f"{place}.{_snake(key)}"
        if not (is_condition_value and isinstance(value, str)):
            _check(path, key, value)
        for index, one in _inner(value):
            if isinstance(one, dict):
                check_shapes(path if index is None else f"{path}[{index}]", one)


def _check(path: str, key: str, value: Any) -> None:  # noqa: ANN401 - whatever was sent
    kind = None
    if key in _NUMBERS and (isinstance(value, bool) or not isinstance(value, int)):
        kind = "TYPE_INT32"
    elif key in _MESSAGES and not isinstance(value, dict):
        kind = f"type.googleapis.com/google.apps.sheets.v4.{key[0].upper()}{key[1:]}"
    elif (key in _LISTS and not _is_list(key, value)) or (
        key == "values" and isinstance(value, str | int)
    ):
        kind = "type.googleapis.com/google.protobuf.ListValue"
    if kind is not None:
        raise malformed(path, kind, json.dumps(value, ensure_ascii=False))


def _is_list(key: str, value: Any) -> bool:  # noqa: ANN401
    if isinstance(value, list):
        return all(isinstance(one, str if key == "users" else dict | list) for one in value)
    return isinstance(value, dict) and key != "users"


def _inner(value: Any) -> list[tuple[int | None, Any]]:  # noqa: ANN401
    if isinstance(value, list):
        return list(enumerate(value))
    return [(None, value)]


def _snake(name: str) -> str:
    return re.sub(r"[A-Z]", lambda found: f"_{found[0].lower()}", name)
