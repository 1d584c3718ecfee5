"""What to read of a tab before writing it, and what was seen. Pure.

Finding rows by their ids needs the header, the id column and the columns to be written: a few
kilobytes of a tab of ten thousand rows. A row without an id of its own is known by all its cells,
so then the whole tab is read.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from automation.workbook.backends.google.cells import some_columns, some_rows, whole
from automation.workbook.backends.google.sheet import Rows
from automation.workbook.locate import (
    HEADER_SEARCH_ROWS,
    filled_count,
    find_columns,
    find_header,
    header_key,
    id_text,
    trimmed,
)
from automation.workbook.protocol import Cell, Change, Patch


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A tab as far as it was read: all of it, or with `columns` only those below the top rows."""

    rows: Rows
    columns: frozenset[int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to read of one tab; no `columns` means all of it."""

    tab: str
    row_count: int = 0
    columns: Sequence[int] = ()

    @property
    def ranges(self) -> list[str]:
        """The ranges to ask for."""
        if not self.columns:
            return [whole(self.tab)]
        top = min(HEADER_SEARCH_ROWS, self.row_count)
        columns = [some_columns(self.tab, first, last) for first, last in _spans(self.columns)]
        return [some_rows(self.tab, 0, top - 1), *columns]

    def view(self, answers: Sequence[Rows]) -> View:
        """Return what the answers to `ranges` show."""
        if not self.columns:
            return View(rows=answers[0])
        rows = [list(row) for row in answers[0]]
        for (first, _), answer in zip(_spans(self.columns), answers[1:], strict=True):
            rows.extend([] for _ in range(len(answer) - len(rows)))
            for row, cells in zip(rows, answer, strict=False):
                row.extend([None] * (first + len(cells) - len(row)))
                row[first : first + len(cells)] = cells
        rows = [list(trimmed(row)) for row in rows]
        return View(rows=rows[: filled_count(rows)], columns=frozenset(self.columns))


def columns_to_read(known: Rows | None, changes: Sequence[Change]) -> list[int]:
    """Return the columns that suffice to place these changes; none when the whole tab is needed."""
    if known is None or any(isinstance(one, Patch) and not one.row.id for one in changes):
        return []
    needed = _needed(known, changes)
    return [] if needed is None else sorted(needed)


def suffices(view: View, changes: Sequence[Change]) -> bool:
    """Whether these changes can be placed by what was seen: columns stand, ids are unique."""
    if view.columns is None:
        return True
    needed = _needed(view.rows, changes)
    if needed is None or not needed <= view.columns:
        return False
    patches = [one for one in changes if isinstance(one, Patch)]
    ids = {name: ids_of(view.rows, name) for name in {one.id_column for one in patches}}
    return all(ids[one.id_column][id_text(one.row.id)] <= 1 for one in patches)


def ids_of(rows: Rows, id_column: str) -> Counter[str]:
    """Count the ids below the header; none when there is no such column."""
    place = place_of(rows, id_column)
    if place is None:
        return Counter()
    header, column = place
    return Counter(id_text(cell_at(rows, row, column)) for row in range(header + 1, len(rows)))


def place_of(rows: Rows, id_column: str) -> tuple[int, int] | None:
    """Return the header row and the id column."""
    header = find_header(rows, id_column)
    if header is None:
        return None
    return header, find_columns(rows[header])[header_key(id_column)]


def cell_at(rows: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    """Return a cell; beyond the edges there is nothing."""
    cells = rows[row] if 0 <= row < len(rows) else ()
    return cells[column] if column < len(cells) else None


def _needed(rows: Rows, changes: Sequence[Change]) -> set[int] | None:
    needed: set[int] = set()
    for id_column in {one.id_column for one in changes}:
        place = place_of(rows, id_column)
        if place is None:
            return None
        columns = find_columns(rows[place[0]])
        own = [one for one in changes if one.id_column == id_column]
        found = [columns.get(header_key(h)) for h in _headers(own)]
        if None in found:
            return None
        needed |= {place[1], *(column for column in found if column is not None)}
    return needed


def _headers(changes: Iterable[Change]) -> set[str]:
    return {one.column for one in changes if isinstance(one, Patch)}


def _spans(columns: Sequence[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for column in sorted(columns):
        if spans and column <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], column)
        else:
            spans.append((column, column))
    return spans
