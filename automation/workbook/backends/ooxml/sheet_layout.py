"""What a sheet part says about its rows and columns as a whole."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from automation.workbook.backends.ooxml.addresses import split_range
from automation.workbook.backends.ooxml.sheet_text import SheetText

Value = TypeVar("Value")

_REF = re.compile(rb"""\sref\s*=\s*["']([^"']+)["']""")
_ATTRIBUTE = re.compile(rb"""(\w+)\s*=\s*["']([^"']*)["']""")
_FILLS_AREA = re.compile(rb"""\st\s*=\s*["'](?:array|dataTable)["']""")


def computed_areas(text: SheetText) -> Sequence[tuple[int, int, int, int]]:
    """Return the ranges that array formulas and data tables fill."""
    if b"array" not in text.xml and b"dataTable" not in text.xml:
        return ()
    formulas = text.element("f").finditer(text.xml, text.data_start, text.data_end)
    refs = [ref_of(found[0]) for found in formulas if _FILLS_AREA.search(found[0])]
    return [split_range(ref) for ref in refs if ref]


def column_styles(text: SheetText) -> Mapping[tuple[int, int], str]:
    """Return the styles new cells inherit: (first, last) column from 0 -> style."""
    return {span: said[b"style"].decode() for span, said in _columns(text) if b"style" in said}


def column_widths(text: SheetText) -> Mapping[tuple[int, int], float]:
    """Return how wide columns are, in characters: (first, last) column from 0 -> width."""
    return {span: float(said[b"width"]) for span, said in _columns(text) if b"width" in said}


def _columns(text: SheetText) -> Iterator[tuple[tuple[int, int], Mapping[bytes, bytes]]]:
    for found in text.element("col").finditer(text.xml, 0, text.data_start):
        said = dict(_ATTRIBUTE.findall(found[0]))
        yield (int(said[b"min"]) - 1, int(said[b"max"]) - 1), said


def spanned(values: Mapping[tuple[int, int], Value], column: int) -> Value | None:
    """Return what is said of a column, None where nothing is."""
    spans = (value for (first, last), value in values.items() if first <= column <= last)
    return next(spans, None)


def ref_of(tag: bytes) -> str:
    """Return the range a start tag speaks of, "" when it speaks of none."""
    found = _REF.search(tag)
    return found[1].decode() if found else ""
