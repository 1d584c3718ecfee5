"""A calendar that people made a Google table: its footer is no row, its chips are what they stand for."""

from collections.abc import Callable

import pytest

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.message import Message
from tests.desk_builder import Shelf, Team
from tests.media.conftest import noise
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

    titles = [
        row[columns_of(footed, "title")]
        for row in grid.rows[1:]
        if len(row) > columns_of(footed, "title")
    ]
    assert [one for one in titles if one] == (["Kopi", "Teh"] if inserts else ["Kopi"])
    assert foot(footed).keys() == before.keys()


def test_a_footer_costs_no_further_call(footed: GoogleBook) -> None:
    backend = footed.open()

    backend.read(backend.tabs())

    assert backend.calls.reads == 2


ADDRESS = "https://drive.google.com/file/d/{}/view"


def chip_table(calendar: Calendar) -> None:
    """Make the calendar a table whose columns of people and files take chips."""
    kinds = {"owner": "PEOPLE_CHIP", "approver_1": "PEOPLE_CHIP", "media": "FILES_CHIP"}
    columns = [
        {"columnIndex": calendar.at[name], "columnName": name, "columnType": kind}
        for name, kind in kinds.items()
    ]
    area = calendar.area(0, 4, 0, calendar.width)
    calendar.ask("addTable", table={"name": "K", "range": area, "columnProperties": columns})


def chips(column: str, text: str, *found: Message) -> Callable[[Calendar], None]:
    """Play a person who puts chips into a cell; each `@` of the text is one."""
    places = [at for at, sign in enumerate(text) if sign == "@"]
    runs = [{"startIndex": at, "chip": one} for at, one in zip(places, found, strict=True)]

    def put(calendar: Calendar) -> None:
        calendar.cell(
            1, column, "userEnteredValue,chipRuns",
            userEnteredValue={"stringValue": text}, chipRuns=runs,
        )  # fmt: skip

    return put


def person(email: str) -> Message:
    return {"personProperties": {"email": email}}


def test_two_files_and_two_people_in_a_tables_cells_are_what_they_stand_for(
    team: Team, book: GoogleBook, network: Rehearsal, run: Run
) -> None:
    team.write("members", "Rina", email="rina.wijaya@kopi.example")
    team.write("members", "Sari", email="sari@kopi.example")
    drive = book.stand.sheets.drive
    files = [ADDRESS.format(drive.put(name, noise())) for name in ("kopi.png", "susu.png")]
    assert isinstance(team.media, Shelf)
    team.media.files.update({file: noise() for file in files})
    team.post("Kopi", alt_text="Segelas kopi\nSegelas susu")
    links = [{"richLinkProperties": {"uri": file}} for file in files]
    act(book, chip_table, chips("media", "@, @", *links))
    act(book, chips("owner", "@", person("sari@kopi.example")))

    run("check", "08:00")
    act(book, chips("approver_1", "@", person("rina.wijaya@kopi.example")))
    act(book, lambda calendar: choose(calendar, "decision_1", "approve"))
    run("check", "08:01")
    run("publish", "09:05")

    [post] = network.posts("kopi_senja")
    assert len(post.media_ids) == 2
    assert book.rows("Calendar")[1][columns_of(book, "media")] == "kopi.png, susu.png"
    assert [row["member"] for row in team.records("approvals")] == ["Rina"]


def test_words_beside_a_chip_are_not_dropped_but_asked_about(
    team: Team, book: GoogleBook, network: Rehearsal, run: Run
) -> None:
    file = ADDRESS.format(book.stand.sheets.drive.put("kopi.png", noise()))
    team.write("channels", "brand", policy="none")
    team.post("Kopi")
    act(book, chips("media", "@ dan yang kemarin", {"richLinkProperties": {"uri": file}}))

    run("check", "08:00")
    run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert states(book) == {"Kopi": "Needs work"}


def choose(calendar: Calendar, column: str, text: str) -> None:
    calendar.cell(1, column, "userEnteredValue", userEnteredValue={"stringValue": text})


def columns_of(book: GoogleBook, column: str) -> int:
    found: list[int] = []
    act(book, lambda calendar: found.append(calendar.at[column]))
    return found[0]
