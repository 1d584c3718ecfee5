"""A tab whose header row is gone: what gives it back. Pure.

The columns keep their tags when rows are deleted or emptied, so each knows which it is. Where the
header was emptied its row is filled again; where it was deleted a new row goes above everything. A
row that still has our notes, but other texts, was retyped: that is people's to undo.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from automation.language import LANGUAGES, mark
from automation.workbook.backends.google.cells import Message
from automation.workbook.backends.google.layout.columns import Columns, note_of
from automation.workbook.backends.google.layout.existing import TabWork
from automation.workbook.backends.google.layout.place import Place
from automation.workbook.backends.google.layout.standing import StandingTab


@dataclass(frozen=True)
class LostHeader:
    """A tab that stands there, with things in it but no header of ours."""

    work: TabWork
    standing: StandingTab

    @property
    def is_mendable(self) -> bool:
        """Whether it is known which column is which, and no header stands there under other texts."""
        is_retyped = any(self._text(row, column) for row, column in self._noted)
        return bool(self._columns) and not is_retyped and not self._is_buried

    @property
    def _is_buried(self) -> bool:
        """Whether the header stands further down than runs look for it."""
        texts = {column: self.work.tab.fields[name] for name, column in self._columns.items()}
        return any(
            sum(
                column in texts and isinstance(cell, str) and texts[column].matches(cell)
                for column, cell in enumerate(row)
            )
            > len(texts) / 2
            for row in self.work.whole or ()
        )

    def requests(self) -> Iterator[Message]:
        """Yield what gives the header back; nothing that stands there is written over."""
        row = self._free_row
        if row is None:
            lines = {"sheetId": self.work.id, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}
            yield {"insertDimension": {"range": lines, "inheritFromBefore": False}}
        place = Place(
            id=self.work.id, tab=self.work.tab, title=self.work.title, header=row or 0,
            columns=self._columns, row_count=self.standing.row_count,
        )  # fmt: skip
        columns = Columns(place=place, names=list(self._columns), wording=self.work.wording)
        yield from columns.header_cells()
        self.work.say(
            mark("Gave “{tab}” its header row back; everything else stands there as it did.")
        )

    @property
    def _columns(self) -> Mapping[str, int]:
        ours = self.work.tab.fields
        return {name: tag.column for name, tag in self.standing.tags.items() if name in ours}

    @property
    def _free_row(self) -> int | None:
        """The row whose cells were emptied; None where the row itself is gone."""
        noted = {row for row, _ in self._noted}
        rows = self.standing.rows
        empty = [row for row in noted or {0} if not any(rows[row : row + 1] and rows[row])]
        return min(empty, default=None)

    @property
    def _noted(self) -> set[tuple[int, int]]:
        """The cells in columns of ours that have the note of a header."""
        found = set()
        for name, column in self._columns.items():
            field = self.work.tab.fields[name]
            notes = {note_of(field, self.work.wording.spoken_in(one)) for one in LANGUAGES}
            found |= {
                place
                for place, look in self.standing.looks.items()
                if place[1] == column and look.note in notes
            }
        return found

    def _text(self, row: int, column: int) -> bool:
        cells = self.standing.rows[row] if row < len(self.standing.rows) else ()
        return column < len(cells) and cells[column] is not None
