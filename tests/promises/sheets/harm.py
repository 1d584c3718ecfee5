"""What a sheet differs in from its twin, where machines have no business; and how people mend it."""

from collections.abc import Iterator
from dataclasses import replace

from automation.rehearsal.sheets.cells import Cell
from automation.rehearsal.sheets.sheet import Row, Sheet
from tests.desk_builder import SCHEMA, columns_of
from tests.promises.sheets.book import SheetBook


def harm(book: SheetBook) -> list[str]:
    """Return each difference between what people own in the sheet and in its twin."""
    tabs = [one.title for one in book.file.book.sheets]
    if tabs != [one.title for one in book.twin.book.sheets]:
        return [f"tabs: {tabs}"]
    return [difference for name in SCHEMA.tabs for difference in _of_tab(book, name)]


def mend(book: SheetBook) -> None:
    """Play people who put their cells back, as they can from the history of versions."""
    book.file.book = book.file.book.copy()  # what was read of it before is read anew
    for name in SCHEMA.tabs:
        ours, theirs = _pair(book, name)
        machine = _machine_columns(name, theirs)
        for row in range(_height(name, ours, theirs)):
            kept = _own(ours, row, machine, owned=False)
            ours.rows[row : row + 1] = [{**_own(theirs, row, machine, owned=True), **kept}]


def _of_tab(book: SheetBook, name: str) -> Iterator[str]:
    ours, theirs = _pair(book, name)
    for fact in ("title", "column_count", "facts", "grid_facts", "merges", "objects", "lines"):
        if getattr(ours, fact) != getattr(theirs, fact):
            yield f"{name}: {fact}"
    machine = _machine_columns(name, theirs)
    for row in range(_height(name, ours, theirs)):
        mine, own = (_own(one, row, machine, owned=True) for one in (ours, theirs))
        if mine != own:
            yield f"{name}, row {row + 1}: {_shown(mine)} instead of {_shown(own)}"
        for at in machine:
            if _look(ours.cell(row, at)) != _look(theirs.cell(row, at)):
                yield f"{name}, row {row + 1}, column {at + 1}: looks"


def _pair(book: SheetBook, name: str) -> tuple[Sheet, Sheet]:
    tab = SCHEMA.tabs[name].title("en")
    return book.sheet(tab), book.sheet(tab, book.twin.book)


def _height(name: str, ours: Sheet, theirs: Sheet) -> int:
    """Return how many rows can hold what is people's: of a log, its header alone."""
    return 1 if _is_log(name) else max(len(ours.rows), len(theirs.rows))


def _is_log(name: str) -> bool:
    return all(one.writer == "machine" for one in SCHEMA.tabs[name].fields.values())


def _machine_columns(name: str, sheet: Sheet) -> set[int]:
    fields = SCHEMA.tabs[name].fields
    header = [sheet.cell(0, column).entered for column in range(sheet.column_count)]
    places = columns_of(SCHEMA.tabs[name], header)
    return {at for column, at in places.items() if fields[column].writer == "machine"}


def _row(sheet: Sheet, row: int) -> Row:
    return sheet.rows[row] if row < len(sheet.rows) else {}


def _own(sheet: Sheet, row: int, machine: set[int], *, owned: bool) -> Row:
    """Return the cells of a row that are people's, or those that are not; the header is theirs."""
    return {
        at: cell
        for at, cell in _row(sheet, row).items()
        if owned == (row == 0 or at not in machine) and not cell.is_blank
    }


def _look(cell: Cell) -> Cell:
    return replace(cell, entered=None, is_formula=False)


def _shown(row: Row) -> dict[int, object]:
    return {at: cell.entered for at, cell in sorted(row.items())}
