"""Ten thousand rows in a Google Sheet: reading and planning, to a raw batch read of the same data."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import gspread

from automation.app import Wishes, build_context
from automation.http import Pace
from automation.jobs.look import look, needs_look, read_desk
from automation.rehearsal.sheets.transport import key_credentials, rehearsal_client
from automation.settings import Settings
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.collector import collecting_seldom
from automation.workbook.schema import load_schema
from automation.workbook.workbook import Workbook
from tests.bench.calendars import NOW, write_calendar
from tests.bench.measure import Line, best, here, ratio
from tests.contracts.google_stage import made_sheet, rehearsal_sheets

POSTS, PUBLISHED, ROUNDS = 10_000, 9_000, 5


def lines(folder: Path) -> Iterator[Line]:
    """Measure with the ledger of 9,000 published posts; the service is in this process, too."""
    path = folder / "calendar.xlsx"
    write_calendar(path, posts=POSTS, published=PUBLISHED)
    file = XlsxBackend(path)
    sheets, key = rehearsal_sheets()
    rows = {tab: grid.rows for tab, grid in file.read(file.tabs()).items()}
    sheet_id = made_sheet(sheets, rows)
    client = rehearsal_client(sheets.url, key_credentials(key))
    costs = best(
        {
            "raw": lambda: here(lambda: _raw(client, sheet_id, list(rows))),
            "plan": lambda: here(lambda: _plan(f"{sheets.url}/d/{sheet_id}", key)),
        },
        rounds=ROUNDS,
    )
    what = f"{POSTS:,} rows and their ledger in a Google Sheet"
    yield ratio(
        f"read + decode + plan of {what}, to a raw read", costs["plan"], costs["raw"], limit=2
    )


def _raw(client: gspread.Client, sheet_id: str, tabs: list[str]) -> None:
    """Read every tab in one call, as gspread alone does."""
    params = {"valueRenderOption": "UNFORMATTED_VALUE", "dateTimeRenderOption": "SERIAL_NUMBER"}
    client.http_client.values_batch_get(sheet_id, [f"'{tab}'" for tab in tabs], params)


def _plan(address: str, key: Path) -> None:
    """Read and plan as a run does, credentials and all."""
    backend = GoogleBackend(address, settings=Settings(google_key=str(key)), pace=Pace())
    with ExitStack() as closing, collecting_seldom():
        context = replace(
            build_context(address, Wishes(now=NOW.isoformat()), closing),
            workbook=Workbook(backend, load_schema()),
        )
        desk = read_desk(context)
        look(context, desk, needs_look(desk, NOW)).decide(NOW)
