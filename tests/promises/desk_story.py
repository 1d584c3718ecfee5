"""A team, its machine and its networks as they stand in one story, and the promises it must keep.

`desk_machine.py` tells the stories; here is how a step is done, and how it is judged.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from hypothesis.stateful import RuleBasedStateMachine, invariant

from automation.domain.approvals.approval import verify
from automation.domain.content.draft import Part
from automation.domain.desk import Desk
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import SheetError
from automation.jobs.by_name import job_named
from automation.jobs.context import Journal, NoJournal
from automation.workbook.protocol import Cell
from automation.workbook.workbook import Workbook
from tests.desk_builder import SCHEMA, Shelf, Team, columns_of, make_team, moment
from tests.promises.boundaries import Killed, hooked
from tests.promises.lively_book import LivelyBook
from tests.promises.model import LEVELS, Model, Row, Standing
from tests.promises.small_network import ADDRESS, BLIND, SPEC, Server, SmallNetwork
from tests.promises.tally import TALLY

CALENDAR = "Calendar"
PICTURE = "kopi.png"
OUT = frozenset({"published", "measured", "seen", "removed"})
PEOPLE = [f.name for f in SCHEMA.tabs["calendar"].fields.values() if f.writer == "people"]


@dataclass
class Life:
    """One run: dies, or lets something happen, at its n-th boundary; remembers what it last read."""

    model: Model
    now: datetime
    at: int = -1
    act: Callable[[], object] = lambda: None
    dead: bool = False
    read: list[Standing] = field(default_factory=list)

    def hook(self, reached: str) -> None:
        if self.dead:
            raise Killed
        if reached == "after read":
            self.see()
        self.at -= 1
        if self.at == -1:
            self.act()
        if self.dead:
            raise Killed

    def see(self) -> None:
        """Remember how the rows stand, as the run has just read them."""
        self.read = self.model.standing()

    def die(self) -> None:
        self.dead = True

    def watch(self, channel: str, part: Part, reply_to: Receipt | None) -> None:
        """Judge what is about to be public by what people had decided when the run last read.

        Noted, not raised: a run takes every exception for one of its own.
        """
        if not any(row.covers(channel, part, reply_to, self.now) for row in self.read):
            self.model.never_approved.append(f"{part.text} on {channel}")


class DeskStory(RuleBasedStateMachine):
    """One story's workbook, people and networks. The rules are added by `DeskMachine`."""

    book: LivelyBook

    def make_book(self) -> LivelyBook:
        """Return the workbook the story plays in."""
        raise NotImplementedError

    def journal(self, _run: str) -> Journal:
        """Return where a run keeps what the workbook cannot be told."""
        return NoJournal()

    def open(self) -> None:
        """Make a workbook with three channels: free, approved once, approved twice."""
        TALLY["schedules"] += 1
        self.book = self.make_book()
        self.team: Team = make_team(self.book)
        self.team.add("members", name="Budi", roles="creator")
        for name, policy in (("free", "none"), ("brand", "required"), ("care", "multi_level")):
            self.team.add(
                "channels", channel=name, network="mastodon", address=f"{ADDRESS}@{name}", policy=policy,
                level_1="manager", level_2="legal" if LEVELS[name] > 1 else None,
            )  # fmt: skip
        self.shelf = Shelf()
        self.shelf.files[PICTURE] = b"kopi 0"
        self.team.media = self.shelf
        self.model = Model(lambda name: self.shelf.files[name])
        self.server = Server(moment("09:00"))
        self.numbers = count(1)
        self.receipts: set[tuple[object, ...]] = set()

    # The promises

    @invariant()
    def the_promises_hold(self) -> None:
        TALLY["steps"] += 1
        assert self.model.never_approved == []
        self._nothing_went_out_twice()
        self._people_find_their_cells_as_they_left_them()
        self._the_logs_fit_and_no_receipt_once_known_is_lost()
        self.what_is_shown_as_published_is_there_by_its_address()

    def _nothing_went_out_twice(self) -> None:
        parts = [p.part for p in self.server.ever.values() if p.id not in self.server.untold]
        assert len(parts) == len(set(parts))

    def _people_find_their_cells_as_they_left_them(self) -> None:
        columns = self.columns()
        rows = self.book.rows(CALENDAR)[1:]
        stands = [
            {n: row[columns[n]] for n in PEOPLE if columns[n] < len(row) and row[columns[n]] is not None}
            for row in rows
        ]  # fmt: skip
        wanted = [
            {n: self.book.kept(v) for n, v in row.cells.items() if v is not None}
            for row in self.model.rows
        ]
        assert [cells for cells in stands if cells] == wanted

    def _the_logs_fit_and_no_receipt_once_known_is_lost(self) -> None:
        desk = self.desk()
        now: set[tuple[object, ...]] = {
            (post, channel, part, receipt.network_id)
            for (post, channel), publication in desk.ledger.items()
            for part, receipt in publication.receipts.items()
        }
        assert self.receipts <= now
        assert not desk.damaged
        assert verify(desk.approvals, (run.approvals_head for run in desk.runs)) is None
        self.receipts = now

    def what_is_shown_as_published_is_there_by_its_address(self) -> None:
        for row in self.team.records("calendar"):
            if self._value("state", row["state"]) not in ("published", "measured"):
                continue
            assert row["url"]
            for url in str(row["url"]).splitlines():
                assert url.rpartition("/")[2] in self.server.ever

    def a_ready_row_says_why_it_is_not_out(self) -> None:
        for row in self.team.records("calendar"):
            state = self._value("state", row["state"])
            if row["status"] == "ready" and state not in OUT | {"scheduled", "publishing"}:
                assert row["problems"], (row["title"], state)

    def teardown(self) -> None:
        """Let the bad days end: everything is settled, or asks a person."""
        if not hasattr(self, "server"):
            return
        self.server.troubles.clear()
        self.book.calm()
        for _ in range(3):
            self.server.now += timedelta(minutes=16)
            assert self.work("publish")
        self._work_until_nothing_changes()
        self.the_promises_hold()
        self.a_ready_row_says_why_it_is_not_out()
        self._whatever_is_out_is_in_the_ledger_or_asks_somebody()

    def _work_until_nothing_changes(self) -> None:
        for _ in range(3):
            before = self.book.rows(CALENDAR)
            assert self.work("check")
            if self.book.rows(CALENDAR) == before:
                return
        raise AssertionError("the calendar changes with every look")

    def _whatever_is_out_is_in_the_ledger_or_asks_somebody(self) -> None:
        known = {receipt[3] for receipt in self.receipts} | self.server.untold
        seen = {key for key, publication in self.desk().ledger.items() if publication.seen}
        states = {}
        for row in self.team.records("calendar"):
            state = states[row["post"]] = self._value("state", row["state"])
            assert state != "publishing"
            assert state != "unknown" or row["problems"]
        for post in self.server.live():
            state = states.get(post.part[0], "deleted by people")
            is_told = post.id in known or post.part[:2] in seen
            assert is_told or state in ("unknown", "deleted by people"), post

    # How

    def work(self, job: str, life: Life | None = None) -> bool:
        """Run a job; say whether it came to its end."""
        TALLY["runs"] += 1
        life = life or Life(self.model, self.server.now)
        ticks, started = count(), self.server.now

        def clock() -> datetime:
            return self.server.now + timedelta(milliseconds=next(ticks))

        def open_network(channel: Channel) -> Network:
            spec = SPEC if channel.id == "free" else BLIND
            return SmallNetwork(self.server, channel, self.shelf, life.watch, spec)

        context = self.team.context(
            started, hooked(open_network, life.hook),
            backend=self.book.opened_by(life), clock=clock,
        )  # fmt: skip
        try:
            job_named(job)(replace(context, at_once=1, journal=self.journal(context.run)))
        except (Killed, SheetError):
            TALLY["runs cut off"] += 1
            return False
        return True

    def desk(self) -> Desk:
        """Read the workbook as a job would."""
        return Workbook(self.book.look(), SCHEMA).read(lambda: f"X-{next(self.numbers)}")

    def insert(self, row: Row, machine: dict[str, Cell], place: int) -> None:
        columns = self.columns()
        line: list[Cell] = [None] * (max(columns.values()) + 1)
        for name, value in {**machine, **row.cells}.items():
            line[columns[name]] = value
        at = self.sheet_row(self.model.rows[place]) if place < len(self.model.rows) else self.end()
        self.model.rows.insert(place, row)
        self.book.insert_row(CALENDAR, at, line)

    def type(self, row: Row, **cells: Cell) -> None:
        columns, at = self.columns(), self.sheet_row(row)
        self.book.fill(CALENDAR, at, {columns[name]: value for name, value in cells.items()})
        row.cells.update(cells)

    def typed_time(self, minutes: int) -> datetime:
        """Return the time so many minutes from now as people type it: sheets know whole seconds."""
        return (self.server.now + timedelta(minutes=minutes)).replace(tzinfo=None, microsecond=0)

    def row(self, which: int) -> Row:
        return self.model.rows[which % len(self.model.rows)]

    def sheet_row(self, row: Row) -> int:
        """Return where a row stands in the workbook, counted from 0; its title is its own."""
        return self.team.place("calendar", row.title)

    def end(self) -> int:
        return len(self.book.rows(CALENDAR))

    def machine_cells(self, row: Row) -> dict[str, Cell]:
        record = self.team.records("calendar")[self.sheet_row(row) - 1]
        return {name: value for name, value in record.items() if name not in PEOPLE}

    def columns(self) -> dict[str, int]:
        return columns_of(SCHEMA.tabs["calendar"], self.book.rows(CALENDAR)[0])

    @staticmethod
    def _value(column: str, label: Cell) -> str:
        return SCHEMA.tabs["calendar"].fields[column].value_of(str(label or "")) or ""
