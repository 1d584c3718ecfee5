"""What a write that went astray has harmed, and how to give it back. Pure.

A row is recognised by its id; one that had none, by the cells we did not write. A cell is given
back only while it still holds what we wrote, and only what we know stood there.
"""

from collections.abc import Iterator, Mapping, Sequence

from automation.workbook.backends.google.former import Former
from automation.workbook.backends.google.likeness import by_header, nearest, rows_hit
from automation.workbook.backends.google.looking import cell_at, place_of
from automation.workbook.backends.google.sending import Sent
from automation.workbook.backends.google.sheet import Rows, Seen
from automation.workbook.backends.google.strays import strays
from automation.workbook.backends.resolve import CellEdit
from automation.workbook.locate import (
    HEADER_SEARCH_ROWS,
    find_columns,
    header_key,
    id_text,
    trimmed,
)
from automation.workbook.protocol import Cell


def mends(sent: Sent, seen: Seen | None, now: Rows, former: Former) -> list[CellEdit]:
    """Return the edits that give back what was harmed.

    Args:
        sent: what was written.
        seen: what the answer showed; None when no answer came.
        now: the tab as it stands now.
        former: what stood there before.
    """
    found = _header(sent, now)
    read = mended(now, found)
    place = place_of(read, sent.id_column)
    if place is not None:
        found += _rows(sent, seen, read, former, place)
        found += _orphans(sent, mended(now, found), place)
        found += _doubles(sent, read, place)
        if seen is None:
            found += strays(sent, mended(now, found), former.find, place)
    return [edit for edit in found if edit.value != cell_at(now, edit.row, edit.column)]


def mended(rows: Rows, edits: Sequence[CellEdit]) -> Rows:
    """Return the rows as they will be when the edits are made."""
    result = [list(row) for row in rows]
    for edit in edits:
        row = result[edit.row]
        row.extend([None] * (edit.column + 1 - len(row)))
        row[edit.column] = edit.value
    return [list(trimmed(row)) for row in result]


def _header(sent: Sent, now: Rows) -> list[CellEdit]:
    """Give the header row its words back, when it stood where we wrote a row."""
    header = sent.view.rows[sent.place[0]]
    for ours in map(sent.written, sent.rows):
        for at, cells in enumerate(now[:HEADER_SEARCH_ROWS]):
            if _holds(now, at, ours) and _rest(cells, ours) == _rest(header, ours) != ():
                return [
                    CellEdit(row=at, column=column, value=_written(header[column]))
                    for column in ours
                    if column < len(header)
                ]
    return []


def _rows(
    sent: Sent, seen: Seen | None, now: Rows, former: Former, place: tuple[int, int]
) -> Iterator[CellEdit]:
    by_content = set(sent.by_content)
    ids_at = {sent.place[1], _landed(sent, seen, now, place, sent.place[1])}
    are_columns_moved = ids_at != {place[1]}  # then the ids may be written over
    hit = _hit(sent, seen, now, former, place) if are_columns_moved else {}
    for row in sent.rows:
        ours = sent.written(row)
        victims = hit.get(row, ()) if are_columns_moved else _victims(sent, seen, now, place, row)
        for at in victims:
            stood = id_text(cell_at(now, at, place[1]))
            if row in by_content or not (stood or are_columns_moved):
                landed = {column: _landed(sent, seen, now, place, column) for column in ours}
                if _is_elsewhere(sent, now, place, landed):
                    yield from _look_alike_by_header(sent, now, row, at, landed)
                    continue
                yield from _look_alike(sent, now, row, at, is_sure=seen is not None and at == row)
                continue
            row_id = sent.id_after(row) if are_columns_moved else stood
            if seen is None and not former.knows(row_id):
                continue
            for column, value in ours.items():
                into = _landed(sent, seen, now, place, column)
                key = header_key(cell_at(now, place[0], into))
                was = header_key(sent.cell(sent.place[0], column))
                is_right = row_id == sent.id_after(row) and key == was
                if not is_right and cell_at(now, at, into) == value:
                    found = former.find(row_id, key) if key else None
                    yield CellEdit(row=at, column=into, value=_written(found))


def _hit(
    sent: Sent, seen: Seen | None, now: Rows, former: Former, place: tuple[int, int]
) -> Mapping[int, list[int]]:
    """Return where the rows stand now that a write into moved columns hit, by the row meant."""
    landed: dict[int, dict[int, Cell]] = {}
    known: dict[int, dict[str, Cell]] = {}
    for row in sent.rows:
        own = sent.id_after(row)
        landed[row] = {
            _landed(sent, seen, now, place, column): value
            for column, value in sent.written(row).items()
        }
        header = sent.view.rows[sent.place[0]]
        known[row] = {**former.cells(own), **by_header(header, sent.view.rows[row], ())}
    return rows_hit(landed, known, now, place[0])


def _landed(sent: Sent, seen: Seen | None, now: Rows, place: tuple[int, int], column: int) -> int:
    """Return where the column stands now into which we wrote, by the header it had then."""
    key = header_key(seen.get((sent.place[0], column))) if seen is not None else ""
    return find_columns(now[place[0]]).get(key, column)


def _holds(now: Rows, row: int, ours: Mapping[int, Cell]) -> bool:
    return all(cell_at(now, row, column) == value for column, value in ours.items())


def _victims(
    sent: Sent, seen: Seen | None, now: Rows, place: tuple[int, int], row: int
) -> list[int]:
    """Return where the rows stand now into which we may have written a row's cells.

    The answer tells whose row it was. Without an answer, or where nobody's row was hit, it is any
    row that holds just what we wrote.
    """
    below = range(place[0] + 1, len(now))
    ids = {at: id_text(cell_at(now, at, place[1])) for at in below}
    had = id_text(seen.get((row, place[1]))) if seen is not None else ""
    ours, own = sent.written(row), sent.id_after(row)
    if had:
        found = [at for at in below if ids[at] == had]
        if len(found) > 1 and had == id_text(ours.get(place[1])):  # our own id, twice by now
            return [at for at in found if _holds(now, at, ours)]
        return found if len(found) == 1 else []
    if row in sent.by_content:
        own = ""  # the row we meant has no id of its own to be left out by
    holding = [at for at in below if _holds(now, at, ours)]
    if seen is None:
        are_moved = any(
            header_key(cell_at(now, place[0], column))
            != header_key(sent.cell(sent.place[0], column))
            for column in ours
        )
        return [at for at in holding if are_moved or not own or ids[at] != own]
    return [at for at in holding if not ids[at]]


def _look_alike(sent: Sent, now: Rows, row: int, at: int, *, is_sure: bool) -> Iterator[CellEdit]:
    """Give back a row that nothing but its cells identifies; an empty one becomes empty again."""
    ours = sent.written(row)
    rest = _rest(now[at], ours)
    if not _holds(now, at, ours) or rest == _rest(sent.view.rows[row], ours):
        return
    if at == row and _is_changed(sent, now, row):
        return
    alike = [i for i, cells in enumerate(sent.view.rows) if _rest(cells, ours) == rest]
    if len(alike) != 1 and rest and not is_sure:
        return
    known = sent.view.rows[alike[0]] if rest and len(alike) == 1 else []
    for column in ours:
        cell = known[column] if column < len(known) else None
        yield CellEdit(row=at, column=column, value=_written(cell))


def _is_changed(sent: Sent, now: Rows, row: int) -> bool:
    """Whether the row we meant still stands there, and somebody changed one of its cells."""
    rows, header, ours = sent.view.rows, sent.place[0], sent.written(row)
    if any(_rest(cells, ours) == _rest(rows[row], ours) for cells in now):
        return False
    but = {header_key(cell_at(rows, header, column)) for column in ours}
    here = by_header(rows[header], now[row], but)
    return bool(here) and nearest(rows, header, here, row, but, is_there=True) == row


def _is_elsewhere(sent: Sent, now: Rows, place: tuple[int, int], landed: Mapping[int, int]) -> bool:
    """Whether we wrote into a column that has another header than the one we meant."""
    return any(
        header_key(cell_at(now, place[0], at)) != header_key(sent.cell(sent.place[0], column))
        for column, at in landed.items()
    )


def _look_alike_by_header(
    sent: Sent, now: Rows, row: int, at: int, landed: Mapping[int, int]
) -> Iterator[CellEdit]:
    """Give back a row without an id whose columns were moved: its cells are told by their headers."""
    place, ours = place_of(now, sent.id_column), sent.written(row)
    if place is None:
        return
    here, there = now[place[0]], sent.view.rows[sent.place[0]]
    hit = {landed[column]: header_key(cell_at(now, place[0], landed[column])) for column in ours}
    written = {*hit.values(), *(header_key(cell_at([there], 0, column)) for column in ours)}
    stood = nearest(
        sent.view.rows,
        sent.place[0],
        by_header(here, now[at], written),
        row,
        written,
        is_there=at == row,
    )
    if stood is None:
        return
    known = by_header(there, sent.view.rows[stood], ())
    for column, value in ours.items():
        key = hit[landed[column]]
        is_right = stood == row and key == header_key(sent.cell(sent.place[0], column))
        if not is_right and cell_at(now, at, landed[column]) == value:
            yield CellEdit(row=at, column=landed[column], value=_written(known.get(key)))


def _orphans(sent: Sent, now: Rows, place: tuple[int, int]) -> Iterator[CellEdit]:
    """Empty the rows that hold nothing but what we wrote, and were not there before."""
    values: dict[int, list[Cell]] = {}
    for edit in sent.cells:
        values.setdefault(edit.column, []).append(edit.value)
    if place[1] in values:
        return
    stood = {trimmed(cells) for cells in sent.view.rows}
    for at in range(place[0] + 1, len(now)):
        cells = {column: cell for column, cell in enumerate(now[at]) if cell is not None}
        if cells and cells.keys() <= values.keys() and trimmed(now[at]) not in stood:
            for column, cell in cells.items():
                if cell in values[column]:
                    yield CellEdit(row=at, column=column, value=None)


def _rest(cells: Sequence[Cell], ours: Mapping[int, Cell]) -> tuple[Cell, ...]:
    return trimmed([None if column in ours else cell for column, cell in enumerate(cells)])


def _doubles(sent: Sent, now: Rows, place: tuple[int, int]) -> Iterator[CellEdit]:
    """Empty our row where another run had added the same event, and one whose columns were moved."""
    ours = dict(zip(sent.events, sent.edits.new_rows, strict=True))
    for event, cells in ours.items():
        right = [i for i in range(len(now)) if id_text(cell_at(now, i, place[1])) == event]
        moved = sent.place[1] != place[1] or any(
            header_key(cell_at(now, place[0], column))
            != header_key(sent.cell(sent.place[0], column))
            for column in cells
        )
        stand = [
            i for i in range(len(now)) if id_text(cell_at(now, i, sent.place[1])) == event
        ] if moved else right[1:]  # fmt: skip
        for row in stand[-1:]:
            for column, value in cells.items():
                if cell_at(now, row, column) == value:
                    yield CellEdit(row=row, column=column, value=None)


def _written(cell: Cell) -> str | int | float | bool | None:
    return cell if isinstance(cell, str | int | float | bool) else None
