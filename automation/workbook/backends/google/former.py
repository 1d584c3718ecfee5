"""What stood in a row before we wrote, by its id and the words of its header. Pure."""

from collections.abc import Mapping, Sequence

from automation.workbook.backends.google.likeness import by_header
from automation.workbook.backends.google.looking import View, cell_at, ids_of, place_of
from automation.workbook.locate import find_columns, id_text
from automation.workbook.protocol import Cell


class Former:
    """What stood in a row's cells before we wrote, as far as it was ever read."""

    def __init__(self, id_column: str, sources: Sequence[View]) -> None:
        self._id_column = id_column
        self._sources = sources

    def knows(self, row_id: str) -> bool:
        """Whether a row of that id was there before."""
        return any(row_id in ids_of(view.rows, self._id_column) for view in self._sources)

    def find(self, row_id: str, key: str) -> Cell:
        """Return a cell by its row's id and its header; nothing for a row nobody knew."""
        for view in self._sources:
            place = place_of(view.rows, self._id_column)
            column = find_columns(view.rows[place[0]]).get(key) if place else None
            if place is None or column is None or not _has(view, column):
                continue
            for row in range(place[0] + 1, len(view.rows)):
                if id_text(cell_at(view.rows, row, place[1])) == row_id:
                    return cell_at(view.rows, row, column)
        return None

    def cells(self, row_id: str) -> Mapping[str, Cell]:
        """Return all that is known of a row, by header; of two readings the later counts."""
        known: dict[str, Cell] = {}
        for view in reversed(self._sources):
            place = place_of(view.rows, self._id_column)
            for row in view.rows if place else ():
                if place and id_text(cell_at([row], 0, place[1])) == row_id:
                    known |= by_header(view.rows[place[0]], row, ())
        return known


def _has(view: View, column: int) -> bool:
    return view.columns is None or column in view.columns
