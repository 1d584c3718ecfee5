"""A calendar that people made a Google table: its footer is no row, its chips are what they stand for."""

from collections.abc import Callable

import pytest

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.message import Message
from tests.desk_builder import Team
from tests.workbook.google.desk import GoogleBook
from tests.workbook.google.people_things import Calendar
from tests.workbook.google.test_people_things import act, decide, states

Run = Callable[[str, str], object]


def footer(calendar: Calendar) -> None:
    """Make the two posts a table whose footer counts, in the machine's columns too."""
    for column, formula in {
        "post": "=COUNTA(A2:A3)",
        "title": '="Jumlah"',
        "text": "=COUNTA(A2:A3)",
        "state": '=COUNTIF(A2:A3,"*")',
    }.items():
        calendar.cell(3, column, "userEnteredValue", userEnteredValue={"formulaValue": formula})
    colour = {"rgbColor": {"red": 0.9}}
    calendar.ask(
        "addTable",
        table={
            "name": "Kalender",
            "range": calendar.area(0, 4, 0, calendar.width),
            "rowsProperties": {"footerColorStyle": colour},
        },
    )


def foot(book: GoogleBook, label: str = "Jumlah") -> dict[int, Message]:
    """Return what stands in the footer, as the service keeps it."""
    found: dict[int, Message] = {}

    def look(calendar: Calendar) -> None:
        title = calendar.at["title"]
        for row in calendar.sheet.rows:
            if title in row and label in str(row[title].entered):
                found.update({col: cell.message() for col, cell in row.items()})

    act(book, look)
    return found


@pytest.fixture
def footed(team: Team, book: GoogleBook) -> GoogleBook:
    team.post("Kopi")
    team.post("Teh", at="10:00")
    act(book, footer)
    return book


def test_a_footer_is_no_row_and_keeps_its_formulas(
    footed: GoogleBook, network: Rehearsal, run: Run
) -> None:
    before = foot(footed)

    run("check", "08:00")
    decide(footed, "Kopi")
    run("check", "08:01")
    run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 1
    assert states(footed)["Teh"] == "Waiting for approval"
    assert len(foot(footed)) == 4
    assert foot(footed) == before


@pytest.mark.parametrize("inserts", [True, False], ids=["a row comes", "a row goes"])
def test_a_footer_that_moves_between_the_two_looks_is_found_again(
    inserts: bool,
    footed: GoogleBook,
    run: Run,
) -> None:
    before = foot(footed)
    change = "insertDimension" if inserts else "deleteDimension"

    def move(calendar: Calendar) -> None:
        calendar.ask(change, range=calendar.lines("ROWS", 2, 3))

    sheets = footed.stand.sheets
    sheets.before_call(
        footed.stand.id, lambda person: move(Calendar(person)), methods=r"values\.batchGet$"
    )
    backend = footed.open()
    grid = backend.read(["Calendar"])["Calendar"]

    titles = [row[title_place(footed)] for row in grid.rows[1:] if len(row) > title_place(footed)]
    assert [one for one in titles if one] == (["Kopi", "Teh"] if inserts else ["Kopi"])
    assert foot(footed).keys() == before.keys()


def title_place(book: GoogleBook) -> int:
    found: list[int] = []
    act(book, lambda calendar: found.append(calendar.at["title"]))
    return found[0]


def test_a_footer_costs_no_further_call(footed: GoogleBook) -> None:
    backend = footed.open()

    backend.read(backend.tabs())

    assert backend.calls.reads == 2
