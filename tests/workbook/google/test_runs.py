"""Real jobs on a Google Sheet: what they write, and how many calls they take."""

import pytest

from automation.rehearsal.network import Rehearsal
from tests.desk_builder import Team, Wired
from tests.workbook.google.desk import GoogleBook, plan


def calls(wired: Wired, book: GoogleBook, job: str, at: str) -> tuple[int, int]:
    backend = book.open()
    wired.run(job, at, backend=backend)
    return backend.calls.reads, backend.calls.writes


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
