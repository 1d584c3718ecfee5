"""Where a tab's columns are, or will be, and ranges that name them. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from automation.workbook.backends.google.cells import Message, whole
from automation.workbook.backends.ooxml.addresses import column_letters
from automation.workbook.entry_rules import LOOKUP_ROWS
from automation.workbook.schema import Tab


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A tab as it will stand: its header row and its columns by schema name, counted from 0."""

    id: int
    tab: Tab
    title: str
    header: int
    columns: Mapping[str, int]
    row_count: int

    def below(self, first: int, last: int | None = None) -> Message:
        """Return the cells below the header, from one column to another, both included."""
        return {**self.whole_columns(first, last), "startRowIndex": self.header + 1}

    def whole_columns(self, first: int, last: int | None = None) -> Message:
        """Return whole columns, both ends included."""
        end = (first if last is None else last) + 1
        return {"sheetId": self.id, "startColumnIndex": first, "endColumnIndex": end}

    def lines(self, first: int, last: int) -> Message:
        """Return columns as a DimensionRange, both ends included."""
        ends = {"startIndex": first, "endIndex": last + 1}
        return {"sheetId": self.id, "dimension": "COLUMNS", **ends}

    @property
    def source(self) -> str:
        """Where a drop-down finds this tab's ids; empty when it has no id column."""
        column = self.columns.get(self.tab.primary_key)
        if column is None:
            return ""
        letters, first = column_letters(column), self.header + 2
        last = max(min(self.header + 1 + LOOKUP_ROWS, self.row_count), first)
        return f"={whole(self.title)}!${letters}${first}:${letters}${last}"


def runs(indexes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of neighbouring numbers, both ends included."""
    start = last = None
    for index in sorted(indexes):
        if start is None or last is None:
            start = index
        elif index != last + 1:
            yield start, last
            start = index
        last = index
    if start is not None and last is not None:
        yield start, last
