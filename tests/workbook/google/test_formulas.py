"""Formulas in people's cells: what they come to may fail, be on its way, or change at every look."""

from collections.abc import Callable

from automation.rehearsal.network import Rehearsal
from tests.desk_builder import Team
from tests.workbook.google.desk import GoogleBook
from tests.workbook.google.people_things import Calendar
from tests.workbook.google.test_people_things import act, cell_of, decide, states

Run = Callable[[str, str], object]


def formula(column: str, text: str, row: int = 1) -> Callable[[Calendar], None]:
    """Play a person who types a formula."""

    def put(calendar: Calendar) -> None:
        calendar.cell(row, column, "userEnteredValue", userEnteredValue={"formulaValue": text})

    return put


def test_a_new_row_with_a_formula_that_never_stands_still_goes_out(
    team: Team, book: GoogleBook, network: Rehearsal, run: Run
) -> None:
    team.post("Kopi")
    team.post("Teh", at="10:00")
    act(book, formula("campaign", "=NOW()"), formula("feedback", "=RAND()", row=2))

    run("check", "08:00")
    assert cell_of(book, "Kopi", "post")
    decide(book, "Kopi")
    run("check", "08:01")
    run("publish", "09:05")

    assert len(network.posts("kopi_senja")) == 1
    assert states(book) == {"Kopi": "Published", "Teh": "Waiting for approval"}


def test_of_two_new_rows_alike_but_for_their_dice_neither_takes_the_others_id(
    team: Team, book: GoogleBook, run: Run
) -> None:
    for _ in range(2):
        team.post("Kopi")
    act(book, formula("campaign", "=RAND()"), formula("campaign", "=RAND()", row=2))

    run("check", "08:00")

    ids: list[object] = []

    def look(calendar: Calendar) -> None:
        ids.extend(calendar.sheet.cell(row, calendar.at["post"]).entered for row in (1, 2))

    act(book, look)
    assert None not in ids
    assert len(set(ids)) == 2


def test_a_text_of_the_moment_is_never_what_was_approved(
    team: Team, book: GoogleBook, network: Rehearsal, run: Run
) -> None:
    team.post("Kopi")
    act(book, formula("text", '="Kopi nomor "&RANDBETWEEN(1,999999999)'))

    run("check", "08:00")
    decide(book, "Kopi")
    run("check", "08:01")
    run("publish", "09:05")

    assert not network.posts("kopi_senja")


def test_formulas_that_fail_or_are_on_their_way_hold_their_rows_and_are_named(
    team: Team, book: GoogleBook, network: Rehearsal, run: Run
) -> None:
    team.write("channels", "brand", policy="none")
    failing = {
        "text": '=IMPORTRANGE("https://docs.google.com/spreadsheets/d/1x", "A1")',
        "link": "=1/0",
        "publish_at": '=DATEVALUE("besok")',
        "channels": "=A99999+#REF!",
        "content_warning": '=GOOGLEFINANCE("GOTO")',
    }
    for row, (column, text) in enumerate(failing.items(), start=1):
        team.post(column)
        act(book, formula(column, text, row=row))

    run("check", "08:00")
    run("publish", "09:05")

    assert not network.posts("kopi_senja")
    assert set(states(book).values()) == {"Needs work"}
    told = {column: cell_of(book, column, "problems") for column in failing}
    assert "Loading..." in told["text"]
    assert "#DIV/0!" in told["link"]
    assert "#NAME?" in told["publish_at"]
    assert "#REF!" in told["channels"]
    assert "Loading..." in told["content_warning"]
