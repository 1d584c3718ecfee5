"""A team's workbook for tests of whole jobs: made quickly, edited as people do, run with any network.

In memory by default; `XlsxBook` is the same on a real file, edited with openpyxl, as people's
programs do. Rows are named by their title (calendar) or by their first column (other tabs).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from automation.app import header_of
from automation.domain.ids import RunId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.http import Http, Policy
from automation.jobs.by_name import job_named
from automation.jobs.context import Context, Journal, Log, Media, NoJournal, silent
from automation.jobs.result import JobResult
from automation.networks import open_network, spec_of
from automation.settings import load_settings
from automation.workbook.protocol import Backend, Cell
from automation.workbook.schema import Tab
from automation.workbook.workbook import Workbook
from tests.desk_books import SCHEMA, Book, MemoryBook, Shelf, XlsxBook
from tests.promises.boundaries import Hook, HookedBackend, hooked
from tests.wire.pace import FakeTime

__all__ = [
    "SCHEMA",
    "TOKENS",
    "Book",
    "MemoryBook",
    "Shelf",
    "Team",
    "Wired",
    "XlsxBook",
    "columns_of",
    "make_team",
    "moment",
    "wall",
]

NAMED_BY = {"calendar": "title"}
TOKENS = {
    "MASTODON_TOKEN_BRAND": "rehearsal-kopi-senja",
    "MASTODON_TOKEN_SUPPORT": "rehearsal-kopi-senja-bantuan",
}


def moment(text: str) -> datetime:
    """Return a moment in Jakarta: `09:05` on the day the tests play, or `2026-11-22 09:05`."""
    day = text if " " in text else f"2026-11-21 {text}"
    return datetime.fromisoformat(f"{day}+07:00")


def wall(text: str) -> datetime:
    """Return the same as a person types it: local, without a zone."""
    return moment(text).replace(tzinfo=None)


@dataclass
class Team:
    """A workbook with its people, and the means to run jobs on it."""

    book: Book
    language: str = "en"
    media: Media = field(default_factory=Shelf)
    tokens: Mapping[str, str] = field(default_factory=lambda: dict(TOKENS))
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    def title(self, tab: str) -> str:
        """Return how a tab is called here."""
        return SCHEMA.tabs[tab].title(self.language)

    def add(self, tab: str, /, **cells: Cell) -> None:
        """Play a person who fills in the next free row."""
        columns, free = self._columns(tab), len(self.book.rows(self.title(tab)))
        self.book.fill(self.title(tab), free, {columns[n]: v for n, v in cells.items()})

    def post(self, title: str, /, at: str = "09:00", **cells: Cell) -> None:
        """Plan a ready post of Sari's on the brand channel."""
        usual: dict[str, Cell] = {
            "title": title, "channels": "brand", "publish_at": wall(at), "status": "ready",
            "owner": "Sari", "text": f"{title}: kopi baru untuk pagi ini #kopi",
        }  # fmt: skip
        self.add("calendar", **{**usual, **cells})

    def write(self, tab: str, name: str, /, **cells: Cell) -> None:
        """Play a person who types into cells of a named row."""
        columns = self._columns(tab)
        typed = {columns[column]: value for column, value in cells.items()}
        self.book.fill(self.title(tab), self.place(tab, name), typed)

    def edit(self, title: str, /, **cells: Cell) -> None:
        """Play a person who edits a calendar row."""
        self.write("calendar", title, **cells)

    def approve(self, title: str, choice: str = "approve", by: str = "Rina") -> None:
        """Play an approver of level 1 who decides."""
        self.edit(title, approver_1=by, decision_1=choice)

    def set(self, key: str, value: Cell) -> None:
        """Play a person who changes a setting."""
        self.write("settings", SCHEMA.settings[key].title(self.language), value=value)

    def place(self, tab: str, name: str) -> int:
        """Return the row, counted from 0, of a named row."""
        column = self._columns(tab)[NAMED_BY.get(tab, next(iter(SCHEMA.tabs[tab].fields)))]
        for index, row in enumerate(self.book.rows(self.title(tab))):
            if index and column < len(row) and row[column] == name:
                return index
        raise LookupError(name)

    def cell(self, title: str, column: str, tab: str = "calendar") -> str:
        """Return a cell as a person reads it; empty is empty text."""
        row = self.book.rows(self.title(tab))[self.place(tab, title)]
        place = self._columns(tab)[column]
        value = row[place] if place < len(row) else None
        return "" if value is None else str(value)

    def state(self, title: str) -> str:
        """Return a post's state by its name in the schema, whatever the language."""
        shown = self.cell(title, "state")
        return SCHEMA.tabs["calendar"].fields["state"].value_of(shown) or shown

    def records(self, tab: str) -> list[dict[str, Cell]]:
        """Return a tab's rows by column names; enumerated cells as people see them."""
        columns = self._columns(tab)
        return [
            {name: row[at] if at < len(row) else None for name, at in columns.items()}
            for row in self.book.rows(self.title(tab))[1:]
        ]

    def events(self, title: str = "") -> list[str]:
        """Return what the ledger says happened, in order; of one post when named."""
        happened = SCHEMA.tabs["publications"].fields["happened"]
        return [
            str(happened.value_of(str(row["happened"])))
            for row in self.records("publications")
            if not title or row["title"] == title
        ]

    def everything(self) -> dict[str, list[list[Cell]]]:
        """Return all cells of all tabs."""
        return {tab: self.book.rows(tab) for tab in self.book.open().tabs()}

    def new_id(self, prefix: str) -> str:
        """Return ids in the order they are asked for."""
        return f"{prefix}-{next(self._numbers):06d}"

    def _columns(self, tab: str) -> dict[str, int]:
        return columns_of(SCHEMA.tabs[tab], self.book.rows(self.title(tab))[0])

    def context(
        self,
        now: datetime,
        open_network: Callable[[Channel], Network],
        *,
        backend: Backend | None = None,
        clock: Callable[[], datetime] | None = None,
        log: Log = silent,
        journal: Journal | None = None,
        dry_run: bool = False,
        **options: object,
    ) -> Context:
        """Wire a run as `app` does, with what the test brings."""
        return Context(
            workbook=Workbook(backend or self.book.open(), SCHEMA),
            open_network=open_network,
            spec_of=lambda channel: spec_of(channel.network),
            media=self.media,
            now=now,
            clock=clock or (lambda: now),
            new_id=self.new_id,
            run=RunId(self.new_id("R")),
            header_of=partial(header_of, SCHEMA),
            dry_run=dry_run,
            log=log,
            journal=journal or NoJournal(),
            options=options,
        )


def columns_of(tab: Tab, header: Sequence[Cell]) -> dict[str, int]:
    """Return where each column of the schema stands."""
    named = [(tab.field_named(str(cell)), place) for place, cell in enumerate(header)]
    return {name: place for name, place in named if name is not None}


def make_team(book: Book | None = None, language: str = "en", **channels: str) -> Team:
    """Return a team of three; `channels` are name = address, each asking for approval."""
    team = Team(book or MemoryBook(language), language)
    team.add("members", name="Sari", roles="creator")
    team.add("members", name="Rina", roles="manager")
    team.add("members", name="Agus", roles="legal, final")
    for name, address in channels.items():
        team.add("channels", channel=name, network="mastodon", address=address, policy="required")
    return team


@dataclass
class Wired:
    """Runs jobs of a team against real networks' servers on this machine, without ever sleeping."""

    team: Team
    on_run: Callable[[datetime], None] = lambda _: None

    def run(
        self,
        job: str,
        at: str,
        *,
        backend: Backend | None = None,
        hook: Hook = lambda _: None,
        log: Log = silent,
        journal: Journal | None = None,
        dry_run: bool = False,
        step_s: float = 0.0,
        **options: object,
    ) -> JobResult:
        """Run a job at a moment; each look at the clock moves it on by `step_s` seconds."""
        now = moment(at)
        self.on_run(now)
        looks = count()
        settings = load_settings(dict(self.team.tokens))

        def clock() -> datetime:
            return now + timedelta(seconds=step_s * next(looks))

        policy = Policy(silence_s=0.5, max_bytes=200_000)
        http = Http(settings, clock=clock, pace=FakeTime(luck=0.0).pace, policy=policy)
        opener = hooked(
            partial(open_network, settings=settings, http=http, media=self.team.media),
            hook,
        )
        opened = HookedBackend(backend or self.team.book.open(), hook)
        try:
            return job_named(job)(
                self.team.context(
                    now,
                    opener,
                    backend=opened,
                    clock=clock,
                    log=log,
                    journal=journal,
                    dry_run=dry_run,
                    **options,
                )
            )
        finally:
            http.close()
