"""People at an .xlsx workbook: they open it in a spreadsheet program, type into cells, and save.

Cells are found by the headers people read, in the workbook's language. Nothing of ours is used but
the schema's words for them.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from automation.workbook.schema import load_schema

TABS = load_schema().tabs
Row = dict[str, object]
CellValue = str | float | datetime | None


@dataclass
class Desk:
    """One workbook, and who types into it."""

    path: Path
    language: str
    _book: Book | None = field(default=None, repr=False)

    @contextmanager
    def open(self) -> Iterator["Desk"]:
        """Open the file, and save it when the work is done."""
        self._book = load_workbook(self.path)
        try:
            yield self
            self._book.save(self.path)
        finally:
            self._book.close()
            self._book = None

    def say(self, tab: str, column: str, value: str) -> str:
        """Return what people choose for a value."""
        return TABS[tab].fields[column].label(value, self.language)

    def rows(self, tab: str) -> list[Row]:
        """Return a tab's rows by column name; `#` is the row's number in the sheet."""
        names = self._names(tab)
        return [
            {"#": number, **{name: self._sheet(tab).cell(number, at).value for name, at in names.items()}}
            for number in range(2, self._sheet(tab).max_row + 1)
            if any(self._sheet(tab).cell(number, at).value not in (None, "") for at in names.values())
        ]  # fmt: skip

    def row(self, tab: str, column: str, value: str) -> Row:
        """Return the row where a column says this."""
        return next(row for row in self.rows(tab) if row[column] == value)

    def type(self, tab: str, row: Row, **cells: CellValue) -> None:
        """Type into cells of a row."""
        self._write(tab, int(str(row["#"])), cells)

    def add(self, tab: str, **cells: CellValue) -> None:
        """Type a new row below the last."""
        self._write(tab, max((int(str(row["#"])) for row in self.rows(tab)), default=1) + 1, cells)

    def _write(self, tab: str, number: int, cells: Mapping[str, CellValue]) -> None:
        names = self._names(tab)
        for name, value in cells.items():
            self._sheet(tab).cell(number, names[name], value)

    def _sheet(self, tab: str) -> Worksheet:
        assert self._book is not None, "nobody has opened the workbook"
        sheet = self._book[TABS[tab].title(self.language)]
        assert isinstance(sheet, Worksheet)
        return sheet

    def _names(self, tab: str) -> dict[str, int]:
        headers = [cell.value for cell in self._sheet(tab)[1]]
        return {
            name: headers.index(column.title(self.language)) + 1
            for name, column in TABS[tab].usual.items()
        }
