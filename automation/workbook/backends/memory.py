"""A workbook in memory: what upper layers are tested on, and what previews are tried on.

It passes the same contract as the real ones. A test plays people with `edit`, `insert_row`,
`delete_row`, `sort` and `rename_column`, and a bad day with `fail_next`.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from enum import StrEnum

from automation.errors import SheetError, WorkbookBusy
from automation.language import mark
from automation.workbook.backends.resolve import TabEdits, resolve
from automation.workbook.calls import Calls
from automation.workbook.locate import filled_count, header_key, trimmed
from automation.workbook.protocol import NOTHING, Behind, Cell, Change, Committed, Grid


class Fault(StrEnum):
    """What can go wrong with one commit."""

    BUSY = "busy"
    """Another program holds the workbook; nothing was written."""

    REFUSED = "refused"
    """The workbook may not be written by us; nothing was written."""

    ANSWER_LOST = "answer lost"
    """Everything was written, and the caller was told that nothing is known (WorkbookBusy)."""


class MemoryBackend:
    """Keeps every tab as a list of rows."""

    def __init__(
        self, tabs: Mapping[str, Sequence[Sequence[Cell]]], *, address: str = "memory"
    ) -> None:
        self._tabs = {tab: [list(row) for row in rows] for tab, rows in tabs.items()}
        self._address = address
        self._faults: deque[Fault] = deque()
        self.reads = 0
        self.commits = 0

    @property
    def address(self) -> str:
        """The name given when it was made."""
        return self._address

    @property
    def title(self) -> str:
        """The same name."""
        return self._address

    @property
    def calls(self) -> Calls:
        """None: nobody counts them."""
        return Calls()

    def tabs(self) -> Sequence[str]:
        """Return the names of all tabs, in their order."""
        return list(self._tabs)

    def read(self, tabs: Sequence[str]) -> Mapping[str, Grid]:
        """Return copies: what is read does not change when the workbook does."""
        self.reads += 1
        return self._grids(tabs)

    def behind(self, tab: str, columns: Sequence[int]) -> Mapping[int, Behind]:
        """Return nothing: there are no chips here."""
        return {}

    def commit(
        self, changes: Sequence[Change], *, foresee: Mapping[str, str] = NOTHING
    ) -> Committed:
        """Make all changes or none."""
        fault = self._faults.popleft() if self._faults else None
        if fault in (Fault.BUSY, Fault.REFUSED):
            raise _failure(fault)
        resolved = resolve(self._grids({change.tab for change in changes}), changes)
        for edits in resolved.tabs:
            self._apply(edits)
        self.commits += 1
        if fault is not None:
            raise _failure(fault)
        return Committed(tuple(resolved.skipped))

    def fail_next(self, *faults: Fault) -> None:
        """Let the next commits fail, one fault each, in this order."""
        self._faults.extend(faults)

    def fail_no_more(self) -> None:
        """Let the next commits succeed."""
        self._faults.clear()

    def edit(self, tab: str, row: int, column: int, value: Cell) -> None:
        """Play a person who types into a cell; row and column count from 0."""
        _put(self._tabs[tab], row, column, value)

    def insert_row(self, tab: str, row: int, cells: Sequence[Cell] = ()) -> None:
        """Play a person who inserts a row above the row that stands at this index."""
        self._tabs[tab].insert(row, list(cells))

    def delete_row(self, tab: str, row: int) -> None:
        """Play a person who deletes a row."""
        del self._tabs[tab][row]

    def sort(self, tab: str, column: int, *, header: int = 0, descending: bool = False) -> None:
        """Play a person who sorts the rows below the header by one column, as text."""
        rows = self._tabs[tab]
        below = rows[header + 1 :]
        below.sort(
            key=lambda row: header_key(row[column] if column < len(row) else None),
            reverse=descending,
        )
        rows[header + 1 :] = below

    def rename_column(self, tab: str, column: int, title: str, *, header: int = 0) -> None:
        """Play a person who changes a header."""
        self.edit(tab, header, column, title)

    def _grids(self, tabs: Sequence[str] | set[str]) -> dict[str, Grid]:
        return {
            tab: Grid(tab, [trimmed(row) for row in rows[: filled_count(rows)]])
            for tab, rows in self._tabs.items()
            if tab in tabs
        }

    def _apply(self, edits: TabEdits) -> None:
        rows = self._tabs[edits.tab]
        for edit in edits.cells:
            _put(rows, edit.row, edit.column, edit.value)
        for index, cells in enumerate(edits.new_rows, start=edits.filled):
            for column, value in cells.items():
                _put(rows, index, column, value)


def _put(rows: list[list[Cell]], row: int, column: int, value: Cell) -> None:
    rows.extend([] for _ in range(row + 1 - len(rows)))
    cells = rows[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value


def _failure(fault: Fault) -> SheetError:
    if fault is Fault.REFUSED:
        return SheetError(
            mark("The workbook {workbook} refused to be written."),
            mark("Ask who owns the workbook to let Lembar write it."),
            workbook="memory",
        )
    return WorkbookBusy(
        mark("The workbook {workbook} is busy."),
        mark("Close it in the other program; the next run tries again."),
        workbook="memory",
    )
