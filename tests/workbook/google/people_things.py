"""What people put into a calendar in Google Sheets, and all of a spreadsheet but the machine's cells."""

from collections.abc import Callable, Mapping
from typing import Any

from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet
from automation.workbook.schema import Tab, Writer
from tests.desk_builder import SCHEMA

CALENDAR = SCHEMA.tabs["calendar"].title("en")
GROWING = ("approvals", "publications", "snapshots", "runs", "assignments", "lessons")


def columns(sheet: Sheet) -> dict[str, int]:
    """Return where the calendar's columns stand, in whichever row its header is."""
    tab = SCHEMA.tabs["calendar"]
    best: dict[str, int] = {}
    for row in sheet.rows[:20]:
        named = {tab.field_named(str(cell.entered)): col for col, cell in row.items()}
        found = {name: col for name, col in named.items() if name is not None}
        best = found if len(found) > len(best) else best
    return best


def everything_of_people(book: Spreadsheet) -> dict[str, Any]:
    """Return a spreadsheet without the values in the machine's columns and the rows of its logs."""
    return {
        "named": book.named,
        "metadata": book.metadata,
        "comments": book.comments,
        "locale": (book.locale, book.timezone, book.title),
        "tabs": [_tab(one) for one in book.sheets],
    }


def _tab(sheet: Sheet) -> dict[str, Any]:
    tab = next((one for one in SCHEMA.tabs.values() if one.find_title([sheet.title])), None)
    grows = tab is not None and tab.name in GROWING
    return {
        "title": sheet.title,
        "size": None if grows else (sheet.row_count, sheet.column_count),
        "facts": (sheet.facts, sheet.grid_facts),
        "objects": sheet.objects,
        "merges": sheet.merges,
        "lines": sheet.lines,
        "groups": sheet.groups,
        "cells": {} if grows else _cells(sheet, tab),
    }


def _cells(sheet: Sheet, tab: Tab | None) -> dict[tuple[int, int], Message]:
    machines: set[int] = set()
    if tab is not None and tab.name == "calendar":
        own = {name for name, one in tab.fields.items() if one.writer is Writer.MACHINE}
        machines = {place for name, place in columns(sheet).items() if name in own}
    found = {}
    for row, col, cell in sheet.filled(sheet.whole):
        message = cell.message()
        if col in machines:
            message.pop("userEnteredValue", None)
        if message:
            found[row, col] = message
    return found


Act = Callable[["Calendar"], None]


class Calendar:
    """A person at the calendar tab; rows and columns count from 0."""

    def __init__(self, person: Person) -> None:
        self.person = person
        found = person.file.book.titled(CALENDAR)
        assert found is not None
        self.sheet = found
        self.id = found.id
        self.at = columns(found)
        self.width = max(self.at.values()) + 1

    def row(self, title: str) -> int:
        """Return where a post stands now."""
        place = self.at["title"]
        rows = enumerate(self.sheet.rows)
        return next(i for i, row in rows if place in row and row[place].entered == title)

    def area(self, row0: int, row1: int, col0: int, col1: int) -> Message:
        return {
            "sheetId": self.id, "startRowIndex": row0, "endRowIndex": row1,
            "startColumnIndex": col0, "endColumnIndex": col1,
        }  # fmt: skip

    def ask(self, kind: str, /, **body: object) -> Message:
        [reply] = self.person.batch({kind: body})
        return reply

    def cell(self, row: int, column: str | int, fields: str, **data: object) -> None:
        """Set fields of a cell, in a column of ours by its name or in any by number."""
        place = self.at[column] if isinstance(column, str) else column
        start = {"sheetId": self.id, "rowIndex": row, "columnIndex": place}
        self.ask("updateCells", start=start, rows=[{"values": [data]}], fields=fields)

    def properties(self, fields: str, **properties: object) -> None:
        self.ask(
            "updateSheetProperties", properties={"sheetId": self.id, **properties}, fields=fields
        )

    def lines(self, dimension: str, start: int, end: int) -> Mapping[str, object]:
        return {"sheetId": self.id, "dimension": dimension, "startIndex": start, "endIndex": end}


def room(calendar: Calendar) -> None:
    """Add columns for the team's own."""
    calendar.ask("appendDimension", sheetId=calendar.id, dimension="COLUMNS", length=12)


def table(calendar: Calendar) -> None:
    """Make the calendar a table with a column of check boxes: FALSE in rows nobody filled."""
    spare = calendar.width
    calendar.cell(0, spare, "userEnteredValue", userEnteredValue={"stringValue": "Dicek"})
    box = {"columnIndex": spare, "columnName": "Dicek", "columnType": "BOOLEAN"}
    area = calendar.area(0, 30, 0, spare + 1)
    calendar.ask("addTable", table={"name": "Kalender", "range": area, "columnProperties": [box]})


def multi_select(calendar: Calendar) -> None:
    """A drop-down of channels of which several can be chosen."""
    values = [{"userEnteredValue": one} for one in ("brand", "support")]
    rule = {"condition": {"type": "ONE_OF_LIST", "values": values}, "showCustomUi": True}
    place = calendar.at["channels"]
    calendar.ask("setDataValidation", range=calendar.area(1, 30, place, place + 1), rule=rule)
    calendar.cell(
        1, "channels", "userEnteredValue", userEnteredValue={"stringValue": "brand, support"}
    )


def formulas(calendar: Calendar) -> None:
    """Text, link and a column of the team's own come out of formulas."""
    calendar.cell(1, "text", "userEnteredValue",
                  userEnteredValue={"formulaValue": '="Kopi " & "baru #kopi"'})  # fmt: skip
    calendar.cell(1, "campaign", "userEnteredValue",
                  userEnteredValue={"formulaValue": '=IF(1>0,"Pagi","Sore")'})  # fmt: skip
    calendar.cell(1, calendar.width + 1, "userEnteredValue",
                  userEnteredValue={"formulaValue": "=LEN(A2)"})  # fmt: skip


def merged_rows(calendar: Calendar) -> None:
    """One campaign over several rows."""
    place = calendar.at["campaign"]
    calendar.ask("mergeCells", range=calendar.area(1, 4, place, place + 1), mergeType="MERGE_ALL")


def merged_title(calendar: Calendar) -> None:
    """A title over the whole width, above the header."""
    calendar.ask("insertDimension", range=calendar.lines("ROWS", 0, 2), inheritFromBefore=False)
    calendar.cell(0, 0, "userEnteredValue", userEnteredValue={"stringValue": "KALENDER NOVEMBER"})
    calendar.ask("mergeCells", range=calendar.area(0, 2, 0, calendar.width), mergeType="MERGE_ALL")


def merged_own_columns(calendar: Calendar) -> None:
    """A header of the team's own over two columns, and cells below it."""
    left = calendar.width + 2
    calendar.cell(0, left, "userEnteredValue", userEnteredValue={"stringValue": "Catatan tim"})
    calendar.ask("mergeCells", range=calendar.area(0, 1, left, left + 2), mergeType="MERGE_ALL")
    calendar.ask("mergeCells", range=calendar.area(1, 3, left, left + 2), mergeType="MERGE_ROWS")


def basic_filter(calendar: Calendar) -> None:
    """A filter that hides the very row a run is about."""
    place = calendar.at["status"]
    hidden = {"hiddenValues": ["ready", "Ready"]}
    spec = {"columnIndex": place, "filterCriteria": hidden}
    calendar.ask("setBasicFilter", filter={
        "range": calendar.area(0, 30, 0, calendar.width), "filterSpecs": [spec]})  # fmt: skip


def filter_view(calendar: Calendar) -> None:
    """Somebody's own view, sorted and filtered."""
    view = {"title": "Punya Sari", "range": calendar.area(0, 30, 0, calendar.width),
            "sortSpecs": [{"dimensionIndex": 1, "sortOrder": "DESCENDING"}]}  # fmt: skip
    calendar.ask("addFilterView", filter=view)


def hidden(calendar: Calendar) -> None:
    """Rows and columns are hidden, others narrow and high."""
    for dimension, start, end in (
        ("ROWS", 1, 2),
        ("COLUMNS", calendar.at["owner"], calendar.at["owner"] + 1),
    ):
        calendar.ask("updateDimensionProperties", range=calendar.lines(dimension, start, end),
                     properties={"hiddenByUser": True}, fields="hiddenByUser")  # fmt: skip
    calendar.ask("updateDimensionProperties", range=calendar.lines("ROWS", 2, 4),
                 properties={"pixelSize": 90}, fields="pixelSize")  # fmt: skip


def groups_and_frozen(calendar: Calendar) -> None:
    """Folded groups; header row and first columns stay in place."""
    for dimension in ("ROWS", "COLUMNS"):
        calendar.ask("addDimensionGroup", range=calendar.lines(dimension, 2, 5))
    grid = {"frozenRowCount": 1, "frozenColumnCount": 2}
    calendar.properties(
        "gridProperties.frozenRowCount,gridProperties.frozenColumnCount", gridProperties=grid
    )


def notes_and_comments(calendar: Calendar) -> None:
    """A note on people's cell, on the machine's cell and on a header; a comment."""
    for row, column in ((1, "text"), (1, "state"), (0, "post")):
        calendar.cell(row, column, "note", note="jangan lupa logo")
    calendar.person.comment(CALENDAR, 2, calendar.at["text"] + 1, "Bagus!")


def rich_text(calendar: Calendar) -> None:
    """Colours, bold words, a link under words and a picture in a cell."""
    runs = [
        {"startIndex": 0, "format": {"bold": True}},
        {"startIndex": 4, "format": {"italic": True}},
    ]
    calendar.cell(1, "feedback", "userEnteredValue,textFormatRuns,hyperlink",
                  userEnteredValue={"stringValue": "Bagus sekali"}, textFormatRuns=runs,
                  hyperlink="https://kopi.example/panduan")  # fmt: skip
    calendar.cell(1, calendar.width + 3, "userEnteredValue",
                  userEnteredValue={"formulaValue": '=IMAGE("https://kopi.example/logo.png")'})  # fmt: skip
    calendar.cell(1, "state", "userEnteredFormat.backgroundColor",
                  userEnteredFormat={"backgroundColor": {"red": 1}})  # fmt: skip


def chips(calendar: Calendar) -> None:
    """A person as owner, and a chip of a file in a column of the team's own."""
    person = {"startIndex": 0, "chip": {"personProperties": {"email": "sari@kopi.example"}}}
    calendar.cell(1, "owner", "userEnteredValue,chipRuns",
                  userEnteredValue={"stringValue": "Sari"}, chipRuns=[person])  # fmt: skip
    file = {
        "startIndex": 0,
        "chip": {"richLinkProperties": {"uri": "https://drive.google.com/file/d/1abcdefghij"}},
    }
    calendar.cell(1, calendar.width + 4, "userEnteredValue,chipRuns",
                  userEnteredValue={"stringValue": "@"}, chipRuns=[file])  # fmt: skip


def numbers(calendar: Calendar) -> None:
    """Percent, money and dates as numbers with a format, and as text."""
    formats = {"PERCENT": 0.25, "CURRENCY": 12500, "DATE": 46347, "DATE_TIME": 46347.375}
    for place, (kind, value) in enumerate(formats.items(), start=calendar.width + 5):
        calendar.cell(1, place, "userEnteredValue,userEnteredFormat.numberFormat",
                      userEnteredValue={"numberValue": value},
                      userEnteredFormat={"numberFormat": {"type": kind}})  # fmt: skip
    calendar.cell(2, calendar.width + 5, "userEnteredValue",
                  userEnteredValue={"stringValue": "Rp 12.500"})  # fmt: skip


def longest_cell(calendar: Calendar) -> None:
    """A cell as full as Google allows."""
    calendar.cell(1, calendar.width + 6, "userEnteredValue",
                  userEnteredValue={"stringValue": "k" * 50_000})  # fmt: skip


def looks(calendar: Calendar) -> None:
    """Banding, a conditional colour, a named range, a developer's tag, and a protected range with a warning."""
    area = calendar.area(0, 30, 0, calendar.width)
    calendar.ask(
        "addBanding", bandedRange={"range": area, "rowProperties": {"firstBandColor": {"red": 1}}}
    )
    rule = {"condition": {"type": "NOT_BLANK"}, "format": {"textFormat": {"bold": True}}}
    calendar.ask("addConditionalFormatRule", rule={"ranges": [area], "booleanRule": rule}, index=0)
    calendar.ask("addNamedRange", namedRange={"name": "Jadwal", "range": area})
    location = {"dimensionRange": calendar.lines("ROWS", 1, 2)}
    tag = {"metadataKey": "x", "metadataValue": "y", "visibility": "DOCUMENT", "location": location}
    calendar.ask("createDeveloperMetadata", developerMetadata=tag)
    calendar.ask("addProtectedRange", protectedRange={"range": area, "warningOnly": True})


THINGS: Mapping[str, Act] = {
    one.__name__: one
    for one in (
        table, multi_select, formulas, merged_rows, merged_title, merged_own_columns, basic_filter,
        filter_view, hidden, groups_and_frozen, notes_and_comments, rich_text, chips, numbers,
        longest_cell, looks,
    )
}  # fmt: skip
