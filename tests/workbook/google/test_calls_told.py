"""Every run tells how often it called Google, the call that tells of it included."""

from datetime import timedelta

import pytest

from automation.jobs.result import together
from automation.rehearsal.network import Rehearsal
from automation.workbook.calls import Calls
from tests.desk_builder import Team, Wired, make_team
from tests.workbook.google.conftest import Stand
from tests.workbook.google.desk import GoogleBook, plan

WRITE = r"spreadsheets\.batchUpdate"


def counted(stand: Stand) -> tuple[int, int]:
    """Return what the service counted since it last forgot: reads and writes."""
    counts = stand.sheets.call_counts()
    return (
        counts["spreadsheets.get"] + counts["values.batchGet"],
        counts["spreadsheets.batchUpdate"],
    )


def told(team: Team) -> str:
    """Return what the last Run's row says it did."""
    return str(team.records("runs")[-1]["counts"])


def test_a_run_tells_what_google_counted(team: Team, wired: Wired, book: GoogleBook) -> None:
    plan(team, wired, 2)
    book.stand.sheets.forget_calls()

    result = wired.run("publish", "09:05", backend=book.open())

    reads, writes = counted(book.stand)
    assert result.calls == Calls(reads=reads, writes=writes)
    assert told(team) == f"{result.headline} · Google: {reads} reads, {writes} writes"
    assert result.as_json()["calls"] == {"reads": reads, "writes": writes, "repeated": 0}
    assert result.calls_told in result.as_html()


def test_the_row_counts_its_own_write_also_when_google_refused_it_first(
    team: Team, wired: Wired, book: GoogleBook
) -> None:
    plan(team, wired, 1)
    book.stand.sheets.forget_calls()
    book.stand.sheets.add_fault("quota", methods=WRITE, skip=2, count=2)

    wired.run("publish", "09:05", backend=book.open())

    reads, writes = counted(book.stand)
    assert told(team).endswith(f" · Google: {reads} reads, {writes} writes (2 repeated)")


def test_a_run_that_writes_nothing_still_tells_what_it_read(
    team: Team, wired: Wired, book: GoogleBook
) -> None:
    plan(team, wired, 1)

    idle = wired.run("publish", "08:30", backend=book.open())
    dry = wired.run("publish", "09:05", backend=book.open(), dry_run=True)

    assert idle.calls == dry.calls == Calls(reads=2)


def test_jobs_of_one_workbook_each_tell_their_own_calls(
    team: Team, wired: Wired, book: GoogleBook
) -> None:
    backend = book.open()

    results = [wired.run(job, "08:00", backend=backend) for job in ("check", "publish")]

    assert together(results).calls == backend.calls
    assert "Google: " in together(results).calls_told


def test_an_indonesian_team_reads_it_in_indonesian(stand: Stand, network: Rehearsal) -> None:
    book = GoogleBook(stand, "id")
    team = make_team(book, "id", brand=f"{network.url}/@kopi_senja")
    wired = Wired(team, on_run=network.set_clock)
    plan(team, wired, 1)

    wired.run("publish", "09:05", backend=book.open())

    assert "Google: " in told(team)
    assert "penulisan" in told(team)


def test_a_file_tells_of_no_calls(memory_wired: Wired) -> None:
    memory_wired.team.post("Kopi pagi")

    result = memory_wired.run("check", "08:00")

    assert result.as_json()["calls"] == {}
    assert result.calls_told == ""
    assert "Google" not in told(memory_wired.team)


def test_the_operator_is_told_why_a_run_waits(
    team: Team, wired: Wired, book: GoogleBook, said: list[str]
) -> None:
    plan(team, wired, 1)
    stand = book.stand
    stand.sheets.set_clock(None)
    stand.sheets.set_quota(per_user=1)
    stand.clockwork.on_sleep = lambda seconds: stand.sheets.advance(timedelta(seconds=seconds))
    try:
        wired.run("publish", "09:05", backend=stand.open(tell=lambda one: said.append(str(one))))
    finally:
        stand.sheets.set_clock(None)

    assert team.state("Kopi 0") == "published"
    assert said
    assert all("too many calls in one minute" in line for line in said)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def memory_wired(network: Rehearsal) -> Wired:
    return Wired(make_team(brand=f"{network.url}/@kopi_senja"), on_run=network.set_clock)
