"""What cells come to: effective values and what they show, worked out when somebody looks."""

from datetime import datetime

from automation.rehearsal.sheets.a1 import parse_cells
from automation.rehearsal.sheets.areas import Area
from automation.rehearsal.sheets.cells import Cell, extended
from automation.rehearsal.sheets.chips import Titles, shown_text
from automation.rehearsal.sheets.display import is_date, show
from automation.rehearsal.sheets.formula_text import sheet_of, words
from automation.rehearsal.sheets.formulas import Block, Failure, Scalar, evaluate
from automation.rehearsal.sheets.functions import VOLATILE, functions_at
from automation.rehearsal.sheets.locales import locale_named
from automation.rehearsal.sheets.message import Message, Plain
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet

_DEPTH = 200


class Calculator:
    """Works out one state of a spreadsheet; every formula once.

    `is_volatile` when something it worked out comes to something else the next time.
    """

    def __init__(self, book: Spreadsheet, now: datetime, title_of: Titles = lambda _: "") -> None:
        self.book = book
        self._title_of = title_of
        self.is_volatile = False
        self.locale = locale_named(book.locale)
        self._functions = functions_at(now, self.locale)
        self._known: dict[tuple[int, int, int], Scalar] = {}
        self._open: set[tuple[int, int, int]] = set()

    def value(self, sheet: Sheet, row: int, col: int) -> Scalar:
        """Return what a cell comes to."""
        cell = sheet.cell(row, col)
        if "chipRuns" in cell.extras:
            return shown_text(str(cell.entered or ""), cell.extras["chipRuns"], self._title_of)
        return self._worked_out(sheet, row, col, cell) if cell.is_formula else cell.entered

    def shown(self, sheet: Sheet, row: int, col: int) -> str:
        """Return what a cell shows."""
        cell = sheet.cell(row, col)
        value = self.value(sheet, row, col)
        if isinstance(value, Failure):
            return value.shown
        return show(value, number_format(cell), self.locale)

    def formula(self, home: Sheet, formula: str) -> Scalar:
        """Return what a formula would come to on a sheet, without standing in a cell."""
        return evaluate(formula, lambda text: self._block(home, text), self._functions, self.locale)

    def message(self, sheet: Sheet, row: int, col: int) -> Message | None:
        """Write the effective value as an ExtendedValue."""
        value = self.value(sheet, row, col)
        if value is None:
            return None
        if isinstance(value, Failure):
            return {"errorValue": {"type": value.kind, "message": value.message}}
        return extended(value)

    def _worked_out(self, sheet: Sheet, row: int, col: int, cell: Cell) -> Scalar:
        place = (sheet.id, row, col)
        if place in self._known:
            return self._known[place]
        if place in self._open or len(self._open) > _DEPTH:
            return Failure("REF", "Circular dependency detected.")
        self._open.add(place)
        formula = str(cell.entered)
        self.is_volatile |= any(one.text.upper() in VOLATILE for one in words(formula))
        value = self.formula(sheet, formula)
        self._open.discard(place)
        self._known[place] = value
        return value

    def _block(self, home: Sheet, reference: str) -> Block | Failure:
        found = self._area(home, reference)
        if found is None:
            return Failure("NAME", f"Unknown range name: '{reference}'.")
        sheet = self.book.find_sheet(found.sheet_id)
        if sheet is None:
            return Failure("REF", "Reference does not exist")
        box = found.within(sheet.row_count, sheet.column_count)
        row1 = max(min(box.row1, len(sheet.rows)), box.row0 + 1)
        return [
            [self.value(sheet, row, col) for col in range(box.col0, box.col1)]
            for row in range(box.row0, row1)
        ]

    def _area(self, home: Sheet, reference: str) -> Area | None:
        title, cells = sheet_of(reference)
        sheet = home if title is None else self.book.titled(title)
        if sheet is None:
            return Area(-1)
        area = parse_cells(cells, sheet.id)
        if area is not None:
            return area
        folded = reference.casefold()
        named = (one for one in self.book.named if one["name"].casefold() == folded)
        return next((Area.of(one["range"]) for one in named), None)


def number_format(cell: Cell) -> Message:
    """Return how a cell shows numbers; formulas of today bring their own way."""
    if cell.number_format or not cell.is_formula:
        return cell.number_format
    begun = str(cell.entered).upper().replace(" ", "")
    if begun.startswith("=TODAY("):
        return {"type": "DATE"}
    return {"type": "DATE_TIME"} if begun.startswith("=NOW(") else {}


def rendered(
    calculator: Calculator, sheet: Sheet, place: tuple[int, int], how: str, dates: str
) -> Plain:
    """Return a cell as `values` answers it; `how` and `dates` are the API's render options."""
    row, col = place
    cell = sheet.cell(row, col)
    if how == "FORMULA" and cell.is_formula:
        return str(cell.entered)
    value = calculator.value(sheet, row, col)
    if value is None:
        return ""
    if isinstance(value, Failure):
        return value.shown
    as_text = how == "FORMATTED_VALUE" or (
        dates == "FORMATTED_STRING" and is_date(number_format(cell))
    )
    return show(value, number_format(cell), calculator.locale) if as_text else value
