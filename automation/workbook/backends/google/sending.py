"""One change on its way: what is asked of Google, and what its answer must show. Pure.

Between our look and our write people may sort, insert or move columns. So the answer is asked to
show the header, the ids of the rows that were written and the rows that were added; where it does
not show what we looked at, the write went astray.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from automation.workbook.backends.google.cells import (
    Message,
    append_request,
    part_of_column,
    some_rows,
    update_requests,
)
from automation.workbook.backends.google.looking import View, cell_at, ids_of, place_of
from automation.workbook.backends.google.sheet import Seen
from automation.workbook.backends.resolve import CellEdit, TabEdits
from automation.workbook.locate import header_key, id_text
from automation.workbook.protocol import Cell, Patch


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What is written into one tab, and what stood there when we looked."""

    id: int
    tab: str
    id_column: str
    view: View
    edits: TabEdits
    mends: Sequence[CellEdit] = ()

    @property
    def cells(self) -> Sequence[CellEdit]:
        """All cells that are written; mends come first, so that a better value overwrites them."""
        return [*self.mends, *self.edits.cells]

    @property
    def place(self) -> tuple[int, int]:
        """The header row and the id column, as looked at."""
        return place_of(self.view.rows, self.id_column) or (0, 0)

    @property
    def rows(self) -> list[int]:
        """The rows that stand there and are written, in order."""
        return sorted({edit.row for edit in self.cells})

    @property
    def by_content(self) -> list[int]:
        """Those of the rows that no id of their own identifies, or whose id is written back."""
        ids, id_column = ids_of(self.view.rows, self.id_column), self.place[1]
        patches = [
            (edit.row, edit.change) for edit in self.edits.cells if isinstance(edit.change, Patch)
        ]
        unnamed = {
            row for row, patch in patches if not patch.row.id or ids[id_text(patch.row.id)] != 1
        }
        unnamed |= {
            edit.row
            for edit in self.mends
            if edit.column == id_column or not self.id_after(edit.row)
        }
        return sorted(unnamed)

    @property
    def events(self) -> list[str]:
        """The ids of the rows that are added."""
        column = self.place[1]
        return [id_text(row[column]) for row in self.edits.new_rows]

    @property
    def is_unsure(self) -> bool:
        """Whether a row was mended that has no id: no answer can tell it from another such row."""
        return any(not self.id_after(edit.row) for edit in self.mends)

    def id_after(self, row: int) -> str:
        """Return the id a written row must have afterwards."""
        return id_text(self.written(row).get(self.place[1], self.cell(row, self.place[1])))

    def written(self, row: int) -> Mapping[int, Cell]:
        """Return what is written into a row, by column."""
        return {edit.column: edit.value for edit in self.cells if edit.row == row}

    def cell(self, row: int, column: int) -> Cell:
        """Return what stood in a cell."""
        return cell_at(self.view.rows, row, column)

    def requests(self) -> Iterator[Message]:
        """Yield what to ask for."""
        yield from update_requests(self.id, self.cells)
        if self.edits.new_rows:
            yield append_request(self.id, self.edits.new_rows)

    def look_at(self) -> Iterator[str]:
        """Yield the ranges the answer is to show."""
        header, id_column = self.place
        yield some_rows(self.tab, header, header)
        rows, whole_rows = self.rows, self.by_content
        if rows:
            yield part_of_column(self.tab, id_column, rows[0], rows[-1])
        if whole_rows:
            yield some_rows(self.tab, whole_rows[0], whole_rows[-1])
        if self.edits.new_rows:
            yield part_of_column(self.tab, id_column, self._tail, None)

    def went_astray(self, seen: Seen) -> bool:
        """Whether the answer shows anything else than what we looked at, and what we wrote."""
        header, id_column = self.place
        if any(
            header_key(seen.get((header, column))) != header_key(self.cell(header, column))
            for column in self._columns
        ):
            return True
        if any(id_text(seen.get((row, id_column))) != self.id_after(row) for row in self.rows):
            return True
        if any(not self.is_same_row(row, seen, row) for row in self.by_content):
            return True
        tail = [id_text(v) for (row, c), v in seen.items() if c == id_column and row >= self._tail]
        return any(tail.count(event) != 1 for event in self.events)

    def is_same_row(self, row: int, seen: Seen, at: int) -> bool:
        """Whether the cells we did not write, nor a formula, stand there as they stood in our row."""
        ours = self.written(row)
        width = 1 + max([len(self.view.rows[row]), *(c for r, c in seen if r == at)], default=0)
        return all(
            column in ours
            or (at, column) in seen.computed
            or seen.get((at, column)) == self.cell(row, column)
            for column in range(width)
        )

    @property
    def _tail(self) -> int:
        """The last row that held anything, where new rows begin."""
        return max(self.edits.filled - 1, self.place[0])

    @property
    def _columns(self) -> set[int]:
        columns = {edit.column for edit in self.cells}
        columns |= {column for row in self.edits.new_rows for column in row}
        return {self.place[1], *columns}
