"""The colours by value of one sheet part: which texts have one in a column, and giving more."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from automation.workbook.backends.ooxml.addresses import column_letters, range_text, split_range
from automation.workbook.backends.ooxml.sheet_text import SheetText
from automation.workbook.backends.ooxml.validations import Cells
from automation.workbook.backends.ooxml.xml import Element, named, parse

_BLOCK = "conditionalFormatting"
_BEGINS = "beginsWith"
_PRIORITY = re.compile(rb"""<(?:[\w.-]+:)?cfRule\b[^>]*?\spriority\s*=\s*["'](\d+)["']""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """A text in a column that is coloured; `dxf` is the number of its look."""

    cells: Cells
    text: str
    dxf: str


class Tones:
    """Those of one sheet part."""

    def __init__(self, xml: bytes) -> None:
        self._text = SheetText(xml)
        self._blocks = list(self._parsed())

    def looks(self, cells: Cells) -> dict[str, str]:
        """Return the numbers of the looks they have, by text."""
        return {
            rule.get("text", ""): rule.get("dxfId", "0")
            for block in self._over(cells)
            for rule in named(block, "cfRule")
            if rule.get("type") == _BEGINS
        }

    def is_any(self, cells: Cells) -> bool:
        """Whether any conditional format lies on these cells."""
        return bool(self._over(cells))

    def with_more(self, tones: list[Tone]) -> bytes:
        """Return the part with these colours, too, below those that stand there."""
        first = max(map(int, _PRIORITY.findall(self._text.xml)), default=0) + 1
        added = [self._written(tone, at) for at, tone in enumerate(tones, start=first)]
        _, end = self._text.block_span(_BLOCK)
        return self._text.spliced([((end, end), b"".join(added))])

    def _written(self, tone: Tone, priority: int) -> bytes:
        root = parse(self._text.open_tag + self._text.close_tag)
        space = etree.QName(root).namespace
        cells = tone.cells
        block = etree.SubElement(root, etree.QName(space, _BLOCK))
        block.set("sqref", range_text(cells.first, cells.column, cells.last, cells.column))
        rule = etree.SubElement(block, etree.QName(space, "cfRule"))
        named_facts = {"type": _BEGINS, "dxfId": tone.dxf, "priority": str(priority)}
        for name, fact in {**named_facts, "operator": _BEGINS, "text": tone.text}.items():
            rule.set(name, fact)
        cell, quoted = (
            f"{column_letters(cells.column)}{cells.first + 1}",
            tone.text.replace('"', '""'),
        )
        formula = etree.SubElement(rule, etree.QName(space, "formula"))
        formula.text = f'LEFT({cell},{len(tone.text)})="{quoted}"'
        return self._text.own_text(block)

    def _over(self, cells: Cells) -> list[Element]:
        return [
            block
            for block in self._blocks
            if any(cells.meets(split_range(ref)) for ref in block.get("sqref", "").split())
        ]

    def _parsed(self) -> Iterator[Element]:
        for start, end in self._text.block_spans(_BLOCK):
            block = self._text.xml[start:end]
            yield parse(self._text.open_tag + block + self._text.close_tag)[0]
