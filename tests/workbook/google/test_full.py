"""Ten million cells are all a sheet can have: what does not fit is not half written, and is said."""

from collections.abc import Callable
from pathlib import Path

import pytest

from automation.errors import ReceiptsKept, SheetError
from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.spreadsheet import MAX_CELLS, Spreadsheet
from automation.workbook.backends.google.layout.laying import Asked, init_sheet
from automation.workbook.journal import FileJournal
from tests.contracts.google_stage import made_sheet
from tests.desk_builder import SCHEMA, Team, Wired
from tests.workbook.google.conftest import Stand
from tests.workbook.google.desk import GoogleBook, plan
from tests.workbook.google.people_things import everything_of_people

FILLER = "Arsip 2019"


def fill(person: Person) -> None:
    """Play people who cut every tab to its rows and fill all that is left with an archive."""
    sheets = person.file.book.sheets
    for sheet in sheets:
        grid = {"rowCount": max(len(sheet.rows), 2), "columnCount": sheet.column_count}
        properties = {"sheetId": sheet.id, "gridProperties": grid}
        change = {"properties": properties, "fields": "gridProperties(rowCount,columnCount)"}
        person.batch({"updateSheetProperties": change})
    taken = sum(one.row_count * one.column_count for one in person.file.book.sheets)
    grid = {"rowCount": MAX_CELLS - taken, "columnCount": 1}
    person.batch({"addSheet": {"properties": {"title": FILLER, "gridProperties": grid}}})


def make_room(person: Person) -> None:
    person.delete_tab(FILLER)


def book_of(stand: Stand) -> Spreadsheet:
    return stand.sheets.spreadsheet(stand.id).book


def test_a_claim_that_does_not_fit_sends_nothing(
    team: Team, wired: Wired, book: GoogleBook, network: Rehearsal
) -> None:
    plan(team, wired, 2)
    book.stand.sheets.person(book.stand.id, fill)
    before = team.everything()

    with pytest.raises(SheetError) as raised:
        wired.run("publish", "09:05", backend=book.open())

    assert "is full: Google allows no more cells in it. Nothing was written." in str(raised.value)
    assert "deletes tabs or empty rows and columns" in str(raised.value)
    assert not network.posts("kopi_senja")
    assert team.everything() == before


def test_a_receipt_that_does_not_fit_is_kept_and_written_when_there_is_room(
    team: Team, wired: Wired, book: GoogleBook, network: Rehearsal, tmp_path: Path
) -> None:
    plan(team, wired, 2)
    left: list[Callable[[Person], None]] = [fill]

    def hook(boundary: str) -> None:
        if boundary == "after publish" and left:
            book.stand.sheets.person(book.stand.id, left.pop())

    journal = FileJournal(tmp_path, book.stand.address, "R-1")
    with pytest.raises(ReceiptsKept):
        wired.run("publish", "09:05", backend=book.open(), journal=journal, hook=hook)
    journal.close()
    book.stand.sheets.person(book.stand.id, make_room)
    journal = FileJournal(tmp_path, book.stand.address, "R-2")
    wired.run("publish", "09:06", backend=book.open(), journal=journal)
    journal.close()

    assert len(network.posts("kopi_senja")) == 2
    assert {team.state(f"Kopi {number}") for number in range(2)} == {"published"}


def test_init_in_a_sheet_without_room_changes_nothing_and_says_what_to_do(stand: Stand) -> None:
    stand.id = made_sheet(stand.sheets, {"Catatan tim": [["jangan", "dihapus"]]})
    stand.sheets.person(stand.id, fill)
    before = everything_of_people(book_of(stand))

    with pytest.raises(SheetError, match="is full"):
        init_sheet(stand.open(), Asked(language="id", timezone="Asia/Jakarta"), SCHEMA)

    assert everything_of_people(book_of(stand)) == before
