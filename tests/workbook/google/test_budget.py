"""Calls are counted by Google, sixty a minute: how many each errand takes."""

from automation.rehearsal.sheets.person import Person
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.looking import Wish, columns_to_read
from automation.workbook.calls import Calls
from automation.workbook.protocol import Append, Cell, Patch, RowRef
from tests.workbook.google.conftest import ROWS, Stand, event, patch


def test_opening_asks_nothing(stand: Stand) -> None:
    assert stand.open().calls == Calls(reads=0, writes=0)
    assert not stand.sheets.calls()


def test_reading_everything_takes_two_calls_and_reading_it_back_one(stand: Stand) -> None:
    backend = stand.open()

    backend.read(backend.tabs())
    first = backend.calls
    backend.read(backend.tabs())

    assert first == Calls(reads=2, writes=0)
    assert backend.calls == Calls(reads=3, writes=0)


def test_new_rows_take_one_write_and_no_look(backend: GoogleBackend) -> None:
    before = backend.calls.reads

    for number in range(5):
        backend.commit([event(f"E-{number + 2}"), event(f"F-{number}")])

    assert backend.calls == Calls(reads=before, writes=5)


def test_patches_and_new_rows_together_take_one_look_and_one_write(
    stand: Stand, backend: GoogleBackend
) -> None:
    changes = [patch(backend, f"P-{n}", "State", "published") for n in (1, 2, 3)]
    before = backend.calls.reads

    backend.commit([*changes, event("E-2")])

    assert backend.calls == Calls(reads=before + 1, writes=1)
    assert [row[2] for row in stand.rows()[1:4]] == ["published"] * 3


def test_a_row_without_an_id_takes_no_more(stand: Stand, backend: GoogleBackend) -> None:
    stand.sheets.person(stand.id, lambda person: person.type("kalender!B6", "Ide baru"))
    rows = backend.read(["kalender"])["kalender"].rows
    before = backend.calls.reads
    ref = RowRef(id="", index=5, as_read=rows[5])

    backend.commit([Patch(tab="kalender", id_column="Post", row=ref, column="Post", value="P-5")])

    assert backend.calls == Calls(reads=before + 1, writes=1)
    assert stand.rows()[5] == ["P-5", "Ide baru"]


def test_a_run_that_never_read_looks_once_at_the_tabs_and_once_at_the_rows(stand: Stand) -> None:
    backend = stand.open()

    backend.commit([event("E-2")])

    assert backend.calls == Calls(reads=2, writes=1)


def test_an_event_that_stands_there_costs_no_write(stand: Stand, backend: GoogleBackend) -> None:
    backend.commit([event("E-1"), event("E-1")])

    assert backend.calls.writes == 0
    assert len(stand.rows("catatan mesin")) == 2


def test_only_the_top_the_ids_and_the_written_columns_of_a_long_tab_are_looked_at() -> None:
    rows: list[list[Cell]] = [ROWS[0]]
    rows += [[f"P-{n}", "Judul", "idea"] for n in range(400)]
    change = Patch(
        tab="O'Neil", id_column="Post", row=RowRef(id="P-7", index=8), column="URL", value="x"
    )

    columns = columns_to_read(rows, [change])
    wish = Wish(tab="O'Neil", row_count=401, columns=columns)

    assert wish.ranges == ["'O''Neil'!1:20", "'O''Neil'!A:A", "'O''Neil'!D:D"]


def test_the_service_counts_what_we_count(stand: Stand, backend: GoogleBackend) -> None:
    stand.sheets.add_fault("error-before", count=2)
    backend.commit([patch(backend, "P-1", "State", "ready")])

    counted = stand.sheets.call_counts()
    reads = counted["spreadsheets.get"] + counted["values.batchGet"]
    writes = counted["spreadsheets.batchUpdate"]
    assert backend.calls == Calls(reads=reads, writes=writes, repeated=2)


def test_new_rows_grow_a_full_tab(stand: Stand) -> None:
    stand.sheets.person(stand.id, lambda person: _shrink(person, 2))
    backend = stand.open()
    backend.read(backend.tabs())

    for number in range(3):
        backend.commit([event(f"G-{number}")])

    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "G-0", "G-1", "G-2"]


def test_the_event_of_another_run_is_not_added_again(stand: Stand) -> None:
    first, second = stand.open(), stand.open()
    first.commit([event("E-9")])

    second.commit([event("E-9")])

    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-9"]


def test_text_is_never_computed(stand: Stand, backend: GoogleBackend) -> None:
    texts = ["=1+1", "+62812", "007", "21/11/2026", "TRUE", "'petik"]

    backend.commit(
        [
            Append(tab="catatan mesin", id_column="event", event=f"T-{n}", cells={"apa": text})
            for n, text in enumerate(texts)
        ]
    )

    assert [row[1] for row in stand.rows("catatan mesin")[2:]] == texts


def _shrink(person: Person, rows: int) -> None:
    sheet = person.file.book.titled("catatan mesin")
    assert sheet is not None
    grid = {"sheetId": sheet.id, "gridProperties": {"rowCount": rows, "columnCount": 3}}
    fields = "gridProperties.rowCount,gridProperties.columnCount"
    person.batch({"updateSheetProperties": {"properties": grid, "fields": fields}})
