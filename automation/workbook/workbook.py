"""A workbook: domain values in, domain values out, over any back-end.

`read` decodes all tabs in one round trip. `save` appends to the logs and patches the machine's
own cells in one atomic commit; only cells that differ are written, and only in columns whose
writer is the machine. The one exception is `set_setting`, a person's command.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from automation.domain.desk import Desk
from automation.domain.ids import PostId
from automation.domain.run import Run
from automation.errors import ColumnMissing, TabMissing, WorkbookBusy
from automation.language import mark
from automation.workbook import log_rows, logs
from automation.workbook.decode import (
    SettingsReader,
    decode_channels,
    decode_guidelines,
    decode_members,
)
from automation.workbook.decode_calendar import CalendarRow, Team, decode_calendar
from automation.workbook.locate import find_columns, header_key
from automation.workbook.open_tab import OpenTab, Record, open_tab, text_of
from automation.workbook.protocol import (
    Append,
    Backend,
    Cell,
    Change,
    Committed,
    Patch,
    RowRef,
    Written,
)
from automation.workbook.schema import Field, Schema, Writer

Shown = Mapping[str, Mapping[str, Mapping[str, object]]]
"""What to show: tab -> row id -> column name -> value."""

NEEDED: Mapping[str, Sequence[str]] = {
    "settings": ("setting", "value"),
    "members": ("name",),
    "channels": ("channel", "network", "address", "policy"),
    "calendar": (
        "post", "state", "channels", "publish_at", "status", "owner", "text", "link", "media",
        "alt_text", "first_comment", "thread", "content_warning", "visibility", "post_language",
        "decision_1", "revision",
    ),
    "approvals": (
        "event", "at", "post", "revision", "level", "member", "decision", "counts", "proof",
        "previous", "hash", "run",
    ),
    "publications": (
        "event", "at", "happened", "post", "channel", "revision", "claim", "part", "parts",
        "network_id", "published_at",
    ),
}  # fmt: skip
"""Tabs and columns without which nothing can be decided safely.

A column of the calendar that people renamed would read as empty: the post would go out without
its picture or its warning. So what is sent must be found, or nothing is.
"""


@dataclass
class _Read:
    """What the last read left for writing: where each tab and row stands."""

    tabs: dict[str, OpenTab] = field(default_factory=dict)
    refs: dict[tuple[str, str], RowRef] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    new_rows: list[CalendarRow] = field(default_factory=list)


class Workbook:
    """One workbook over a back-end. Not shared between threads."""

    def __init__(self, backend: Backend, schema: Schema) -> None:
        self._backend = backend
        self._schema = schema
        self._read = _Read()
        self._language = "en"
        self._titles: dict[PostId, str] = {}

    @property
    def address(self) -> str:
        """The path or URL people know the workbook by."""
        return self._backend.address

    @property
    def language(self) -> str:
        """The workbook's language, as last read."""
        return self._language

    def read(self, new_id: Callable[[], str]) -> Desk:
        """Read and decode all tabs in one round trip; `new_id` names rows that have no id yet.

        Raises:
            TabMissing, ColumnMissing: a tab or column without which nothing can be decided;
                `lembar init` adds them.
        """
        tabs = self._open_tabs()
        settings = SettingsReader(tabs.get("settings"), self._schema)
        team_settings = settings.read()
        self._language = team_settings.language
        members, member_problems = decode_members(tabs["members"], self._language)
        channels, channel_problems = decode_channels(tabs["channels"], self._language)
        guidelines, rule_problems = (
            decode_guidelines(tabs["guidelines"], channels, self._language)
            if "guidelines" in tabs
            else ([], [])
        )
        team = Team(settings=team_settings, channels=channels, members=members)
        rows = decode_calendar(tabs["calendar"], team, new_id)
        self._remember(tabs, rows)
        problems = [*settings.problems, *member_problems, *channel_problems, *rule_problems]
        problems += [p for tab in tabs.values() for p in tab.problems]
        return Desk(
            settings=team_settings,
            members=members,
            channels=channels,
            guidelines=guidelines,
            posts=[row.post for row in rows],
            approvals=self._log("approvals", logs.approval_from),
            events=logs.as_channels_are_written(
                self._log("publications", logs.event_from, logs.doubtful_event_from), channels
            ),
            snapshots=logs.as_channels_are_written(
                self._log("snapshots", logs.snapshot_from), channels
            ),
            assignments=self._log("assignments", logs.assignment_from),
            runs=self._log("runs", logs.run_from),
            cell_problems={row.post.id: row.problems for row in rows if row.problems},
            tab_problems=problems,
            damaged=self._read.damaged,
        )

    def read_language(self) -> str:
        """Read the workbook's language alone, from its settings tab."""
        title = self._schema.tabs["settings"].find_title(self._backend.tabs())
        if title is not None:
            grid = self._backend.read([title])[title]
            tab = open_tab(self._schema.tabs["settings"], grid)
            self._language = SettingsReader(tab, self._schema).read().language
        return self._language

    def forget_new_rows(self) -> None:
        """Leave rows without ids as they are: what is saved next is not about them."""
        self._read.new_rows = []

    def save(
        self,
        *,
        record: Sequence[log_rows.Recordable] = (),
        show: Shown | None = None,
        rows: Sequence[Append] = (),
        closing: Run | None = None,
    ) -> bool:
        """Append to the logs and bring the machine's cells up to date, in one atomic commit.

        Rows that received an id in the last read get it written here, too. `closing` is the Run's
        own row: it goes along when there is anything else to write. Returns whether anything was
        written; nothing to write, no round trip.
        """
        changes: list[Change] = [*self._ids_to_write(), *rows]
        changes += [self._append(value) for value in record]
        for tab, shown in (show or {}).items():
            for row_id, cells in shown.items():
                changes += self._differences(tab, row_id, cells)
        if not changes:
            return False
        if closing is not None:
            changes.append(self._append(closing))
        committed = self._backend.commit(changes)
        self._read.new_rows = []
        self._follow(changes, committed)
        return True

    def set_setting(self, key: str, value: str) -> str:
        """Write one value of the settings tab, as a person would; return the value as shown.

        Raises:
            ColumnMissing: the settings tab has no row for it.
            WorkbookBusy: nothing was written, since the row moved at that moment.
        """
        tabs = self._open_tabs()
        tab = tabs["settings"]
        language = SettingsReader(tab, self._schema).read().language
        shown = self._schema.settings[key].label(value, language)
        for record in tab.records():
            if self._schema.setting_named(record.row_id) == key:
                patch = Patch(
                    tab=tab.title,
                    id_column=tab.id_header,
                    row=record.ref,
                    column=tab.headers["value"],
                    value=shown,
                )
                if self._backend.commit([patch]).skipped:
                    raise WorkbookBusy(
                        mark("“{setting}” of {workbook} could not be written: its row has moved."),
                        mark("Run it again, or choose “{value}” in the settings tab yourself."),
                        workbook=self.address,
                        setting=record.row_id,
                        value=shown,
                    )
                return shown
        raise ColumnMissing(
            mark("The settings tab of {workbook} has no row “{setting}”."),
            mark("Run “lembar init {workbook}”, which adds it."),
            workbook=self.address,
            setting=key,
        )

    # Reading

    def _titles_of_tabs(self) -> dict[str, str]:
        present = self._backend.tabs()
        found = {name: tab.find_title(present) for name, tab in self._schema.tabs.items()}
        return {name: title for name, title in found.items() if title is not None}

    def _open_tabs(self) -> dict[str, OpenTab]:
        titles = self._titles_of_tabs()
        for name in NEEDED:
            if name not in titles:
                raise TabMissing(
                    mark("{workbook} has no tab “{tab}”."),
                    mark("Run “lembar init {workbook}”, which adds what is missing."),
                    workbook=self.address,
                    tab=self._schema.tabs[name].title(self._language),
                )
        grids = self._backend.read(list(titles.values()))
        tabs = {
            name: open_tab(self._schema.tabs[name], grids[title])
            for name, title in titles.items()
            if title in grids
        }
        for name, columns in NEEDED.items():
            absent = tabs[name].missing(columns)
            if absent:
                raise ColumnMissing(
                    mark("The tab “{tab}” of {workbook} has no column “{column}”."),
                    mark("Name it so again, or run “lembar init {workbook}”, which adds it."),
                    workbook=self.address,
                    tab=tabs[name].title,
                    column=self._schema.tabs[name].fields[absent[0]].title(self._language),
                )
        return tabs

    def _remember(self, tabs: dict[str, OpenTab], rows: list[CalendarRow]) -> None:
        refs: dict[tuple[str, str], RowRef] = {("calendar", row.post.id): row.ref for row in rows}
        self._read = _Read(tabs=tabs, refs=refs, new_rows=[row for row in rows if row.is_new])
        self._titles = {row.post.id: row.post.label for row in rows}

    def _log(
        self,
        name: str,
        decode: Callable[[Record], logs.Row],
        doubt: Callable[[Record], logs.Row | None] = lambda _record: None,
    ) -> list[logs.Row]:
        tab = self._read.tabs.get(name)
        if tab is None:
            return []
        values, damaged = logs.read_rows(tab, decode, doubt)
        if damaged:
            self._read.damaged.append(logs.damaged_rows(tab.title, damaged))
        return values

    # Writing

    def _ids_to_write(self) -> list[Patch]:
        tab = self._read.tabs.get("calendar")
        if tab is None:
            return []
        return [
            Patch(
                tab=tab.title,
                id_column=tab.id_header,
                row=row.ref,
                column=tab.id_header,
                value=row.post.id,
            )
            for row in self._read.new_rows
        ]

    def _follow(self, changes: Sequence[Change], committed: Committed) -> None:
        """Keep what was read in step with what was just written, so a second save is right too."""
        skipped = set(map(id, committed.skipped))
        by_ref = {id(ref): (key, ref) for key, ref in self._read.refs.items()}
        for change in changes:
            if isinstance(change, Append) or id(change) in skipped or id(change.row) not in by_ref:
                continue
            (tab, row_id), _ = by_ref[id(change.row)]
            place = find_columns(self._read.tabs[tab].header_row)[header_key(change.column)]
            stood = self._read.refs[tab, row_id]
            cells = [*stood.as_read, *[None] * (place + 1 - len(stood.as_read))]
            cells[place] = change.value
            self._read.refs[tab, row_id] = RowRef(id=row_id, index=stood.index, as_read=cells)

    def _append(self, value: log_rows.Recordable) -> Append:
        name, event, cells = log_rows.row_of(value, self._titles)
        tab = self._tab(name)
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

    def row_ids(self, name: str) -> set[str]:
        """Return the ids that stood in a tab at the last read; none for a tab that is not there."""
        tab = self._read.tabs.get(name)
        return {record.row_id for record in tab.records()} if tab else set()

    def append_row(self, name: str, event: str, cells: Mapping[str, object]) -> Append:
        """Build an append of a plain row, such as a lesson; columns by schema name."""
        tab = self._tab(name)
        return Append(
            tab=tab.title,
            id_column=tab.id_header,
            event=event,
            cells={
                tab.headers[c]: self._written(tab.tab.fields[c], v)
                for c, v in cells.items()
                if c in tab.headers
            },
        )

    def _tab(self, name: str) -> OpenTab:
        tab = self._read.tabs.get(name)
        if tab is None:
            raise TabMissing(
                mark("{workbook} has no tab “{tab}”."),
                mark("Run “lembar init {workbook}”, which adds what is missing."),
                workbook=self.address,
                tab=self._schema.tabs[name].title(self._language),
            )
        return tab

    def _written(self, column: Field, value: object) -> Written:
        if isinstance(value, bool) or (column.values and value not in (None, "")):
            word = ("yes" if value else "no") if isinstance(value, bool) else str(value)
            return column.label(word, self._language)
        return log_rows.cell_of(value)

    def _differences(self, name: str, row_id: str, cells: Mapping[str, object]) -> list[Change]:
        tab = self._tab(name)
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
                patches.append(
                    Patch(
                        tab=tab.title,
                        id_column=tab.id_header,
                        row=ref,
                        column=tab.headers[column],
                        value=wanted,
                    )
                )
        return patches

    def _ref(self, name: str, row_id: str) -> RowRef | None:
        found = self._read.refs.get((name, row_id))
        if found is None and name != "calendar":
            for record in self._tab(name).records():
                self._read.refs.setdefault((name, record.row_id), record.ref)
            found = self._read.refs.get((name, row_id))
        return found


def _equal(stands: Cell, wanted: Written) -> bool:
    if stands is None or stands == "":
        return wanted is None
    if isinstance(wanted, str):
        return text_of(stands) == wanted.strip()
    return stands == wanted and isinstance(stands, bool) == isinstance(wanted, bool)
