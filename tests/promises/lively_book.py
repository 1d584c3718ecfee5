"""A workbook that people edit while runs work in it: what a story asks of it, and one in memory."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from automation.workbook.backends.memory import Fault
from automation.workbook.protocol import Backend, Cell
from tests.desk_builder import Book, MemoryBook
from tests.promises.boundaries import HookedBackend

if TYPE_CHECKING:
    from tests.promises.desk_story import Life


class LivelyBook(Book, Protocol):
    """A workbook as a story needs it; rows and columns are counted from 0."""

    def opened_by(self, life: "Life") -> Backend:
        """Return the workbook as one run opens it; the run is told of every boundary."""
        ...

    def look(self) -> Backend:
        """Return the workbook as whoever judges reads it: undisturbed, and unseen."""
        ...

    def kept(self, value: Cell) -> Cell:
        """Return what stands in a cell into which people have typed a value."""
        ...

    def insert_row(self, tab: str, row: int, cells: Sequence[Cell]) -> None:
        """Play a person who inserts a row above the one that stands there."""
        ...

    def delete_row(self, tab: str, row: int) -> None:
        """Play a person who deletes a row."""
        ...

    def sort(self, tab: str, column: int, *, descending: bool) -> None:
        """Play a person who sorts the rows below the header."""
        ...

    def calm(self) -> None:
        """End every fault that still waits."""
        ...


class LivelyMemory(MemoryBook):
    """A workbook in memory, whose commits may fail."""

    def opened_by(self, life: "Life") -> Backend:
        return HookedBackend(self.open(), life.hook)

    def look(self) -> Backend:
        return self.open()

    def kept(self, value: Cell) -> Cell:
        return value

    def insert_row(self, tab: str, row: int, cells: Sequence[Cell]) -> None:
        self.backend.insert_row(tab, row, cells)

    def delete_row(self, tab: str, row: int) -> None:
        self.backend.delete_row(tab, row)

    def sort(self, tab: str, column: int, *, descending: bool) -> None:
        self.backend.sort(tab, column, descending=descending)

    def disturb(self, fault: Fault) -> None:
        """Let one of the next commits fail."""
        self.backend.fail_next(fault)

    def calm(self) -> None:
        self.backend.fail_no_more()
