"""What the people of the demo type: new rows and single cells, each found by what people call it.

Uses the back-end as a spreadsheet program would be used; only people's columns are touched.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from automation.demo.story import Answer, Cells, PlannedPost, Value, Write
from automation.domain.clock import SERIAL_EPOCH
from automation.workbook.backends import open_backend
from automation.workbook.open_tab import open_tab
from automation.workbook.protocol import Append, Patch, RowRef, Written
from automation.workbook.schema import Field, ListStyle, Tab, load_schema

_PARTED = {ListStyle.LINES: "\n", ListStyle.BLOCKS: "\n---\n"}


class People:
    """Types into one workbook, in the words of its language."""

    def __init__(self, workbook: Path, language: str) -> None:
        self._backend = open_backend(str(workbook))
        self._tabs = load_schema().tabs
        self._language = language

    def add(self, tab: str, named_by: str, rows: Iterable[Cells]) -> None:
        """Type new rows at the end of a tab; `named_by` is the column people know a row by."""
        schema = self._tabs[tab]
        self._backend.commit(
            [
                Append(
                    tab=schema.title(self._language),
                    id_column=self._header(schema, named_by),
                    event=str(self._spoken(schema.field(named_by), row[named_by])),
                    cells=self._cells(schema, row),
                )
                for row in rows
            ]
        )

    def plan(self, posts: Iterable[PlannedPost]) -> None:
        """Type the rows of these posts into the calendar."""
        self.add("calendar", "title", [post.cells for post in posts])

    def decide(self, posts: Iterable[PlannedPost], level: int) -> None:
        """Fill the approver's and the decision's cell of that level, and the feedback."""
        self._fill({post.title: post.decision(level) for post in posts})

    def write(self, cells: Iterable[Write]) -> None:
        """Type into single cells of the calendar."""
        self._fill({cell.post: {cell.column: cell.value} for cell in cells})

    def hand_in(self, answer: Answer) -> None:
        """Type a text beside a member's assignment of that kind."""
        tab = self._tabs["assignments"]
        title = tab.title(self._language)
        records = open_tab(tab, self._backend.read([title])[title]).records()
        row = next(
            record.ref
            for record in records
            if (record.text("member"), record.text("kind")) == (answer.member, answer.kind)
        )
        cell = Patch(
            tab=title,
            id_column=self._header(tab, tab.primary_key),
            row=row,
            column=self._header(tab, "submission"),
            value=answer.text,
        )
        self._backend.commit([cell])

    def _fill(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        calendar = self._tabs["calendar"]
        self._backend.commit(
            [
                Patch(
                    tab=calendar.title(self._language),
                    id_column=self._header(calendar, "title"),
                    row=RowRef(id=title, index=0),
                    column=self._header(calendar, name),
                    value=self._spoken(calendar.field(name), value),
                )
                for title, cells in rows.items()
                for name, value in cells.items()
            ]
        )

    def _cells(self, tab: Tab, row: Cells) -> dict[str, Written]:
        return {
            self._header(tab, name): self._spoken(tab.field(name), value)
            for name, value in row.items()
        }

    def _header(self, tab: Tab, column: str) -> str:
        return tab.field(column).title(self._language)

    def _spoken(self, column: Field, value: Value) -> Written:
        """Return a value as people of that language choose or type it; a time is a real date cell."""
        if isinstance(value, Mapping):
            return value[self._language]
        if isinstance(value, int):
            return value
        if not isinstance(value, str):
            words = (column.label(word, self._language) for word in value)
            return _PARTED.get(column.list_style, ", ").join(words)
        if column.name == "publish_at":
            return _serial(value)
        return column.label(value, self._language)


def _serial(text: str) -> Written:
    """Return the number a spreadsheet keeps for a local time; what is no time stays as typed."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment - SERIAL_EPOCH).total_seconds() / 86_400
