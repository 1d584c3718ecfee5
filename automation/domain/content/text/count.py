"""Counting a text in each unit a network may count in. Pure; linear in the text's length.

A lone surrogate, half of a sign that no file can hold, counts without an error: that it may not go
out is `fit`'s finding.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum

import regex

_GRAPHEME = regex.compile(r"\p{RI}\p{RI}[\p{GCB=Extend}\p{GCB=SpacingMark}\p{GCB=ZWJ}]*+|\X")
"""`\\X` alone counts back through all flags before each one."""

_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{RI}|\u20e3|\ufe0f")


class Unit(StrEnum):
    """How a network counts the length of a text."""

    GRAPHEMES = "graphemes"
    CODE_POINTS = "code_points"
    UTF16 = "utf16"
    UTF8_BYTES = "utf8_bytes"
    WEIGHTED = "weighted"
    """X: a sign of the listed ranges weighs 1, any other and any emoji sequence 2."""
    EMOJI_BYTES = "emoji_bytes"
    """Threads: an emoji counts its UTF-8 bytes, anything else one."""


def graphemes(text: str) -> list[str]:
    """Cut a text into user-perceived characters (extended grapheme clusters, UAX #29)."""
    return _GRAPHEME.findall(text)


def grapheme_count(text: str) -> int:
    """Count user-perceived characters (extended grapheme clusters, UAX #29)."""
    return len(graphemes(text))


def utf16_count(text: str) -> int:
    """Count UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_count(text: str) -> int:
    """Count UTF-8 bytes."""
    return len(text.encode("utf-8", "surrogatepass"))


def emoji_byte_count(text: str) -> int:
    """Count graphemes as one each, but one that is an emoji as its UTF-8 bytes.

    What a "character" is apart from emoji Threads does not say; graphemes are an assumption.
    """
    return sum(utf8_count(one) if _EMOJI.search(one) else 1 for one in graphemes(text))


def _x_weight(text: str) -> int:
    from automation.domain.content.text.weight import x_weight

    return x_weight(text, url_length=None)


COUNTERS: Mapping[Unit, Callable[[str], int]] = {
    Unit.GRAPHEMES: grapheme_count,
    Unit.CODE_POINTS: len,
    Unit.UTF16: utf16_count,
    Unit.UTF8_BYTES: utf8_count,
    Unit.WEIGHTED: _x_weight,
    Unit.EMOJI_BYTES: emoji_byte_count,
}
"""Each unit's count of a text whose links are counted in full."""
