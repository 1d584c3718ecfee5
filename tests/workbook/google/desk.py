"""A team's desk on a Google Sheet: the workbook, and posts that are planned and approved."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from automation.rehearsal.sheets.person import Person
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.protocol import Cell
from tests.contracts.google_stage import made_sheet, type_rows
from tests.desk_builder import Book, MemoryBook, Team, Wired

if TYPE_CHECKING:
    from tests.workbook.google.conftest import Stand


class GoogleBook:
    """A team's workbook in the rehearsal Sheets service."""

    def __init__(self, stand: "Stand", language: str, template: Book | None = None) -> None:
        template = template or MemoryBook(language)
        tabs = {tab: template.rows(tab) for tab in template.open().tabs()}
        sheet_id = made_sheet(stand.sheets, tabs)
        self.stand = replace(stand, id=sheet_id)

    def open(self) -> GoogleBackend:
        return self.stand.open()

    def rows(self, tab: str) -> list[list[Cell]]:
        return self.stand.rows(tab)

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell]) -> None:
        rows = self.rows(tab)
        rows.extend([] for _ in range(row + 1 - len(rows)))
        for column, value in cells.items():
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = value

        def act(person: Person) -> None:
            type_rows(person, tab, rows)

        self.stand.sheets.person(self.stand.id, act)


def plan(team: Team, wired: Wired, count: int) -> list[str]:
    titles = [f"Kopi {number}" for number in range(count)]
    for title in titles:
        team.post(title)
    wired.run("check", "08:00")
    for title in titles:
        team.approve(title)
    wired.run("check", "08:01")
    return titles
