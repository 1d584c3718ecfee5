"""How whole columns of a sheet part look: width, style of cells to come, the header's own style."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from automation.workbook.backends.ooxml.rows import cells_by_column
from automation.workbook.backends.ooxml.sheet_text import SheetText
from automation.workbook.backends.ooxml.xml import Element, named, parse


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """A column as a sheet part says it: the attributes of its `col`, and its header cell's style."""

    column: Mapping[str, str]
    header: str


def look_of(xml: bytes, column: int) -> ColumnLook | None:
    """Return how a column of a freshly made tab looks; None when nothing is said of it."""
    text = SheetText(xml)
    cols = [one for one in _parsed(text)[0] if _covers(one, column)]
    header = cells_by_column(text.parse_row(1)).get(column)
    if not cols or header is None:
        return None
    facts = {str(name): str(fact) for name, fact in cols[0].items()}
    return ColumnLook(column=facts, header=header.get("s", "0"))


def with_looks(xml: bytes, header: int, looks: Mapping[int, ColumnLook]) -> bytes:
    """Return the part in which these columns, by their places, look so.

    Args:
        xml: The sheet part.
        header: The header's row, from 0.
        looks: How each column is to look; its styles are numbered as in this workbook.
    """
    text = SheetText(xml)
    cols, span = _parsed(text)
    for column, look in looks.items():
        _set(cols, column, look.column)
    row = text.parse_row(header + 1)
    cells = cells_by_column(row)
    for column, look in looks.items():
        if column in cells:
            cells[column].set("s", look.header)
    rows = (text.row_span(header + 1), text.own_text(row))
    return text.spliced([(span, text.own_text(cols)), rows])


def _parsed(text: SheetText) -> tuple[Element, tuple[int, int]]:
    """Return the `cols` and where they stand; empty ones, and where they would, if there are none."""
    tag = text.element("cols").search(text.xml, 0, text.data_start)
    if tag is None:
        data = text.element("sheetData").search(text.xml)
        at = data.start() if data else text.data_start
        block, span = b"<" + text.prefix + b"cols/>", (at, at)
    else:
        closing = b"</" + text.prefix + b"cols"
        end = text.xml.index(b">", text.xml.index(closing, tag.end())) + 1
        span = tag.start(), end
        block = text.xml[tag.start() : end]
    return parse(text.open_tag + block + text.close_tag)[0], span


def _covers(col: Element, column: int) -> bool:
    return int(col.get("min", "0")) <= column + 1 <= int(col.get("max", "0"))


def _set(cols: Element, column: int, facts: Mapping[str, str]) -> None:
    """Say how one column looks, parting what was said of several at once."""
    number = column + 1
    for col in [one for one in named(cols, "col") if _covers(one, column)]:
        first, last = int(col.get("min", "0")), int(col.get("max", "0"))
        for low, high in ((first, number - 1), (number + 1, last)):
            if low <= high:
                part = etree.SubElement(cols, col.tag, dict(col.attrib))
                part.set("min", str(low))
                part.set("max", str(high))
        cols.remove(col)
    tag = etree.QName(etree.QName(cols).namespace, "col")
    added = etree.SubElement(cols, tag)
    for name, fact in {**facts, "min": str(number), "max": str(number)}.items():
        added.set(name, fact)
    cols[:] = sorted(cols, key=lambda one: int(one.get("min", "0")))
