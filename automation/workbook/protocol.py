"""What a back-end is: raw cells in, raw cells out, one round trip each way.

A back-end knows nothing of posts or channels. It is told the names of tabs and columns as they
stand in the workbook, finds rows by id as late as it can, and never touches a cell it was not
asked to write. Memory, xlsx and google pass one contract suite (`tests/contracts/`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol

from automation.workbook.calls import Calls

Cell = str | int | float | bool | datetime | date | time | None
"""One raw cell. An empty cell is None; text is kept to the letter ("007" stays "007")."""

Written = str | int | float | bool | None
"""What the machine writes. Text is always text, also when it begins with `=`; None empties."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One tab as it stands: every row from the first, unpadded on the right where cells are empty."""

    tab: str
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRef:
    """A row as it was read. Found again by its id; without one, by what stood in it.

    `index` counts from the tab's first row (0). `as_read` are the cells seen there, used to
    recognise a row that has no id yet, or shares its id with another row (a copied row).
    """

    id: str
    index: int
    as_read: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Write one cell of a row that exists. `id_column` and `column` are header texts as they stand."""

    tab: str
    id_column: str
    row: RowRef
    column: str
    value: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """Add one row at the end of a tab. `event` is its unique id and stands in `id_column`.

    A commit whose answer was lost may be repeated: an event that is already there is not added
    again.

    `late` are cells that tell of the calls made up to the one that carries this row, itself
    included; a back-end that counts no calls leaves them to `cells`.
    """

    tab: str
    id_column: str
    event: str
    cells: Mapping[str, Written]
    late: Mapping[str, Callable[[Calls], Written]] = field(default_factory=dict)


Change = Patch | Append

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """One row's cells as they are shown, and the e-mails or addresses behind them; by column.

    `only_chips` are the columns whose cell is one chip or several, and no text beside them.
    """

    shown: Mapping[int, Cell]
    addresses: Mapping[int, Sequence[str]]
    only_chips: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit did. `skipped` are patches whose row or column was no longer there."""

    skipped: tuple[Change, ...] = ()


class Backend(Protocol):
    """A workbook's raw cells. Every method is one round trip.

    Raises (all methods):
        WorkbookNotFound, WorkbookBusy, WorkbookUnsafe, TabMissing, ColumnMissing.
    """

    @property
    def address(self) -> str:
        """The path or URL people know the workbook by."""
        ...

    @property
    def title(self) -> str:
        """What people call it: a file's name without ending, a sheet's title once it was read."""
        ...

    @property
    def calls(self) -> Calls:
        """The calls made so far; none where nobody counts them."""
        ...

    def tabs(self) -> Sequence[str]:
        """Return the names of all tabs, in their order."""
        ...

    def read(self, tabs: Sequence[str]) -> Mapping[str, Grid]:
        """Return the named tabs' grids; a tab that is not there is left out."""
        ...

    def behind(self, tab: str, columns: Sequence[int]) -> Mapping[int, Behind]:
        """Return what chips and links in these columns stand for, by row; nothing where none are known."""
        ...

    def commit(
        self, changes: Sequence[Change], *, foresee: Mapping[str, str] = NOTHING
    ) -> Committed:
        """Make all changes or none; patches find their row and column anew in what stands there now.

        `foresee` names the tabs whose rows the next commit patches (tab -> id column): who must
        look for rows before writing may look for those now, in the same round trip.
        """
        ...
