"""One cell of a sheet part: its text as the format spells it, its formula, its element.

Source: ECMA-376 part 1, 18.3.1.4 (c) and 22.4.2.4 (ST_Xstring) (checked 2026-11-21)
"""

import re

from lxml import etree

from automation.workbook.backends.ooxml.xml import Element, local, named
from automation.workbook.protocol import Written

_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """Spell what XML cannot hold, or would not keep, as `_xHHHH_`; keep such a spelling literal."""
    return _CONTROL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def holds_formula(cell: Element) -> bool:
    """Say whether the cell's value is computed."""
    return bool(named(cell, "f"))


def shares_formula(cell: Element) -> bool:
    """Say whether other cells borrow this cell's formula, so that it must not go."""
    return any(
        formula.get("t") == "shared" and formula.get("ref") is not None
        for formula in named(cell, "f")
    )


def write_cell(cell: Element, value: Written) -> None:
    """Replace the cell's value; its style and what else hangs on it stay."""
    for child in list(cell):
        if local(child) in ("f", "v", "is"):
            cell.remove(child)
    for attribute in ("t", "cm", "vm"):
        cell.attrib.pop(attribute, None)
    if isinstance(value, str):
        _write_text(cell, value)
    elif value is not None:
        if isinstance(value, bool):
            cell.set("t", "b")
        _first(cell, "v").text = repr(value + 0)


def _write_text(cell: Element, value: str) -> None:
    cell.set("t", "inlineStr")
    inline = _first(cell, "is")
    text = etree.SubElement(inline, f"{{{_namespace(cell)}}}t")
    text.set(_XML_SPACE, "preserve")
    text.text = escaped(value)


def _first(cell: Element, name: str) -> Element:
    child = etree.Element(f"{{{_namespace(cell)}}}{name}")
    cell.insert(0, child)
    return child


def _namespace(element: Element) -> str:
    return etree.QName(element).namespace or ""
