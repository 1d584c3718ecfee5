"""Merged cells: what they hide is asked about, and nothing is written into what is hidden."""

from collections.abc import Callable, Iterator

import pytest

from automation.domain.run import Outcome
from automation.errors import ColumnMissing
from automation.jobs.result import JobResult
from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.message import Message
from automation.workbook.backends.google.layout.laying import Asked, init_sheet
from tests.desk_builder import SCHEMA, Team
from tests.workbook.google.desk import GoogleBook
from tests.workbook.google.people_things import Calendar
from tests.workbook.google.test_people_things import act, cell_of, decide, states

Run = Callable[[str, str], JobResult]


def merge(row0: int, row1: int, first: str, last: str = "") -> Callable[[Calendar], None]:
    """Play a person who merges cells of rows, from one column to another."""

    def merged(calendar: Calendar) -> None:
        area = calendar.area(row0, row1, calendar.at[first], calendar.at[last or first] + 1)
        calendar.ask("mergeCells", range=area, mergeType="MERGE_ALL")

    return merged


def unmerge(calendar: Calendar) -> None:
    calendar.ask("unmergeCells", range=calendar.area(0, 30, 0, calendar.width))


def row_of(book: GoogleBook, row: int) -> dict[int, Message]:
    """Return a row of the calendar as the service keeps it."""
    found: dict[int, Message] = {}

    def look(calendar: Calendar) -> None:
        cells = calendar.sheet.rows[row] if row < len(calendar.sheet.rows) else {}
        found.update({col: cell.message() for col, cell in cells.items()})

    act(book, look)
    return found


@pytest.fixture
def book(book: GoogleBook) -> Iterator[GoogleBook]:
    """The service loses what is written below a merge, unless a test says it keeps it."""
    book.stand.sheets.set_rules(merges_swallow=True)
    yield book
    book.stand.sheets.set_rules(merges_swallow=False)


def test_a_post_whose_cells_are_hidden_is_asked_about_and_the_others_go_out(
    team: Team, book: GoogleBook, network: Rehearsal, run: Run
) -> None:
    team.write("channels", "brand", policy="none")
    team.post("Kopi", content_warning="Berisi kafein")
    team.post("Teh", at="09:01")
    team.post("Susu", at="09:02")
    act(book, merge(1, 3, "content_warning"))

    run("check", "08:00")
    run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 2
    assert states(book) == {"Kopi": "Published", "Teh": "Needs work", "Susu": "Published"}
    assert "Content warning" in cell_of(book, "Teh", "problems")


@pytest.mark.parametrize("swallows", [False, True], ids=["kept", "swallowed"])
def test_rows_whose_id_is_hidden_and_headings_are_left_alone(
    swallows: bool,
    team: Team,
    book: GoogleBook,
    network: Rehearsal,
    run: Run,
) -> None:
    book.stand.sheets.set_rules(merges_swallow=swallows)
    for title in ("Kopi", "Teh", "Susu"):
        team.post(title)
    team.add("calendar", post="NOVEMBER")
    act(book, merge(1, 3, "post"), merge(4, 5, "post", "seen_at"))
    before = row_of(book, 2), row_of(book, 4)

    told = run("check", "08:00")
    decide(book, "Kopi")
    run("check", "08:01")
    run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 1
    assert (row_of(book, 2), row_of(book, 4)) == before
    assert cell_of(book, "Susu", "state") == "Waiting for approval"
    assert told.outcome is Outcome.NEEDS_PERSON
    assert any("The rows 3 of Calendar are not read" in one for one in told.needs)


def test_a_header_that_hides_columns_stops_the_run_until_init_may_mend_it(
    team: Team, book: GoogleBook, run: Run
) -> None:
    asked = Asked(language="en", timezone="Asia/Jakarta")
    init_sheet(book.open(), asked, SCHEMA)
    team.post("Kopi")
    act(book, merge(0, 1, "post", "problems"))
    before = row_of(book, 0)

    with pytest.raises(ColumnMissing, match="merged cells in its header"):
        run("check", "08:00")
    told = init_sheet(book.open(), asked, SCHEMA)

    assert row_of(book, 0) == before
    assert any("State, Problems" in one.say(str) for one in told.needs)

    act(book, unmerge)
    assert not init_sheet(book.open(), asked, SCHEMA).needs
    run("check", "08:01")
    assert states(book) == {"Kopi": "Waiting for approval"}


def test_a_hidden_header_nothing_rests_on_is_said(team: Team, book: GoogleBook, run: Run) -> None:
    team.post("Kopi")
    act(book, merge(0, 1, "url", "published_at"))

    told = run("check", "08:00")

    assert any("hide the column Published at" in one for one in told.needs)
