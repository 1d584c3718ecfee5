"""Calls to Google of a run, to the budgets: nothing due, posts due, looking, collecting."""

from collections.abc import Callable, Iterator
from pathlib import Path

from automation.jobs.result import JobResult
from automation.rehearsal.network import start_rehearsal
from tests.bench.measure import Line
from tests.contracts.google_stage import made_sheet, rehearsal_sheets
from tests.desk_builder import Team, Wired, make_team
from tests.workbook.google.conftest import Clockwork, Stand
from tests.workbook.google.desk import GoogleBook, plan

COUNTS = (1, 20)


def lines(_folder: Path) -> Iterator[Line]:
    """Measure each job on a sheet of its own; posts are published within two seconds."""
    for count in COUNTS:
        with start_rehearsal() as network:
            book = _book()
            team = make_team(book, "en", brand=f"{network.url}/@kopi_senja")
            wired = Wired(team, on_run=network.set_clock)
            plan(team, wired, count)

            def run(job: str, at: str, wired: Wired = wired, book: GoogleBook = book) -> JobResult:
                return wired.run(job, at, backend=book.open())

            yield from _of_jobs(count, run, team)


def _of_jobs(count: int, run: Callable[[str, str], JobResult], team: Team) -> Iterator[Line]:
    yield from _calls("publish, nothing due", run("publish", "08:30"), reads=2, writes=0)
    yield from _calls(f"publish, {count} posts due", run("publish", "09:05"), reads=3, writes=3)
    yield from _calls(f"collect, {count} posts due", run("collect", "10:10"), reads=3, writes=1)
    yield from _calls("check, all stands right", run("check", "10:11"), reads=2, writes=0)
    team.post("Kopi baru", at="12:00")
    yield from _calls("check, a new row", run("check", "10:12"), reads=3, writes=1)


def _calls(what: str, result: JobResult, *, reads: int, writes: int) -> Iterator[Line]:
    yield Line(what=f"Google reads: {what}", measured=result.calls.reads, limit=reads, unit="")
    yield Line(what=f"Google writes: {what}", measured=result.calls.writes, limit=writes, unit="")


def _book() -> GoogleBook:
    sheets, key = rehearsal_sheets()
    stand = Stand(sheets, made_sheet(sheets, {"kosong": []}), key, Clockwork())
    return GoogleBook(stand, "en")
