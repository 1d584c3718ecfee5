"""A team's workbook in the rehearsal Sheets service, edited as people edit it there."""

from collections.abc import Mapping
from dataclasses import dataclass

from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.server import RehearsalSheets
from automation.workbook.backends import open_backend
from automation.workbook.protocol import Backend, Cell
from tests.contracts.google_stage import ROBOT, made_sheet, rehearsal_sheets, type_rows
from tests.desk_builder import MemoryBook, Team


@dataclass
class SheetBook:
    """One sheet that people edit and commands open by its address."""

    sheets: RehearsalSheets
    id: str

    @property
    def address(self) -> str:
        return f"{self.sheets.url}/d/{self.id}"

    def open(self) -> Backend:
        return open_backend(self.address)

    def rows(self, tab: str) -> list[list[Cell]]:
        found = self.sheets.spreadsheet(self.id).values(tab, "UNFORMATTED_VALUE")
        return [[None if cell == "" else cell for cell in row] for row in found]

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell]) -> None:
        rows = self.rows(tab)
        rows.extend([] for _ in range(row + 1 - len(rows)))
        for column, value in cells.items():
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = value

        def act(person: Person) -> None:
            type_rows(person, tab, rows)

        self.sheets.person(self.id, act)


def make_sheet_desk(
    url: str, *posts: Mapping[str, Cell], language: str = "en", policy: str = "none"
) -> tuple[Team, SheetBook]:
    """Return a team of two with a sheet and one channel on the rehearsal network at `url`."""
    draft = MemoryBook(language)
    team = Team(draft, language)
    team.add("members", name="Sari", roles="creator")
    team.add("members", name="Rina", roles="manager")
    team.add(
        "channels", channel="brand", network="mastodon", address=f"{url}/@kopi_senja", policy=policy
    )
    for one in posts:
        team.add("calendar", **one)
    sheets, _ = rehearsal_sheets()
    tabs = {tab: draft.rows(tab) for tab in draft.open().tabs()}
    book = SheetBook(sheets, made_sheet(sheets, tabs, ROBOT))
    return Team(book, language), book
