"""Where a back-end plays: how its workbook is made, and how people edit it behind its back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import xlsxwriter

from automation.settings import Settings
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.protocol import Backend, Cell
from tests.contracts.google_stage import made_sheet, rehearsal_sheets, serial, type_rows

Rows = list[list[Cell]]


class Stage(Protocol):
    """One workbook of one back-end."""

    @property
    def backend(self) -> Backend:
        """The workbook as the run at hand opened it."""
        ...

    def people(self, tab: str, edit: Callable[[Rows], None]) -> None:
        """Let people change a tab's rows."""
        ...

    def fresh(self) -> Backend:
        """Return the workbook as another run would open it."""
        ...

    def kept(self, cell: Cell) -> Cell:
        """Return how the workbook gives back a cell that people typed."""
        ...


class MemoryStage:
    def __init__(self, tabs: Mapping[str, Rows], _folder: Path) -> None:
        self.backend = MemoryBackend(tabs)

    def people(self, tab: str, edit: Callable[[Rows], None]) -> None:
        rows = [list(row) for row in self.backend.read([tab])[tab].rows]
        count = len(rows)
        edit(rows)
        for _ in range(count):
            self.backend.delete_row(tab, 0)
        for index, row in enumerate(rows):
            self.backend.insert_row(tab, index, row)

    def fresh(self) -> Backend:
        return self.backend

    def kept(self, cell: Cell) -> Cell:
        return cell


class XlsxStage:
    def __init__(self, tabs: Mapping[str, Rows], folder: Path) -> None:
        self.path = folder / "kalender kopi.xlsx"
        write_xlsx(self.path, tabs)
        self.backend = XlsxBackend(self.path)

    def people(self, tab: str, edit: Callable[[Rows], None]) -> None:
        grids = self.backend.read(self.backend.tabs())
        tabs = {name: [list(row) for row in grid.rows] for name, grid in grids.items()}
        edit(tabs[tab])
        write_xlsx(self.path, tabs)

    def fresh(self) -> Backend:
        return XlsxBackend(self.path)

    def kept(self, cell: Cell) -> Cell:
        return cell


class GoogleStage:
    """A sheet of the rehearsal service, which people reach through its Python side."""

    def __init__(self, tabs: Mapping[str, Rows], folder: Path) -> None:
        self.sheets, self._key = rehearsal_sheets()
        self.id = made_sheet(self.sheets, tabs)
        self.backend: Backend = self.fresh()

    def people(self, tab: str, edit: Callable[[Rows], None]) -> None:
        rows = [list(row) for row in self.fresh().read([tab])[tab].rows]
        edit(rows)
        self.sheets.person(self.id, lambda person: type_rows(person, tab, rows))

    def fresh(self) -> Backend:
        address = f"{self.sheets.url}/d/{self.id}"
        return GoogleBackend(address, settings=Settings(google_key=str(self._key)))

    def kept(self, cell: Cell) -> Cell:
        return serial(cell)


STAGES: Mapping[str, Callable[[Mapping[str, Rows], Path], Stage]] = {
    "google": GoogleStage,
    "memory": MemoryStage,
    "xlsx": XlsxStage,
}


def write_xlsx(path: Path, tabs: Mapping[str, Rows]) -> None:
    """Write plain cells with the program most likely to make workbooks from code."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd hh:mm:ss"}) as workbook:
        for tab, rows in tabs.items():
            sheet = workbook.add_worksheet(tab)
            for row, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write(row, column, cell)
