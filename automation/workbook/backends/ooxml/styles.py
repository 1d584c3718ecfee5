"""Let one workbook's styles live in another: all are added at the end, nothing is renumbered."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from automation.workbook.backends.ooxml.xml import Element, local, named, parse, serialise

_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
"""Source: ECMA-376 part 1, 18.8.39 (checked 2026-11-21)"""

_OWN_NUMBER_FORMATS = 164
"""Number formats below this are built in and mean the same in every workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedStyles:
    """The styles part with the guest's styles, and where the guest's numbering now begins."""

    xml: bytes
    first_cell_style: int
    first_dxf: int

    def cell_style(self, guest: str) -> str:
        """Return the new number of a guest's cell style; the plain style 0 stays the host's."""
        return str(int(guest) + self.first_cell_style) if guest != "0" else guest

    def dxf(self, guest: str) -> str:
        """Return the new number of a guest's conditional style."""
        return str(int(guest) + self.first_dxf)


def merge_styles(host_xml: bytes, guest_xml: bytes) -> MergedStyles:
    """Add every style of the guest's styles part to the host's."""
    host, guest = parse(host_xml), parse(guest_xml)
    formats = _number_formats(host, guest)
    first = {
        f"{group[:-1]}Id": _add(_group(host, group), _group(guest, group), _as_it_is)
        for group in ("fonts", "fills", "borders")
    }

    def renumbered(style: Element) -> None:
        for name, start in first.items():
            style.set(name, str(int(style.get(name, "0")) + start))
        number = style.get("numFmtId", "0")
        style.set("numFmtId", formats.get(number, number))
        style.set("xfId", "0")

    first_cell_style = _add(_group(host, "cellXfs"), _group(guest, "cellXfs"), renumbered)
    first_dxf = _add(_group(host, "dxfs"), _group(guest, "dxfs"), _as_it_is)
    return MergedStyles(xml=serialise(host), first_cell_style=first_cell_style, first_dxf=first_dxf)


def _number_formats(host: Element, guest: Element) -> dict[str, str]:
    """Add the guest's own number formats; return their old and new numbers."""
    formats = _group(host, "numFmts")
    numbers = {found.get("formatCode", ""): found.get("numFmtId", "0") for found in formats}
    renamed: dict[str, str] = {}
    for found in _group(guest, "numFmts"):
        code = found.get("formatCode", "")
        if code not in numbers:
            used = map(int, numbers.values())
            numbers[code] = str(max([_OWN_NUMBER_FORMATS - 1, *used]) + 1)
            added = deepcopy(found)
            added.set("numFmtId", numbers[code])
            formats.append(added)
        renamed[found.get("numFmtId", "0")] = numbers[code]
    formats.set("count", str(len(formats)))
    if not len(formats):
        host.remove(formats)
    return renamed


def _add(host: Element, guest: Element, change: Callable[[Element], None]) -> int:
    """Append the guest's children, changed; return how many the host had."""
    first = len(host)
    for child in guest:
        added = deepcopy(child)
        change(added)
        host.append(added)
    host.set("count", str(len(host)))
    return first


def _as_it_is(_style: Element) -> None:
    """Change nothing."""


def _group(styles: Element, name: str) -> Element:
    """Return a group of styles, made where it is missing at the place the format wants it."""
    if found := named(styles, name):
        return found[0]
    group = etree.Element(etree.QName(etree.QName(styles).namespace, name))
    before = _ORDER[: _ORDER.index(name)]
    places = [index for index, child in enumerate(styles) if local(child) in before]
    styles.insert(max(places, default=-1) + 1, group)
    return group
