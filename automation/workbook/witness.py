"""What some back-ends know besides cells: who may edit them, and who signed which comment. Pure.

A back-end that knows it is a Witness. It tells the raw facts of one tab; what they prove is
decided elsewhere. Rows and columns count from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from automation.workbook.protocol import Backend


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A rectangle of cells; ends are excluded, and None where it goes on without end."""

    first_row: int = 0
    end_row: int | None = None
    first_column: int = 0
    end_column: int | None = None

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell lies in it."""
        return (
            row >= self.first_row
            and column >= self.first_column
            and (self.end_row is None or row < self.end_row)
            and (self.end_column is None or column < self.end_column)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """Cells that only some may edit, but for the `openings` in it.

    `editors` are e-mail addresses; None when anybody may after all (a mere warning, a whole group
    or domain), or when we are not told who may.
    """

    area: Area
    editors: frozenset[str] | None
    openings: Sequence[Area] = ()

    def covers(self, row: int, column: int) -> bool:
        """Say whether a cell is protected by it."""
        return self.area.holds(row, column) and not any(
            opening.holds(row, column) for opening in self.openings
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One contribution to a thread: who wrote what, and when; `at` is aware and never moves.

    `author` is a display name, `account` a resource name (`users/…`), empty when not signed in.
    """

    id: str
    author: str
    account: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment and its replies, on some cells of a tab.

    `quote` is what the cells said when the comment was made, as they were shown then.
    """

    id: str
    area: Area
    said: Sequence[Said]
    quote: str = ""
    is_resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of one tab. `alive` are the ids of all contributions in the whole workbook.

    `threads` and `alive` are None when comments cannot be read.
    """

    account: str = ""
    """The address the machine signs in with; empty when it is a person's own."""
    merges: Sequence[Area] = ()
    """Cells that people merged, of which only the first holds anything."""
    protections: Sequence[Protection] = ()
    threads: Sequence[Thread] | None = None
    alive: frozenset[str] | None = None


@runtime_checkable
class Witness(Protocol):
    """A back-end that knows more than cells."""

    def signs(self, tab: str) -> Signs | None:
        """Return what was known of a tab when the workbook was first read, without a call more."""
        ...


def signs_of(backend: Backend, tab: str) -> Signs | None:
    """Return what the back-end knows of a tab besides its cells; None for one that knows nothing."""
    return backend.signs(tab) if isinstance(backend, Witness) else None


def editors_of(protections: Sequence[Protection], row: int, column: int) -> frozenset[str] | None:
    """Return who may edit a cell: everybody whom any protection over it lets in; None is anybody.

    Where several protections overlap it is not published whose word counts, so all are heard.
    """
    over = [one.editors for one in protections if one.covers(row, column)]
    if not over:
        return None
    allowed: set[str] = set()
    for editors in over:
        if not editors:
            return None
        allowed |= editors
    return frozenset(allowed)
