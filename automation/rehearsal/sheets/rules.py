"""Data validation rules: does a value keep to them? Pure, for the switch and for the page."""

import re

from automation.rehearsal.sheets.a1 import cell_name, parse_cells
from automation.rehearsal.sheets.areas import Area
from automation.rehearsal.sheets.cells import Cell
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.formula_text import sheet_of
from automation.rehearsal.sheets.formulas import Scalar, compared
from automation.rehearsal.sheets.locales import locale_named
from automation.rehearsal.sheets.message import Message, Plain
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet
from automation.rehearsal.sheets.typed import read_typed

_SIGNS = {
    "GREATER": ">", "GREATER_THAN_EQ": ">=", "LESS": "<", "LESS_THAN_EQ": "<=", "EQ": "=",
    "NOT_EQ": "<>", "BEFORE": "<", "AFTER": ">", "ON_OR_BEFORE": "<=", "ON_OR_AFTER": ">=",
}  # fmt: skip
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LINK = re.compile(r"(https?://|www\.)\S+\.\S+")


def check_rule(draft: Draft, sheet: Sheet, place: tuple[int, int], cell: Cell) -> None:
    """Hold a written cell to its strict rule, where the switch says so.

    Raises:
        Refused: 400, the value breaks the rule.
    """
    if not draft.rules.validation_enforced or cell.rule is None or not cell.rule.get("strict"):
        return
    if cell.entered is None or cell.is_formula or keeps(draft.book, sheet, cell.rule, cell.entered):
        return
    raise invalid(
        f"The data you entered in cell {cell_name(*place)} violates the data validation rules set "
        "on this cell."
    )


def keeps(book: Spreadsheet, sheet: Sheet, rule: Message, value: Plain) -> bool:
    """Whether a value keeps to a rule; kinds that are not played let everything pass."""
    condition = rule.get("condition", {})
    kind = str(condition.get("type", ""))
    wanted = [str(one.get("userEnteredValue", "")) for one in condition.get("values", [])]
    if kind == "BOOLEAN":
        return isinstance(value, bool) if not wanted else as_text(value) in wanted
    if kind in ("ONE_OF_LIST", "ONE_OF_RANGE"):
        return as_text(value) in choices(book, sheet, rule)
    if kind.startswith("TEXT_"):
        return _text_keeps(kind, as_text(value), wanted)
    if kind.startswith(("NUMBER_", "DATE_")):
        return _number_keeps(book, kind, value, wanted)
    return True


def choices(book: Spreadsheet, sheet: Sheet, rule: Message) -> list[str]:
    """Return what a drop-down offers, in its order; empty for other rules."""
    condition = rule.get("condition", {})
    wanted = [str(one.get("userEnteredValue", "")) for one in condition.get("values", [])]
    if condition.get("type") == "ONE_OF_LIST":
        return wanted
    if condition.get("type") != "ONE_OF_RANGE" or not wanted:
        return []
    title, cells = sheet_of(wanted[0].removeprefix("="))
    source = sheet if title is None else book.titled(title)
    area = parse_cells(cells, source.id) if source else None
    return _texts(source, area) if source and area else []


def _texts(source: Sheet, area: Area) -> list[str]:
    box = area.within(source.row_count, source.column_count)
    found = (as_text(cell.entered) for _, _, cell in source.filled(box) if cell.entered is not None)
    return list(dict.fromkeys(found))


def as_text(value: Plain) -> str:
    """Return a value as a drop-down offers it."""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _text_keeps(kind: str, value: str, wanted: list[str]) -> bool:
    folded, first = value.casefold(), (wanted or [""])[0].casefold()
    if kind == "TEXT_IS_EMAIL":
        return _MAIL.fullmatch(value) is not None
    if kind == "TEXT_IS_URL":
        return _LINK.fullmatch(value) is not None
    if kind == "TEXT_EQ":
        return folded == first
    return (first in folded) is (kind == "TEXT_CONTAINS")


def _number_keeps(book: Spreadsheet, kind: str, value: Plain, wanted: list[str]) -> bool:
    if isinstance(value, bool | str):
        return False
    locale = locale_named(book.locale)
    from datetime import date

    bounds: list[Scalar] = [read_typed(one, locale, date(2000, 1, 1)).value for one in wanted]
    name = kind.partition("_")[2]
    if name in ("BETWEEN", "NOT_BETWEEN") and len(bounds) == 2:
        inside = (
            compared(">=", value, bounds[0]) is True and compared("<=", value, bounds[1]) is True
        )
        return inside is (name == "BETWEEN")
    sign = _SIGNS.get(name)
    return True if sign is None or not bounds else compared(sign, value, bounds[0]) is True
