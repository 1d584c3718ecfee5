"""A chip shows a name; who it is, and which file, is behind it."""

from collections.abc import Callable

import pytest

from automation.rehearsal.network import Rehearsal
from tests.desk_builder import Team, Wired
from tests.workbook.google.desk import GoogleBook
from tests.workbook.google.people_things import Calendar
from tests.workbook.google.test_people_things import act, cell_of, states

Chip = dict[str, object]


def person(email: str) -> Chip:
    return {"chip": {"personProperties": {"email": email}}}


def file(address: str) -> Chip:
    return {"chip": {"richLinkProperties": {"uri": address}}}


def chip(column: str, shown: str, *chips: Chip, row: int = 1) -> Callable[[Calendar], None]:
    """Play a person who puts chips into a cell."""

    def put(calendar: Calendar) -> None:
        calendar.cell(
            row, column, "userEnteredValue,chipRuns",
            userEnteredValue={"stringValue": shown}, chipRuns=list(chips),
        )  # fmt: skip

    return put


@pytest.fixture
def planned(team: Team, wired: Wired, book: GoogleBook) -> GoogleBook:
    team.write("members", "Rina", email="rina@kopi.example")
    team.write("members", "Sari", email="sari@kopi.example")
    team.post("Kopi")
    wired.run("check", "08:00", backend=book.open())
    return book


def approve(calendar: Calendar) -> None:
    calendar.cell(1, "decision_1", "userEnteredValue", userEnteredValue={"stringValue": "approve"})


@pytest.mark.parametrize("shown", ["Rina Wijaya Kusuma", "@"])
def test_an_approver_is_known_by_the_chips_address(
    shown: str, team: Team, wired: Wired, planned: GoogleBook, network: Rehearsal
) -> None:
    act(planned, chip("approver_1", shown, person("RINA@kopi.example")), approve)

    wired.run("check", "08:01", backend=planned.open())
    wired.run("publish", "09:05", backend=planned.open())

    assert [row["member"] for row in team.records("approvals")] == ["Rina"]
    assert len(network.posts("kopi_senja")) == 1


def test_an_owner_is_known_by_the_chips_address(wired: Wired, planned: GoogleBook) -> None:
    act(planned, chip("owner", "Sari Dewi Lestari", person("sari@kopi.example")))

    wired.run("check", "08:01", backend=planned.open())

    assert states(planned) == {"Kopi": "Waiting for approval"}


@pytest.mark.parametrize(
    "chips",
    [[person("orang@lain.example")], [person("rina@kopi.example"), person("sari@kopi.example")]],
)
def test_a_stranger_or_two_people_in_one_cell_approve_nothing(
    chips: list[Chip], team: Team, wired: Wired, planned: GoogleBook
) -> None:
    act(planned, chip("approver_1", "Rina W., Sari D.", *chips), approve)

    wired.run("check", "08:01", backend=planned.open())

    assert not team.records("approvals")
    assert states(planned) == {"Kopi": "Needs work"}


def test_rows_that_move_between_the_two_looks_lend_nobody_their_chip(
    team: Team, wired: Wired, planned: GoogleBook
) -> None:
    team.post("Teh", at="10:00")
    wired.run("check", "08:01", backend=planned.open())
    act(
        planned,
        chip("approver_1", "@", person("rina@kopi.example"), row=1),
        chip("approver_1", "@", person("orang@lain.example"), row=2),
        lambda calendar: calendar.cell(
            2, "decision_1", "userEnteredValue", userEnteredValue={"stringValue": "approve"}
        ),
    )
    title = book_place(planned, "title")
    planned.stand.sheets.before_call(
        planned.stand.id,
        lambda person: person.sort("Calendar", title + 1, falling=True),
        methods=r"spreadsheets\.get$",
        skip=1,
    )

    wired.run("check", "08:02", backend=planned.open())

    assert not team.records("approvals")


def test_known_names_cost_no_further_call(team: Team, wired: Wired, planned: GoogleBook) -> None:
    def reads() -> int:
        backend = planned.open()
        wired.run("publish", "08:30", backend=backend)
        return backend.calls.reads

    plain = reads()
    act(planned, chip("owner", "Sari", person("sari@kopi.example")))
    named = reads()
    act(planned, chip("owner", "Sari Dewi Lestari", person("sari@kopi.example")))

    assert (plain, named, reads()) == (2, 2, 3)


def test_a_file_chip_and_a_linked_title_lead_to_the_file(wired: Wired, planned: GoogleBook) -> None:
    address = "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOpQrStUvWxYz012345/view"
    act(planned, chip("media", "foto kopi.jpg", file(address)))

    wired.run("check", "08:01", backend=planned.open())

    assert address in cell_of(planned, "Kopi", "problems")


def book_place(book: GoogleBook, column: str) -> int:
    found: list[int] = []
    act(book, lambda calendar: found.append(calendar.at[column]))
    return found[0]
