"""Whatever people put into their sheet, runs read past it and leave all of it as it was."""

from collections.abc import Callable
from functools import partial

import pytest

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.person import Person
from tests.desk_builder import Team, make_team
from tests.workbook.google.desk import GoogleBook
from tests.workbook.google.people_things import THINGS, Act, Calendar, room


@pytest.fixture
def team(book: GoogleBook, network: Rehearsal) -> Team:
    support = f"{network.url}/@kopi_senja_bantuan"
    return make_team(book, "en", brand=f"{network.url}/@kopi_senja", support=support)


def act(book: GoogleBook, *things: Act) -> None:
    for thing in things:
        book.stand.sheets.person(book.stand.id, partial(on_calendar, thing))


def on_calendar(thing: Act, person: Person) -> None:
    thing(Calendar(person))


def decide(book: GoogleBook, title: str) -> None:
    """Play an approver who chooses in two cells, and leaves all others alone."""

    def choose(calendar: Calendar) -> None:
        for column, text in {"approver_1": "Rina", "decision_1": "approve"}.items():
            value = {"stringValue": text}
            row = calendar.row(title)
            calendar.cell(row, column, "userEnteredValue", userEnteredValue=value)

    act(book, choose)


def cell_of(book: GoogleBook, title: str, column: str) -> str:
    """Return what stands in a cell of a post."""
    found: list[str] = []

    def look(calendar: Calendar) -> None:
        cell = calendar.sheet.cell(calendar.row(title), calendar.at[column])
        found.append(str(cell.entered or ""))

    act(book, look)
    return found[0]


def states(book: GoogleBook) -> dict[str, str]:
    """Return what the calendar says of every post."""
    found: dict[str, str] = {}

    def look(calendar: Calendar) -> None:
        for row in calendar.sheet.rows:
            title, state = (row.get(calendar.at[name]) for name in ("title", "state"))
            if title and not title.is_empty and state and state.entered != "State":
                found[str(title.entered)] = str(state.entered)

    act(book, look)
    return found


@pytest.mark.parametrize("thing", THINGS.values(), ids=THINGS.keys())
def test_it_goes_out_once_and_nothing_of_people_is_touched(
    thing: Act,
    team: Team,
    book: GoogleBook,
    network: Rehearsal,
    run: Callable[[str, str], None],
) -> None:
    team.post("Kopi")
    team.post("Teh", at="10:00")
    act(book, room, thing)

    run("check", "08:00")
    decide(book, "Kopi")
    run("check", "08:01")
    run("publish", "09:05")
    run("collect", "12:05")

    assert len(network.posts("kopi_senja")) == 1
    assert states(book) == {"Kopi": "Measured", "Teh": "Waiting for approval"}


@pytest.mark.parametrize("formula", ["=1/0", "=A99999+#REF!", '=VLOOKUP("x",A1:A2,1,FALSE)'])
def test_a_formula_that_fails_is_not_published_and_its_cell_is_named(
    formula: str,
    team: Team,
    book: GoogleBook,
    network: Rehearsal,
    run: Callable[[str, str], None],
) -> None:
    def fail(calendar: Calendar) -> None:
        entered = {"formulaValue": formula}
        calendar.cell(1, "text", "userEnteredValue", userEnteredValue=entered)

    team.post("Kopi")
    act(book, fail)
    run("check", "08:00")
    decide(book, "Kopi")
    run("check", "08:01")
    run("publish", "09:05")

    assert not network.posts("kopi_senja")
    told = cell_of(book, "Kopi", "problems")
    assert "Text shows the spreadsheet error #" in told


def test_a_tab_that_is_a_chart_is_passed_over(
    team: Team, book: GoogleBook, run: Callable[[str, str], None]
) -> None:
    team.post("Kopi")

    def chart(calendar: Calendar) -> None:
        calendar.ask("addSheet", properties={"title": "Grafik", "sheetType": "OBJECT"})

    act(book, chart)
    run("check", "08:00")

    assert "Grafik" not in book.open().tabs()
    assert states(book) == {"Kopi": "Waiting for approval"}


@pytest.mark.parametrize("column", ["title", "owner", "status", "channels", "publish_at", "media"])
def test_a_cell_as_long_as_google_allows_does_not_stop_the_run(
    column: str, team: Team, book: GoogleBook, run: Callable[[str, str], None]
) -> None:
    team.post("Kopi")
    team.post("Teh", **{column: "k" * 50_000})

    run("check", "08:00")

    shown = [row[book_column(book, "state")] for row in book.rows("Calendar")[1:]]
    assert shown[0] == "Waiting for approval"
    assert shown[1]


def book_column(book: GoogleBook, name: str) -> int:
    found: list[int] = []
    act(book, lambda calendar: found.append(calendar.at[name]))
    return found[0]
