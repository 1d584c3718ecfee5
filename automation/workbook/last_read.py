"""What the last read left for writing: where each tab and row stands, and what would differ.

Turns domain values and shown cells into changes for a back-end. Only columns whose writer is the
machine are written, and only cells that differ.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from automation.domain.ids import PostId
from automation.domain.run import Run
from automation.workbook import log_rows
from automation.workbook.calls import Calls
from automation.workbook.cell_limit import fitted
from automation.workbook.decode_calendar import CalendarRow
from automation.workbook.locate import find_columns, header_key
from automation.workbook.open_tab import OpenTab, text_of
from automation.workbook.opening import tab_missing
from automation.workbook.protocol import (
    Append,
    Cell,
    Change,
    Committed,
    Patch,
    RowRef,
    Written,
)
from automation.workbook.schema import Field, Schema, Writer


@dataclass(kw_only=True)
class LastRead:
    """One read of a workbook, as far as writing needs it. `titles` name posts in the logs."""

    schema: Schema
    address: str = ""
    language: str = "en"
    tabs: Mapping[str, OpenTab] = field(default_factory=dict)
    titles: Mapping[PostId, str] = field(default_factory=dict)
    new_rows: Sequence[CalendarRow] = ()
    refs: dict[tuple[str, str], RowRef] = field(default_factory=dict)

    def ids_to_write(self) -> list[Patch]:
        """Return the ids of rows that received one when they were read."""
        tab = self.tabs.get("calendar")
        if tab is None:
            return []
        return [_patch(tab, row.ref, tab.id_header, row.post.id) for row in self.new_rows]

    def append(self, value: log_rows.Recordable) -> Append:
        """Return the append that records a value in its log."""
        name, event, cells = log_rows.row_of(value, self.titles)
        return self.append_row(name, event, cells)

    def append_run(self, run: Run, told: Callable[[Calls], str]) -> Append:
        """Return the append of a Run whose `counts` are told when its calls are known."""
        append = self.append(run)
        column = self.tab("runs").headers.get("counts")
        return replace(append, late={column: told}) if column else append

    def append_row(self, name: str, event: str, cells: Mapping[str, object]) -> Append:
        """Return the append of a plain row; columns by schema name.

        Raises:
            TabMissing: the tab was not there.
        """
        tab = self.tab(name)
        return Append(
            tab=tab.title,
            id_column=tab.id_header,
            event=event,
            cells={
                tab.headers[column]: self._written(tab.tab.fields[column], cell)
                for column, cell in cells.items()
                if column in tab.headers
            },
        )

    def differences(self, name: str, row_id: str, cells: Mapping[str, object]) -> list[Change]:
        """Return patches for the machine's cells of a row that do not stand as they should."""
        tab = self.tab(name)
        ref = self._ref(name, row_id)
        if ref is None:
            return []
        patches: list[Change] = []
        for column, value in cells.items():
            place = tab.columns.get(column)
            schema_field = tab.tab.fields[column]
            if place is None or schema_field.writer is not Writer.MACHINE:
                continue
            wanted = self._written(schema_field, value)
            stands = ref.as_read[place] if place < len(ref.as_read) else None
            if not _equal(stands, wanted):
                patches.append(_patch(tab, ref, tab.headers[column], wanted))
        return patches

    def typed(self, name: str, row_id: str, column: str, value: str) -> Patch | None:
        """Return the patch that writes a person's word into a column of theirs.

        None when the row or the column is not there, or the column is the machine's.

        Raises:
            TabMissing: the tab was not there.
        """
        tab = self.tab(name)
        ref = self._ref(name, row_id)
        is_theirs = tab.tab.fields[column].writer is Writer.PEOPLE
        if ref is None or column not in tab.headers or not is_theirs:
            return None
        return _patch(tab, ref, tab.headers[column], fitted(value, self.language) or None)

    def follow(self, changes: Sequence[Change], committed: Committed) -> None:
        """Keep step with what was just written, so that a second save in this run is right too."""
        self.new_rows = ()
        skipped = set(map(id, committed.skipped))
        keys = {id(ref): key for key, ref in self.refs.items()}
        for change in changes:
            if isinstance(change, Append) or id(change) in skipped or id(change.row) not in keys:
                continue
            tab, row_id = keys[id(change.row)]
            place = find_columns(self.tabs[tab].header_row)[header_key(change.column)]
            stood = self.refs[tab, row_id]
            cells = [*stood.as_read, *[None] * (place + 1 - len(stood.as_read))]
            cells[place] = change.value
            self.refs[tab, row_id] = RowRef(id=row_id, index=stood.index, as_read=cells)

    def tab(self, name: str) -> OpenTab:
        """Return a tab as it was read.

        Raises:
            TabMissing: it was not there.
        """
        tab = self.tabs.get(name)
        if tab is None:
            raise tab_missing(self.address, self.schema.tabs[name].title(self.language))
        return tab

    def id_columns(self, tabs: Sequence[str]) -> Mapping[str, str]:
        """Return the titles and id columns of those of the tabs that were there."""
        there = [self.tabs[tab] for tab in tabs if tab in self.tabs]
        return {tab.title: tab.id_header for tab in there}

    def row_ids(self, name: str) -> set[str]:
        """Return the ids that stood in a tab; none for a tab that was not there."""
        tab = self.tabs.get(name)
        return {record.row_id for record in tab.records()} if tab else set()

    def _ref(self, name: str, row_id: str) -> RowRef | None:
        found = self.refs.get((name, row_id))
        if found is None and name != "calendar":
            for record in self.tab(name).records():
                self.refs.setdefault((name, record.row_id), record.ref)
            found = self.refs.get((name, row_id))
        return found

    def _written(self, column: Field, value: object) -> Written:
        if isinstance(value, bool) or (column.values and value not in (None, "")):
            word = ("yes" if value else "no") if isinstance(value, bool) else str(value)
            return column.label(word, self.language)
        cell = log_rows.cell_of(value)
        return fitted(cell, self.language) if isinstance(cell, str) else cell


def _patch(tab: OpenTab, row: RowRef, column: str, value: Written) -> Patch:
    return Patch(tab=tab.title, id_column=tab.id_header, row=row, column=column, value=value)


def _equal(stands: Cell, wanted: Written) -> bool:
    if stands is None or stands == "":
        return wanted is None
    if isinstance(wanted, str):
        return text_of(stands) == wanted.strip()
    return stands == wanted and isinstance(stands, bool) == isinstance(wanted, bool)
