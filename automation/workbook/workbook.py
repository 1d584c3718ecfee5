"""A workbook: domain values in, domain values out, over any back-end.

`read` decodes all tabs in one round trip. `save` appends to the logs and patches the machine's
own cells in one atomic commit; only cells that differ are written, and only in columns whose
writer is the machine. The exceptions are `set_setting` and `fill_in`, a person's own commands.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from automation.domain.approvals.evidence import proof_out_of_reach
from automation.domain.desk import Desk
from automation.domain.run import Run
from automation.errors import ColumnMissing, WorkbookBusy
from automation.language import mark
from automation.workbook import log_rows, logs
from automation.workbook.behind import Known, with_behind
from automation.workbook.calls import Calls
from automation.workbook.decode import SettingsReader, decode_channels, decode_members
from automation.workbook.decode_calendar import Team, decode_calendar
from automation.workbook.decode_guidelines import decode_guidelines
from automation.workbook.decode_practice import decode_practice
from automation.workbook.evidence import evidence_of
from automation.workbook.last_read import LastRead
from automation.workbook.merged import with_merges
from automation.workbook.open_tab import Record, open_tab
from automation.workbook.opening import open_tabs
from automation.workbook.protocol import (
    Append,
    Backend,
    Change,
    Patch,
)
from automation.workbook.schema import Schema
from automation.workbook.witness import signs_of

Shown = Mapping[str, Mapping[str, Mapping[str, object]]]
"""What to show: tab -> row id -> column name -> value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The Run's own row, the last of a run: due whatever else is written, or only then.

    What it counts is `told` by the calls of this run, the one that writes the row included.
    """

    run: Run
    is_due: bool = False
    told: Callable[[Calls], str] | None = None


class Workbook:
    """One workbook over a back-end. Not shared between threads."""

    def __init__(self, backend: Backend, schema: Schema) -> None:
        self._backend = backend
        self._schema = schema
        self._last = LastRead(schema=schema)
        self._damaged: list[str] = []
        self._behind: Known = {}
        self._language = "en"
        self._before = backend.calls

    @property
    def address(self) -> str:
        """The path or URL people know the workbook by."""
        return self._backend.address

    @property
    def title(self) -> str:
        """What people call the workbook."""
        return self._backend.title

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
        tabs = open_tabs(self._backend, self._schema, self._language)
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
        signs = signs_of(self._backend, tabs["calendar"].title)
        tabs["calendar"] = with_merges(tabs["calendar"], signs.merges if signs else ())
        tabs["calendar"] = with_behind(tabs["calendar"], self._backend, members, self._behind)
        rows = decode_calendar(tabs["calendar"], team, new_id)
        self._damaged = []
        self._last = LastRead(
            schema=self._schema,
            address=self.address,
            language=self._language,
            tabs=tabs,
            titles={row.post.id: row.post.label for row in rows},
            new_rows=[row for row in rows if row.is_new],
            refs={("calendar", row.post.id): row.ref for row in rows},
        )
        log = tabs.get("approvals")
        kept = set(log.columns) if log else set[str]()
        evidence = evidence_of(
            signs, tabs["calendar"], rows, keeps_comments={"comment", "signed_by"} <= kept
        )
        problems = [*settings.problems, *member_problems, *channel_problems, *rule_problems]
        problems += proof_out_of_reach(channels.values(), evidence)
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
            practice=decode_practice(tabs, self._language),
            cell_problems={row.post.id: row.problems for row in rows if row.problems},
            tab_problems=problems,
            damaged=self._damaged,
            evidence=evidence,
            keeps_accounts="accounts" in kept,
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
        self._last.new_rows = ()

    def save(
        self,
        *,
        record: Sequence[log_rows.Recordable] = (),
        show: Shown | None = None,
        rows: Sequence[Append] = (),
        closing: Closing | None = None,
        shows_next: Sequence[str] = (),
    ) -> bool:
        """Append to the logs and bring the machine's cells up to date, in one atomic commit.

        Rows that received an id in the last read get it written here, too. `closing` is the Run's
        own row: it goes along when there is anything else to write, or it is due anyway.
        `shows_next` are the tabs that the next save shows something in. Returns whether
        anything was written; nothing to write, no round trip.
        """
        changes: list[Change] = [*self._last.ids_to_write(), *rows]
        changes += [self._last.append(value) for value in record]
        for tab, shown in (show or {}).items():
            for row_id, cells in shown.items():
                changes += self._last.differences(tab, row_id, cells)
        if not changes and not (closing and closing.is_due):
            return False
        if closing is not None:
            changes.append(self._closing(closing))
        committed = self._backend.commit(changes, foresee=self._last.id_columns(shows_next))
        self._last.follow(changes, committed)
        return True

    def end_run(self) -> Calls:
        """Return the calls since the last run ended, or since the workbook was opened."""
        calls = self._backend.calls - self._before
        self._before = self._backend.calls
        return calls

    def set_setting(self, key: str, value: str) -> str:
        """Write one value of the settings tab, as a person would; return the value as shown.

        Raises:
            ColumnMissing: the settings tab has no row for it.
            WorkbookBusy: nothing was written, since the row moved at that moment.
        """
        tabs = open_tabs(self._backend, self._schema, self._language)
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

    def fill_in(self, tab: str, row_id: str, column: str, value: str) -> None:
        """Write one cell of a column that is people's, for the person who asked for it.

        Raises:
            TabMissing: there is no such tab.
            WorkbookBusy: nothing was written: the row or the column is gone, or moved just then.
        """
        patch = self._last.typed(tab, row_id, column, value)
        if patch is None or self._backend.commit([patch]).skipped:
            raise WorkbookBusy(
                mark("“{cell}” of {row} in {workbook} could not be written: its row has moved or is gone."),
                mark("Run it again, or type it into the workbook yourself."),
                workbook=self.address, row=row_id,
                cell=self._schema.tabs[tab].fields[column].title(self._language),
            )  # fmt: skip

    def row_ids(self, name: str) -> set[str]:
        """Return the ids that stood in a tab at the last read; none for a tab that is not there."""
        return self._last.row_ids(name)

    def append_row(self, name: str, event: str, cells: Mapping[str, object]) -> Append:
        """Build an append of a plain row, such as a lesson; columns by schema name."""
        return self._last.append_row(name, event, cells)

    def _closing(self, closing: Closing) -> Append:
        told, before = closing.told, self._before
        if told is None:
            return self._last.append(closing.run)
        return self._last.append_run(closing.run, lambda calls: told(calls - before))

    def _log(
        self,
        name: str,
        decode: Callable[[Record], logs.Row],
        doubt: Callable[[Record], logs.Row | None] = lambda _record: None,
    ) -> list[logs.Row]:
        tab = self._last.tabs.get(name)
        if tab is None:
            return []
        values, damaged = logs.read_rows(tab, decode, doubt)
        if damaged:
            self._damaged.append(logs.damaged_rows(tab.title, damaged))
        return values
