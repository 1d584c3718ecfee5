"""A team, its machine and its bad days, as a state machine: any order of them must keep the promises.

Texts and pictures are never changed back to what they were: between two looks of the machine such
a change cannot be seen by anybody, whatever is recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from automation.app import job_named
from automation.domain.content.draft import Part
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import SheetError
from automation.workbook.backends.memory import Fault
from automation.workbook.protocol import Cell
from automation.workbook.workbook import Workbook
from tests.desk_builder import SCHEMA, MemoryBook, Team, columns_of, make_team, moment
from tests.promises.boundaries import HookedBackend, Killed, hooked
from tests.promises.model import APPROVERS, LEVELS, Model, Row, Standing
from tests.promises.small_network import ADDRESS, Server, SmallNetwork, Trouble

CALENDAR = "Calendar"
PICTURE = "kopi.png"
OUT = frozenset({"published", "measured", "seen", "removed"})
PEOPLE = [f.name for f in SCHEMA.tabs["calendar"].fields.values() if f.writer == "people"]
JOBS = st.sampled_from(["publish", "publish", "publish", "check", "collect", "reconcile"])
NTH = st.integers(0, 16)
ANY = st.integers(0, 99)


@dataclass
class Life:
    """One run: dies, or lets something happen, at its n-th boundary; remembers what it last read."""

    model: Model
    server: Server
    at: int = -1
    act: Callable[[], object] = lambda: None
    dead: bool = False
    read: list[Standing] = field(default_factory=list)

    def hook(self, reached: str) -> None:
        if self.dead:
            raise Killed
        if reached == "after read":
            self.read = self.model.standing()
        self.at -= 1
        if self.at == -1:
            self.act()
        if self.dead:
            raise Killed

    def die(self) -> None:
        self.dead = True

    def watch(self, channel: str, part: Part, reply_to: Receipt | None) -> None:
        """Judge what is about to be public by what people had decided when the run last read.

        Noted, not raised: a run takes every exception for one of its own.
        """
        if not any(row.covers(channel, part, reply_to, self.server.now) for row in self.read):
            self.model.never_approved.append(f"{part.text} on {channel}")


class DeskMachine(RuleBasedStateMachine):
    """The rules are what people, the clock, the networks and the machine may do."""

    @initialize()
    def open(self) -> None:
        self.book = MemoryBook("en")
        self.team: Team = make_team(self.book)
        self.team.add("members", name="Budi", roles="creator")
        for name, policy in (("free", "none"), ("brand", "required"), ("care", "multi_level")):
            self.team.add(
                "channels", channel=name, network="mastodon", address=f"{ADDRESS}@{name}", policy=policy,
                level_1="manager", level_2="legal" if LEVELS[name] > 1 else None,
            )  # fmt: skip
        self.team.media.files[PICTURE] = b"kopi 0"
        self.model = Model(lambda name: self.team.media.files[name])
        self.server = Server(moment("09:00"))
        self.numbers = count(1)
        self.receipts: set[tuple[object, ...]] = set()
        for channels in ("free", "brand, care"):
            self.plan_and_approve(channels, thread=True)

    # People

    @rule(
        channels=st.sampled_from(["free", "brand", "care", "free, brand", "brand, care"]),
        later=st.sampled_from([0, 0, 5, 30, 200]), place=ANY,
        has=st.sets(st.sampled_from(["picture", "thread", "ready", "ready ", "decision"])),
    )  # fmt: skip
    def add_row(self, channels: str, later: int, place: int, has: set[str]) -> None:
        number = next(self.numbers)
        at = (self.server.now + timedelta(minutes=later)).replace(tzinfo=None)
        cells: dict[str, Cell] = {
            "title": f"Kopi {number}", "channels": channels, "publish_at": at, "owner": "Sari",
            "status": "ready" if {"ready", "ready "} & has else "draft", "text": f"Kopi nomor {number}",
            "thread": f"Lanjutan {number}" if "thread" in has else None,
            "media": PICTURE if "picture" in has else None,
        }  # fmt: skip
        row = Row(cells)
        if "decision" in has:
            row.cells |= {"approver_1": "Rina", "decision_1": "approve"}
            self.model.decide(row, 1, "Rina", "approve")
        self._insert(row, {}, place % (len(self.model.rows) + 1))

    @rule(channels=st.sampled_from(["free", "brand", "care", "brand, care"]), thread=st.booleans())
    def plan_and_approve(self, channels: str, thread: bool) -> None:
        """Play a team that works as it should: written, looked at by the machine, approved."""
        self.add_row(channels, 0, 0, {"ready", "picture", "thread"} if thread else {"ready"})
        self._run("check")
        self.approve_all_levels(0)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, where=ANY)
    def copy_row(self, which: int, where: int) -> None:
        row = self._row(which).copy()
        row.cells["title"] = f"Kopi {next(self.numbers)}"
        machine = self._machine_cells(self._row(which))
        self._insert(row, machine, where % (len(self.model.rows) + 1))

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY)
    def delete_row(self, which: int) -> None:
        place = which % len(self.model.rows)
        del self.model.rows[place]
        self.book.backend.delete_row(CALENDAR, place + 1)

    @precondition(lambda self: len(self.model.rows) > 1)
    @rule(column=st.sampled_from(["title", "status", "text"]), descending=st.booleans())
    def sort_rows(self, column: str, descending: bool) -> None:
        place = self._columns()[column]
        self.book.backend.sort(CALENDAR, place, descending=descending)
        self.model.rows.sort(
            key=lambda row: str(row.cells.get(column) or "").casefold(), reverse=descending
        )

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY)
    def edit_text(self, which: int) -> None:
        self._type(self._row(which), text=f"Kopi nomor {next(self.numbers)}, diubah")

    @rule()
    def change_the_picture(self) -> None:
        self.team.media.files[PICTURE] = f"kopi {next(self.numbers)}".encode()

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, status=st.sampled_from(["ready", "ready", "hold", "cancelled", "draft"]))
    def set_status(self, which: int, status: str) -> None:
        self._type(self._row(which), status=status)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, minutes=st.sampled_from([-200, -5, 0, 20]))
    def move(self, which: int, minutes: int) -> None:
        at = (self.server.now + timedelta(minutes=minutes)).replace(tzinfo=None)
        self._type(self._row(which), publish_at=at)

    @precondition(lambda self: self.model.rows)
    @rule(
        which=ANY, level=st.sampled_from([1, 1, 2]), by=st.sampled_from(["right", "right", "Budi"]),
        choice=st.sampled_from(["approve", "approve_again", "approve", "request_changes", "reject", ""]),
    )  # fmt: skip
    def decide(self, which: int, level: int, by: str, choice: str) -> None:
        row = self._row(which)
        who = APPROVERS[level] if by == "right" else by
        self._type(row, **{f"approver_{level}": who, f"decision_{level}": choice or None})
        self.model.decide(row, level, who, choice)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY)
    def approve_all_levels(self, which: int) -> None:
        row = self._row(which)
        for level, who in APPROVERS.items():
            chosen = row.cells.get(f"decision_{level}")
            choice = "approve" if chosen != "approve" else "approve_again"
            self._type(row, **{f"approver_{level}": who, f"decision_{level}": choice})
            self.model.decide(row, level, who, choice)

    @rule(paused=st.sampled_from([False, False, True]))
    def pause_or_resume(self, paused: bool) -> None:
        self.model.paused = paused
        self.team.set("pause", "yes" if paused else "no")

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, paste=st.booleans())
    def answer_truly(self, which: int, paste: bool) -> None:
        """Play an owner who looks at the channels, and answers when they all say the same."""
        row = self._row(which)
        if self.team.state(row.title) != "unknown":
            return
        post = self.team.cell(row.title, "post")
        there = [p for p in self.server.live() if p.part[0] == post and p.part[2] == "0"]
        wanted = str(row.cells["channels"]).split(", ")
        if there and paste and len(wanted) == 1:
            self._type(row, answer=ADDRESS + there[0].id)
        elif len(there) == len(wanted):
            self._type(row, answer="there")
        elif not there:
            self._type(row, answer="not_there")

    # The world

    @rule(minutes=st.sampled_from([1, 6, 6, 16, 16, 60]))
    def let_time_pass(self, minutes: int) -> None:
        self.server.now += timedelta(minutes=minutes)

    @rule(trouble=st.sampled_from(list(Trouble)))
    def expect_trouble(self, trouble: Trouble) -> None:
        self.server.troubles.append(trouble)

    @rule(fault=st.sampled_from(list(Fault)))
    def disturb_the_next_commit(self, fault: Fault) -> None:
        self.book.backend.fail_next(fault)

    @precondition(lambda self: self.server.live())
    @rule(which=ANY)
    def delete_on_the_network(self, which: int) -> None:
        """One that is deleted before its receipt was known may go out again: nobody can tell."""
        live = self.server.live()
        post = live[which % len(live)].id
        self.server.gone.add(post)
        if post not in {receipt[3] for receipt in self.receipts}:
            self.server.untold.add(post)

    # The machine

    @rule()
    def publish(self) -> None:
        self._run("publish")

    @rule(troubles=st.lists(st.sampled_from(list(Trouble)), min_size=1, max_size=4))
    def publish_on_a_bad_day(self, troubles: list[Trouble]) -> None:
        self.server.troubles.extend(troubles)
        self._run("publish")

    @rule(job=JOBS)
    def run(self, job: str) -> None:
        if self._run(job) and job == "check":
            self._a_ready_row_says_why_it_is_not_out()

    @rule(job=JOBS, at=NTH)
    def run_and_die(self, job: str, at: int) -> None:
        life = Life(self.model, self.server, at)
        life.act = life.die
        self._run(job, life)

    @rule(job=JOBS, other=JOBS, at=NTH)
    def run_while_another_runs(self, job: str, other: str, at: int) -> None:
        self._run(job, Life(self.model, self.server, at, lambda: self._run(other)))

    @precondition(lambda self: self.model.rows)
    @rule(job=JOBS, at=NTH, which=ANY, edit=st.sampled_from(["text", "hold", "reject", "sort", "delete", "pause", "approve"]))  # fmt: skip
    def run_while_people_work(self, job: str, at: int, which: int, edit: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "text": lambda: self.edit_text(which),
            "hold": lambda: self.set_status(which, "hold"),
            "reject": lambda: self.decide(which, 1, "right", "reject"),
            "approve": lambda: self.approve_all_levels(which),
            "sort": lambda: self.sort_rows("text", which % 2 == 0),
            "delete": lambda: self.delete_row(which),
            "pause": lambda: self.pause_or_resume(which % 2 == 0),
        }
        self._run(job, Life(self.model, self.server, at, acts[edit]))

    # The promises

    @invariant()
    def the_promises_hold(self) -> None:
        assert self.model.never_approved == []
        self._nothing_went_out_twice()
        self._people_find_their_cells_as_they_left_them()
        self._a_receipt_once_known_is_never_lost()
        self._what_is_shown_as_published_is_there_by_its_address()

    def _nothing_went_out_twice(self) -> None:
        parts = [p.part for p in self.server.ever.values() if p.id not in self.server.untold]
        assert len(parts) == len(set(parts))

    def _people_find_their_cells_as_they_left_them(self) -> None:
        columns = self._columns()
        rows = self.book.rows(CALENDAR)[1:]
        stands = [
            {n: row[columns[n]] for n in PEOPLE if columns[n] < len(row) and row[columns[n]] is not None}
            for row in rows
        ]  # fmt: skip
        wanted = [{n: v for n, v in row.cells.items() if v is not None} for row in self.model.rows]
        assert stands == wanted

    def _a_receipt_once_known_is_never_lost(self) -> None:
        desk = Workbook(self.book.open(), SCHEMA).read(lambda: f"X-{next(self.numbers)}")
        now: set[tuple[object, ...]] = {
            (post, channel, part, receipt.network_id)
            for (post, channel), publication in desk.ledger.items()
            for part, receipt in publication.receipts.items()
        }
        assert self.receipts <= now
        assert not desk.damaged
        self.receipts = now

    def _what_is_shown_as_published_is_there_by_its_address(self) -> None:
        for row in self.team.records("calendar"):
            if self._value("state", row["state"]) not in ("published", "measured"):
                continue
            assert row["url"]
            for url in str(row["url"]).splitlines():
                assert url.rpartition("/")[2] in self.server.ever

    def _a_ready_row_says_why_it_is_not_out(self) -> None:
        for row in self.team.records("calendar"):
            state = self._value("state", row["state"])
            if row["status"] == "ready" and state not in OUT | {"scheduled", "publishing"}:
                assert row["problems"], (row["title"], state)

    def teardown(self) -> None:
        """Let the bad days end: everything is settled, or asks a person."""
        if not hasattr(self, "server"):
            return
        self.server.troubles.clear()
        for _ in range(3):
            self.server.now += timedelta(minutes=16)
            self._run_until_done("publish")
        self._run_until_done("check")
        self.the_promises_hold()
        self._a_ready_row_says_why_it_is_not_out()
        for row in self.team.records("calendar"):
            state = self._value("state", row["state"])
            assert state != "publishing"
            assert state != "unknown" or row["problems"]

    # How

    def _run(self, job: str, life: Life | None = None) -> bool:
        """Run a job; say whether it came to its end."""
        life = life or Life(self.model, self.server)
        ticks, started = count(), self.server.now

        def clock() -> datetime:
            return started + timedelta(milliseconds=next(ticks))

        def open_network(channel: Channel) -> Network:
            return SmallNetwork(self.server, channel, self.team.media.read, life.watch)

        context = self.team.context(
            started, hooked(open_network, life.hook),
            backend=HookedBackend(self.book.open(), life.hook), clock=clock,
        )  # fmt: skip
        try:
            job_named(job)(replace(context, at_once=1))
        except (Killed, SheetError):
            return False
        return True

    def _run_until_done(self, job: str) -> None:
        """Run again while faults are still waiting for a commit."""
        assert any(self._run(job) for _ in range(50))

    def _insert(self, row: Row, machine: dict[str, Cell], place: int) -> None:
        columns = self._columns()
        line: list[Cell] = [None] * (max(columns.values()) + 1)
        for name, value in {**machine, **row.cells}.items():
            line[columns[name]] = value
        self.model.rows.insert(place, row)
        self.book.backend.insert_row(CALENDAR, place + 1, line)

    def _type(self, row: Row, **cells: Cell) -> None:
        place = next(i for i, one in enumerate(self.model.rows) if one is row)
        for name, value in cells.items():
            row.cells[name] = value
            self.book.write(CALENDAR, place + 1, self._columns()[name], value)

    def _row(self, which: int) -> Row:
        return self.model.rows[which % len(self.model.rows)]

    def _machine_cells(self, row: Row) -> dict[str, Cell]:
        place = next(i for i, one in enumerate(self.model.rows) if one is row)
        record = self.team.records("calendar")[place]
        return {name: value for name, value in record.items() if name not in PEOPLE}

    def _columns(self) -> dict[str, int]:
        return columns_of(SCHEMA.tabs["calendar"], self.book.rows(CALENDAR)[0])

    @staticmethod
    def _value(column: str, label: Cell) -> str:
        return SCHEMA.tabs["calendar"].fields[column].value_of(str(label or "")) or ""
