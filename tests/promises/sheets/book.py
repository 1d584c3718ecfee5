"""A Google Sheet that people edit while runs work in it, and its twin, which only people edit.

Whatever people do, they do to both; runs write into the first alone. So what people own must at
every moment stand in both alike, whatever it is: cells, formulas, notes, formats, order, filters.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from google.oauth2.service_account import Credentials

from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.keys import make_robot, write_key
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.reading import Rendering, read_values
from automation.rehearsal.sheets.refusals import Refused
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet
from automation.rehearsal.sheets.world import OWNER, File, Robot, SheetsWorld
from automation.settings import Settings
from automation.workbook.backends.google.account import SCOPES, Account, load_account
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.protocol import Backend, Cell
from tests.contracts.google_stage import ROBOT, data_of, serial, type_rows
from tests.desk_builder import SCHEMA, MemoryBook, columns_of
from tests.promises.boundaries import HookedBackend
from tests.promises.sheets.clockwork import Clockwork
from tests.promises.sheets.faults import CountedFaults
from tests.promises.sheets.wire import SERVER, Wire

if TYPE_CHECKING:
    from tests.promises.desk_story import Life

FIELDS = "userEnteredValue,userEnteredFormat.numberFormat"
ID = "1" + "k" * 43
GRID_ROWS = 40
NOON = datetime(2026, 11, 21, 12)  # noqa: DTZ001 - a sheet's wall clock


class SheetBook:
    """A team's workbook in a service of its own."""

    def __init__(self, locale: str, *, on_sleep: Callable[[timedelta], object]) -> None:
        self.world = SheetsWorld(faults=CountedFaults())
        self.robot, account = _robot()
        self.account = fresh(account)
        self.world.know(self.robot)
        self.clockwork = Clockwork(on_sleep, self.world.clock)
        self.slow_calls: dict[int, float] = {}
        self.file = self._made(ID, locale)
        self.twin = self._made("2" + "k" * 43, locale)
        self.world.share(self.file, ROBOT, "writer")
        self.world.quota.allow(None, None)
        self.titles = {name: SCHEMA.tabs[name].title("en") for name in SCHEMA.tabs}
        self._known: tuple[Spreadsheet, dict[str, list[list[Cell]]]] | None = None

    # What a run sees

    def open(self) -> Backend:
        return self.look()

    def opened_by(self, life: "Life") -> Backend:
        self.world.clock.set(None)
        self.world.clock.set(self.world.clock.now())
        wire = Wire(self.world, self.clockwork, life, self.account, slow=self.slow_calls)
        return HookedBackend(
            GoogleBackend(
                f"{SERVER}/d/{ID}", settings=Settings(), pace=self.clockwork.pace(), connect=wire.connect,
            ),
            wire.told,
        )  # fmt: skip

    # What whoever judges sees

    def look(self) -> Backend:
        return MemoryBackend({tab: self._rows(tab) for tab in self.titles.values()}, address=ID)

    def rows(self, tab: str) -> list[list[Cell]]:
        return [list(row) for row in self._rows(self.title(tab))]

    def kept(self, value: Cell) -> Cell:
        return serial(value)

    def title(self, tab: str) -> str:
        """Return how a tab is called now, by its English title."""
        return next(self.titles[n] for n, one in SCHEMA.tabs.items() if one.title("en") == tab)

    def sheet(self, tab: str, book: Spreadsheet | None = None) -> Sheet:
        """Return a tab of the sheet, or of its twin."""
        found = (book or self.file.book).titled(self.title(tab))
        assert found is not None
        return found

    # What people do

    def people(self, act: Callable[[Person], object]) -> bool:
        """Let somebody act on the sheet and on its twin; say whether it was possible."""
        before = self.file.book, self.twin.book
        try:
            for file in (self.twin, self.file):
                act(Person(self.world, file, OWNER))
        except Refused:
            self.file.book, self.twin.book = before
            return False
        return True

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell]) -> None:
        self.people(lambda one: one.batch(*self._typed(tab, row, cells)))

    def insert_row(self, tab: str, row: int, cells: Sequence[Cell]) -> None:
        """Insert a row; the twin gets what people own of it."""
        machine = self.machine_columns(tab)
        own = {at: cell for at, cell in enumerate(cells) if cell is not None and at not in machine}
        copied = {at: cell for at, cell in enumerate(cells) if cell is not None and at in machine}
        self.people(lambda one: one.insert_rows(self.title(tab), row + 1))
        if own:
            self.fill(tab, row, own)
        if copied:
            Person(self.world, self.file, OWNER).batch(*self._typed(tab, row, copied))

    def delete_row(self, tab: str, row: int) -> None:
        self.people(lambda one: one.delete_rows(self.title(tab), row + 1))

    def sort(self, tab: str, column: int, *, descending: bool) -> None:
        self.people(lambda one: one.sort(self.title(tab), column + 1, falling=descending))

    def calm(self) -> None:
        """End every fault, and give access back."""
        self.world.faults.clear()
        self.world.scripts.clear()
        self.slow_calls = {}
        self.world.quota.allow(None, None)
        self.world.know(self.robot)
        self.world.share(self.file, ROBOT, "writer")

    def machine_columns(self, tab: str) -> set[int]:
        """Return where the machine's columns stand in a tab."""
        name = next(n for n, one in SCHEMA.tabs.items() if one.title("en") == tab)
        fields = SCHEMA.tabs[name].fields
        places = columns_of(SCHEMA.tabs[name], self.rows(tab)[0])
        return {at for column, at in places.items() if fields[column].writer == "machine"}

    def _typed(self, tab: str, row: int, cells: Mapping[int, Cell]) -> list[dict[str, object]]:
        sheet = self.sheet(tab)
        return [
            {
                "updateCells": {
                    "start": {"sheetId": sheet.id, "rowIndex": row, "columnIndex": column},
                    "rows": [{"values": [data_of(cell)]}],
                    "fields": FIELDS,
                }
            }
            for column, cell in cells.items()
        ]

    def _rows(self, title: str) -> list[list[Cell]]:
        book = self.file.book
        if self._known is None or self._known[0] is not book:
            self._known = (book, {})
        rows = self._known[1]
        if title not in rows:
            rows[title] = values_of(book, title)
        return rows[title]

    def _made(self, key: str, locale: str) -> File:
        book = _template().copy()
        book.id, book.locale = key, locale
        return self.world.add_file(book, OWNER)


def values_of(book: Spreadsheet, title: str) -> list[list[Cell]]:
    """Return a tab's values, unformatted; empty cells are None."""
    sheet = book.titled(title)
    assert sheet is not None
    rendering = Rendering(how="UNFORMATTED_VALUE")
    found = read_values(Calculator(book, NOON), sheet, sheet.whole, rendering)
    return [[None if cell == "" else cell for cell in row] for row in found]


@lru_cache(maxsize=1)
def _robot() -> tuple[Robot, Account]:
    """Make one service account for all stories of this process, and read its key file."""
    robot, message = make_robot(ROBOT)
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key.json"
        write_key(key, message, SERVER)
        return robot, load_account(str(key), SERVER)


def fresh(account: Account) -> Account:
    """Return the account as it is before it was given a token."""
    assert isinstance(account.credentials, Credentials)
    unused: Credentials = account.credentials.with_scopes(list(SCOPES))
    return replace(account, credentials=unused)


@lru_cache(maxsize=1)
def _template() -> Spreadsheet:
    """Return the empty workbook that every story copies: ids and all are the same each time."""
    world = SheetsWorld()
    file = world.create("Kalender Kopi Senja", OWNER)
    person = Person(world, file, OWNER)
    memory = MemoryBook("en")
    for number, tab in enumerate(memory.open().tabs(), start=1):
        rows = memory.rows(tab)
        grid = {"rowCount": GRID_ROWS, "columnCount": max(map(len, rows)) + 3}
        properties = {"sheetId": number, "title": tab, "gridProperties": grid}
        person.batch({"addSheet": {"properties": properties}})
        type_rows(person, tab, rows)
    person.batch({"deleteSheet": {"sheetId": 0}})
    return file.book
