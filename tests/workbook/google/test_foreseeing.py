"""The look a write needs, taken along in the answer to the write before it."""

from collections.abc import Callable

import pytest

from automation.rehearsal.sheets.person import Person
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.calls import Calls
from automation.workbook.protocol import Cell
from tests.workbook.google.conftest import ROWS, Clockwork, Stand, event, patch

NEXT = {"kalender": "Post"}
Act = Callable[[Person], None]


def moved(person: Person) -> None:
    """Move the first post below the others."""
    box = {"sheetId": _calendar(person), "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    person.batch({"moveDimension": {"source": box, "destinationIndex": 5}})


def inserted(person: Person) -> None:
    box = {"sheetId": _calendar(person), "dimension": "ROWS", "startIndex": 1, "endIndex": 3}
    person.batch({"insertDimension": {"range": box}})


def column_inserted(person: Person) -> None:
    box = {"sheetId": _calendar(person), "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    person.batch({"insertDimension": {"range": box}})


def deleted(person: Person) -> None:
    box = {"sheetId": _calendar(person), "dimension": "ROWS", "startIndex": 1, "endIndex": 2}
    person.batch({"deleteDimension": {"range": box}})


def typed(person: Person) -> None:
    person.type("kalender!E3", "foto baru")


ACTS = pytest.mark.parametrize("act", [moved, inserted, column_inserted, deleted, typed])


def test_a_patch_right_after_a_write_takes_no_look_of_its_own(
    stand: Stand, backend: GoogleBackend
) -> None:
    change = patch(backend, "P-3", "State", "published")
    before = backend.calls

    backend.commit([event("E-2")], foresee=NEXT)
    backend.commit([change, event("E-3")])

    assert backend.calls - before == Calls(writes=2)
    assert stand.rows()[3][2] == "published"


def test_an_old_look_is_not_trusted(
    stand: Stand, backend: GoogleBackend, clockwork: Clockwork
) -> None:
    change = patch(backend, "P-3", "State", "published")
    before = backend.calls

    backend.commit([event("E-2")], foresee=NEXT)
    clockwork.now_s += 6
    backend.commit([change])

    assert backend.calls - before == Calls(reads=1, writes=2)
    assert stand.rows()[3][2] == "published"


def test_a_look_serves_one_write(stand: Stand, backend: GoogleBackend) -> None:
    first = patch(backend, "P-3", "State", "published")
    second = patch(backend, "P-4", "State", "published")
    before = backend.calls

    backend.commit([event("E-2")], foresee=NEXT)
    backend.commit([first])
    backend.commit([second])

    assert backend.calls - before == Calls(reads=1, writes=3)


@ACTS
def test_people_who_act_before_the_look_are_seen_in_it(
    stand: Stand, backend: GoogleBackend, act: Act
) -> None:
    changes = [patch(backend, f"P-{n}", "State", f"s{n}") for n in (2, 3, 4)]
    stand.sheets.person(stand.id, act)
    people = outside_states(stand)

    backend.commit([event("E-2")], foresee=NEXT)
    backend.commit(changes)

    assert states(stand) == {"P-2": "s2", "P-3": "s3", "P-4": "s4"}
    assert outside_states(stand) == people


@ACTS
def test_people_who_act_between_the_look_and_the_write_are_made_good(
    stand: Stand, backend: GoogleBackend, act: Act
) -> None:
    changes = [patch(backend, f"P-{n}", "State", f"s{n}") for n in (2, 3, 4)]
    backend.commit([event("E-2")], foresee=NEXT)
    stand.sheets.person(stand.id, act)
    people = outside_states(stand)

    backend.commit(changes)

    assert states(stand) == {"P-2": "s2", "P-3": "s3", "P-4": "s4"}
    assert outside_states(stand) == people


def test_a_row_without_an_id_gets_a_look_of_its_own(stand: Stand, backend: GoogleBackend) -> None:
    stand.sheets.person(stand.id, lambda person: person.type("kalender!A5", ""))
    change = patch(backend, "P-3", "Post", "P-9")
    before = backend.calls
    nameless = type(change)(
        tab=change.tab, id_column="Post", column="Post", value="P-9",
        row=type(change.row)(id="", index=4, as_read=[None, *ROWS[4][1:]]),
    )  # fmt: skip

    backend.commit([event("E-2")], foresee=NEXT)
    backend.commit([nameless])

    assert backend.calls.reads - before.reads >= 1
    assert stand.rows()[4][0] == "P-9"


def states(stand: Stand) -> dict[str, Cell]:
    """Return the states of the posts that were written, wherever they stand."""
    header, *rows = [row for row in stand.rows() if any(row)]
    post, state = header.index("Post"), header.index("State")
    return {str(row[post]): row[state] for row in rows if row[post] != "P-1"}


def outside_states(stand: Stand) -> list[list[Cell]]:
    """Return all cells but the states of those posts."""
    header = next(row for row in stand.rows() if "State" in row)
    state = header.index("State")
    return [
        [cell for place, cell in enumerate(row) if place != state or "P-1" in row]
        for row in stand.rows()
    ]


def _calendar(person: Person) -> int:
    sheet = person.file.book.titled("kalender")
    assert sheet is not None
    return sheet.id
