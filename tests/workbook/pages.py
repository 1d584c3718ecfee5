"""A team's workbook in memory, made from the real schema: rows by column name, headers as people see."""

from collections.abc import Callable, Mapping, Sequence
from itertools import count

from automation.domain.problems.problem import Problem
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.open_tab import OpenTab, open_tab
from automation.workbook.protocol import Cell, Grid
from automation.workbook.schema import load_schema
from automation.workbook.workbook import Workbook

SCHEMA = load_schema()
CALENDAR = SCHEMA.tabs["calendar"]
CellsOf = Mapping[str, Cell]

SETTINGS: Mapping[str, Cell] = {"timezone": "Asia/Jakarta", "language": "en"}
MEMBERS = (
    {"name": "Ayu Lestari", "roles": "creator"},
    {"name": "Budi Santoso", "roles": "manager, final", "email": "budi@kopi.example"},
)
CHANNELS = (
    {"channel": "brand", "network": "mastodon", "address": "https://kopi.example/@brand"},
    {"channel": "support", "network": "Mastodon", "address": "https://kopi.example/@support"},
)
POST: CellsOf = {
    "title": "Kopi susu", "channels": "brand", "publish_at": "2026-11-21 09:00",
    "status": "Ready", "owner": "Ayu Lestari", "text": "Selamat pagi ☕",
}  # fmt: skip


def headers(tab: str, language: str = "en") -> list[Cell]:
    """Return the header row as people of a language see it."""
    return [column.title(language) for column in SCHEMA.tabs[tab].usual.values()]


def rows(tab: str, cells: Sequence[CellsOf], language: str = "en") -> list[list[Cell]]:
    """Return a tab's grid: its header row, and a row for each of `cells`."""
    names = SCHEMA.tabs[tab].usual
    return [headers(tab, language), *([one.get(name) for name in names] for one in cells)]


def settings_rows(values: CellsOf, language: str = "en") -> list[list[Cell]]:
    """Return the settings tab with these values; keys that are no setting stand as they are."""
    known = SCHEMA.settings
    cells: list[CellsOf] = [
        {"setting": known[key].title(language) if key in known else key, "value": value}
        for key, value in values.items()
    ]
    return rows("settings", cells, language)


def pages(
    posts: Sequence[CellsOf] = (), *, language: str = "en", **tabs: Sequence[CellsOf] | CellsOf
) -> dict[str, list[list[Cell]]]:
    """Return a whole workbook's grids by title; `settings` are given as one mapping."""
    settings = {**SETTINGS, "language": language, **_mapping(tabs.pop("settings", {}))}
    given: dict[str, Sequence[CellsOf]] = {
        "members": MEMBERS, "channels": CHANNELS, "calendar": posts,
        **{name: cells for name, cells in tabs.items() if not isinstance(cells, Mapping)},
    }  # fmt: skip
    return {
        tab.title(language): settings_rows(settings, language)
        if name == "settings"
        else rows(name, given.get(name, ()), language)
        for name, tab in SCHEMA.tabs.items()
    }


def _mapping(value: Sequence[CellsOf] | CellsOf) -> CellsOf:
    return value if isinstance(value, Mapping) else {}


def book(grids: Mapping[str, Sequence[Sequence[Cell]]]) -> tuple[Workbook, MemoryBackend]:
    """Return a workbook over grids, and the back-end it stands on."""
    backend = MemoryBackend(grids)
    return Workbook(backend, SCHEMA), backend


def opened(tab: str, grid: Sequence[Sequence[Cell]]) -> OpenTab:
    """Return one tab, located."""
    return open_tab(SCHEMA.tabs[tab], Grid(SCHEMA.tabs[tab].title("en"), grid))


def new_ids(prefix: str = "P") -> Callable[[], str]:
    """Return a source of ids: P-1, P-2, …"""
    numbers = count(1)
    return lambda: f"{prefix}-{next(numbers)}"


def column(tab: str, name: str) -> int:
    """Return the place of a column in a tab made here."""
    return list(SCHEMA.tabs[tab].usual).index(name)


def cells_of(backend: MemoryBackend, tab: str, name: str, language: str = "en") -> list[Cell]:
    """Return what stands in one column below the header."""
    title = SCHEMA.tabs[tab].title(language)
    place = column(tab, name)
    grid = backend.read([title])[title].rows[1:]
    return [row[place] if place < len(row) else None for row in grid]


def codes(problems: Sequence[Problem]) -> list[str]:
    """Return the codes of findings, in their order."""
    return [problem.code for problem in problems]
