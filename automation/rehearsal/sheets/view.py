"""A look at a spreadsheet from outside the server, for assertions."""

from dataclasses import dataclass

from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.message import Plain
from automation.rehearsal.sheets.reading import Rendering, read_values
from automation.rehearsal.sheets.spreadsheet import Spreadsheet


@dataclass(frozen=True, slots=True)
class SheetView:
    """A spreadsheet as it was when somebody looked, for assertions."""

    book: Spreadsheet
    _calculator: Calculator

    @property
    def tabs(self) -> list[str]:
        """The titles of its tabs, in order."""
        return [one.title for one in self.book.sheets]

    def values(self, tab: str, how: str = "FORMATTED_VALUE") -> list[list[Plain]]:
        """Return a tab's values as the API would, cut at the end."""
        sheet = self.book.titled(tab)
        if sheet is None:
            raise KeyError(tab)
        return read_values(self._calculator, sheet, sheet.whole, Rendering(how=how))
