"""A package after a commit: its changed members, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from automation.workbook.backends.ooxml import refusal
from automation.workbook.backends.ooxml.book import Book, with_followers, without_calc_chain
from automation.workbook.backends.ooxml.relations import relations
from automation.workbook.backends.ooxml.row_heights import wrapping_styles
from automation.workbook.backends.ooxml.sheet_part import PatchedSheet, patch_sheet
from automation.workbook.backends.ooxml.tables import grown_tables
from automation.workbook.backends.resolve import TabEdits
from automation.workbook.protocol import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchedPackage:
    """The whole new file, and the patches of cells that had to stay as they are."""

    data: bytes
    skipped: Sequence[Change]


def patch_package(book: Book, tabs: Sequence[TabEdits]) -> PatchedPackage:
    """Apply every tab's edits.

    Raises:
        WorkbookUnsafe: a part is not what its place says.
    """
    try:
        wrapping = wrapping_styles(_styles(book))
        sheets = {
            edits.tab: patch_sheet(book.package.read(book.sheets[edits.tab]), edits, wrapping)
            for edits in tabs
        }
        return _assembled(book, tabs, sheets)
    except (ValueError, LookupError, etree.XMLSyntaxError) as error:
        raise book.package.unsafe(refusal.DAMAGED) from error


def _styles(book: Book) -> bytes | None:
    found = (r.target for r in relations(book.package, book.part) if r.kind == "styles")
    part = next(found, "")
    return book.package.read(part) if part in book.package.names else None


def _assembled(
    book: Book, tabs: Sequence[TabEdits], sheets: dict[str, PatchedSheet]
) -> PatchedPackage:
    parts = {book.sheets[tab]: sheet.xml for tab, sheet in sheets.items()}
    changed: dict[str, bytes | None] = {**parts}
    grown = {
        edits.tab: (edits.filled, sheets[edits.tab].filled) for edits in tabs if edits.new_rows
    }
    for tab, (was, now) in grown.items():
        changed.update(grown_tables(book.package, book.sheets[tab], was=was, now=now))
    if any(sheet.formula_gone for sheet in sheets.values()):
        changed.update(without_calc_chain(book))
    changed.update(with_followers(book, parts, grown))
    return PatchedPackage(
        data=book.package.rewritten(changed),
        skipped=[change for sheet in sheets.values() for change in sheet.skipped],
    )
