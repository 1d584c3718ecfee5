"""A sheet as `init` finds it, in typed words. Pure: answers of the API in, values out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from automation.workbook.backends.google.cells import as_cell_of
from automation.workbook.backends.google.layout.keys import (
    COLUMN_TAG,
    TAB_TAG,
    VERSION_TAG,
    key_in,
)
from automation.workbook.backends.google.signs import area_of
from automation.workbook.protocol import Cell
from automation.workbook.witness import Area

OUTLINE = (
    "properties(title,locale,timeZone),developerMetadata(metadataKey,metadataValue),"
    "sheets(properties(sheetId,title,index,sheetType,hidden,gridProperties),"
    "protectedRanges(protectedRangeId,range,description,warningOnly,requestingUserCanEdit,editors.users),"
    "filterViews(filterViewId,title,criteria,filterSpecs),conditionalFormats.ranges,"
    "merges,charts.chartId,tables.tableId,bandedRanges.bandedRangeId,basicFilter.range,"
    "developerMetadata(metadataKey,metadataValue))"
)
"""All that is asked of a sheet but its cells."""

TOP = (
    "sheets(properties.sheetId,data(startRow,startColumn,columnMetadata.developerMetadata,"
    "rowData.values(userEnteredValue,effectiveValue,note,dataValidation.condition.type)))"
)
"""What is asked of some cells."""

TOP_ROWS = 22
"""How many rows are looked at: those that may hold the header, and one or two below it."""

Message = Mapping[str, Any]
Rows = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """A protected range; `columns` is None for a whole tab, `editors` is what we may see of them."""

    id: int
    key: str
    columns: range | None
    is_warning: bool
    may_edit: bool
    editors: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingTab:
    """One tab. Columns and rows count from 0; `tags` are the places of columns by schema name.

    `views` says of each filter view, by its number, whether it filters anything.
    """

    id: int
    title: str
    name: str
    row_count: int
    column_count: int
    frozen_rows: int
    is_hidden: bool
    has_objects: bool
    protections: tuple[Protection, ...]
    views: Mapping[int, bool]
    coloured: tuple[range, ...]
    rows: Rows = ()
    ruled: frozenset[tuple[int, int]] = frozenset()
    tags: Mapping[str, int] = field(default_factory=dict)
    is_blank: bool = False
    merges: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The whole sheet; `version` is the Lembar that laid it out last, empty for none."""

    title: str
    locale: str
    timezone: str
    version: str
    tabs: tuple[StandingTab, ...]

    def with_cells(self, tabs: Mapping[int, StandingTab]) -> "Standing":
        """Return it with what was seen of some tabs' cells."""
        return replace(self, tabs=tuple(tabs.get(tab.id, tab) for tab in self.tabs))


def standing_of(outline: Message) -> Standing:
    """Read the answer to OUTLINE."""
    properties = outline.get("properties", {})
    return Standing(
        title=str(properties.get("title", "")),
        locale=str(properties.get("locale", "")),
        timezone=str(properties.get("timeZone", "")),
        version=_tag(outline, VERSION_TAG),
        tabs=tuple(
            _tab(sheet)
            for sheet in outline.get("sheets", [])
            if sheet["properties"].get("sheetType", "GRID") == "GRID"
        ),
    )


def seen(tabs: Sequence[StandingTab], answer: Message) -> dict[int, StandingTab]:
    """Read the answer to TOP; return the tabs it shows, with their cells."""
    data = {
        int(one["properties"].get("sheetId", 0)): one.get("data", [])
        for one in answer.get("sheets", [])
    }
    return {tab.id: _with_cells(tab, data[tab.id]) for tab in tabs if tab.id in data}


def _with_cells(tab: StandingTab, parts: Sequence[Message]) -> StandingTab:
    rows: list[list[Cell]] = []
    ruled, is_blank = set[tuple[int, int]](), not tab.has_objects
    tags: dict[str, int] = {}
    for part in parts:
        tags |= dict(_column_tags(part))
        for at, line in enumerate(part.get("rowData", []), start=part.get("startRow", 0)):
            cells = line.get("values", [])
            rows.extend([] for _ in range(at + 1 - len(rows)))
            rows[at] = [as_cell_of(cell) for cell in cells]
            ruled |= {(at, column) for column, cell in enumerate(cells) if _is_ruled(cell)}
            is_blank = is_blank and not any(cells)
    return replace(tab, rows=rows, ruled=frozenset(ruled), tags=tags, is_blank=is_blank)


def _is_ruled(cell: Message) -> bool:
    return "dataValidation" in cell


def _column_tags(part: Message) -> Iterator[tuple[str, int]]:
    for column, facts in enumerate(part.get("columnMetadata", []), part.get("startColumn", 0)):
        if name := _tag(facts, COLUMN_TAG):
            yield name, column


def _tag(message: Message, key: str) -> str:
    return next(
        (
            str(one.get("metadataValue", ""))
            for one in message.get("developerMetadata", [])
            if one.get("metadataKey") == key
        ),
        "",
    )


def _tab(sheet: Message) -> StandingTab:
    properties = sheet["properties"]
    grid = properties.get("gridProperties", {})
    objects = ("merges", "charts", "tables", "bandedRanges", "basicFilter", "conditionalFormats")
    return StandingTab(
        id=int(properties.get("sheetId", 0)),
        title=str(properties["title"]),
        name=_tag(sheet, TAB_TAG),
        row_count=int(grid.get("rowCount", 0)),
        column_count=int(grid.get("columnCount", 0)),
        frozen_rows=int(grid.get("frozenRowCount", 0)),
        is_hidden=bool(properties.get("hidden")),
        has_objects=any(sheet.get(name) for name in (*objects, "protectedRanges", "filterViews")),
        protections=tuple(_protection(one) for one in sheet.get("protectedRanges", [])),
        views={
            int(one["filterViewId"]): bool(one.get("filterSpecs") or one.get("criteria"))
            for one in sheet.get("filterViews", [])
        },
        merges=tuple(area_of(one) for one in sheet.get("merges", [])),
        coloured=tuple(
            _columns(one) or range(10**6)
            for rule in sheet.get("conditionalFormats", [])
            for one in rule.get("ranges", [])
        ),
    )


def _protection(one: Message) -> Protection:
    return Protection(
        id=int(one.get("protectedRangeId", 0)),
        key=key_in(str(one.get("description", ""))),
        columns=_columns(one.get("range", {})),
        is_warning=bool(one.get("warningOnly")),
        may_edit=bool(one.get("requestingUserCanEdit")),
        editors=frozenset(
            str(address).casefold() for address in one.get("editors", {}).get("users", [])
        ),
    )


def _columns(area: Message) -> range | None:
    """Return the columns of a GridRange; None when it has no bound."""
    if "endColumnIndex" not in area:
        return None
    return range(int(area.get("startColumnIndex", 0)), int(area["endColumnIndex"]))
