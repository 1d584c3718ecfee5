"""Real jobs on a Google Sheet: what they write, and how many calls they take."""

from collections.abc import Iterator, Mapping

import pytest

from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.rehearsal.sheets.person import Person
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.protocol import Cell
from tests.contracts.google_stage import made_sheet, type_rows
from tests.desk_builder import MemoryBook, Team, Wired, make_team
from tests.workbook.google.conftest import Stand


class GoogleBook:
    """A team's workbook in the rehearsal Sheets service."""

    def __init__(self, stand: Stand, language: str) -> None:
        template = MemoryBook(language)
        tabs = {tab: template.rows(tab) for tab in template.open().tabs()}
        sheet_id = made_sheet(stand.sheets, tabs)
        self.stand = Stand(stand.sheets, sheet_id, stand.key, stand.clockwork)

    def open(self) -> GoogleBackend:
        return self.stand.open()

    def rows(self, tab: str) -> list[list[Cell]]:
        return self.stand.rows(tab)

    def fill(self, tab: str, row: int, cells: Mapping[int, Cell]) -> None:
        rows = self.rows(tab)
        rows.extend([] for _ in range(row + 1 - len(rows)))
        for column, value in cells.items():
            rows[row].extend([None] * (column + 1 - len(rows[row])))
            rows[row][column] = value

        def act(person: Person) -> None:
            type_rows(person, tab, rows)

        self.stand.sheets.person(self.stand.id, act)


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def book(stand: Stand) -> GoogleBook:
    return GoogleBook(stand, "en")


@pytest.fixture
def team(book: GoogleBook, network: Rehearsal) -> Team:
    return make_team(book, "en", brand=f"{network.url}/@kopi_senja")


@pytest.fixture
def wired(team: Team, network: Rehearsal) -> Wired:
    return Wired(team, on_run=network.set_clock)


def calls(wired: Wired, book: GoogleBook, job: str, at: str) -> tuple[int, int]:
    backend = book.open()
    wired.run(job, at, backend=backend)
    return backend.calls["reads"], backend.calls["writes"]


def plan(team: Team, wired: Wired, count: int) -> list[str]:
    titles = [f"Kopi {number}" for number in range(count)]
    for title in titles:
        team.post(title)
    wired.run("check", "08:00")
    for title in titles:
        team.approve(title)
    wired.run("check", "08:01")
    return titles


def test_publishing_when_nothing_is_due_takes_two_reads(
    team: Team, wired: Wired, book: GoogleBook
) -> None:
    plan(team, wired, 1)

    assert calls(wired, book, "publish", "08:30") == (2, 0)


@pytest.mark.parametrize("count", [1, 6])
def test_publishing_takes_as_many_calls_however_much_is_due(
    team: Team, wired: Wired, book: GoogleBook, network: Rehearsal, count: int
) -> None:
    titles = plan(team, wired, count)

    spent = calls(wired, book, "publish", "09:05")

    assert len(network.posts("kopi_senja")) == count
    assert {team.state(title) for title in titles} == {"published"}
    assert spent == (4, 3)


def test_a_run_that_is_told_nothing_about_its_last_write_publishes_once(
    team: Team, wired: Wired, book: GoogleBook, network: Rehearsal
) -> None:
    plan(team, wired, 2)
    book.stand.sheets.add_fault("answer-lost", count=3)

    wired.run("publish", "09:05", backend=book.open())
    wired.run("publish", "09:10", backend=book.open())

    assert len(network.posts("kopi_senja")) == 2
    assert team.events("Kopi 0") == ["claimed", "published"]
