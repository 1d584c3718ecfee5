"""A workbook in memory with every tab of the schema, and a context to run jobs on it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import count

from automation.app import header_of
from automation.course.files import load_course
from automation.domain.ids import RunId
from automation.jobs.context import Context
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.protocol import Cell
from automation.workbook.schema import load_schema
from automation.workbook.workbook import Workbook
from tests.domain.desks import NOW

Rows = Sequence[Mapping[str, Cell]]
SCHEMA = load_schema()


def make_sheets(
    language: str = "en", *, settings: Mapping[str, str] | None = None, **tabs: Rows
) -> MemoryBackend:
    """Return a workbook with the given rows, cells by column name of the schema."""
    values = {"timezone": "Asia/Jakarta", "language": language, **(settings or {})}
    rows: dict[str, Rows] = dict(tabs)
    rows["settings"] = [
        {"setting": SCHEMA.settings[key].title(language), "value": value}
        for key, value in values.items()
    ]
    grids = {}
    for name, tab in SCHEMA.tabs.items():
        header: list[Cell] = [column.title(language) for column in tab.fields.values()]
        grid = [[row.get(column) for column in tab.fields] for row in rows.get(name, ())]
        grids[tab.title(language)] = [header, *grid]
    return MemoryBackend(grids)


def rows_of(sheets: MemoryBackend, name: str, language: str = "en") -> list[dict[str, Cell]]:
    """Return what stands in a tab, cells by column name."""
    title = SCHEMA.tabs[name].title(language)
    names = list(SCHEMA.tabs[name].fields)
    _, *rows = sheets.read([title])[title].rows
    return [
        dict(zip(names, [*row, *[None] * (len(names) - len(row))], strict=True)) for row in rows
    ]


def write(sheets: MemoryBackend, name: str, row: int, **cells: Cell) -> None:
    """Type into a row of a tab (0 is the first below the header), as a person would."""
    names = list(SCHEMA.tabs[name].fields)
    for column, value in cells.items():
        sheets.edit(SCHEMA.tabs[name].title("en"), row + 1, names.index(column), value)


class NoMedia:
    """A folder without files; the course looks at none."""

    has_public_place = has_lasting_place = False

    def load(self, addresses: Sequence[str]) -> tuple[dict[str, object], dict[str, object]]:
        """Find nothing."""
        return {}, {}

    def read(self, file: object) -> bytes:
        """Read nothing."""
        raise AssertionError(file)


def no_network(channel: object) -> object:
    """Refuse: the course never reaches a network."""
    raise AssertionError(channel)


_ids = count(1)


def make_context(sheets: MemoryBackend, *, now: datetime = NOW, dry_run: bool = False) -> Context:
    """Return a context that reads and writes these sheets."""
    return Context(
        workbook=Workbook(sheets, SCHEMA),
        open_network=no_network,  # type: ignore[arg-type]
        spec_of=no_network,  # type: ignore[arg-type]
        media=NoMedia(),  # type: ignore[arg-type]
        now=now,
        clock=lambda: now,
        new_id=lambda prefix: f"{prefix}-{next(_ids):06}",
        run=RunId(f"R-{next(_ids):06}"),
        header_of=partial(header_of, SCHEMA),
        course=load_course,
        dry_run=dry_run,
    )
