"""Where rows stand that the next write patches, looked up in the answer to this one. Pure.

A write must look for its rows first. The write just before it can ask for the same look in its
own answer: the header and the ids as they stand then, moments before the next write. What else
stood in a row is known from the last read, by its id.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from automation.workbook.backends.google.cells import part_of_column, some_rows
from automation.workbook.backends.google.looking import (
    View,
    columns_to_read,
    ids_of,
    place_of,
    suffices,
)
from automation.workbook.backends.google.sheet import Rows, Seen
from automation.workbook.locate import header_key, id_text
from automation.workbook.protocol import Cell, Change, Patch

FRESH_S = 5.0
"""How many seconds such a look may be old; a look of its own takes one or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A tab as the answer to a write showed it, `at_s` seconds on the client's clock."""

    view: View
    at_s: float

    def serves(self, changes: Sequence[Change], now_s: float) -> bool:
        """Whether these changes can be placed by it: fresh, and each row has an id of its own."""
        return (
            now_s - self.at_s <= FRESH_S
            and all(isinstance(one, Patch) for one in changes)
            and bool(columns_to_read(self.view.rows, changes))
            and suffices(self.view, changes)
        )


def ranges_to_foresee(tabs: Mapping[str, str], known: Mapping[str, Rows]) -> list[str]:
    """Return what an answer must show of these tabs (tab -> id column): the header and the ids."""
    ranges = []
    for tab, id_column in tabs.items():
        place = place_of(known.get(tab, []), id_column)
        if place is not None:
            header, column = place
            ranges += [
                some_rows(tab, header, header),
                part_of_column(tab, column, header, None),
            ]
    return ranges


def foresee(known: Rows, id_column: str, seen: Seen) -> View | None:
    """Return the tab as the answer shows it; None when its columns were moved or renamed."""
    place = place_of(known, id_column)
    if place is None:
        return None
    header, column = place
    fresh: list[Cell] = [seen.get((header, at)) for at in range(len(known[header]))]
    if [header_key(cell) for cell in fresh] != [header_key(cell) for cell in known[header]]:
        return None
    ids = ids_of(known, id_column)
    by_id = {
        id_text(row[column]): row
        for row in known[header + 1 :]
        if column < len(row) and ids[id_text(row[column])] == 1
    }
    last = max((row for row, at in seen if at == column), default=header)
    rows: Rows = [*known[:header], fresh]
    for at in range(header + 1, last + 1):
        found = id_text(seen.get((at, column)))
        unknown: Sequence[Cell] = [*[None] * column, found or None]
        rows.append(list(by_id.get(found, unknown)))
    return View(rows=rows, columns=frozenset(range(len(fresh))))
