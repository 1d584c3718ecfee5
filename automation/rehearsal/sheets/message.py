"""Protocol messages as Google's JSON parser reads and writes them.

Reading is lenient: snake_case names, null for "not set". Writing follows proto3: a field with its
default value is left out, except where presence itself means something.

Messages that are stored are never changed in place, only replaced; that makes copies cheap.
"""

import json
import re
import struct
from functools import lru_cache
from typing import Any, TypeAlias

Message: TypeAlias = dict[str, Any]
Plain: TypeAlias = float | bool | str

_PRESENT = frozenset(
    {
        "numberValue", "boolValue", "stringValue", "formulaValue",
        "bold", "italic", "strikethrough", "underline", "alpha",
        "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex",
        "startIndex", "endIndex",
    }
)  # fmt: skip
_COLOURS = frozenset({"red", "green", "blue", "alpha"})
_SNAKE = re.compile(r"_([a-z0-9])")


def camel(name: str) -> str:
    """Return a field's JSON name: `sheet_id` is `sheetId`."""
    return _SNAKE.sub(lambda found: found[1].upper(), name)


def lenient(value: Any) -> Any:  # noqa: ANN401 - any JSON there is
    """Read JSON as Google does: names in either spelling, null fields are not set."""
    if isinstance(value, dict):
        return {camel(key): lenient(one) for key, one in value.items() if one is not None}
    if isinstance(value, list):
        return [lenient(one) for one in value]
    return value


def listed(value: Any) -> list[Message]:  # noqa: ANN401
    """Return the messages of a repeated field; one alone and lists in the list are accepted."""
    if isinstance(value, dict):
        return [value]
    return [one for item in value for one in listed(item)] if isinstance(value, list) else []


def sparse(message: Message) -> Message:
    """Leave out what proto3 leaves out, and give colours their 32-bit precision."""
    return {key: _sparse(key, one) for key, one in message.items() if _is_shown(key, one)}


def to_json(message: Any, *, is_indented: bool = True) -> bytes:  # noqa: ANN401
    """Write a message as the API does: indented, not escaped, whole numbers without a point."""
    indent = 2 if is_indented else None
    return (json.dumps(_plain(message), ensure_ascii=False, indent=indent) + "\n").encode()


def _is_shown(key: str, value: Any) -> bool:  # noqa: ANN401
    return key in _PRESENT or not (value is None or value in (False, 0, "") or value == [])


def _sparse(key: str, value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, dict):
        return sparse(value)
    if isinstance(value, list):
        return [_sparse(key, one) for one in value]
    return single(value) if key in _COLOURS and isinstance(value, float) else value


@lru_cache(maxsize=4096)
def single(value: float) -> float:
    """Return the shortest number that is the same as a 32-bit float."""
    packed = struct.pack("f", value)
    for digits in range(6, 10):
        short = float(f"{value:.{digits}g}")
        if struct.pack("f", short) == packed:
            return short
    return value


def _plain(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
