"""What an unanswered write hit when columns were moved before it and again, or back, since. Pure.

Nobody knows the header it met. A row that still has its id tells: a cell that holds just what we
wrote for another column, where something else stood before, was hit by us.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator

from automation.workbook.backends.google.looking import cell_at
from automation.workbook.backends.google.sending import Sent
from automation.workbook.backends.google.sheet import Rows
from automation.workbook.backends.resolve import CellEdit
from automation.workbook.locate import find_columns, header_key, id_text
from automation.workbook.protocol import Cell

Find = Callable[[str, str], Cell]
"""What stood in a cell before, by its row's id and its header."""


def strays(sent: Sent, now: Rows, find: Find, place: tuple[int, int]) -> Iterator[CellEdit]:
    """Yield what gives these cells back; where two cells could be meant, neither is touched.

    Args:
        sent: what was written, without an answer.
        now: the tab as it stands now.
        find: what stood there before.
        place: where the id column's header stands now.
    """
    columns = find_columns(now[place[0]])
    stand: dict[str, list[int]] = defaultdict(list)
    for at in range(place[0] + 1, len(now)):
        stand[id_text(cell_at(now, at, place[1]))].append(at)
    for row in sent.rows:
        row_id = sent.id_after(row)
        if not row_id or len(stand[row_id]) != 1:
            continue
        (at,) = stand[row_id]
        for column, value in sent.written(row).items():
            own = header_key(sent.cell(sent.place[0], column))
            if value is None or own not in columns or cell_at(now, at, columns[own]) == value:
                continue
            hit = [
                (into, find(row_id, key))
                for key, into in columns.items()
                if key != own and cell_at(now, at, into) == value != find(row_id, key)
            ]
            if len(hit) == 1:
                into, stood = hit[0]
                known = stood if isinstance(stood, str | int | float | bool) else None
                yield CellEdit(row=at, column=into, value=known)
