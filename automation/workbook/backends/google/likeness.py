"""Which rows a write hit whose ids it may have written over: told by the cells beside. Pure."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from automation.workbook.backends.google.looking import cell_at
from automation.workbook.backends.google.sheet import Rows
from automation.workbook.locate import find_columns
from automation.workbook.protocol import Cell


def by_header(
    header: Sequence[Cell], cells: Sequence[Cell], but: Collection[str]
) -> dict[str, Cell]:
    """Return a row's cells that are not empty by their headers, but for some."""
    return {
        key: cells[column]
        for key, column in find_columns(header).items()
        if key not in but and column < len(cells) and cells[column] is not None
    }


def nearest(
    rows: Rows,
    header: int,
    cells: Mapping[str, Cell],
    row: int,
    but: Collection[str],
    *,
    is_there: bool,
) -> int | None:
    """Return which of the rows a row is that may have changed in one cell since; None in doubt.

    Args:
        rows: the rows as they were looked at.
        header: their header row.
        cells: what stands in the row now, by header.
        row: which of the rows was meant.
        but: the headers that tell nothing: what was written there.
        is_there: whether it stands where the row meant stood.
    """
    apart: dict[int, int] = {}
    for at in range(header + 1, len(rows)):
        stood = by_header(rows[header], rows[at], but)
        apart[at] = sum(stood.get(key) != cells.get(key) for key in stood.keys() | cells.keys())
    least = min(apart.values(), default=2)
    best = [at for at, differences in apart.items() if differences == least]
    if row in best and (least == 0 or (least == 1 and is_there)):
        return row
    return best[0] if len(best) == 1 and least < 2 and cells else None


def rows_hit(
    landed: Mapping[int, Mapping[int, Cell]],
    known: Mapping[int, Mapping[str, Cell]],
    now: Rows,
    header: int,
) -> Mapping[int, list[int]]:
    """Return where each row that was written stands now: nowhere, once, or also as its own copy.

    Args:
        landed: what was written for each row, by the column it stands in now.
        known: what stood in each of these rows before, by header.
        now: the tab as it stands now.
        header: its header row.
    """
    keys = {column: key for key, column in find_columns(now[header]).items()}
    hit = {keys[column] for cells in landed.values() for column in cells if column in keys}
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(header + 1, len(now)):
        holding = [row for row, cells in landed.items() if _holds(now, at, cells, row == at)]
        beside = by_header(now[header], now[at], hit)
        alike = {
            row: sum(known[row].get(key) == cell for key, cell in beside.items()) for row in holding
        }
        best = [row for row in holding if alike[row] == max(alike.values())]
        if len(best) > 1 or not any(alike.values()):
            best = [at] if at in best else []
        for row in best:
            found[row].append(at)
    return found


def _holds(now: Rows, at: int, cells: Mapping[int, Cell], is_there: bool) -> bool:  # noqa: FBT001
    """Whether what was written stands there; of the row's own place, any of it is enough."""
    stand = [cell_at(now, at, column) == value for column, value in cells.items()]
    return any(stand) if is_there else all(stand)
