"""Values as `values.get` answers them: cut at the end, turned where asked. Pure."""

from dataclasses import dataclass

from automation.rehearsal.sheets.a1 import range_name
from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.calculation import Calculator, rendered
from automation.rehearsal.sheets.message import Message, Plain
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import beyond

_RENDER = frozenset({"FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA"})
_DATES = frozenset({"SERIAL_NUMBER", "FORMATTED_STRING"})
_MAJOR = frozenset({"ROWS", "COLUMNS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """How values are wanted."""

    how: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"
    major: str = "ROWS"

    @staticmethod
    def of(how: str, dates: str, major: str) -> "Rendering":
        """Read the options of a request; empty ones are the defaults.

        Raises:
            Refused: 400, an option that does not exist.
        """
        return Rendering(
            how=_one_of(_RENDER, how, "FORMATTED_VALUE", "value_render_option"),
            dates=_one_of(_DATES, dates, "SERIAL_NUMBER", "date_time_render_option"),
            major=major_of(major),
        )


def major_of(sent: str) -> str:
    """Read a majorDimension.

    Raises:
        Refused: 400, it does not exist.
    """
    return _one_of(_MAJOR, sent.removeprefix("DIMENSION_UNSPECIFIED"), "ROWS", "major_dimension")


def _one_of(known: frozenset[str], sent: str, default: str, field: str) -> str:
    if not sent:
        return default
    if sent not in known:
        raise invalid(f"Invalid value at '{field}', \"{sent}\"")
    return sent


def read_box(sheet: Sheet, area: Area) -> Box:
    """Return an area for reading: an end beyond the grid is cut.

    Raises:
        Refused: 400, it begins outside the grid.
    """
    box = area.within(sheet.row_count, sheet.column_count)
    if box.row0 >= sheet.row_count or box.col0 >= sheet.column_count:
        row1, col1 = area.row1 or box.row0 + 1, area.col1 or box.col0 + 1
        raise beyond(sheet, Box(box.row0, row1, box.col0, col1))
    return box


def value_range(calculator: Calculator, sheet: Sheet, area: Area, wanted: Rendering) -> Message:
    """Return a ValueRange: trailing empty cells and lines are cut, nothing at all is left out."""
    box = read_box(sheet, area)
    message: Message = {"range": range_name(sheet.title, box), "majorDimension": wanted.major}
    values = read_values(calculator, sheet, box, wanted)
    if values:
        message["values"] = values
    return message


def read_values(
    calculator: Calculator, sheet: Sheet, box: Box, wanted: Rendering
) -> list[list[Plain]]:
    """Return the values of a box by its major dimension."""
    found: dict[tuple[int, int], Plain] = {}
    turned = wanted.major == "COLUMNS"
    for row, col, cell in sheet.filled(box):
        if cell.is_empty:
            continue
        value = rendered(calculator, sheet, (row, col), wanted.how, wanted.dates)
        if value != "":
            place = (row - box.row0, col - box.col0)
            found[place[::-1] if turned else place] = value
    return _lists(found)


def _lists(found: dict[tuple[int, int], Plain]) -> list[list[Plain]]:
    by_line: dict[int, dict[int, Plain]] = {}
    for (line, position), value in found.items():
        by_line.setdefault(line, {})[position] = value
    lines = []
    for line in range(max(by_line, default=-1) + 1):
        held = by_line.get(line, {})
        lines.append([held.get(position, "") for position in range(max(held, default=-1) + 1)])
    return lines
