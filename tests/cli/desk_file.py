"""A team's workbook in a real file, filled in with openpyxl as people fill it in, one save a time."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from automation.app import open_workbook
from automation.domain.run import Run
from automation.workbook.protocol import Cell
from tests.desk_builder import SCHEMA, Team, XlsxBook, columns_of, wall

Rows = Sequence[Mapping[str, Cell]]
TODAY = "2026-11-21"


def at(time: str) -> str:
    """Return a moment in Jakarta of the day the tests play, as `--now` takes it."""
    return f"{TODAY}T{time}+07:00"


def fill(team: Team, **tabs: Rows) -> None:
    """Play people who fill in the next free rows of several tabs and save once."""
    path = path_of(team)
    book = openpyxl.load_workbook(path)
    for tab, rows in tabs.items():
        sheet = book[team.title(tab)]
        header, *below = list(sheet.iter_rows(values_only=True))
        places = columns_of(SCHEMA.tabs[tab], [str(title) for title in header])
        free = next((n for n, row in enumerate(below, start=2) if not any(row)), len(below) + 2)
        for line, cells in enumerate(rows, start=free):
            for name, value in cells.items():
                sheet.cell(line, places[name] + 1, label_of(team, tab, name, value))
    book.save(path)


def label_of(team: Team, tab: str, name: str, value: Cell) -> Cell:
    """Return a drop-down's value as the team picks it, and any other value as it is."""
    field = SCHEMA.tabs[tab].fields[name]
    shown = str(value)
    return field.label(shown, team.language) if shown in field.labels else value


def path_of(team: Team) -> Path:
    """Return where the team's file stands."""
    return Path(team.book.open().address)


def post(title: str, time: str = "09:00", **cells: Cell) -> dict[str, Cell]:
    """Return a ready row of Sari's on the brand channel."""
    usual: dict[str, Cell] = {
        "title": title, "channels": "brand", "publish_at": wall(time), "status": "ready",
        "owner": "Sari", "text": f"{title}: kopi baru untuk pagi ini #kopi",
    }  # fmt: skip
    return {**usual, **cells}


def make_desk(
    path: Path, url: str, *posts: Mapping[str, Cell], language: str = "en", policy: str = "none"
) -> Team:
    """Return a team of two with one channel on the rehearsal network at `url`."""
    team = Team(XlsxBook(path, language), language)
    channel = {
        "channel": "brand", "network": "mastodon", "address": f"{url}/@kopi_senja", "policy": policy,
    }  # fmt: skip
    members = [{"name": "Sari", "roles": "creator"}, {"name": "Rina", "roles": "manager"}]
    fill(team, members=members, channels=[channel], calendar=posts)
    return team


def runs_of(team: Team) -> list[Run]:
    """Return the rows of the runs tab."""
    return list(open_workbook(str(path_of(team))).read(lambda: "P-0").runs)


def plain(html: str) -> str:
    """Return the text of a post as the network keeps it, without its markup."""
    return re.sub(r"<[^>]+>", "", html.replace("</p><p>", "\n\n").replace("<br />", "\n"))
