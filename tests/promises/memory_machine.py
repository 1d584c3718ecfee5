"""The stories of `desk_machine.py` in a workbook in memory: quick, and its commits may fail."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from automation.workbook.backends.memory import Fault
from tests.promises.desk_machine import ANY, DeskMachine
from tests.promises.desk_story import CALENDAR
from tests.promises.lively_book import LivelyMemory


class MemoryMachine(DeskMachine):
    """The workbook is held, refused, or its answers are lost; nothing guards the machine's cells."""

    book: LivelyMemory

    def make_book(self) -> LivelyMemory:
        return LivelyMemory("en")

    @rule(fault=st.sampled_from(list(Fault)))
    def disturb_the_next_commit(self, fault: Fault) -> None:
        self.book.disturb(fault)

    @precondition(lambda self: self.model.rows)
    @rule(which=ANY)
    def empty_an_id(self, which: int) -> None:
        place = self.sheet_row(self.row(which))
        self.book.fill(CALENDAR, place, {self.columns()["post"]: None})
