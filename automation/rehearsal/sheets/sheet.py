"""One sheet: its grid of cells, its rows and columns, and the objects that lie on it.

A row's mapping is never changed in place, only replaced: copying a sheet copies a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from automation.rehearsal.sheets.areas import Box, Dimension, Span
from automation.rehearsal.sheets.cells import EMPTY, Cell
from automation.rehearsal.sheets.message import Message

Row = dict[int, Cell]

DEFAULT_SIZES: dict[Dimension, int] = {"ROWS": 21, "COLUMNS": 100}
OBJECTS = (
    "conditionalFormats", "filterViews", "protectedRanges", "basicFilter", "charts",
    "bandedRanges", "tables", "slicers",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Rows or columns that fold together; depth counts from 1."""

    span: Span
    depth: int
    collapsed: bool = False


@dataclass(slots=True)
class Sheet:
    """A sheet of the grid kind; of the other kinds only their type is told.

    `facts` and `grid_facts` are the rest of its properties, `objects` what lies on it by the name
    of its field, `lines` sizes and hiding by index.
    """

    id: int
    title: str
    row_count: int = 1000
    column_count: int = 26
    facts: Message = field(default_factory=dict)
    grid_facts: Message = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    lines: dict[Dimension, dict[int, Message]] = field(
        default_factory=lambda: {"ROWS": {}, "COLUMNS": {}}
    )
    merges: list[Box] = field(default_factory=list)
    objects: dict[str, list[Message]] = field(
        default_factory=lambda: {name: [] for name in OBJECTS}
    )
    groups: dict[Dimension, list[Group]] = field(
        default_factory=lambda: {"ROWS": [], "COLUMNS": []}
    )

    def copy(self) -> "Sheet":
        """Return a copy that can be changed without touching this one."""
        return Sheet(
            id=self.id,
            title=self.title,
            row_count=self.row_count,
            column_count=self.column_count,
            facts=dict(self.facts),
            grid_facts=dict(self.grid_facts),
            rows=list(self.rows),
            lines={key: dict(one) for key, one in self.lines.items()},
            merges=list(self.merges),
            objects={key: list(one) for key, one in self.objects.items()},
            groups={key: list(one) for key, one in self.groups.items()},
        )

    @property
    def is_hidden(self) -> bool:
        """Whether its tab is hidden."""
        return bool(self.facts.get("hidden"))

    @property
    def whole(self) -> Box:
        """The whole grid."""
        return Box(0, self.row_count, 0, self.column_count)

    def count(self, dimension: Dimension) -> int:
        """Return how many rows or columns the grid has."""
        return self.row_count if dimension == "ROWS" else self.column_count

    def cell(self, row: int, col: int) -> Cell:
        """Return a cell; empty where nobody was."""
        return self.rows[row].get(col, EMPTY) if row < len(self.rows) else EMPTY

    def put(self, row: int, col: int, cell: Cell) -> None:
        """Set one cell."""
        self.put_row(row, {col: cell})

    def put_row(self, row: int, cells: Row) -> None:
        """Set some cells of a row."""
        while len(self.rows) <= row:
            self.rows.append({})
        mixed = {**self.rows[row], **cells}
        for col, cell in cells.items():
            if cell.is_blank:
                del mixed[col]
        self.rows[row] = mixed

    def filled(self, box: Box) -> Iterator[tuple[int, int, Cell]]:
        """Iterate over the cells of a box that hold anything, row by row."""
        for row in range(box.row0, min(box.row1, len(self.rows))):
            for col in sorted(self.rows[row]):
                if box.col0 <= col < box.col1:
                    yield row, col, self.rows[row][col]

    def last_data_row(self) -> int:
        """Return how many rows there are up to the last with a value."""
        for row in range(len(self.rows), 0, -1):
            if any(not cell.is_empty for cell in self.rows[row - 1].values()):
                return row
        return 0

    def merge_at(self, row: int, col: int) -> Box | None:
        """Return the merge over a cell."""
        return next((one for one in self.merges if one.holds(row, col)), None)

    def insert(self, dimension: Dimension, at: int, count: int, *, like_before: bool) -> None:
        """Bring in empty lines before line `at`, formatted like a neighbour."""
        model = at - 1 if like_before else at
        if dimension == "ROWS":
            self._insert_rows(at, count, model)
            self.row_count += count
        else:
            self.rows = [_with_columns(row, at, count, model) for row in self.rows]
            self.column_count += count
        old = self.lines[dimension]
        self.lines[dimension] = {(i + count if i >= at else i): one for i, one in old.items()}

    def _insert_rows(self, at: int, count: int, model: int) -> None:
        if at >= len(self.rows) and model >= len(self.rows):
            return
        while len(self.rows) < at:
            self.rows.append({})
        fresh = _looks(self.rows[model]) if 0 <= model < len(self.rows) else {}
        self.rows[at:at] = [fresh] * count

    def delete(self, dimension: Dimension, at: int, count: int) -> None:
        """Take lines out."""
        if dimension == "ROWS":
            del self.rows[at : at + count]
            self.row_count -= count
        else:
            self.rows = [_without_columns(row, at, count) for row in self.rows]
            self.column_count -= count
        self.lines[dimension] = {
            (i - count if i >= at + count else i): one
            for i, one in self.lines[dimension].items()
            if not at <= i < at + count
        }

    def reorder(self, dimension: Dimension, order: list[int]) -> None:
        """Put the lines into another order; `order` lists old indexes, for the whole grid."""
        place = {old: new for new, old in enumerate(order)}
        if dimension == "ROWS":
            old_rows = self.rows
            self.rows = [old_rows[one] if one < len(old_rows) else {} for one in order]
        else:
            self.rows = [{place[col]: one for col, one in row.items()} for row in self.rows]
        old = self.lines[dimension]
        self.lines[dimension] = {place[i]: one for i, one in old.items()}

    def resize(self, row_count: int, column_count: int) -> None:
        """Give the grid another size; what lies outside is gone."""
        del self.rows[row_count:]
        if column_count < self.column_count:
            self.rows = [
                {col: cell for col, cell in row.items() if col < column_count} for row in self.rows
            ]
        self.row_count, self.column_count = row_count, column_count


def _looks(row: Row) -> Row:
    """Return a row with the formats and rules of another, and nothing in it."""
    fresh = {col: Cell(look=cell.look, rule=cell.rule) for col, cell in row.items()}
    return {col: cell for col, cell in fresh.items() if not cell.is_blank}


def _with_columns(row: Row, at: int, count: int, model: int) -> Row:
    shifted = {(col + count if col >= at else col): cell for col, cell in row.items()}
    pattern = _looks({0: row[model]}).get(0) if model in row else None
    if pattern is not None:
        shifted.update(dict.fromkeys(range(at, at + count), pattern))
    return shifted


def _without_columns(row: Row, at: int, count: int) -> Row:
    return {
        (col - count if col >= at + count else col): cell
        for col, cell in row.items()
        if not at <= col < at + count
    }
