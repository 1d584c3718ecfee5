"""How a cell looks at last: its own format, banding below it, conditional formats above it."""

from collections.abc import Iterator

from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.formula_text import shifted
from automation.rehearsal.sheets.formulas import Failure, Scalar
from automation.rehearsal.sheets.message import Message, listed
from automation.rehearsal.sheets.rules import keeps
from automation.rehearsal.sheets.sheet import Sheet


class Looks:
    """How the cells of one sheet look, as it stands; where its formats lie is worked out once."""

    def __init__(self, calculator: Calculator, sheet: Sheet) -> None:
        self._calculator = calculator
        self._sheet = sheet
        self._rules = [
            (boxes, rule["booleanRule"])
            for rule in sheet.objects["conditionalFormats"]
            if "booleanRule" in rule and (boxes := list(_boxes(rule, sheet)))
        ]
        self._bands = [
            (Area.of(one["range"]).within(sheet.row_count, sheet.column_count), bands)
            for one in sheet.objects["bandedRanges"]
            if (bands := one.get("rowProperties"))
        ]

    def of(self, row: int, col: int) -> Message:
        """Return the format to draw a cell with; the first conditional format that fits wins."""
        look = {**self._band(row, col), **self._sheet.cell(row, col).look}
        for boxes, boolean in self._rules:
            if not any(one.holds(row, col) for one in boxes):
                continue
            corner = min(one.row0 for one in boxes), min(one.col0 for one in boxes)
            condition = boolean.get("condition", {})
            if fits(self._calculator, self._sheet, condition, (row, col), corner):
                extra = boolean.get("format", {})
                text = {**look.get("textFormat", {}), **extra.get("textFormat", {})}
                return {**look, **extra, "textFormat": text}
        return look

    def _band(self, row: int, col: int) -> Message:
        for box, bands in self._bands:
            if not box.holds(row, col):
                continue
            index = row - box.row0 - ("headerColor" in bands)
            name = "firstBandColor" if index % 2 == 0 else "secondBandColor"
            name = "headerColor" if index < 0 else name
            return {"backgroundColor": bands[name]} if name in bands else {}
        return {}


def fits(
    calculator: Calculator,
    sheet: Sheet,
    condition: Message,
    place: tuple[int, int],
    corner: tuple[int, int],
) -> bool:
    """Whether a condition holds for a cell; formulas are read as from the range's first cell."""
    kind = str(condition.get("type", ""))
    value = calculator.value(sheet, *place)
    wanted = [str(one.get("userEnteredValue", "")) for one in listed(condition.get("values"))]
    if kind == "CUSTOM_FORMULA":
        return bool(wanted) and _is_true(calculator, sheet, wanted[0], place, corner)
    if kind in ("BLANK", "NOT_BLANK"):
        return (value in (None, "")) is (kind == "BLANK")
    if value is None or isinstance(value, Failure):
        return False
    if kind in ("TEXT_STARTS_WITH", "TEXT_ENDS_WITH"):
        return _edge(kind, str(value), wanted)
    return keeps(calculator.book, sheet, {"condition": condition}, value)


def _edge(kind: str, value: str, wanted: list[str]) -> bool:
    folded, part = value.casefold(), (wanted or [""])[0].casefold()
    return folded.startswith(part) if kind == "TEXT_STARTS_WITH" else folded.endswith(part)


def _is_true(
    calculator: Calculator,
    sheet: Sheet,
    formula: str,
    place: tuple[int, int],
    corner: tuple[int, int],
) -> bool:
    moved = shifted(formula, place[0] - corner[0], place[1] - corner[1])
    result: Scalar = calculator.formula(sheet, moved)
    return result is True or (isinstance(result, int | float) and bool(result))


def _boxes(rule: Message, sheet: Sheet) -> Iterator[Box]:
    for one in rule.get("ranges", []):
        yield Area.of(one).within(sheet.row_count, sheet.column_count)
