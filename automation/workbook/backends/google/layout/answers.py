"""What `init` asks of a sheet, and how the answers are read. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from automation.workbook.backends.google.cells import as_cell_of
from automation.workbook.backends.google.layout.keys import (
    COLUMN_TAG,
    TAB_TAG,
    VERSION_TAG,
    key_in,
)
from automation.workbook.backends.google.layout.standing import (
    Colour,
    Look,
    Protection,
    Rule,
    Standing,
    StandingTab,
    Tag,
)
from automation.workbook.backends.google.signs import area_of
from automation.workbook.protocol import Cell

OUTLINE = (
    "properties(title,locale,timeZone),developerMetadata(metadataKey,metadataValue),"
    "sheets(properties(sheetId,title,index,sheetType,hidden,gridProperties),"
    "protectedRanges(protectedRangeId,range,description,warningOnly,requestingUserCanEdit,editors.users),"
    "filterViews(filterViewId,title,criteria,filterSpecs),"
    "conditionalFormats(ranges,booleanRule.condition),"
    "merges,charts.chartId,tables.tableId,bandedRanges.bandedRangeId,basicFilter.range,"
    "developerMetadata(metadataId,metadataKey,metadataValue))"
)
"""All that is asked of a sheet but its cells."""

TOP = (
    "sheets(properties.sheetId,data(startRow,startColumn,columnMetadata(hiddenByUser,developerMetadata),"
    "rowData.values(userEnteredValue,effectiveValue,note,dataValidation,"
    "userEnteredFormat(backgroundColor,numberFormat.type))))"
)
"""What is asked of some cells."""

RULES = "sheets(properties.sheetId,data(startRow,startColumn,rowData.values.dataValidation))"
"""What is asked of whole columns whose rules may have to change."""

TOP_ROWS = 22
"""How many rows are looked at: those that may hold the header, and one or two below it."""

GUIDE_ROWS = 250
"""How many of the guide's, to see whether it is as we wrote it."""

SETTINGS_ROWS = 100
"""How many of the settings tab's, where every row has a rule of its own."""

Message = Mapping[str, Any]


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
    is_blank = not tab.has_objects
    tags: dict[str, Tag] = {}
    looks: dict[tuple[int, int], Look] = {}
    hidden = set[int]()
    for part in parts:
        tags |= dict(_column_tags(part))
        hidden |= {
            column
            for column, facts in enumerate(
                part.get("columnMetadata", []), part.get("startColumn", 0)
            )
            if facts.get("hiddenByUser")
        }
        for at, line in enumerate(part.get("rowData", []), start=part.get("startRow", 0)):
            cells = line.get("values", [])
            rows.extend([] for _ in range(at + 1 - len(rows)))
            rows[at] = [as_cell_of(cell) for cell in cells]
            looks |= {(at, column): _look(cell) for column, cell in enumerate(cells)}
            is_blank = is_blank and not any(cells)
    rules = dict(_rules(parts))
    return replace(
        tab, rows=rows, rules=rules, looks=looks, tags=tags, hidden=frozenset(hidden),
        is_blank=is_blank,
    )  # fmt: skip


def with_rules(standing: Standing, answer: Message) -> Standing:
    """Return the sheet with what the answer to RULES tells beyond what was seen."""
    found = {
        int(one["properties"].get("sheetId", 0)): dict(_rules(one.get("data", [])))
        for one in answer.get("sheets", [])
    }
    return replace(
        standing,
        tabs=tuple(
            replace(tab, rules={**tab.rules, **found.get(tab.id, {})}) for tab in standing.tabs
        ),
    )


def _rules(parts: Sequence[Message]) -> Iterator[tuple[tuple[int, int], Rule]]:
    for part in parts:
        for row, line in enumerate(part.get("rowData", []), start=part.get("startRow", 0)):
            for column, cell in enumerate(line.get("values", []), part.get("startColumn", 0)):
                if "dataValidation" in cell:
                    yield (row, column), rule_in(cell["dataValidation"])


def rule_in(message: Message) -> Rule:
    """Read a data validation."""
    condition = message.get("condition", {})
    return Rule(
        kind=str(condition.get("type", "")),
        values=_entered(condition),
        told=str(message.get("inputMessage", "")),
        is_strict=bool(message.get("strict")),
        is_shown=bool(message.get("showCustomUi")),
    )


def _entered(condition: Message) -> tuple[str, ...]:
    return tuple(str(one.get("userEnteredValue", "")) for one in condition.get("values", []))


def _look(cell: Message) -> Look:
    made = cell.get("userEnteredFormat", {})
    return Look(
        note=str(cell.get("note", "")),
        number=str(made.get("numberFormat", {}).get("type", "")),
        is_painted="backgroundColor" in made,
    )


def _column_tags(part: Message) -> Iterator[tuple[str, Tag]]:
    for column, facts in enumerate(part.get("columnMetadata", []), part.get("startColumn", 0)):
        for one in _tagged(facts, COLUMN_TAG):
            name, _, note_print = str(one.get("metadataValue", "")).partition(" ")
            yield name, Tag(column=column, id=int(one.get("metadataId", 0)), note_print=note_print)


def _tag(message: Message, key: str) -> str:
    return next((str(one.get("metadataValue", "")) for one in _tagged(message, key)), "")


def _tagged(message: Message, key: str) -> list[Message]:
    return [one for one in message.get("developerMetadata", []) if one.get("metadataKey") == key]


def _tab(sheet: Message) -> StandingTab:
    properties = sheet["properties"]
    grid = properties.get("gridProperties", {})
    name, _, text_print = _tag(sheet, TAB_TAG).partition(" ")
    objects = ("merges", "charts", "tables", "bandedRanges", "basicFilter", "conditionalFormats")
    return StandingTab(
        id=int(properties.get("sheetId", 0)),
        title=str(properties["title"]),
        name=name,
        text_print=text_print,
        tag_id=next((int(one.get("metadataId", 0)) for one in _tagged(sheet, TAB_TAG)), 0),
        row_count=int(grid.get("rowCount", 0)),
        column_count=int(grid.get("columnCount", 0)),
        frozen_rows=int(grid.get("frozenRowCount", 0)),
        is_hidden=bool(properties.get("hidden")),
        has_objects=any(sheet.get(name) for name in (*objects, "protectedRanges", "filterViews")),
        is_filtered=any(sheet.get(name) for name in ("basicFilter", "tables")),
        protections=tuple(_protection(one) for one in sheet.get("protectedRanges", [])),
        views={int(one["filterViewId"]): _specs(one) for one in sheet.get("filterViews", [])},
        merges=tuple(area_of(one) for one in sheet.get("merges", [])),
        colours=tuple(_colour(one) for one in sheet.get("conditionalFormats", [])),
    )


def _specs(view: Message) -> list[Message]:
    """Return what a view filters; criteria are the older words for the same."""
    older = view.get("criteria", {}).items()
    found = [{"columnIndex": int(at), "filterCriteria": one} for at, one in older]
    return list(view.get("filterSpecs") or found)


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


def _colour(one: Message) -> Colour:
    condition = one.get("booleanRule", {}).get("condition", {})
    return Colour(
        columns=tuple(_columns(area) or range(10**6) for area in one.get("ranges", [])),
        kind=str(condition.get("type", "")),
        values=_entered(condition),
    )


def _columns(area: Message) -> range | None:
    """Return the columns of a GridRange; None when it has no bound."""
    if "endColumnIndex" not in area:
        return None
    return range(int(area.get("startColumnIndex", 0)), int(area["endColumnIndex"]))
