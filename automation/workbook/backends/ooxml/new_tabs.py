"""Copy tabs from a freshly made workbook into one that people already use, losing nothing.

The new sheet parts and what they point to (notes, links) come along under free names; their styles
are added to the workbook's; their texts become inline. Excel tables of the donor do not come
along, their cells do. Everything else in the host stays byte for byte.
"""

import posixpath
import re
from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from automation.workbook.backends.ooxml import refusal
from automation.workbook.backends.ooxml.book import (
    CONTENT_TYPES,
    Book,
    ask_to_calculate,
    sheet_elements,
    workbook_group,
)
from automation.workbook.backends.ooxml.relations import Relation, relations, rels_name
from automation.workbook.backends.ooxml.styles import MergedStyles, merge_styles
from automation.workbook.backends.ooxml.xml import Element, local, named, parse, serialise

_LEFT_BEHIND = frozenset({"table"})


def add_tabs(host: Book, donor: Book, tabs: Sequence[str]) -> bytes | None:
    """Return the host's file with the donor's tabs that it lacks; None when it lacks none.

    Raises:
        WorkbookUnsafe: the two are of different editions of the format, or damaged.
    """
    standing = {tab.casefold() for tab in host.sheets}
    missing = [tab for tab in tabs if tab.casefold() not in standing]
    return _Joining(host, donor).joined(missing) if missing else None


class _Joining:
    """Gathers the host's changed and new members."""

    def __init__(self, host: Book, donor: Book) -> None:
        self._host = host
        self._donor = donor
        self._changed: dict[str, bytes | None] = {}
        self._workbook = parse(host.package.read(host.part))
        self._donor_workbook = parse(donor.package.read(donor.part))
        if etree.QName(self._workbook).namespace != etree.QName(self._donor_workbook).namespace:
            raise host.package.unsafe(refusal.STRICT)
        self._types = parse(host.package.read(CONTENT_TYPES))
        self._donor_types = parse(donor.package.read(CONTENT_TYPES))
        self._rels = parse(host.package.read(rels_name(host.part)))
        self._strings = self._donor_strings()

    def joined(self, tabs: Sequence[str]) -> bytes:
        styles = self._merge_styles()
        for tab in tabs:
            self._add_sheet(tab, styles)
        self._add_names(tabs)
        self._changed[self._host.part] = serialise(self._workbook)
        self._changed[rels_name(self._host.part)] = serialise(self._rels)
        self._changed[CONTENT_TYPES] = serialise(self._types)
        return self._host.package.rewritten(self._changed)

    def _merge_styles(self) -> MergedStyles:
        host, donor = (_related(book, "styles") for book in (self._host, self._donor))
        merged = merge_styles(self._host.package.read(host), self._donor.package.read(donor))
        self._changed[host] = merged.xml
        return merged

    def _donor_strings(self) -> Sequence[Element]:
        found = [
            one
            for one in relations(self._donor.package, self._donor.part)
            if one.kind == "sharedStrings"
        ]
        return list(parse(self._donor.package.read(found[0].target))) if found else []

    def _add_sheet(self, tab: str, styles: MergedStyles) -> None:
        source = self._donor.sheets[tab]
        sheet = parse(self._donor.package.read(source))
        _translate(sheet, styles, self._strings)
        for parts in named(sheet, "tableParts"):
            sheet.remove(parts)
        if any(local(element) == "f" for element in sheet.iter()):
            ask_to_calculate(self._workbook)
        part = self._bring(source)
        self._changed[part] = serialise(sheet)
        self._list_sheet(tab, part)

    def _bring(self, source: str) -> str:
        """Copy a part of the donor and all it points to; return its new name."""
        name = self._free_name(source)
        self._changed[name] = self._donor.package.read(source)
        self._declare(source, name)
        kept = [
            one for one in relations(self._donor.package, source) if one.kind not in _LEFT_BEHIND
        ]
        if kept:
            self._changed[rels_name(name)] = self._relations_of(source, kept)
        return name

    def _relations_of(self, source: str, kept: Sequence[Relation]) -> bytes:
        rels = parse(self._donor.package.read(rels_name(source)))
        targets = {
            one.id: one.target if one.external else f"/{self._bring(one.target)}" for one in kept
        }
        for element in list(rels):
            if (id_ := element.get("Id", "")) not in targets:
                rels.remove(element)
            elif element.get("TargetMode") != "External":
                element.set("Target", targets[id_])
        return serialise(rels)

    def _free_name(self, source: str) -> str:
        """Return the source's name with the first number that is free."""
        stem, ending = posixpath.splitext(source)
        stem = stem.rstrip("0123456789")
        taken, number = {*self._host.package.names, *self._changed}, 1
        while f"{stem}{number}{ending}" in taken:
            number += 1
        return f"{stem}{number}{ending}"

    def _declare(self, source: str, name: str) -> None:
        """Say of what type the new part is, as the donor says it of the source."""
        ending = posixpath.splitext(source)[1][1:]
        said = {**_said(self._donor_types, "Extension"), **_said(self._donor_types, "PartName")}
        kind = said.get(f"/{source}") or said.get(ending, "")
        if _said(self._types, "Extension").get(ending) != kind:
            override = deepcopy(named(self._donor_types, "Override")[0])
            override.set("PartName", f"/{name}")
            override.set("ContentType", kind)
            self._types.append(override)

    def _list_sheet(self, tab: str, part: str) -> None:
        """Add the sheet to the workbook's list, after all others."""
        relation = deepcopy(
            next(one for one in self._rels if one.get("Type", "").endswith("/worksheet"))
        )
        relation.set("Id", f"rId{_highest(self._rels, 'Id') + 1}")
        relation.set("Target", f"/{part}")
        self._rels.append(relation)
        sheets = sheet_elements(self._workbook)
        sheet = deepcopy(sheets[-1])
        state = {one.get("name"): one.get("state") for one in sheet_elements(self._donor_workbook)}[
            tab
        ]
        sheet.attrib.pop("state", None)
        if state:
            sheet.set("state", state)
        sheet.set("name", tab)
        sheet.set("sheetId", str(max(int(one.get("sheetId", "0")) for one in sheets) + 1))
        id_key = next(key for key in map(str, sheet.keys()) if key.endswith("}id"))
        sheet.set(id_key, relation.get("Id", ""))
        sheets[-1].addnext(sheet)

    def _add_names(self, tabs: Sequence[str]) -> None:
        """Bring the names that belong to the new tabs, and those of the whole workbook it lacks."""
        donor_tabs = [sheet.get("name", "") for sheet in sheet_elements(self._donor_workbook)]
        places = {
            sheet.get("name", ""): at for at, sheet in enumerate(sheet_elements(self._workbook))
        }
        found = [name for group in named(self._donor_workbook, "definedNames") for name in group]
        if not found:
            return
        names = workbook_group(self._workbook, "definedNames")
        standing = {
            name.get("name", "").casefold() for name in names if not name.get("localSheetId")
        }
        for name in found:
            owner = name.get("localSheetId")
            if owner is None and name.get("name", "").casefold() in standing:
                continue
            if owner is not None and donor_tabs[int(owner)] not in tabs:
                continue
            added = deepcopy(name)
            if owner is not None:
                added.set("localSheetId", str(places[donor_tabs[int(owner)]]))
            names.append(added)
        if not len(names):
            self._workbook.remove(names)


def _translate(sheet: Element, styles: MergedStyles, strings: Sequence[Element]) -> None:
    """Give the sheet the host's style numbers and its own texts; it is not the chosen tab."""
    for element in list(sheet.iter()):
        if dxf := element.get("dxfId"):
            element.set("dxfId", styles.dxf(dxf))
        for attribute in _STYLE_ATTRIBUTES.get(local(element), ()):
            if style := element.get(attribute):
                element.set(attribute, styles.cell_style(style))
        if local(element) == "c" and element.get("t") == "s":
            _make_inline(element, strings)
        if local(element) == "sheetView":
            element.attrib.pop("tabSelected", None)


_STYLE_ATTRIBUTES = {"c": ("s",), "row": ("s",), "col": ("style",)}


def _make_inline(cell: Element, strings: Sequence[Element]) -> None:
    value = named(cell, "v")[0]
    inline = deepcopy(strings[int(value.text or "0")])
    inline.tag = etree.QName(etree.QName(cell).namespace, "is").text
    cell.replace(value, inline)
    cell.set("t", "inlineStr")


def _related(book: Book, kind: str) -> str:
    found = [one.target for one in relations(book.package, book.part) if one.kind == kind]
    if not found:
        raise book.package.unsafe(refusal.DAMAGED)
    return found[0]


def _said(types: Element, attribute: str) -> dict[str, str]:
    return {
        name: element.get("ContentType", "")
        for element in types
        if (name := element.get(attribute)) is not None
    }


def _highest(elements: Element, attribute: str) -> int:
    numbers = (re.fullmatch(r"rId(\d+)", element.get(attribute, "")) for element in elements)
    return max((int(found[1]) for found in numbers if found), default=0)
