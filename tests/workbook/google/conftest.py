"""A sheet in the rehearsal service for each test, and the back-end as a run opens it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from automation.http import Pace
from automation.jobs.result import JobResult
from automation.rehearsal.network import Rehearsal, start_rehearsal
from automation.rehearsal.sheets.server import RehearsalSheets
from automation.settings import Settings
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.client import Patience, Tell
from automation.workbook.protocol import Append, Cell, Patch, RowRef, Written
from tests.contracts.google_stage import ROBOT, made_sheet, rehearsal_sheets
from tests.desk_builder import Team, Wired, make_team
from tests.workbook.google.desk import GoogleBook
from tests.workbook.google.people_things import everything_of_people

HEADER: list[Cell] = ["Post", "Judul", "State", "URL", "Catatan tim"]
ROWS: list[list[Cell]] = [
    HEADER,
    ["P-1", "Promo kopi susu", "idea", None, "jangan lupa logo"],
    ["P-2", "Resep cold brew", "ready", "https://kopi/2", "foto dari Sari"],
    ["P-3", "Ulang tahun toko", "approved", None, None],
    ["P-4", "Lowongan barista", "idea", "https://kopi/4", "7"],
]
LOG: list[list[Cell]] = [["event", "apa"], ["E-1", "claimed"]]


@dataclass
class Clockwork:
    """Time that passes only while somebody waits."""

    now_s: float = 0.0
    waits: list[float] = field(default_factory=list)
    chance: float = 0.5
    on_sleep: Callable[[float], None] = lambda _: None

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now_s += seconds
        self.on_sleep(seconds)

    def pace(self) -> Pace:
        return Pace(sleep=self.sleep, elapsed_s=lambda: self.now_s, chance=lambda: self.chance)


@dataclass
class Stand:
    """One sheet, the service it is in, and the key to it."""

    sheets: RehearsalSheets
    id: str
    key: Path
    clockwork: Clockwork

    @property
    def address(self) -> str:
        return f"{self.sheets.url}/d/{self.id}"

    def open(
        self, *, key: Path | None = None, answer_s: float = 10.0, tell: Tell = lambda _: None
    ) -> GoogleBackend:
        return GoogleBackend(
            self.address,
            settings=Settings(google_key=str(key or self.key)),
            patience=Patience(answer_s=answer_s),
            pace=self.clockwork.pace(),
            tell=tell,
        )

    def rows(self, tab: str = "kalender") -> list[list[Cell]]:
        found = self.sheets.spreadsheet(self.id).values(tab, "UNFORMATTED_VALUE")
        return [[None if cell == "" else cell for cell in row] for row in found]


@pytest.fixture
def clockwork() -> Clockwork:
    return Clockwork()


@pytest.fixture
def stand(clockwork: Clockwork) -> Iterator[Stand]:
    sheets, key = rehearsal_sheets()
    sheet_id = made_sheet(sheets, {"kalender": ROWS, "catatan mesin": LOG})
    sheets.forget_calls()
    yield Stand(sheets, sheet_id, key, clockwork)
    sheets.clear_faults()
    sheets.clear_scripts()
    sheets.set_quota(None, None)
    sheets.set_switches(api_is_enabled=True, machine_skew_s=0.0)
    sheets.share(sheet_id, ROBOT)


@pytest.fixture
def backend(stand: Stand) -> GoogleBackend:
    """The back-end of a run that has read everything."""
    opened = stand.open()
    opened.read(opened.tabs())
    return opened


def patch(backend: GoogleBackend, row_id: str, column: str, value: Written) -> Patch:
    """Return a patch of a row as the run read it."""
    rows = backend.read(["kalender"])["kalender"].rows
    index = next(i for i, row in enumerate(rows) if row and row[0] == row_id)
    ref = RowRef(id=row_id, index=index, as_read=rows[index])
    return Patch(tab="kalender", id_column="Post", row=ref, column=column, value=value)


def event(name: str, **cells: Written) -> Append:
    """Return a row for the machine's log."""
    return Append(tab="catatan mesin", id_column="event", event=name, cells={"apa": "x", **cells})


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
def run(team: Team, network: Rehearsal, book: GoogleBook) -> Callable[[str, str], JobResult]:
    """Run a job and hold what is people's to what it was."""
    wired = Wired(team, on_run=network.set_clock)

    def run(job: str, at: str) -> JobResult:
        before = everything_of_people(book.stand.sheets.spreadsheet(book.stand.id).book)
        result = wired.run(job, at, backend=book.open())
        after = everything_of_people(book.stand.sheets.spreadsheet(book.stand.id).book)
        assert after == before
        return result

    return run


@pytest.fixture
def wired(team: Team, network: Rehearsal) -> Wired:
    return Wired(team, on_run=network.set_clock)
