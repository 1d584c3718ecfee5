"""One row of a sheet part: its cells in order, new ones put where they belong."""

from collections.abc import Callable, Mapping, Set

from lxml import etree

from automation.workbook.backends.ooxml.addresses import column_letters, split_address
from automation.workbook.backends.ooxml.cells import holds_formula, shares_formula, write_cell
from automation.workbook.backends.ooxml.xml import Element, named
from automation.workbook.protocol import Written

StyleOf = Callable[[int, Written], str | None]
"""The style number of a new cell, by its column and value."""


def cells_by_column(row: Element) -> dict[int, Element]:
    """Return the row's cells; one without an address follows the one before it."""
    cells: dict[int, Element] = {}
    column = -1
    for cell in named(row, "c"):
        address = cell.get("r")
        column = split_address(address)[1] if address else column + 1
        cell.set("r", f"{column_letters(column)}{row.get('r')}")
        cells[column] = cell
    return cells


def styles_by_column(row: Element) -> Mapping[int, str]:
    """Return the style of every cell that has one."""
    return {
        column: style
        for column, cell in cells_by_column(row).items()
        if (style := cell.get("s")) is not None
    }


def formula_columns(row: Element) -> Set[int]:
    """Return the columns whose cells are computed."""
    return {column for column, cell in cells_by_column(row).items() if holds_formula(cell)}


def fixed_columns(row: Element) -> Set[int]:
    """Return the columns whose formulas others borrow."""
    return {column for column, cell in cells_by_column(row).items() if shares_formula(cell)}


def write_row(row: Element, values: Mapping[int, Written], style_of: StyleOf) -> None:
    """Write values by column; new cells get a style, others keep theirs."""
    cells = cells_by_column(row)
    for column, value in values.items():
        if column in cells:
            write_cell(cells[column], value)
        elif value is not None:
            cells[column] = _new_cell(row, column, after=cells)
            if style := style_of(column, value):
                cells[column].set("s", style)
            write_cell(cells[column], value)


def _new_cell(row: Element, column: int, *, after: Mapping[int, Element]) -> Element:
    before = max((other for other in after if other < column), default=None)
    place = 0 if before is None else row.index(after[before]) + 1
    cell = etree.Element(etree.QName(etree.QName(row).namespace, "c"))
    cell.set("r", f"{column_letters(column)}{row.get('r')}")
    row.insert(place, cell)
    row.attrib.pop("spans", None)
    return cell
