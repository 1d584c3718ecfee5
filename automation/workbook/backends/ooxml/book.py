"""The workbook part: which tab is which part, and what must follow when a sheet changes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from automation.workbook.backends.ooxml import refusal
from automation.workbook.backends.ooxml.addresses import extended
from automation.workbook.backends.ooxml.package import Package
from automation.workbook.backends.ooxml.relations import relations, rels_name
from automation.workbook.backends.ooxml.xml import Element, local, named, parse, serialise

CONTENT_TYPES = "[Content_Types].xml"
FILTER_NAME = "_xlnm._FilterDatabase"

_ORDER = (
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
)
"""Source: ECMA-376 part 1, 18.2.27 (checked 2026-11-21)"""

_PLAIN_RANGE = re.compile(r"\$[A-Z]+\$\d+:\$[A-Z]+\$\d+")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")


@dataclass(frozen=True, slots=True)
class Book:
    """A package's workbook part, and its worksheets: tab -> part name, in their order."""

    package: Package
    part: str
    sheets: Mapping[str, str]


def open_book(package: Package) -> Book:
    """Find the workbook part and its worksheets; chart sheets are no tabs.

    Raises:
        WorkbookUnsafe: the package holds no spreadsheet.
    """
    try:
        return _opened(package)
    except etree.XMLSyntaxError as error:
        raise package.unsafe(refusal.DAMAGED) from error


def _opened(package: Package) -> Book:
    roots = [found.target for found in relations(package, "") if found.kind == "officeDocument"]
    if len(roots) != 1 or not roots[0].endswith(".xml") or roots[0] not in package.names:
        raise package.unsafe(refusal.NOT_XLSX)
    targets = {
        found.id: found.target
        for found in relations(package, roots[0])
        if found.kind == "worksheet" and found.target in package.names
    }
    sheets = {
        sheet.get("name", ""): targets[relation_id(sheet)]
        for sheet in sheet_elements(parse(package.read(roots[0])))
        if relation_id(sheet) in targets
    }
    return Book(package, roots[0], sheets)


def sheet_elements(workbook: Element) -> list[Element]:
    """Return the `sheet` elements, chart sheets too; defined names count in this order."""
    return [sheet for sheets in named(workbook, "sheets") for sheet in named(sheets, "sheet")]


def relation_id(element: Element) -> str:
    """Return the element's `r:id`, whichever edition of the format names it."""
    return next((value for key, value in element.items() if key.endswith("}id")), "")


def with_followers(
    book: Book, changed: Mapping[str, bytes], grown: Mapping[str, tuple[int, int]]
) -> Mapping[str, bytes]:
    """Return the workbook part when it must follow: filters grow, formulas are computed anew.

    `grown` are tabs with their count of filled rows before and after. People's formulas over our
    cells keep an old value until a spreadsheet program computes them; it is asked to do so when
    it opens the file.
    """
    before = book.package.read(book.part)
    workbook = parse(before)
    touched = _grow_filter_names(workbook, grown)
    if not _will_calculate(workbook) and _has_formula(book, changed):
        ask_to_calculate(workbook)
        touched = True
    return {book.part: serialise(workbook)} if touched else {}


def ask_to_calculate(workbook: Element) -> None:
    """Have every formula computed when the file is next opened."""
    workbook_group(workbook, "calcPr").set("fullCalcOnLoad", "1")


def workbook_group(workbook: Element, name: str) -> Element:
    """Return a child of the workbook element, made where it is missing at its place."""
    if found := named(workbook, name):
        return found[0]
    group = etree.Element(etree.QName(etree.QName(workbook).namespace, name))
    before = _ORDER[: _ORDER.index(name)]
    places = [index for index, child in enumerate(workbook) if local(child) in before]
    workbook.insert(max(places, default=-1) + 1, group)
    return group


def without_calc_chain(book: Book) -> Mapping[str, bytes | None]:
    """Leave out the calculation order, which a spreadsheet program makes anew when it is missing.

    It lists every formula cell; a listed cell without a formula makes the file "damaged".
    """
    chains = [found for found in relations(book.package, book.part) if found.kind == "calcChain"]
    changed: dict[str, bytes | None] = {}
    for chain in chains:
        rels, types = rels_name(book.part), CONTENT_TYPES
        changed[chain.target] = None
        changed[rels] = _without(book.package.read(rels), "Id", chain.id)
        changed[types] = _without(book.package.read(types), "PartName", f"/{chain.target}")
    return changed


def _grow_filter_names(workbook: Element, grown: Mapping[str, tuple[int, int]]) -> bool:
    tabs = [sheet.get("name", "") for sheet in sheet_elements(workbook)]
    touched = False
    for names in named(workbook, "definedNames"):
        for name in named(names, "definedName"):
            tab = tabs[int(name.get("localSheetId", "0"))]
            sheet, _, ref = (name.text or "").rpartition("!")
            if name.get("name") == FILTER_NAME and tab in grown and _PLAIN_RANGE.fullmatch(ref):
                was, now = grown[tab]
                new = _absolute(extended(ref, was=was, now=now))
                name.text, touched = f"{sheet}!{new}", touched or new != ref
    return touched


def _absolute(ref: str) -> str:
    return re.sub(r"\$?([A-Z]+)\$?(\d+)", r"$\1$\2", ref)


def _will_calculate(workbook: Element) -> bool:
    return any(found.get("fullCalcOnLoad") in ("1", "true") for found in named(workbook, "calcPr"))


def _has_formula(book: Book, changed: Mapping[str, bytes]) -> bool:
    return any(
        _FORMULA.search(changed[part] if part in changed else book.package.read(part))
        for part in book.sheets.values()
    )


def _without(xml: bytes, attribute: str, value: str) -> bytes:
    root = parse(xml)
    for element in list(root):
        if element.get(attribute) == value:
            root.remove(element)
    return serialise(root)
