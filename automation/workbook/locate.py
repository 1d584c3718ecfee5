"""Find the header row, columns and rows of a tab by what people see there, never by position.

Pure: grids in, indexes out. Every back-end locates with this file in what stands in the workbook
at the moment it writes, so people may sort, insert and rename at any time.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from automation.workbook.protocol import Cell, RowRef

HEADER_SEARCH_ROWS = 20
"""How many rows from the top may hold a title or a note before the header row."""

Row = Sequence[Cell]


def header_key(cell: Cell) -> str:
    """Return a header text as it is compared: case and runs of blanks do not matter."""
    return "" if cell is None else _folded(str(cell))


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """Fold a text; headers and drop-downs are few, and asked about in every row."""
    return " ".join(text.split()).casefold()


def id_text(cell: Cell) -> str:
    """Return an id as it is compared: a spreadsheet may have turned "12" into the number 12."""
    return "" if cell is None else str(cell).strip()


def trimmed(row: Row) -> tuple[Cell, ...]:
    """Return the row without the empty cells at its end."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return tuple(row[:end])


def filled_count(rows: Sequence[Row]) -> int:
    """Count the rows down to the last one that holds anything; new rows go below it."""
    count = len(rows)
    while count and not trimmed(rows[count - 1]):
        count -= 1
    return count


def find_header(rows: Sequence[Row], id_column: str) -> int | None:
    """Return the index of the first row, near the top, that holds the id column's header."""
    wanted = header_key(id_column)
    for index, row in enumerate(rows[:HEADER_SEARCH_ROWS]):
        if wanted and wanted in map(header_key, row):
            return index
    return None


def find_columns(header: Row) -> Mapping[str, int]:
    """Map header keys to column indexes; of equal headers the first wins, blanks are nobody's."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(header):
        if key := header_key(cell):
            columns.setdefault(key, index)
    return columns


class Locator:
    """Finds columns and rows of one tab as it stands; `header` is the header row's index."""

    def __init__(self, rows: Sequence[Row], *, header: int, id_column: str) -> None:
        self.header = header
        self._rows = rows
        self._columns = find_columns(rows[header])
        self._id_column = self._columns[header_key(id_column)]

    def column(self, header: str) -> int | None:
        """Return the column under a header text, None when nobody has it."""
        return self._columns.get(header_key(header))

    def holds(self, event: str) -> bool:
        """Say whether a row with this id stands in the tab."""
        return id_text(event) in self._by_id

    def row(self, ref: RowRef) -> int | None:
        """Return where the row stands now; None when it is gone or cannot be told from another.

        An id that one row has decides. Without one, or when a copied row shares it, the row still
        standing at its old index as it was read decides, else the only row that looks like that.
        """
        found = self._by_id.get(id_text(ref.id), ())
        if ref.id and len(found) < 2:
            return found[0] if found else None
        as_read = trimmed(ref.as_read)
        if not as_read:
            return None
        if self.header < ref.index < len(self._rows) and trimmed(self._rows[ref.index]) == as_read:
            return ref.index
        alike = self._by_content.get(as_read, ())
        return alike[0] if len(alike) == 1 else None

    @cached_property
    def _by_id(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index in range(self.header + 1, len(self._rows)):
            row = self._rows[index]
            if len(row) > self._id_column and (key := id_text(row[self._id_column])):
                found[key].append(index)
        return found

    @cached_property
    def _by_content(self) -> Mapping[tuple[Cell, ...], Sequence[int]]:
        found: dict[tuple[Cell, ...], list[int]] = defaultdict(list)
        for index in range(self.header + 1, len(self._rows)):
            found[trimmed(self._rows[index])].append(index)
        return found
