"""The data validations of one sheet part: found by cell, given to columns, and nothing else touched.

One element may rule several columns, for programs join equal ones. It is parted before one of them
changes, so that the others keep theirs. Rules that stand in an extension, as Excel writes lists
from other tabs, are known to be there and stay as they are.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from automation.workbook.backends.ooxml.addresses import LAST_ROW, range_text, split_range
from automation.workbook.backends.ooxml.sheet_text import SheetText
from automation.workbook.backends.ooxml.xml import Element, local, named

_BLOCK = "dataValidations"
_EXTENDED = re.compile(rb"<x14:dataValidation\b.*?</x14:dataValidation>", re.DOTALL)
_EXTENDED_REF = re.compile(rb"<xm:sqref>([^<]*)</xm:sqref>")

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """A column of a tab from one row to another, both included, counted from 0."""

    column: int
    first: int
    last: int = LAST_ROW

    def meets(self, area: Area) -> bool:
        """Whether an area has cells of these."""
        top, left, bottom, right = area
        return left <= self.column <= right and top <= self.last and bottom >= self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a validation takes and says: `formula` is its first; `told` is said to wrong values."""

    kind: str
    formula: str
    title: str
    told: str
    is_strict: bool

    @property
    def choices(self) -> tuple[str, ...] | None:
        """The choices of a list that names them; None for everything else."""
        if self.kind != "list" or self.formula[:1] != '"':
            return None
        return tuple(self.formula[1:-1].replace('""', '"').split(","))


def entry_of(element: Element) -> Entry:
    """Read a validation."""
    formulas = named(element, "formula1")
    return Entry(
        kind=element.get("type", "none"),
        formula=(formulas[0].text or "").strip() if formulas else "",
        title=element.get("promptTitle", ""),
        told=element.get("error", ""),
        is_strict=element.get("showErrorMessage") in ("1", "true"),
    )


class Validations:
    """Those of one sheet part.

    Raises:
        ValueError, lxml.etree.XMLSyntaxError: this is not a worksheet part.
    """

    def __init__(self, xml: bytes) -> None:
        self._text = SheetText(xml)
        self._block = self._text.parse_block(_BLOCK)
        self._is_changed = False
        self._extended = [
            split_range(ref)
            for rule in _EXTENDED.findall(self._text.xml, self._text.data_end)
            for found in _EXTENDED_REF.findall(rule)
            for ref in found.decode().split()
        ]

    def over(self, cells: Cells) -> list[Element]:
        """Return the validations that rule any of these cells."""
        return [one for one in self._each() if any(map(cells.meets, _areas(one)))]

    def is_extended(self, cells: Cells) -> bool:
        """Whether an extension rules any of these cells."""
        return any(map(cells.meets, self._extended))

    def own(self, element: Element, cells: Cells) -> Element:
        """Return the validation as it rules these cells alone, parted from the rest of its reach."""
        inside = [one for one in _areas(element) if cells.meets(one)]
        rest = [one for one in _areas(element) if not cells.meets(one)]
        for top, left, bottom, right in inside:
            if left < cells.column:
                rest.append((top, left, bottom, cells.column - 1))
            if right > cells.column:
                rest.append((top, cells.column + 1, bottom, right))
        self._is_changed = True
        if not rest:
            return element
        parted = deepcopy(element)
        element.set("sqref", _sqref(rest))
        parted.set("sqref", _sqref([(a, cells.column, b, cells.column) for a, _, b, _ in inside]))
        element.addnext(parted)
        return parted

    def add(self, donor: Element, cells: Cells) -> None:
        """Give these cells a validation made elsewhere."""
        self._put(donor, _sqref([(cells.first, cells.column, cells.last, cells.column)]))

    def replace(self, element: Element, donor: Element, cells: Cells) -> None:
        """Put a validation made elsewhere where this one rules these cells, and nowhere else."""
        parted = self.own(element, cells)
        self._block.remove(parted)
        self._put(donor, parted.get("sqref", ""))

    def _put(self, donor: Element, sqref: str) -> None:
        name = etree.QName(etree.QName(self._block).namespace, local(donor))
        added = etree.SubElement(self._block, name, dict(donor.attrib))
        added.set("sqref", sqref)
        for formula in donor:
            tag = etree.QName(name.namespace, local(formula))
            etree.SubElement(added, tag).text = formula.text
        self._is_changed = True

    def xml(self) -> bytes | None:
        """Return the part as it is now; None while nothing was changed."""
        if not self._is_changed:
            return None
        self._block.set("count", str(len(list(self._each()))))
        span = self._text.block_span(_BLOCK)
        return self._text.spliced([(span, self._text.own_text(self._block))])

    def _each(self) -> Iterator[Element]:
        return iter(named(self._block, "dataValidation"))


def set_choices(element: Element, choices: Sequence[str]) -> None:
    """Let a list offer these."""
    text = '"' + ",".join(choices).replace('"', '""') + '"'
    for formula in named(element, "formula1"):
        formula.text = text


def _areas(element: Element) -> list[Area]:
    return [split_range(ref) for ref in element.get("sqref", "").split()]


def _sqref(areas: Sequence[Area]) -> str:
    return " ".join(range_text(*area) for area in areas)
