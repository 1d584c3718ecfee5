"""A calendar in the rehearsal Sheets service: one service for all tests, a new sheet for each."""

import atexit
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path

from automation.domain.clock import SERIAL_EPOCH
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.server import RehearsalSheets, start_sheets
from automation.workbook.protocol import Cell

ROBOT = "lembar@rehearsal.iam.gserviceaccount.com"
Rows = Sequence[Sequence[Cell]]


@lru_cache(maxsize=1)
def rehearsal_sheets() -> tuple[RehearsalSheets, Path]:
    """Start the service once, without quota; return it and a service account's key file."""
    sheets = start_sheets()
    folder = tempfile.TemporaryDirectory()
    atexit.register(sheets.stop)
    atexit.register(folder.cleanup)
    sheets.set_quota(None, None)
    key = Path(folder.name) / "key.json"
    sheets.make_key(key, ROBOT)
    return sheets, key


def made_sheet(sheets: RehearsalSheets, tabs: Mapping[str, Rows], robot: str = ROBOT) -> str:
    """Make a spreadsheet with these tabs, as a person would, share it, and return its id."""
    sheet_id = sheets.create_spreadsheet("Kalender Kopi Senja", share_with={robot: "writer"})

    def fill(person: Person) -> None:
        first, *others = tabs
        properties = {"sheetId": 0, "title": first}
        person.batch(
            {"updateSheetProperties": {"properties": properties, "fields": "title"}},
            *({"addSheet": {"properties": {"title": tab}}} for tab in others),
        )
        for tab, rows in tabs.items():
            type_rows(person, tab, rows)

    sheets.person(sheet_id, fill)
    return sheet_id


def type_rows(person: Person, tab: str, rows: Rows) -> None:
    """Put these rows into a tab, in place of all that stood there."""
    sheet = person.file.book.titled(tab)
    assert sheet is not None
    width = max(map(len, rows), default=0)
    for dimension, missing in {
        "ROWS": len(rows) - sheet.row_count,
        "COLUMNS": width - sheet.column_count,
    }.items():
        if missing > 0:
            grow = {"sheetId": sheet.id, "dimension": dimension, "length": missing}
            person.batch({"appendDimension": grow})
    lines = [{"values": [data_of(cell) for cell in row]} for row in rows]
    fields = "userEnteredValue,userEnteredFormat.numberFormat"
    person.batch({"updateCells": {"range": {"sheetId": sheet.id}, "rows": lines, "fields": fields}})


def serial(cell: Cell) -> Cell:
    """Return a cell as a sheet keeps it: dates and times are days since 30 December 1899."""
    match cell:
        case datetime():
            return (cell - SERIAL_EPOCH).total_seconds() / 86_400
        case date():
            return (datetime(cell.year, cell.month, cell.day) - SERIAL_EPOCH).days  # noqa: DTZ001
        case time():
            return (cell.hour * 3600 + cell.minute * 60 + cell.second) / 86_400
        case _:
            return cell


def data_of(cell: Cell) -> dict[str, object]:
    """Return a cell as a sheet is told of it."""
    kept = serial(cell)
    match kept:
        case None:
            return {}
        case bool():
            return {"userEnteredValue": {"boolValue": kept}}
        case int() | float():
            look = {"userEnteredFormat": {"numberFormat": {"type": "DATE_TIME"}}}
            return {"userEnteredValue": {"numberValue": kept}, **(look if kept is not cell else {})}
        case _:
            return {"userEnteredValue": {"stringValue": kept}}
