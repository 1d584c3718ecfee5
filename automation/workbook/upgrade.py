"""`lembar init`: make a new workbook, or add to an existing one what the schema has and it lacks.

Nothing of people's that stands in a workbook is changed: missing tabs are copied in from a freshly
made one, missing columns are added at the right end of their tab, and then every tab gets the
rules, colours and looks it lacks (`file_dressing`). Running it again changes nothing.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

from automation.errors import SheetError
from automation.language import Sentence, mark
from automation.workbook.backends.ooxml.book import open_book
from automation.workbook.backends.ooxml.package import Package
from automation.workbook.backends.xlsx import XlsxBackend
from automation.workbook.entry_rules import Wording
from automation.workbook.file_dressing import Added, Dressed, dress
from automation.workbook.guide import read_guide
from automation.workbook.initialised import NO_HEADER, Initialised
from automation.workbook.making import make_workbook
from automation.workbook.missing import Missing, missing
from automation.workbook.open_tab import open_tab
from automation.workbook.protocol import Append, Backend, Grid
from automation.workbook.schema import Schema

HEADER_ROWS = 20


def init(
    path: Path, *, language: str, timezone: str, schema: Schema, language_of: Callable[[], str]
) -> Initialised:
    """Make the workbook at `path`, or complete the one that stands there.

    Args:
        path: The .xlsx file.
        language: `en` or `id` for a new workbook.
        timezone: The team's zone for a new workbook, such as `Asia/Jakarta`.
        schema: What tabs and columns there are.
        language_of: Reads an existing workbook's language; what is added is titled in it.

    Raises:
        SheetError: there is no folder for it, or the existing file cannot be read or written.
    """
    if not path.exists():
        _make(path, language, timezone, schema)
        return Initialised(made=True)
    backend = XlsxBackend(str(path))
    spoken = language_of()
    lacking = lacking_of(backend, schema, spoken)
    if lacking.tabs:
        _add_tabs(backend, lacking, spoken, timezone, schema)
    headless = _headless(backend, schema, lacking)
    added_columns = [one for one in lacking.columns if one.tab_title not in headless]
    for tab in dict.fromkeys(column.tab for column in added_columns):
        columns = [column for column in added_columns if column.tab == tab]
        anchor = _anchor(backend, schema, tab, columns[0].tab_title)
        headers = [column.header for column in columns]
        backend.add_columns(columns[0].tab_title, id_column=anchor, headers=headers)
    settings = _add_settings(backend, schema, spoken)
    added = {(column.tab, column.field.name) for column in added_columns}
    dressed = _dress(backend, schema, spoken, timezone, added)
    return Initialised(
        made=False,
        tabs=tuple(schema.tabs[name].title(spoken) for name in lacking.tabs),
        columns=tuple((column.tab_title, column.header) for column in added_columns),
        settings=settings,
        repaired=dressed.said,
        notes=dressed.notes,
        needs=tuple(Sentence(NO_HEADER, {"tab": title}) for title in headless),
    )


def _make(path: Path, language: str, timezone: str, schema: Schema) -> None:
    """Make a workbook whole or not at all."""
    if not path.parent.is_dir():
        raise SheetError(
            mark("There is no folder {folder} for {workbook}."),
            mark("Make the folder first, or name another place."),
            folder=path.parent,
            workbook=path,
        )
    with tempfile.TemporaryDirectory(prefix=".lembar-init-", dir=path.parent) as folder:
        made = Path(folder) / path.name
        make_workbook(made, language=language, timezone=timezone, schema=schema)
        made.rename(path)


def lacking_of(backend: Backend, schema: Schema, language: str) -> Missing:
    """Return the tabs and columns that a workbook lacks of the schema."""
    grids = backend.read(backend.tabs())
    headers: dict[str, list[object]] = {title: [] for title in grids}
    for tab in schema.tabs.values():
        title = tab.find_title(grids)
        if title is not None:
            headers[title] = list(open_tab(tab, grids[title]).header_row)
    return missing(schema, headers, language)


def _headless(backend: XlsxBackend, schema: Schema, lacking: Missing) -> list[str]:
    """Return the tabs of ours in which no header is known: what stands there stays as it is."""
    grids = backend.read(list(lacking.titles.values()))
    return [
        title
        for name, title in lacking.titles.items()
        if not open_tab(schema.tabs[name], grids[title]).columns
    ]


def _anchor(backend: XlsxBackend, schema: Schema, tab: str, title: str) -> str:
    """Return a header that stands in the tab, to find its header row by; empty when it has none."""
    grid: Grid = backend.read([title])[title]
    opened = open_tab(schema.tabs[tab], grid)
    return opened.id_header or next(iter(opened.headers.values()), "")


def _add_tabs(
    backend: XlsxBackend, lacking: Missing, language: str, timezone: str, schema: Schema
) -> None:
    with tempfile.TemporaryDirectory(prefix="lembar-init-") as folder:
        donor = Path(folder) / "donor.xlsx"
        make_workbook(
            donor, language=language, timezone=timezone, schema=schema,
            tabs=lacking.tabs, titles=lacking.titles,
        )  # fmt: skip
        backend.add_tabs(donor, [schema.tabs[name].title(language) for name in lacking.tabs])


def _dress(
    backend: XlsxBackend, schema: Schema, language: str, timezone: str, added: Added
) -> Dressed:
    """Compare every tab with one made this moment, and give it what it lacks."""
    existing = backend.tabs()
    titles = {
        name: title
        for name, tab in schema.tabs.items()
        if (title := tab.find_title(existing)) is not None
    }
    with tempfile.TemporaryDirectory(prefix="lembar-init-") as folder:
        made = Path(folder) / "made.xlsx"
        make_workbook(
            made, language=language, timezone=timezone, schema=schema,
            tabs=titles.keys(), titles=titles,
        )  # fmt: skip
        donor = open_book(Package(made.read_bytes(), address=str(made)))
        wording = Wording(language=language, texts=read_guide()["words"], titles=titles)
        return backend.rework(lambda host: dress(host, donor, schema, wording, added))


def _add_settings(backend: XlsxBackend, schema: Schema, language: str) -> tuple[str, ...]:
    """Add a row, with its default, for every setting the settings tab has no row for."""
    title = schema.tabs["settings"].find_title(backend.tabs())
    if title is None:
        return ()
    tab = open_tab(schema.tabs["settings"], backend.read([title])[title])
    if "setting" not in tab.columns:
        return ()
    present = {schema.setting_named(record.row_id) for record in tab.records()}
    lacking = [setting for key, setting in schema.settings.items() if key not in present]
    rows = [
        {
            "setting": setting.title(language),
            "value": setting.label(setting.default, language) if setting.default else None,
            "meaning": setting.description(language),
        }
        for setting in lacking
    ]
    backend.commit([
        Append(
            tab=title,
            id_column=tab.id_header,
            event=str(row["setting"]),
            cells={tab.headers[name]: cell for name, cell in row.items() if name in tab.headers},
        )
        for row in rows
    ])  # fmt: skip
    return tuple(str(row["setting"]) for row in rows)
