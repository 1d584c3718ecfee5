"""Somebody else at the same spreadsheet: types, sorts, inserts, deletes, renames, merges.

What a person does needs no quota and meets no faults, but the same rights and protections.
"""

from dataclasses import dataclass

from automation.rehearsal.sheets.a1 import parse_cells
from automation.rehearsal.sheets.areas import Area
from automation.rehearsal.sheets.message import Message, Plain, lenient
from automation.rehearsal.sheets.requests.kinds import carry_out
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.world import File, SheetsWorld
from automation.rehearsal.sheets.writing import write_values


@dataclass(slots=True)
class Person:
    """One person at one spreadsheet; rows count from 1, as people count. Each act is one step."""

    world: SheetsWorld
    file: File
    address: str

    def batch(self, *requests: Message) -> list[Message]:
        """Do anything that a batchUpdate can.

        Raises:
            Refused: it is not possible, or not allowed to this person.
        """
        file = self.world.opened(self.file.book.id, self.address, writing=True)
        draft = self.world.draft(file, self.address)
        replies = carry_out(draft, lenient({"requests": list(requests)}))
        self.world.commit(file, draft)
        return replies

    def type(self, range_text: str, *values: Plain) -> None:
        """Type values side by side, beginning at a cell given as `Posts!B4`."""
        file = self.world.opened(self.file.book.id, self.address, writing=True)
        draft = self.world.draft(file, self.address)
        write_values(draft, range_text, [list(values)], "USER_ENTERED")
        self.world.commit(file, draft)

    def sort(self, tab: str, column: int, *, first_row: int = 2, falling: bool = False) -> None:
        """Sort a tab by a column (from 1), below its header."""
        sheet = self._tab(tab)
        spec = {"dimensionIndex": column - 1, "sortOrder": "DESCENDING" if falling else "ASCENDING"}
        area = Area(sheet.id, first_row - 1, sheet.row_count, 0, sheet.column_count)
        self.batch({"sortRange": {"range": area.message(), "sortSpecs": [spec]}})

    def insert_rows(self, tab: str, before: int, count: int = 1) -> None:
        """Insert empty rows before a row."""
        self.batch({"insertDimension": {"range": self._lines(tab, "ROWS", before, count)}})

    def insert_columns(self, tab: str, before: int, count: int = 1) -> None:
        """Insert empty columns before a column."""
        self.batch({"insertDimension": {"range": self._lines(tab, "COLUMNS", before, count)}})

    def delete_rows(self, tab: str, first: int, count: int = 1) -> None:
        """Delete rows."""
        self.batch({"deleteDimension": {"range": self._lines(tab, "ROWS", first, count)}})

    def delete_columns(self, tab: str, first: int, count: int = 1) -> None:
        """Delete columns."""
        self.batch({"deleteDimension": {"range": self._lines(tab, "COLUMNS", first, count)}})

    def move_row(self, tab: str, row: int, before: int) -> None:
        """Drag a row to before another."""
        source = self._lines(tab, "ROWS", row, 1)
        self.batch({"moveDimension": {"source": source, "destinationIndex": before - 1}})

    def hide_rows(self, tab: str, first: int, count: int = 1) -> None:
        """Hide rows."""
        lines = self._lines(tab, "ROWS", first, count)
        properties = {"hiddenByUser": True}
        self.batch(
            {"updateDimensionProperties": {"range": lines, "properties": properties, "fields": "*"}}
        )

    def rename_tab(self, tab: str, title: str) -> None:
        """Give a tab another name."""
        properties = {"sheetId": self._tab(tab).id, "title": title}
        self.batch({"updateSheetProperties": {"properties": properties, "fields": "title"}})

    def delete_tab(self, tab: str) -> None:
        """Delete a tab."""
        self.batch({"deleteSheet": {"sheetId": self._tab(tab).id}})

    def merge(self, tab: str, cells: str) -> None:
        """Merge cells given as `B2:C4`."""
        area = parse_cells(cells, self._tab(tab).id) or Area(self._tab(tab).id)
        self.batch({"mergeCells": {"range": area.message(), "mergeType": "MERGE_ALL"}})

    def protect(self, tab: str, cells: str, *editors: str) -> None:
        """Protect cells from everybody but the owner and these."""
        area = parse_cells(cells, self._tab(tab).id) or Area(self._tab(tab).id)
        kept = {"range": area.message(), "editors": {"users": list(editors)}}
        self.batch({"addProtectedRange": {"protectedRange": kept}})

    def filter(self, tab: str) -> None:
        """Set a basic filter over a whole tab."""
        self.batch({"setBasicFilter": {"filter": {"range": {"sheetId": self._tab(tab).id}}}})

    def comment(self, tab: str, row: int, column: int, content: str) -> str:
        """Comment on a cell; return the thread's id."""
        place = {"sheetId": self._tab(tab).id, "rowIndex": row - 1, "columnIndex": column - 1}
        [reply] = self.batch({"insertComment": {"content": content, "coordinate": place}})
        return str(reply["insertComment"]["commentThread"]["commentId"])

    def reply(self, comment_id: str, content: str, action: str = "") -> str:
        """Answer in a thread, which may resolve (`RESOLVE`) or reopen it; return the post's id."""
        post = {"content": content, "commentAction": action}
        [reply] = self.batch({"addCommentReply": {"commentId": comment_id, "post": post}})
        return str(reply["addCommentReply"]["post"]["postId"])

    def delete_comment(self, comment_id: str) -> None:
        """Delete a thread of one's own."""
        self.batch({"deleteComment": {"commentId": comment_id}})

    def _tab(self, title: str) -> Sheet:
        sheet = self.file.book.titled(title)
        if sheet is None:
            raise KeyError(title)
        return sheet

    def _lines(self, tab: str, dimension: str, first: int, count: int) -> Message:
        start = first - 1
        sheet_id = self._tab(tab).id
        return {
            "sheetId": sheet_id,
            "dimension": dimension,
            "startIndex": start,
            "endIndex": start + count,
        }
