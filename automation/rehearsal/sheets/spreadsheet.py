"""A spreadsheet: its sheets in order, its named ranges, developer metadata and comments.

A call works on a copy, which takes the original's place only when all of the call succeeded.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from automation.rehearsal.sheets.a1 import parse_cells, range_name, split_range
from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import Refused, invalid
from automation.rehearsal.sheets.sheet import Sheet

MAX_CELLS = 10_000_000


@dataclass(slots=True)
class Spreadsheet:
    """A spreadsheet's own state; who may open it is the Drive file's affair."""

    id: str
    title: str
    locale: str = "en_US"
    timezone: str = "Etc/GMT"
    recalc: str = "ON_CHANGE"
    sheets: list[Sheet] = field(default_factory=list)
    named: list[Message] = field(default_factory=list)
    metadata: list[Message] = field(default_factory=list)
    comments: list[Message] = field(default_factory=list)
    version: int = 0

    def copy(self) -> "Spreadsheet":
        """Return a copy that can be changed without touching this one."""
        return Spreadsheet(
            id=self.id,
            title=self.title,
            locale=self.locale,
            timezone=self.timezone,
            recalc=self.recalc,
            sheets=[one.copy() for one in self.sheets],
            named=list(self.named),
            metadata=list(self.metadata),
            comments=list(self.comments),
            version=self.version + 1,
        )

    def find_sheet(self, sheet_id: int) -> Sheet | None:
        """Return the sheet with that id."""
        return next((one for one in self.sheets if one.id == sheet_id), None)

    def sheet(self, sheet_id: int) -> Sheet:
        """Return the sheet with that id.

        Raises:
            Refused: 400, there is none.
        """
        found = self.find_sheet(sheet_id)
        if found is None:
            raise invalid(f"No sheet with id: {sheet_id}")
        return found

    def titled(self, title: str) -> Sheet | None:
        """Return the sheet of that title; another case is the same title."""
        exact = next((one for one in self.sheets if one.title == title), None)
        folded = title.casefold()
        return exact or next((one for one in self.sheets if one.title.casefold() == folded), None)

    def position(self, sheet: Sheet) -> int:
        """Return the sheet's index among the tabs."""
        return self.sheets.index(sheet)

    def box(self, area: Area) -> Box:
        """Return an area with all its bounds.

        Raises:
            Refused: 400, there is no such sheet, or the area leaves its grid.
        """
        sheet = self.find_sheet(area.sheet_id)
        if sheet is None:
            raise invalid(f"No grid with id: {area.sheet_id}")
        wanted = Area.within(area, 10**9, 10**9)
        box = area.within(sheet.row_count, sheet.column_count)
        overflows = (area.row1 or 0) > sheet.row_count or (area.col1 or 0) > sheet.column_count
        if overflows or box.row0 >= sheet.row_count or box.col0 >= sheet.column_count:
            raise beyond(
                sheet, Box(wanted.row0, area.row1 or box.row1, wanted.col0, area.col1 or box.col1)
            )
        if box.row1 <= box.row0 or box.col1 <= box.col0:
            raise invalid("The range must not be empty.")
        return box

    def resolve(self, text: str) -> tuple[Sheet, Area]:
        """Find the sheet and the cells that a text in A1 notation or a name stands for.

        Raises:
            Refused: 400, nothing is called that.
        """
        title, rest, was_quoted = split_range(text)
        if title is None:
            return self._bare(rest)
        sheet = self.titled(title)
        if sheet is None:
            raise invalid(f"Unable to parse range: {text}")
        if was_quoted and not rest:
            return sheet, Area(sheet.id)
        area = parse_cells(rest, sheet.id) or self._name(rest)
        if area is None:
            raise invalid(f"Unable to parse range: {text}")
        return self.sheet(area.sheet_id), area

    def _bare(self, text: str) -> tuple[Sheet, Area]:
        first = next((one for one in self.sheets if not one.is_hidden), self.sheets[0])
        area = parse_cells(text, first.id) or self._name(text)
        if area is not None:
            return self.sheet(area.sheet_id), area
        sheet = self.titled(text)
        if sheet is None:
            raise invalid(f"Unable to parse range: {text}")
        return sheet, Area(sheet.id)

    def _name(self, text: str) -> Area | None:
        folded = text.casefold()
        found = next((one for one in self.named if one["name"].casefold() == folded), None)
        return Area.of(found["range"]) if found else None

    def comments_on(self, sheet_id: int) -> list[Message]:
        """Return the comments whose cells are on a sheet."""
        return [one for one in self.comments if (one["cell"] or {}).get("sheetId") == sheet_id]

    def check_size(self) -> None:
        """Hold the whole to the number of cells a file may have.

        Raises:
            Refused: 400, it has more.
        """
        if sum(one.row_count * one.column_count for one in self.sheets) > MAX_CELLS:
            raise invalid(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MAX_CELLS} cells."
            )

    def fresh_id(self, draw: Callable[[], int]) -> int:
        """Return an id that no object here has."""
        taken = {one.id for one in self.sheets} | {
            value
            for sheet in self.sheets
            for listed in sheet.objects.values()
            for one in listed
            for value in one.values()
            if isinstance(value, int)
        }
        while (drawn := draw()) in taken:
            pass
        return drawn


def beyond(sheet: Sheet, box: Box) -> Refused:
    """Return the 400 for cells outside the grid."""
    return invalid(
        f"Range ({range_name(sheet.title, box)}) exceeds grid limits. "
        f"Max rows: {sheet.row_count}, max columns: {sheet.column_count}"
    )
