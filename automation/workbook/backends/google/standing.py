"""How a sheet stands towards us: what it is called, how large it is, where we may not write."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from automation.workbook.open_tab import open_tab
from automation.workbook.protocol import Grid
from automation.workbook.schema import Schema, Writer

FIELDS = "properties.title,sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),protectedRanges(range,unprotectedRanges,warningOnly,requestingUserCanEdit))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Columns, and rows, of one tab, counted from 0; the end is the first that is outside."""

    first_column: int
    end_column: float
    first_row: int
    end_row: float

    def covers(self, column: int, below: int) -> bool:
        """Whether any cell of a column below a row lies in it."""
        return self.first_column <= column < self.end_column and self.end_row > below + 1

    def frees(self, column: int, below: int) -> bool:
        """Whether every cell of a column below a row lies in it."""
        return self.covers(column, below) and self.first_row <= below + 1 and self.end_row == END


END = float("inf")
"""An area without a bound reaches to the end of its tab."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """A part of a tab that we may not write, and what of it is free for all."""

    tab: str
    area: Area
    free: Sequence[Area] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`may_write` is what a protected range tells of us; None when there is none that tells."""

    title: str
    cell_count: int
    protections: Sequence[Protection]
    may_write: bool | None


def standing_of(message: Mapping[str, Any]) -> Standing:
    """Read `spreadsheets.get` with `FIELDS`."""
    cells, protections, told = 0, [], False
    for sheet in message.get("sheets", []):
        properties = sheet["properties"]
        grid = properties.get("gridProperties", {})
        cells += int(grid.get("rowCount", 0)) * int(grid.get("columnCount", 0))
        for one in sheet.get("protectedRanges", []):
            if one.get("warningOnly"):
                continue
            if one.get("requestingUserCanEdit"):
                told = True
                continue
            free = [_area(each) for each in one.get("unprotectedRanges", [])]
            area = _area(one.get("range", {}))
            protections.append(Protection(tab=str(properties["title"]), area=area, free=free))
    title = str(message.get("properties", {}).get("title", ""))
    return Standing(
        title=title, cell_count=cells, protections=protections, may_write=True if told else None
    )


def closed_columns(
    schema: Schema, grids: Mapping[str, Grid], protections: Sequence[Protection]
) -> Iterator[tuple[str, str]]:
    """Yield tab and header of each column that Lembar writes and we may not."""
    for tab in schema.tabs.values():
        title = tab.find_title(grids)
        if title is None:
            continue
        opened = open_tab(tab, grids[title])
        here = [one for one in protections if one.tab == title]
        for name, column in opened.columns.items():
            ours = tab.append_only or tab.fields[name].writer is Writer.MACHINE
            if ours and any(_closes(one, column, opened.header) for one in here):
                yield title, opened.headers[name]


def _closes(one: Protection, column: int, header: int) -> bool:
    return one.area.covers(column, header) and not any(
        each.frees(column, header) for each in one.free
    )


def _area(message: Mapping[str, Any]) -> Area:
    return Area(
        first_column=int(message.get("startColumnIndex", 0)),
        end_column=message.get("endColumnIndex", END),
        first_row=int(message.get("startRowIndex", 0)),
        end_row=message.get("endRowIndex", END),
    )
