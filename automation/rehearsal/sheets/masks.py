"""Field masks in all their spellings: `a/b`, `a.b`, `a(b,c)`, commas, blanks, snake_case, `*`.

A mask is a tree of names; an empty tree means everything below.
"""

import re
from typing import Any

from automation.rehearsal.sheets.message import Message, camel
from automation.rehearsal.sheets.refusals import invalid

Mask = dict[str, "Mask"]

_TOKEN = re.compile(r"[A-Za-z_][\w]*|[*().,/]")


def parse_mask(text: str) -> Mask:
    """Read a mask.

    Raises:
        Refused: 400, it cannot be read.
    """
    tokens = _TOKEN.findall(text)
    mask, rest = _fields(tokens)
    if rest or not tokens:
        raise invalid(f"Invalid field mask: {text}")
    return mask


def pick(message: Any, mask: Mask) -> Any:  # noqa: ANN401 - any JSON there is
    """Return the part of a message that a mask names; lists are walked through."""
    if not mask:
        return message
    if isinstance(message, list):
        return [pick(one, mask) for one in message]
    if not isinstance(message, dict):
        return message
    return {key: pick(message[key], mask[key]) for key in message if key in mask}


def wants(mask: Mask, *path: str) -> bool:
    """Whether a mask names a field, something below it, or all that surrounds it."""
    for name in path:
        if not mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True


def overlay(old: Message, new: Message, mask: Mask) -> Message:
    """Return the old message with the masked fields taken from the new; absent ones are cleared."""
    if not mask:
        return dict(new)
    result = dict(old)
    for name, below in mask.items():
        value = _laid(old.get(name), new.get(name), below)
        if value is None:
            result.pop(name, None)
        else:
            result[name] = value
    return result


def _laid(old: Any, new: Any, mask: Mask) -> Any:  # noqa: ANN401
    if not mask or not isinstance(new if new is not None else old, dict):
        return new
    return overlay(old or {}, new or {}, mask) or None


def _fields(tokens: list[str]) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    everything = False
    while tokens:
        path, below, tokens = _path(tokens)
        everything = everything or path == ["*"]
        _insert(mask, path, below)
        if tokens[:1] != [","]:
            break
        tokens = tokens[1:]
    return ({} if everything else mask), tokens


def _path(tokens: list[str]) -> tuple[list[str], Mask, list[str]]:
    path = [camel(tokens[0])]
    tokens = tokens[1:]
    while len(tokens) > 1 and tokens[0] in "./":
        path.append(camel(tokens[1]))
        tokens = tokens[2:]
    below: Mask = {}
    if tokens[:1] == ["("]:
        below, tokens = _fields(tokens[1:])
        tokens = tokens[1:]
    return path, below, tokens


def _insert(mask: Mask, path: list[str], below: Mask) -> None:
    names = [one for one in path if one != "*"]
    for position, name in enumerate(names):
        known = name in mask
        if known and not mask[name]:
            return
        if position == len(names) - 1 and not below:
            mask[name] = {}
        mask = mask.setdefault(name, {})
    for name, deeper in below.items():
        mask[name] = deeper
