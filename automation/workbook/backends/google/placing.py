"""How changes meet what was seen: as grids, by ids given just now, without what stands already. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from automation.workbook.backends.google.looking import View, cell_at, ids_of
from automation.workbook.backends.resolve import TabEdits
from automation.workbook.locate import header_key, id_text
from automation.workbook.protocol import Cell, Change, Grid, Patch, RowRef


def grids_of(views: Mapping[str, View]) -> Mapping[str, Grid]:
    """Return what was seen as the grids that changes are placed in."""
    return {tab: Grid(tab, view.rows) for tab, view in views.items()}


def still_to_do(edits: TabEdits, view: View) -> TabEdits:
    """Leave out what stands there already: a write of unknown outcome may have been made."""
    last = {(edit.row, edit.column): edit for edit in edits.cells}
    cells = [
        edit for place, edit in last.items() if cell_at(view.rows, *place) != edit.value
    ]  # fmt: skip
    return replace(edits, cells=cells)


def by_new_ids(changes: Sequence[Change], views: Mapping[str, View]) -> dict[int, Patch]:
    """Find rows by the ids a doubtful write gave them: change id -> the change so addressed."""
    given: dict[tuple[str, int], str] = {}
    for change in changes:
        if isinstance(change, Patch) and header_key(change.column) == header_key(change.id_column):
            new = id_text(_cell(change))
            if change.tab in views and ids_of(views[change.tab].rows, change.id_column)[new] == 1:
                given[change.tab, id(change.row)] = new
    return {
        id(one): Patch(
            tab=one.tab,
            id_column=one.id_column,
            row=RowRef(id=given[one.tab, id(one.row)], index=one.row.index),
            column=one.column,
            value=one.value,
        )
        for one in changes
        if isinstance(one, Patch) and (one.tab, id(one.row)) in given
    }


def _cell(change: Patch) -> Cell:
    return change.value
