"""Turn changes addressed by id and header into edits addressed by place, in what stands now.

Pure and shared by every back-end: the same patch is skipped, the same append is recognised and
the same text is refused whichever workbook it goes to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.errors import ColumnMissing, TabMissing
from automation.language import mark
from automation.workbook.backends.written import writable
from automation.workbook.locate import Locator, filled_count, find_header, id_text, trimmed
from automation.workbook.protocol import Append, Cell, Change, Grid, Patch, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """Write `value` at a row and column, both counted from 0.

    A cell that is new to the row takes the style of its cell in column `like`.
    """

    row: int
    column: int
    value: Written
    change: Change | None = None
    like: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TabEdits:
    """All that changes in one tab.

    `new_rows` map column indexes to values; they go below row `filled` (the count of rows down to
    the last that holds anything). `above` is that last row when it is not the header itself.
    """

    tab: str
    cells: Sequence[CellEdit] = ()
    new_rows: Sequence[Mapping[int, Written]] = ()
    filled: int
    above: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The edits of each tab that changes, and the patches that found no place."""

    tabs: Sequence[TabEdits]
    skipped: Sequence[Change]


def resolve(grids: Mapping[str, Grid], changes: Sequence[Change]) -> Resolved:
    """Find every change's place.

    Raises:
        TabMissing, ColumnMissing: a tab, its id column or a column to append to is not there.
        SheetError: a value no workbook can hold.
    """
    by_tab: dict[str, _Tab] = {}
    for change in changes:
        if change.tab not in by_tab:
            by_tab[change.tab] = _Tab(change.tab, grids)
        by_tab[change.tab].take(change)
    return Resolved(
        tabs=[tab.edits() for tab in by_tab.values() if tab.cells or tab.new_rows],
        skipped=[change for tab in by_tab.values() for change in tab.skipped],
    )


def new_headers(
    grids: Mapping[str, Grid], tab: str, *, id_column: str, headers: Sequence[str]
) -> TabEdits:
    """Return the edits that add missing headers, to the right of everything in the tab.

    Raises:
        TabMissing, ColumnMissing: no tab of that name, or no header row in it.
    """
    there = _Tab(tab, grids)
    locator = there.locator(id_column)
    last = len(trimmed(there.rows[locator.header])) - 1
    missing = [header for header in headers if locator.column(header) is None]
    there.cells = [
        CellEdit(row=locator.header, column=column, value=header, like=last)
        for column, header in enumerate(missing, start=max(map(len, there.rows)))
    ]
    return there.edits()


class _Tab:
    """Gathers one tab's edits."""

    def __init__(self, name: str, grids: Mapping[str, Grid]) -> None:
        if name not in grids:
            raise TabMissing(
                mark('The workbook has no tab "{tab}" any more.'),
                mark('Give the tab its name back, or run "lembar init" to make a new one.'),
                tab=name,
            )
        self.name = name
        self.rows = grids[name].rows
        self.locators: dict[str, Locator] = {}
        self.cells: list[CellEdit] = []
        self.new_rows: list[Mapping[int, Written]] = []
        self.events: set[str] = set()
        self.skipped: list[Change] = []

    def take(self, change: Change) -> None:
        """Add one change's edits, or note that it has no place."""
        locator = self.locator(change.id_column)
        if isinstance(change, Patch):
            self._patch(change, locator)
        else:
            self._append(change, locator)

    def edits(self) -> TabEdits:
        """Return what was gathered."""
        filled = filled_count(self.rows)
        header = max(locator.header for locator in self.locators.values())
        above = self.rows[filled - 1] if filled - 1 > header else ()
        return TabEdits(
            tab=self.name, cells=self.cells, new_rows=self.new_rows, filled=filled, above=above
        )

    def locator(self, id_column: str) -> Locator:
        """Return what finds this tab's rows by that column."""
        if id_column not in self.locators:
            header = find_header(self.rows, id_column)
            if header is None:
                raise self._missing(id_column)
            self.locators[id_column] = Locator(self.rows, header=header, id_column=id_column)
        return self.locators[id_column]

    def _patch(self, change: Patch, locator: Locator) -> None:
        value = writable(change.value, tab=change.tab, row=change.row.id, column=change.column)
        row, column = locator.row(change.row), locator.column(change.column)
        if row is None or column is None:
            self.skipped.append(change)
        else:
            self.cells.append(CellEdit(row=row, column=column, value=value, change=change))

    def _append(self, change: Append, locator: Locator) -> None:
        cells = {**change.cells, change.id_column: change.event}
        row: dict[int, Written] = {}
        for header, value in cells.items():
            column = locator.column(header)
            if column is None:
                raise self._missing(header)
            row[column] = writable(value, tab=change.tab, row=change.event, column=header)
        event = id_text(change.event)
        if event not in self.events and not locator.holds(event):
            self.events.add(event)
            self.new_rows.append({column: row[column] for column in sorted(row)})

    def _missing(self, column: str) -> ColumnMissing:
        return ColumnMissing(
            mark('The tab "{tab}" has no column "{column}".'),
            mark('Give the column its header back, or run "lembar init" to add a new one.'),
            tab=self.name,
            column=column,
        )
