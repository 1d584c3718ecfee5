"""The desk on a Google Sheet: people edit between any two calls, and the service has bad days."""

import tempfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from automation.errors import ConfigError
from automation.jobs.context import Journal, NoJournal
from automation.workbook.journal import FileJournal
from tests.promises.desk_machine import ANY, JOBS, ONE_OR_TWO, DeskMachine
from tests.promises.desk_story import Life
from tests.promises.sheets.book import ID, SheetBook
from tests.promises.sheets.faults import BAD_SERVICE, STORED, Bad, Kind, arm
from tests.promises.sheets.harm import harm, mend
from tests.promises.sheets.life import AT_WRITE, SheetLife
from tests.promises.sheets.people import Hand
from tests.promises.tally import TALLY

NTH_CALL = st.one_of(st.integers(0, 11), st.integers(AT_WRITE, AT_WRITE + 2))
GAPS = st.integers(0, 3)
SHEET_ACTS = (
    "insert_blank_row", "move_column", "rename_column", "rename_tab", "add_column",
    "delete_own_column", "write_own", "paint", "merge", "unmerge", "filter", "hide_rows",
    "protect", "unprotect",
)  # fmt: skip
ROW_ACTS = (
    "edit_text", "channels", "postpone", "sort", "copy", "delete", "add", "hold", "approve",
    "decide", "reject", "answer", "pause", "time", "picture",
)  # fmt: skip
OFTEN = ("edit_text", "edit_text", "sort", "sort", "move_column", "add_column", "copy", "delete")
ACT = st.tuples(st.sampled_from([*OFTEN, *OFTEN, *SHEET_ACTS, *ROW_ACTS]), ANY, ANY)
MOVE = st.tuples(
    st.sampled_from(["sort", "sort", "insert_blank_row", "copy", "delete", "move_column"]), ANY, ANY
)
END = st.sampled_from(["", "", "die", "run"])
Acts = list[tuple[int, tuple[str, int, int]]]
ACTS = st.lists(st.tuples(GAPS, ACT), min_size=1, max_size=3)


class SheetMachine(DeskMachine):
    """The stories of the desk, with everything that a Google Sheet adds."""

    book: SheetBook
    is_half_shown = False
    """Whether what the machine shows may be wrong until the next check."""
    had_a_hard_hour = False
    """Whether one of the rules was played that aim at a known danger; once a story is enough."""

    def make_book(self) -> SheetBook:
        return SheetBook(self.locale, on_sleep=self._wait)

    @initialize(
        locale=st.sampled_from(["id_ID", "en_US"]), follows=st.booleans(), enforced=st.booleans(),
        keeps=st.booleans(),
    )  # fmt: skip
    def begin(self, locale: str, follows: bool, enforced: bool, keeps: bool) -> None:
        self.locale, self.bad = locale, list[Bad]()
        self.folder = tempfile.TemporaryDirectory() if keeps else None
        self.journals: list[FileJournal] = []
        self.running: list[SheetLife] = []
        self.open()
        self.hand = Hand(self.book)
        self.book.world.change_rules(metadata_follows_sort=follows, validation_enforced=enforced)
        self.add_row("free", 0, 0, {"ready"})
        self.plan_and_approve("brand, care", thread=True)

    # People, at rest and between two calls

    @rule(acts=st.lists(ACT, min_size=1, max_size=3))
    def people_act(self, acts: list[tuple[str, int, int]]) -> None:
        for act in acts:
            self.act(*act)

    @rule(act=ACT, job=JOBS)
    def people_act_and_a_job_runs(self, act: tuple[str, int, int], job: str) -> None:
        self.act(*act)
        self.work(job)

    @rule(at=NTH_CALL, acts=ACTS, end=END, bad=BAD_SERVICE)
    def publish_amid_everything(self, at: int, acts: Acts, end: str, bad: list[Bad]) -> None:
        self.run_while_people_work("publish", at, acts, end, bad)

    @rule(at=NTH_CALL, acts=ACTS, end=END)
    def check_amid_edits(self, at: int, acts: Acts, end: str) -> None:
        self.run_while_people_work("check", at, acts, end, [])

    @rule(job=JOBS, at=NTH_CALL, acts=ACTS, end=END, bad=BAD_SERVICE)
    def run_while_people_work(
        self, job: str, at: int, acts: Acts, end: str, bad: list[Bad]
    ) -> None:
        self.bad = bad
        (_, first), *others = acts
        life = SheetLife(
            self.model, self.server.now, at, lambda: self.act(*first),
            later=[(gap, partial(self.act, *act)) for gap, act in others],
        )  # fmt: skip
        if end:
            last = life.die if end == "die" else partial(self.work, "publish")
            life.later = [*life.later, (2, last)]
        self.work(job, life)

    @precondition(lambda self: not self.had_a_hard_hour)
    @rule(at=st.sampled_from([AT_WRITE, AT_WRITE, AT_WRITE + 1, AT_WRITE + 2]))
    def two_machines_publish_what_is_due(self, at: int) -> None:
        """Let the second find the same post due, before or after the first has claimed it."""
        self.had_a_hard_hour = True
        self.add_row("free", 0, 0, {"ready"})
        self.run_while_another_runs("publish", "publish", at)

    @precondition(lambda self: not self.had_a_hard_hour)
    @rule(
        act=MOVE, kind=st.sampled_from(STORED), skip=st.sampled_from([0, 1, 2, 2, 3]),
        count=st.sampled_from([1, 2, 2]),
    )  # fmt: skip
    def rows_move_under_a_write_whose_answer_is_lost(
        self, act: tuple[str, int, int], kind: Kind, skip: int, count: int
    ) -> None:
        """Let a write be made where rows had just moved, once or twice, and nobody hear of it."""
        self.had_a_hard_hour = True
        self.add_row("free", 0, 0, {"ready"})
        bad = [Bad(kind, skip=skip, count=count)]
        self.run_while_people_work("publish", AT_WRITE + skip, [(0, act)], "", bad)

    @rule(bad=BAD_SERVICE)
    def expect_a_bad_service(self, bad: list[Bad]) -> None:
        self.bad = bad

    @rule(bad=BAD_SERVICE)
    def publish(self, bad: list[Bad]) -> None:
        self.bad = bad
        self.work("publish")

    @rule(job=JOBS, bad=BAD_SERVICE)
    def run(self, job: str, bad: list[Bad]) -> None:
        self.bad = bad
        if self.work(job) and job == "check":
            self.a_ready_row_says_why_it_is_not_out()

    def act(self, name: str, which: int, where: int) -> None:
        """Do what somebody does; not everything is possible at every moment."""
        if name in SHEET_ACTS:
            done = getattr(self.hand, name)(which, where)
        else:
            done = self._on_a_row(name, which, where)
        TALLY[f"act: {name}"] += bool(done)

    def _on_a_row(self, name: str, which: int, where: int) -> bool:
        anywhere: dict[str, Callable[[], object]] = {
            "add": lambda: self.add_row("free, brand", which % 3, where, {"ready"}),
            "pause": lambda: self.pause_or_resume(which % 3 == 0),
            "time": lambda: self._wait(timedelta(minutes=which % 20)),
            "picture": self.change_the_picture,
        }
        on_a_row: dict[str, Callable[[], object]] = {
            "edit_text": lambda: self.edit_text(which),
            "channels": lambda: self.send_it_elsewhere(which, ONE_OR_TWO[where % len(ONE_OR_TWO)]),
            "postpone": lambda: self.move(which, [20, -200][where % 2]),
            "answer": lambda: self.answer_truly(which, where % 2 == 0),
            "sort": lambda: self.sort_rows(["title", "status", "text"][where % 3], which % 2 == 0),
            "copy": lambda: self.copy_row(which, where),
            "delete": lambda: self.delete_row(which),
            "hold": lambda: self.set_status(which, "hold"),
            "approve": lambda: self.approve_all_levels(which),
            "decide": lambda: self.decide(which, 1 + where % 2, "right", "approve"),
            "reject": lambda: self.decide(which, 1 + where % 2, "right", "reject"),
        }
        if name in on_a_row and not self.model.rows:
            return False
        if name in {"add", *on_a_row} and not self._every_row_is_found():
            return False
        {**anywhere, **on_a_row}[name]()
        return True

    def _every_row_is_found(self) -> bool:
        """Say whether people find each row by its title; a write that landed wrong may stand there."""
        titles = {str(record["title"]) for record in self.team.records("calendar")}
        return all(row.title in titles for row in self.model.rows)

    # These are among the acts, and so not rules of their own: the service gets the more steps

    def change_the_picture(self) -> None:
        DeskMachine.change_the_picture(self)

    def edit_text(self, which: int) -> None:
        DeskMachine.edit_text(self, which)

    def send_it_elsewhere(self, which: int, channels: str) -> None:
        DeskMachine.send_it_elsewhere(self, which, channels)

    def set_status(self, which: int, status: str) -> None:
        DeskMachine.set_status(self, which, status)

    def delete_row(self, which: int) -> None:
        DeskMachine.delete_row(self, which)

    def copy_row(self, which: int, where: int) -> None:
        DeskMachine.copy_row(self, which, where)

    def sort_rows(self, column: str, descending: bool) -> None:
        DeskMachine.sort_rows(self, column, descending)

    def pause_or_resume(self, paused: bool) -> None:
        DeskMachine.pause_or_resume(self, paused)

    # The promises

    @invariant()
    def nothing_is_harmed(self) -> None:
        if hasattr(self, "book"):
            found = harm(self.book)
            assert not found, "\n".join(found)

    def teardown(self) -> None:
        if hasattr(self, "server"):
            self.bad = []
            self.hand.unprotect()
            super().teardown()
            self.nothing_is_harmed()
            if self.folder is not None:
                self.folder.cleanup()

    def what_is_shown_as_published_is_there_by_its_address(self) -> None:
        if not self.is_half_shown:
            super().what_is_shown_as_published_is_there_by_its_address()

    # How

    def work(self, job: str, life: Life | None = None) -> bool:
        """Run a job on the service as it is today; what the run left half done, people put back."""
        life = life if isinstance(life, SheetLife) else self._sheet_life(life)
        if not self.running:
            for bad in self.bad:
                arm(self.book, bad)
            self.bad = []
        elif any(other.was_disturbed for other in self.running):
            self.is_half_shown = True  # it may read what landed wrong, before that is given back
        self.running.append(life)
        before = len(self.journals)
        try:
            ended = super().work(job, life)
        except ConfigError:
            ended = False
        finally:
            self.running.pop()
            while len(self.journals) > before:
                self.journals.pop().close()
        if not self.running:
            self.book.calm()
            self._after(job, life, ended=ended)
        return ended

    def _after(self, job: str, life: SheetLife, *, ended: bool) -> None:
        """Put back what a run wrote at the wrong place and died before it could mend it.

        No call of Google's can write only where nothing has moved. What the machine shows there is
        right again after the next check, also where another run read it before it was mended; what
        is people's they find in the sheet's history.
        """
        if ended and job == "check":
            self.is_half_shown = False
        if not ended and life.was_disturbed:
            self.is_half_shown = True
            if harm(self.book):
                TALLY["put back by people"] += 1
                mend(self.book)

    def journal(self, run: str) -> Journal:
        if self.folder is None:
            return NoJournal()
        self.journals.append(FileJournal(Path(self.folder.name), ID, run))
        return self.journals[-1]

    def _sheet_life(self, life: Life | None) -> SheetLife:
        if life is None:
            return SheetLife(self.model, self.server.now)
        made = SheetLife(life.model, life.now, life.at, life.act)
        if life.act == life.die:
            made.act = made.die
        return made

    def _wait(self, by: timedelta) -> None:
        self.server.now += by
