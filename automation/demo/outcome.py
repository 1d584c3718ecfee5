"""What the demo's workbook says at the end, read back as a person would read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from automation.workbook.backends import open_backend
from automation.workbook.open_tab import Record, open_tab
from automation.workbook.schema import load_schema

OUT = ("published", "measured", "partly", "seen", "removed")
HELD = ("needs_work", "waiting", "changes_requested", "held", "publishing", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the calendar; `state` is the schema's value, `problems` one line each."""

    title: str
    state: str
    label: str
    channels: str
    publish_at: str
    published_at: str
    addresses: Sequence[str]
    problems: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One assignment; `state` is the schema's value, `label` what stands in the cell."""

    member: str
    title: str
    state: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The calendar and the assignments of one workbook, as they stand."""

    rows: Sequence[Row]
    assignments: Sequence[Given]

    def in_states(self, *states: str) -> list[Row]:
        """Return the rows in one of these states, in the order of the states."""
        found = [row for row in self.rows if row.state in states]
        return sorted(found, key=lambda row: states.index(row.state))


def read_outcome(workbook: Path) -> Outcome:
    """Read the outcome from a workbook's cells."""
    backend, schema = open_backend(str(workbook)), load_schema()
    titles = backend.tabs()
    named = {name: schema.tabs[name].find_title(titles) for name in ("calendar", "assignments")}
    grids = backend.read([title for title in named.values() if title])
    records = {
        name: list(open_tab(schema.tabs[name], grids[title]).records())
        for name, title in named.items()
        if title
    }
    return Outcome(
        rows=[_row(record) for record in records["calendar"]],
        assignments=[_given(record) for record in records["assignments"]],
    )


def _row(record: Record) -> Row:
    return Row(
        title=record.text("title"),
        state=_value(record, "state"),
        label=record.text("state"),
        channels=record.text("channels"),
        publish_at=record.text("publish_at"),
        published_at=record.text("published_at"),
        addresses=[line.rpartition(" ")[2] for line in record.items("url")],
        problems=record.text("problems").splitlines(),
    )


def _given(record: Record) -> Given:
    return Given(
        member=record.text("member"),
        title=record.text("title"),
        state=_value(record, "state"),
        label=record.text("state"),
    )


def _value(record: Record, column: str) -> str:
    return record.open_tab.tab.field(column).value_of(record.text(column)) or ""
