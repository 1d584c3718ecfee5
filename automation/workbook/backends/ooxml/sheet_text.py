"""A sheet part as text: where its rows stand, so that one row can be taken out and put back.

A calendar of 100,000 rows as an element tree needs gigabytes, and writing a whole tree anew
changes bytes nobody asked to change. So rows are found with one regular expression and only those
that change are ever parsed. That is sound because in the text handled here `<` always begins a
tag: a part with comments or CDATA, which no spreadsheet program writes, is brought into that form
first.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from lxml import etree

from automation.workbook.backends.ooxml.xml import Element, parse, serialise

_ATTRIBUTES = rb"""(?:[^>"']|"[^"]*"|'[^']*')*?"""
_ROOT = re.compile(rb"<((?:[\w.-]+:)?)worksheet\b" + _ATTRIBUTES + rb">")
_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")


_BELOW_ROWS = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls",
    "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""Source: ECMA-376 part 1, 18.3.1.99 (checked 2026-11-22)"""


class SheetText:
    """The text of one worksheet part.

    Raises:
        ValueError: this is not a worksheet with rows.
    """

    def __init__(self, xml: bytes) -> None:
        self.xml = _plain(xml)
        root = _ROOT.search(self.xml)
        if root is None:
            raise ValueError("no worksheet element")
        self.prefix = root[1]
        self.open_tag = root[0]
        self.close_tag = b"</" + self.prefix + b"worksheet>"
        self._open_data()

    def _open_data(self) -> None:
        data = self.element("sheetData").search(self.xml)
        if data is None:
            raise ValueError("no sheetData element")
        if data[0].endswith(b"/>"):
            tag = data[0][:-2] + b">"
            close = b"</" + self.prefix + b"sheetData>"
            self.xml = self.xml[: data.start()] + tag + close + self.xml[data.end() :]
            self.data_start = data.start() + len(tag)
        else:
            self.data_start = data.end()
        self.data_end = self.xml.index(b"</" + self.prefix + b"sheetData", self.data_start)

    def element(self, name: str) -> re.Pattern[bytes]:
        """Return the pattern of an element's start tag."""
        return re.compile(b"<" + self.prefix + name.encode() + rb"\b" + _ATTRIBUTES + b">")

    @cached_property
    def _rows(self) -> tuple[Sequence[int], Sequence[tuple[int, int]]]:
        """The numbers of all rows, and where their start tags begin and end."""
        numbers, tags, number = [], [], 0
        for tag in self.element("row").finditer(self.xml, self.data_start, self.data_end):
            said = _NUMBER.search(tag[0])
            number = int(said[1]) if said else number + 1
            numbers.append(number)
            tags.append(tag.span())
        return numbers, tags

    def row_span(self, number: int) -> tuple[int, int]:
        """Return where row `number` (from 1) stands, or an empty span where it would."""
        numbers, tags = self._rows
        at = bisect_left(numbers, number)
        if at == len(numbers):
            return self.data_end, self.data_end
        start, end = tags[at]
        if numbers[at] != number:
            return start, start
        if self.xml[end - 2 : end] == b"/>":
            return start, end
        closing = b"</" + self.prefix + b"row"
        return start, self.xml.index(b">", self.xml.index(closing, end)) + 1

    def parse_row(self, number: int) -> Element:
        """Return row `number` as an element; a new one where there is none."""
        start, end = self.row_span(number)
        row = self.xml[start:end] or b"<" + self.prefix + b'row r="%d"/>' % number
        element = parse(self.open_tag + row + self.close_tag)[0]
        element.set("r", str(number))
        return element

    def block_spans(self, name: str) -> list[tuple[int, int]]:
        """Return where the blocks of that name stand below the rows."""
        closing = b"</" + self.prefix + name.encode()
        return [
            tag.span()
            if tag[0].endswith(b"/>")
            else (tag.start(), self.xml.index(b">", self.xml.index(closing, tag.end())) + 1)
            for tag in self.element(name).finditer(self.xml, self.data_end)
        ]

    def block_span(self, name: str) -> tuple[int, int]:
        """Return where the last block of that name stands, or an empty span where it would."""
        if found := self.block_spans(name):
            return found[-1]
        after = _BELOW_ROWS[_BELOW_ROWS.index(name) + 1 :]
        tags = (self.element(one).search(self.xml, self.data_end) for one in after)
        end = self.xml.rindex(self.close_tag)
        at = min((tag.start() for tag in tags if tag), default=end)
        return at, at

    def parse_block(self, name: str) -> Element:
        """Return the block of that name as an element; an empty one where there is none."""
        start, end = self.block_span(name)
        block = self.xml[start:end] or b"<" + self.prefix + name.encode() + b"/>"
        return parse(self.open_tag + block + self.close_tag)[0]

    def own_text(self, element: Element) -> bytes:
        """Return the text of a row or a block, without the declarations around it."""
        around = element.getparent()
        if around is None:
            raise ValueError("an element outside its sheet")
        whole = etree.tostring(around, encoding="utf-8", xml_declaration=False)
        around.remove(element)
        empty = etree.tostring(around, encoding="utf-8", xml_declaration=False)
        return whole[len(empty) - 1 : -len(self.close_tag)]

    def spliced(self, replaced: Sequence[tuple[tuple[int, int], bytes]]) -> bytes:
        """Return the part with spans replaced; spans may be empty but never overlap."""
        pieces, at = [], 0
        for (start, end), text in sorted(replaced, key=lambda item: item[0]):
            pieces += [self.xml[at:start], text]
            at = end
        return b"".join([*pieces, self.xml[at:]])


def _plain(xml: bytes) -> bytes:
    """Return the part without comments and CDATA; almost always the part itself."""
    if b"<!" not in xml and xml.find(b"<?", 2) < 0:
        return xml
    root = parse(xml)
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return serialise(root)
