"""Somebody edits between our look and our write: everything ends where it belongs."""

from collections.abc import Callable

import pytest

from automation.errors import SheetError, TabMissing, WorkbookBusy
from automation.rehearsal.sheets.person import Person
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.protocol import Cell, Patch, RowRef
from tests.contracts.google_stage import made_sheet, type_rows
from tests.workbook.google.conftest import HEADER, ROWS, Stand, event, patch

Act = Callable[[Person], object]
WRITE = r"spreadsheets\.batchUpdate"


def drag_column(person: Person, column: int, to: int) -> object:
    """Drag a column, counted from 0, before another."""
    one = {"sheetId": 0, "dimension": "COLUMNS", "startIndex": column, "endIndex": column + 1}
    return person.batch({"moveDimension": {"source": one, "destinationIndex": to}})


ACTS: dict[str, Act] = {
    "sorts": lambda person: person.sort("kalender", 1, falling=True),
    "inserts a row": lambda person: person.insert_rows("kalender", 3),
    "inserts a title row": lambda person: person.insert_rows("kalender", 1),
    "deletes a row": lambda person: person.delete_rows("kalender", 2),
    "drags a row": lambda person: person.move_row("kalender", 4, 2),
    "inserts a column": lambda person: person.insert_columns("kalender", 3),
    "inserts a first column": lambda person: person.insert_columns("kalender", 1),
    "deletes a column": lambda person: person.delete_columns("kalender", 2),
    "swaps columns": lambda person: drag_column(person, 1, 5),
    "drags the notes first": lambda person: drag_column(person, 4, 0),
    "filters": lambda person: person.filter("kalender"),
    "hides rows": lambda person: person.hide_rows("kalender", 2, 2),
    "types a note": lambda person: person.type("kalender!E4", "catatan baru"),
    "types a new row": lambda person: person.type("kalender!B6", "Ide baru"),
}


def table(rows: list[list[Cell]]) -> list[dict[str, Cell]]:
    """Return the rows as people see them: by header, empty cells left out."""
    while "Post" not in rows[0]:
        rows = rows[1:]
    width = max(map(len, rows))
    header = [str(cell or f"kolom {n}") for n, cell in enumerate(rows[0] + [None] * width)]
    return [
        {name: cell for name, cell in zip(header, row, strict=False) if cell is not None}
        for row in rows[1:]
    ]


def expected(stand: Stand, act: Act, written: dict[str, dict[str, Cell]]) -> list[dict[str, Cell]]:
    """Return the table as it is when people act and then we write, with nobody between."""
    twin = made_sheet(stand.sheets, {"kalender": ROWS})
    stand.sheets.person(twin, lambda person: act(person) and None)
    found = table(
        [
            [None if c == "" else c for c in row]
            for row in stand.sheets.spreadsheet(twin).values("kalender", "UNFORMATTED_VALUE")
        ]
    )
    columns = {name for row in stand.sheets.spreadsheet(twin).values("kalender") for name in row}
    for row in found:
        cells = written.get(str(row.get("Post")), {})
        row.update({name: cell for name, cell in cells.items() if name in columns})
    return found


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_every_cell_ends_where_it_belongs(
    stand: Stand, backend: GoogleBackend, act: Act, times: int
) -> None:
    written: dict[str, dict[str, Cell]] = {
        "P-1": {"URL": "https://kopi/1"},
        "P-2": {"State": "published", "URL": "https://kopi/dua"},
        "P-4": {"State": "failed"},
    }
    changes = [
        patch(backend, row_id, column, value)  # type: ignore[arg-type]
        for row_id, cells in written.items()
        for column, value in cells.items()
    ]

    def acts(person: Person) -> None:
        act(person)

    stand.sheets.before_call(stand.id, acts, methods=WRITE, count=times)
    done = backend.commit([*changes, event("E-2")])
    stand.sheets.clear_scripts()

    def twice(person: Person) -> bool:
        for _ in range(acted):
            act(person)
        return True

    acted = min(times, backend.calls.writes)
    assert table(stand.rows()) == expected(stand, twice, written)
    stands = {(row.get("Post"), name) for row in table(stand.rows()) for name in row}
    assert all((one.row.id, one.column) not in stands for one in done.skipped)  # type: ignore[union-attr]
    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-2"]


@pytest.mark.parametrize("name", ["sorts", "inserts a row", "deletes a row", "drags a row"])
def test_also_when_the_answer_is_lost(stand: Stand, backend: GoogleBackend, name: str) -> None:
    act = ACTS[name]
    changes = [patch(backend, "P-2", "State", "published"), patch(backend, "P-4", "URL", "x")]
    stand.sheets.before_call(stand.id, lambda person: act(person) and None, methods=WRITE)
    stand.sheets.add_fault("answer-lost")

    backend.commit([*changes, event("E-2")])

    written: dict[str, dict[str, Cell]] = {"P-2": {"State": "published"}, "P-4": {"URL": "x"}}
    assert table(stand.rows()) == expected(stand, act, written)
    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-2"]


@pytest.mark.parametrize("name", ["sorts", "inserts a row", "deletes a row", "types a note"])
def test_a_row_that_gets_its_id_is_told_by_its_cells(stand: Stand, name: str) -> None:
    rows: list[list[Cell]] = [
        HEADER,
        *ROWS[1:4],
        [None, "Ide tanpa nomor", None, None, "dari Budi"],
        ROWS[4],
    ]
    stand.sheets.person(stand.id, lambda person: type_rows(person, "kalender", rows))
    backend = stand.open()
    found = backend.read(["kalender"])["kalender"].rows
    ref = RowRef(id="", index=4, as_read=found[4])
    act = ACTS[name]
    stand.sheets.before_call(stand.id, lambda person: act(person) and None, methods=WRITE)

    done = backend.commit(
        [
            Patch(tab="kalender", id_column="Post", row=ref, column=column, value=value)
            for column, value in {"Post": "P-9", "State": "idea"}.items()
        ]
    )

    by_title = {row.get("Judul"): row for row in table(stand.rows())}
    assert by_title["Ide tanpa nomor"] == {
        "Post": "P-9",
        "Judul": "Ide tanpa nomor",
        "State": "idea",
        "Catatan tim": "dari Budi",
    }
    others = {row["Judul"]: row for row in table(ROWS)}
    del by_title["Ide tanpa nomor"]
    by_title.pop(None, None)
    if name == "types a note":
        others["Ulang tahun toko"]["Catatan tim"] = "catatan baru"
    if name == "deletes a row":
        del others["Promo kopi susu"]
    assert by_title == others
    assert done.skipped == ()


@pytest.mark.parametrize("lost", [False, True], ids=["answered", "answer lost"])
@pytest.mark.parametrize(
    "name", ["inserts a column", "inserts a first column", "swaps columns", "drags the notes first"]
)
def test_moved_columns_get_nothing_of_a_row_without_an_id(
    stand: Stand, name: str, lost: bool
) -> None:
    rows: list[list[Cell]] = [*ROWS, [None, "Ide tanpa nomor", None, None, "dari Budi"]]
    stand.sheets.person(stand.id, lambda person: type_rows(person, "kalender", rows))
    backend = stand.open()
    ref = RowRef(id="", index=5, as_read=backend.read(["kalender"])["kalender"].rows[5])
    act = ACTS[name]
    stand.sheets.before_call(stand.id, lambda person: act(person) and None, methods=WRITE)
    if lost:
        stand.sheets.add_fault("answer-lost")

    backend.commit(
        [
            Patch(tab="kalender", id_column="Post", row=ref, column=column, value=value)
            for column, value in {"Post": "P-9", "State": "idea", "URL": "https://kopi/9"}.items()
        ]
    )

    *others, new = table(stand.rows())
    assert others == table(ROWS)
    assert {name: new.get(name) for name in ("Judul", "Catatan tim")} == {
        "Judul": "Ide tanpa nomor", "Catatan tim": "dari Budi",
    }  # fmt: skip
    ours = {"Post": "P-9", "State": "idea", "URL": "https://kopi/9"}
    assert all(new.get(name) in (None, value) for name, value in ours.items())


def test_a_row_that_was_deleted_is_skipped_and_its_neighbour_left_alone(
    stand: Stand, backend: GoogleBackend
) -> None:
    change = patch(backend, "P-2", "State", "published")
    stand.sheets.before_call(
        stand.id, lambda person: person.delete_rows("kalender", 3), methods=WRITE
    )

    done = backend.commit([change])

    assert done.skipped == (change,)
    assert stand.rows() == [ROWS[0], ROWS[1], ROWS[3][:3], ROWS[4]]


def test_a_log_whose_columns_were_moved_gets_its_row_right(
    stand: Stand, backend: GoogleBackend
) -> None:
    stand.sheets.before_call(
        stand.id, lambda person: person.insert_columns("catatan mesin", 1), methods=WRITE
    )

    backend.commit([event("E-2")])

    assert stand.rows("catatan mesin") == [
        [None, "event", "apa"],
        [None, "E-1", "claimed"],
        [None, "E-2", "x"],
    ]


def test_two_runs_that_add_the_same_event_leave_one(stand: Stand, backend: GoogleBackend) -> None:
    other = stand.open()
    other.read(other.tabs())
    backend.commit([event("E-2")])

    other.commit([event("E-2"), event("E-3")])

    assert [row[0] for row in stand.rows("catatan mesin") if row] == ["event", "E-1", "E-2", "E-3"]


def test_rows_deleted_from_a_log_do_not_hide_the_new_one(
    stand: Stand, backend: GoogleBackend
) -> None:
    backend.commit([event(f"E-{n}") for n in range(2, 9)])
    stand.sheets.person(stand.id, lambda person: person.delete_rows("catatan mesin", 3, 6))

    backend.commit([event("E-9")])

    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-8", "E-9"]


def test_a_renamed_tab_is_said_to_be_missing(stand: Stand, backend: GoogleBackend) -> None:
    change = patch(backend, "P-1", "State", "ready")
    stand.sheets.person(stand.id, lambda person: person.rename_tab("kalender", "Kalender lama"))

    with pytest.raises(TabMissing, match="kalender"):
        backend.commit([change, event("E-2")])

    assert stand.rows("Kalender lama") == [ROWS[0], ROWS[1], ROWS[2], ROWS[3][:3], ROWS[4]]
    assert len(stand.rows("catatan mesin")) == 2
    assert set(backend.read(["kalender", "Kalender lama"])) == {"Kalender lama"}


def test_a_tab_added_later_is_read(stand: Stand, backend: GoogleBackend) -> None:
    added = {"addSheet": {"properties": {"title": "tujuan"}}}
    stand.sheets.person(stand.id, lambda person: person.batch(added) and None)

    assert list(backend.read(["tujuan"])["tujuan"].rows) == []


def test_a_tab_deleted_between_look_and_write_writes_nothing(
    stand: Stand, backend: GoogleBackend
) -> None:
    stand.sheets.before_call(
        stand.id, lambda person: person.delete_tab("catatan mesin"), methods=WRITE
    )

    with pytest.raises(SheetError, match="catatan mesin"):
        backend.commit([patch(backend, "P-1", "State", "ready"), event("E-2")])

    assert stand.rows()[1][2] == "idea"


def test_somebody_who_never_stops_is_left_to_the_next_run(
    stand: Stand, backend: GoogleBackend
) -> None:
    change = patch(backend, "P-4", "State", "published")
    stand.sheets.before_call(
        stand.id, lambda person: person.insert_rows("kalender", 2), methods=WRITE, count=None
    )

    with pytest.raises(WorkbookBusy, match="moved again and again"):
        backend.commit([change])
