"""Host names as X finds them in a run of signs that may be one. Pure; read in one pass.

X's one expression tries every place of a text anew, which takes quadratic time where nothing is a
link. Here a run is cut at its dots, and every label is judged once, from the right: how far does
a host reach that begins with it?
"""

from bisect import bisect_left
from itertools import accumulate

import regex

from automation.domain.content.text.top_level import KNOWN_TO_X
from automation.domain.content.text.x_signs import (
    ACCENTED,
    DIRECTIONS,
    INVALID,
    PUNCTUATION,
    SPACES,
)

RUN = regex.compile(rf"(?:[^{PUNCTUATION}{SPACES}{INVALID}{DIRECTIONS}]|[-_.])++")
"""Signs that may stand in a host name, dots included."""

MAY_PRECEDE = regex.compile(rf"[^A-Za-z0-9@＠$#＃{INVALID}]")
"""What may stand right before a link."""

_START = regex.compile(rf"(?<![A-Za-z0-9@＠$#＃{INVALID}])[^-_]")
_ASCII_LABELS = regex.compile(rf"(?:[-A-Za-z0-9{ACCENTED}]++\.)++")
_ASCII_TOP = regex.compile(r"(xn--[-0-9a-z]++)|[0-9a-z]++", regex.IGNORECASE | regex.ASCII)
_GOES_ON = regex.compile(r"[0-9a-zA-Z@+-]")
_FOREIGN_TOPS = frozenset(one for one in KNOWN_TO_X if not one.isascii())
_LONGEST = max(len(one) for one in _FOREIGN_TOPS)
_MAX_LABEL = 63


class Hosts:
    """The host names in `text[start:end]`, a run of signs that may stand in one."""

    def __init__(self, text: str, start: int, end: int) -> None:
        labels = text[start:end].split(".")
        self._text = text
        self._ends = [start + n for n in accumulate(len(one) + 1 for one in labels)]
        self._starts = [start, *self._ends[:-1]]
        self._tops = [top_end(text, at) for at in self._starts]
        self._reach = self._reaches(labels)

    def _reaches(self, labels: list[str]) -> list[int]:
        reach = [-1] * (len(labels) + 1)
        for k in range(len(labels) - 2, -1, -1):
            if labels[k] and labels[k][0] not in "-_" and labels[k][-1] not in "-_":
                named = self._tops[k + 1] if "_" not in labels[k] else -1
                reach[k] = reach[k + 1] if reach[k + 1] >= 0 else named
        return reach

    @property
    def whole(self) -> int:
        """Where the host ends that begins right at the run's start; -1 when none does."""
        return self._reach[0]

    def first(self, position: int) -> tuple[int, int] | None:
        """Return start and end of the first host that begins at `position` or later."""
        for k in range(bisect_left(self._ends, position + 1), len(self._ends) - 1):
            low, high = max(position, self._starts[k]), self._ends[k] - 1
            end = self._reach[k + 1]
            if end < 0:
                end = self._tops[k + 1]
                low = max(low, self._text.rfind("_", low, high) + 1)
            found = end >= 0 and _START.search(self._text, low, high)
            if found and self._text[high - 1] not in "-_":
                return self._as_x_begins(found.start(), high), end
        return None

    def _as_x_begins(self, start: int, end: int) -> int:
        """At a text's very start X takes a sign that may precede a link for one that does."""
        skips = start == 0 and end > 1 and MAY_PRECEDE.match(self._text)
        return 1 if skips and self._text[1] not in "-_" else start


def top_end(text: str, start: int) -> int:
    """Return where a top-level domain ends that begins at `start`; -1 when none does."""
    found = _ASCII_TOP.match(text, start)
    if found and found.group(1):
        return found.end()
    if found and found.group().lower() in KNOWN_TO_X and not _GOES_ON.match(text, found.end()):
        return found.end()
    if found and text[found.end() : found.end() + 1].isascii():
        return -1
    for end in range(min(start + _LONGEST, len(text)), start, -1):
        if text[start:end] in _FOREIGN_TOPS and not _GOES_ON.match(text, end):
            return end
    return -1


def ascii_hosts(host: str) -> list[tuple[int, int]]:
    """Return start and end of the hosts of Latin letters within one, as `a.id` in `珈琲a.id`."""
    found, position = [], 0
    while chain := _ASCII_LABELS.search(host, position):
        dots = (n for n in range(chain.end() - 1, chain.start(), -1) if host[n] == ".")
        end = next((top for dot in dots if (top := top_end(host, dot + 1)) >= 0), -1)
        if end >= 0:
            found.append((chain.start(), end))
        position = max(end, chain.end())
    return found


def may_be_looked_up(host: str) -> bool:
    """Say whether every label is short enough for the domain name system."""
    if host.startswith("xn--") and not ascii_hosts(host):
        return False
    return all(0 < _encoded_length(label) <= _MAX_LABEL for label in host.split("."))


def _encoded_length(label: str) -> int:
    if label.isascii() or len(label) > _MAX_LABEL:
        return len(label)
    return len("xn--") + len(label.encode("punycode"))
