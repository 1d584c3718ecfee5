"""A sheet that `init` lays out, and the people at it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet
from automation.rehearsal.sheets.world import OWNER
from automation.settings import Settings
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.client import Patience
from automation.workbook.backends.google.layout.keys import key_in
from automation.workbook.backends.google.layout.laying import Asked, init_sheet
from automation.workbook.initialised import Initialised
from automation.workbook.protocol import Cell
from automation.workbook.schema import Schema, Tab
from tests.contracts.google_stage import ROBOT, rehearsal_sheets, serial
from tests.desk_books import SCHEMA
from tests.workbook.google.conftest import Clockwork

MAIL = {"Sari": "sari@kopi.example", "Rina": "rina@kopi.example", "Agus": "agus@kopi.example"}


_laid_once: dict[tuple[str, int], Spreadsheet] = {}


def _once(language: str, schema: Schema) -> Spreadsheet:
    """Lay out a sheet once; it is copied for every test that begins with one."""
    key = language, id(schema)
    if key not in _laid_once:
        made = Laid(language)
        made.init(schema=schema)
        _laid_once[key] = made.sheets.spreadsheet(made.id).book
    return _laid_once[key]


def laid_out(language: str = "en", schema: Schema = SCHEMA) -> "Laid":
    """Return a sheet on which `init` was run; a schema that is used twice is the same object."""
    laid, template = Laid(language), _once(language, schema)

    def act(person: Person) -> None:
        person.file.book = template.copy()
        person.file.book.id = laid.id

    laid.person(act)
    return laid


@dataclass
class Laid:
    """One sheet of the rehearsal service. As a `Book` it is edited by its owner."""

    language: str = "en"
    share_with: Mapping[str, str] = field(default_factory=lambda: {ROBOT: "writer"})
    clockwork: Clockwork = field(default_factory=Clockwork)
    reads: int = 0
    writes: int = 0

    def __post_init__(self) -> None:
        self.sheets, self.key = rehearsal_sheets()
        shared = {**self.share_with, **dict.fromkeys(MAIL.values(), "writer")}
        self.id = self.sheets.create_spreadsheet("Kopi Senja", share_with=shared)

    @property
    def address(self) -> str:
        return f"{self.sheets.url}/d/{self.id}"

    def open(self) -> GoogleBackend:
        return GoogleBackend(
            self.address,
            settings=Settings(google_key=str(self.key)),
            patience=Patience(answer_s=30.0),
            pace=self.clockwork.pace(),
        )

    def init(self, timezone: str = "Asia/Jakarta", schema: Schema = SCHEMA) -> Initialised:
        """Run `init`, and note what it called."""
        backend = self.open()
        done = init_sheet(backend, Asked(language=self.language, timezone=timezone), schema)
        self.reads, self.writes = backend.calls.reads, backend.calls.writes
        return done

    # What stands there

    def tab(self, name: str) -> Sheet:
        """Return a tab of the schema as it stands."""
        title = SCHEMA.tabs[name].find_title(self.titles)
        assert title is not None, name
        return self.titled(title)

    def titled(self, title: str) -> Sheet:
        found = self.sheets.spreadsheet(self.id).book.titled(title)
        assert found is not None, title
        return found

    @property
    def titles(self) -> list[str]:
        return self.sheets.spreadsheet(self.id).tabs

    def column(self, name: str, field_name: str) -> int:
        """Return where a column stands."""
        header = self.rows(self.tab(name).title)[0]
        return [_field(SCHEMA.tabs[name], cell) for cell in header].index(field_name)

    def rule(self, name: str, field_name: str, row: int = 1) -> Mapping[str, Any] | None:
        return self.tab(name).cell(row, self.column(name, field_name)).rule

    def area(self, name: str, field_name: str) -> dict[str, int]:
        """Return the cells of a column below its header."""
        at = self.column(name, field_name)
        ends = {"startColumnIndex": at, "endColumnIndex": at + 1, "startRowIndex": 1}
        return {"sheetId": self.tab(name).id, **ends}

    def guards(self, name: str) -> dict[str, Mapping[str, Any]]:
        """Return a tab's protections by our key."""
        return {
            key_in(one["description"]): one for one in self.tab(name).objects["protectedRanges"]
        }

    def views(self, tab: str = "calendar") -> dict[str, Mapping[str, Any]]:
        """Return a tab's filter views by title."""
        return {one["title"]: one for one in self.tab(tab).objects["filterViews"]}

    def rows(self, tab: str) -> list[list[Cell]]:
        found = self.sheets.spreadsheet(self.id).values(tab, "UNFORMATTED_VALUE")
        return [[None if cell == "" else cell for cell in row] for row in found]

    def cells(self) -> Iterator[tuple[str, int, int, object]]:
        """Yield every filled cell."""
        for sheet in self.sheets.spreadsheet(self.id).book.sheets:
            for row, column, cell in sheet.filled(sheet.whole):
                if not cell.is_empty:
                    yield sheet.title, row, column, cell.entered

    # What people do

    def do(self, *requests: Message) -> None:
        """Have the owner ask for changes."""

        def act(person: Person) -> None:
            person.batch(*requests)

        self.person(act)

    def person(self, act: Callable[[Person], object], address: str = OWNER) -> None:
        self.sheets.person(self.id, act, address)

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell], address: str = OWNER) -> None:
        """Type into cells of a row; their looks and rules stay."""
        sheet = self.titled(tab)

        def act(person: Person) -> None:
            person.batch(
                *(
                    {
                        "updateCells": {
                            "start": {"sheetId": sheet.id, "rowIndex": row, "columnIndex": column},
                            "rows": [{"values": [_data(value)]}],
                            "fields": "userEnteredValue",
                        }
                    }
                    for column, value in cells.items()
                )
            )

        self.person(act, address)


def _field(tab: Tab, cell: Cell) -> str | None:
    return tab.field_named(str(cell))


def _data(cell: Cell) -> dict[str, object]:
    kept = serial(cell)
    if kept is None:
        return {}
    kind = "stringValue" if isinstance(kept, str) else "numberValue"
    return {"userEnteredValue": {kind: kept}}
