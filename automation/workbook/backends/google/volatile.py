"""New rows whose formulas came to something else since they were read. Pure.

A row without an id is known by all its cells. Of `=TODAY()` or `=RAND()` the cell is another at
every look, so such a row is known by the cells that people typed.
"""

from collections.abc import Iterable, Sequence

from automation.workbook.backends.google.sheet import Rows
from automation.workbook.locate import trimmed
from automation.workbook.protocol import Cell, Change, Patch, RowRef


def unnamed_by_tab(changes: Iterable[Change]) -> dict[str, list[RowRef]]:
    """Return the rows that patches mean and that have no id, by tab."""
    found: dict[str, dict[int, RowRef]] = {}
    for one in changes:
        if isinstance(one, Patch) and not one.row.id:
            found.setdefault(one.tab, {})[id(one.row)] = one.row
    return {tab: list(refs.values()) for tab, refs in found.items()}


def as_known(rows: Rows, formulas: Rows, wanted: Sequence[RowRef]) -> Rows:
    """Return the rows, those that `wanted` means with the cells that it was read with.

    `formulas` are the same cells with formulas instead of what they come to, read a moment later:
    a row that is not the same in both is left.
    """
    known = list(rows)
    for ref in wanted:
        at = _place(formulas, ref)
        if at is not None and at < len(rows) and _is_meant(rows[at], formulas[at], ref):
            known[at] = list(trimmed(ref.as_read))
    return known


def _place(formulas: Rows, ref: RowRef) -> int | None:
    """Return where the row stands: where it stood, or else the only one like it."""
    if ref.index < len(formulas) and _is_meant(formulas[ref.index], formulas[ref.index], ref):
        return ref.index
    alike = [at for at, row in enumerate(formulas) if _is_meant(row, row, ref)]
    return alike[0] if len(alike) == 1 else None


def _is_meant(row: Sequence[Cell], formulas: Sequence[Cell], ref: RowRef) -> bool:
    """Whether what people typed into a row is what was read, and they typed anything."""
    width = max(len(row), len(formulas), len(ref.as_read))
    typed = [at for at in range(width) if not _is_formula(_at(formulas, at))]
    return any(_at(row, at) is not None for at in typed) and all(
        _at(row, at) == _at(ref.as_read, at) for at in typed
    )


def _is_formula(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith("=")


def _at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else None
