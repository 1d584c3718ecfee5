"""Real jobs on a Google Sheet: what they write, and how many calls they take."""

import pytest

from automation.app import Wishes, run_job
from automation.rehearsal.network import Rehearsal
from tests.desk_builder import TOKENS, Team, Wired, moment
from tests.workbook.google.desk import GoogleBook, plan

ALL_READS, ALL_WRITES = 6, 4
"""Posts due: check 2 reads, publish 2 and 3 writes, collect and assign 1 read each, a write for lessons."""


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
    assert spent == (3, 3)


def test_a_run_that_is_told_nothing_about_its_last_write_publishes_once(
    team: Team, wired: Wired, book: GoogleBook, network: Rehearsal
) -> None:
    plan(team, wired, 2)
    book.stand.sheets.add_fault("answer-lost", count=3)

    wired.run("publish", "09:05", backend=book.open())
    wired.run("publish", "09:10", backend=book.open())

    assert len(network.posts("kopi_senja")) == 2
    assert team.events("Kopi 0") == ["claimed", "published"]


def test_a_check_takes_three_reads_and_a_write_and_two_reads_when_all_stands_right(
    team: Team, wired: Wired, book: GoogleBook
) -> None:
    for number in range(5):
        team.post(f"Kopi {number}")

    assert calls(wired, book, "check", "08:00") == (3, 1)
    assert calls(wired, book, "check", "08:01") == (2, 0)


def test_collecting_takes_three_reads_and_a_write_however_much_is_due(
    team: Team, wired: Wired, book: GoogleBook
) -> None:
    plan(team, wired, 4)
    wired.run("publish", "09:05")

    assert calls(wired, book, "collect", "10:10") == (3, 1)
    assert calls(wired, book, "collect", "10:11") == (2, 0)


def test_all_jobs_in_one_run_share_what_they_know_of_the_sheet(
    team: Team, wired: Wired, book: GoogleBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(team, wired, 3)
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(book.stand.key))
    for name, token in TOKENS.items():
        monkeypatch.setenv(name, token)
    wired.on_run(moment("09:05"))

    result = run_job("all", book.stand.address, Wishes(now=moment("09:05").isoformat()))

    assert result.counts["publish published"] == 3
    assert result.calls.reads <= ALL_READS
    assert result.calls.writes <= ALL_WRITES
    assert result.calls_told in result.as_html()
