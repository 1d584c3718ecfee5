"""Excel tables: one that ends where new rows were added grows with them."""

from collections.abc import Mapping

from automation.workbook.backends.ooxml.addresses import extended
from automation.workbook.backends.ooxml.package import Package
from automation.workbook.backends.ooxml.relations import relations
from automation.workbook.backends.ooxml.xml import named, parse, serialise


def grown_tables(package: Package, sheet_part: str, *, was: int, now: int) -> Mapping[str, bytes]:
    """Return the sheet's tables that ended with the last of `was` rows, reaching `now` rows.

    A table with a totals row stays as it is: new rows stand below its totals.
    """
    changed: dict[str, bytes] = {}
    for relation in relations(package, sheet_part):
        if relation.kind != "table":
            continue
        table = parse(package.read(relation.target))
        ref = table.get("ref", "")
        new = extended(ref, was=was, now=now)
        if new != ref and table.get("totalsRowCount", "0") == "0":
            for element in (table, *named(table, "autoFilter")):
                element.set("ref", extended(element.get("ref", ref), was=was, now=now))
            changed[relation.target] = serialise(table)
    return changed
