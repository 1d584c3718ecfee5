"""A team, its machine and its bad days, as a state machine: any order of them must keep the promises.

Texts and pictures are never changed back to what they were: between two looks of the machine such
a change cannot be seen by anybody, whatever is recorded.
"""

import re
from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from automation.workbook.protocol import Cell
from tests.promises.desk_story import CALENDAR, PICTURE, DeskStory, Life
from tests.promises.model import APPROVERS, Row
from tests.promises.small_network import ADDRESS, Trouble

JOBS = st.sampled_from(["publish", "publish", "publish", "check", "collect", "reconcile"])
NTH = st.integers(0, 16)
ANY = st.integers(0, 99)
ONE_OR_TWO = ("free", "brand", "care", "free, brand", "brand, care")
ASKED = re.compile(r"It was sent to (\w+) at")
CHANNELS = st.sampled_from(ONE_OR_TWO)


class DeskMachine(DeskStory):
    """The rules are what people, the clock, the networks and the machine may do."""

    @initialize()
    def begin(self) -> None:
        self.open()
        for channels in ("free", "brand, care"):
            self.plan_and_approve(channels, thread=True)

    # People

    @rule(
        channels=CHANNELS,
        later=st.sampled_from([0, 0, 5, 30, 200]), place=ANY,
        has=st.sets(st.sampled_from(["picture", "thread", "ready", "ready ", "decision"])),
    )  # fmt: skip
    def add_row(self, channels: str, later: int, place: int, has: set[str]) -> None:
        number = next(self.numbers)
        at = self.typed_time(later)
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
        self.insert(row, {}, place % (len(self.model.rows) + 1))

    @rule(channels=st.sampled_from(["free", "brand", "care", "brand, care"]), thread=st.booleans())
    def plan_and_approve(self, channels: str, thread: bool) -> None:
        """Play a team that works as it should: written, looked at by the machine, approved."""
        self.add_row(channels, 0, 0, {"ready", "picture", "thread"} if thread else {"ready"})
        self.work("check")
        self.approve_all_levels(0)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, where=ANY)
    def copy_row(self, which: int, where: int) -> None:
        row = self.row(which).copy()
        row.cells["title"] = f"Kopi {next(self.numbers)}"
        machine = self.machine_cells(self.row(which))
        self.insert(row, machine, where % (len(self.model.rows) + 1))

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY)
    def delete_row(self, which: int) -> None:
        row = self.row(which)
        self.book.delete_row(CALENDAR, self.sheet_row(row))
        self.model.rows.remove(row)

    @precondition(lambda self: len(self.model.rows) > 1)
    @rule(column=st.sampled_from(["title", "status", "text"]), descending=st.booleans())
    def sort_rows(self, column: str, descending: bool) -> None:
        self.book.sort(CALENDAR, self.columns()[column], descending=descending)
        self.model.rows.sort(key=self.sheet_row)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY)
    def edit_text(self, which: int) -> None:
        self.type(self.row(which), text=f"Kopi nomor {next(self.numbers)}, diubah")

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, channels=CHANNELS)
    def send_it_elsewhere(self, which: int, channels: str) -> None:
        text = f"Kopi nomor {next(self.numbers)}, untuk {channels}"
        self.type(self.row(which), channels=channels, text=text)

    @rule()
    def change_the_picture(self) -> None:
        self.shelf.files[PICTURE] = f"kopi {next(self.numbers)}".encode()

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, status=st.sampled_from(["ready", "ready", "hold", "cancelled", "draft"]))
    def set_status(self, which: int, status: str) -> None:
        self.type(self.row(which), status=status)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, minutes=st.sampled_from([-200, -5, 0, 20]))
    def move(self, which: int, minutes: int) -> None:
        self.type(self.row(which), publish_at=self.typed_time(minutes))

    @precondition(lambda self: self.model.rows)
    @rule(
        which=ANY, level=st.sampled_from([1, 1, 2]), by=st.sampled_from(["right", "right", "Budi"]),
        choice=st.sampled_from(["approve", "approve_again", "approve", "request_changes", "reject", ""]),
    )  # fmt: skip
    def decide(self, which: int, level: int, by: str, choice: str) -> None:
        row = self.row(which)
        who = APPROVERS[level] if by == "right" else by
        self.type(row, **{f"approver_{level}": who, f"decision_{level}": choice or None})
        self.model.decide(row, level, who, choice)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY)
    def approve_all_levels(self, which: int) -> None:
        row = self.row(which)
        for level, who in APPROVERS.items():
            chosen = row.cells.get(f"decision_{level}")
            choice = "approve" if chosen != "approve" else "approve_again"
            self.type(row, **{f"approver_{level}": who, f"decision_{level}": choice})
            self.model.decide(row, level, who, choice)

    @rule(paused=st.sampled_from([False, False, True]))
    def pause_or_resume(self, paused: bool) -> None:
        self.model.paused = paused
        self.team.set("pause", "yes" if paused else "no")

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY, paste=st.booleans())
    def answer_truly(self, which: int, paste: bool) -> None:
        """Play an owner who looks at the channels asked about, and answers when all say the same.

        An answer that still stands there is emptied first. Nobody answers while something is on its
        way there: then no look can tell.
        """
        row = self.row(which)
        on_its_way = any(post.at > self.server.now for post in self.server.ever.values())
        if on_its_way or self.team.state(row.title) != "unknown":
            return
        if row.cells.get("answer"):
            self.type(row, answer=None)
            return
        post = self.team.cell(row.title, "post")
        asked = set(ASKED.findall(str(self.team.cell(row.title, "problems"))))
        assert asked
        there = {p.part[1]: p.id for p in self.server.live() if p.part[::2] == (post, "0")}
        if paste and len(asked) == 1 and asked <= there.keys():
            self.type(row, answer=ADDRESS + there[asked.pop()])
        elif asked <= there.keys():
            self.type(row, answer="there")
        elif not asked & there.keys():
            self.type(row, answer="not_there")

    # The world

    @rule(minutes=st.sampled_from([1, 6, 6, 16, 16, 60]))
    def let_time_pass(self, minutes: int) -> None:
        self.server.now += timedelta(minutes=minutes)

    @rule(trouble=st.sampled_from(list(Trouble)))
    def expect_trouble(self, trouble: Trouble) -> None:
        self.server.troubles.append(trouble)

    @precondition(lambda self: self.server.live())
    @rule(which=ANY)
    def delete_on_the_network(self, which: int) -> None:
        """One that is deleted before its receipt was known may go out again: nobody can tell."""
        live = self.server.live()
        post = live[which % len(live)]
        self.server.gone.add(post.id)
        if post.id not in {receipt[3] for receipt in self.receipts}:
            self.server.untold |= {p.id for p in live if p.part[:2] == post.part[:2]}

    # The machine

    @rule()
    def publish(self) -> None:
        self.work("publish")

    @rule(troubles=st.lists(st.sampled_from(list(Trouble)), min_size=1, max_size=4))
    def publish_on_a_bad_day(self, troubles: list[Trouble]) -> None:
        self.server.troubles.extend(troubles)
        self.work("publish")

    @rule(job=JOBS)
    def run(self, job: str) -> None:
        if self.work(job) and job == "check":
            self.a_ready_row_says_why_it_is_not_out()

    @rule(job=JOBS, at=NTH)
    def run_and_die(self, job: str, at: int) -> None:
        life = Life(self.model, self.server.now, at)
        life.act = life.die
        self.work(job, life)

    @rule(job=JOBS, other=JOBS, at=NTH)
    def run_while_another_runs(self, job: str, other: str, at: int) -> None:
        self.work(job, Life(self.model, self.server.now, at, lambda: self.work(other)))

    @precondition(lambda self: self.model.rows)
    @rule(job=JOBS, at=NTH, which=ANY, edit=st.sampled_from(["text", "channels", "move", "hold", "reject", "sort", "delete", "pause", "approve", "answer"]))  # fmt: skip
    def run_while_people_work(self, job: str, at: int, which: int, edit: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "text": lambda: self.edit_text(which),
            "channels": lambda: self.send_it_elsewhere(which, ONE_OR_TWO[which % len(ONE_OR_TWO)]),
            "move": lambda: self.move(which, [-200, 20][which % 2]),
            "answer": lambda: self.answer_truly(which, which % 2 == 0),
            "hold": lambda: self.set_status(which, "hold"),
            "reject": lambda: self.decide(which, 1, "right", "reject"),
            "approve": lambda: self.approve_all_levels(which),
            "sort": lambda: self.sort_rows("text", which % 2 == 0),
            "delete": lambda: self.delete_row(which),
            "pause": lambda: self.pause_or_resume(which % 2 == 0),
        }
        self.work(job, Life(self.model, self.server.now, at, acts[edit]))
