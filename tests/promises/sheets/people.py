"""What people do to a sheet beside planning posts; each act is possible at any moment."""

from collections.abc import Callable, Mapping

from automation.rehearsal.sheets.person import Person
from automation.workbook.protocol import Cell
from tests.contracts.google_stage import data_of
from tests.desk_builder import SCHEMA, columns_of
from tests.promises.desk_story import CALENDAR
from tests.promises.sheets.book import SheetBook

Act = Callable[[Person], object]
RENAMED_TABS = ("calendar", "settings", "channels", "publications", "approvals", "runs")
OWN = "Catatan tim"
_PAINT = {"backgroundColor": {"red": 1.0, "green": 0.9}, "textFormat": {"bold": True}}


class Hand:
    """Somebody's hand on the calendar. `which` and `where` choose among what is there."""

    def __init__(self, book: SheetBook) -> None:
        self._book = book
        self._protected = 0

    def insert_blank_row(self, which: int, where: int) -> bool:
        return self._act(lambda one: one.insert_rows(self._tab, 2 + where % self._height))

    def move_column(self, which: int, where: int) -> bool:
        width = self._book.sheet(CALENDAR).column_count
        start = which % width
        source = {
            "sheetId": self._id, "dimension": "COLUMNS", "startIndex": start, "endIndex": start + 1,
        }  # fmt: skip
        move = {"source": source, "destinationIndex": where % (width + 1)}
        return self._act(lambda one: one.batch({"moveDimension": move}))

    def rename_column(self, which: int, where: int) -> bool:
        """Give a column of the schema another of its names."""
        columns = columns_of(SCHEMA.tabs["calendar"], self._book.rows(CALENDAR)[0])
        name = sorted(columns)[which % len(columns)]
        field = SCHEMA.tabs["calendar"].fields[name]
        names = [field.title("en"), field.title("id"), *field.aliases]
        return self._write(0, columns[name], {"v": names[where % len(names)]})

    def rename_tab(self, which: int, where: int) -> bool:
        """Give a tab another of its names."""
        name = RENAMED_TABS[which % len(RENAMED_TABS)]
        old, new = self._book.titles[name], SCHEMA.tabs[name].title("id" if where % 2 else "en")
        if old == new or not self._act(lambda one: one.rename_tab(old, new)):
            return False
        self._book.titles[name] = new
        return True

    def add_column(self, which: int, where: int) -> bool:
        """Add a column of the team's own."""
        place = where % self._book.sheet(CALENDAR).column_count
        done = self._act(lambda one: one.insert_columns(self._tab, place + 1))
        return done and self._write(0, place, {"v": f"{OWN} {which}"})

    def delete_own_column(self, which: int, where: int) -> bool:
        own = self._own_columns()
        return bool(own) and self._act(
            lambda one: one.delete_columns(self._tab, own[which % len(own)] + 1)
        )

    def write_own(self, which: int, where: int) -> bool:
        """Write, paint, or note something in a column of the team's own, a formula at times."""
        own = self._own_columns()
        if not own:
            return self.add_column(which, where)
        row = 1 + where % self._height
        cell: Mapping[str, object] = {
            "v": f"catatan {which}",
            "note": f"dari Sari {which}",
            "look": _PAINT,
        }
        if which % 3 == 0:
            cell = {"formula": f"=LEN(A{row + 1})&A{row + 1}"}
        return self._write(row, own[which % len(own)], cell)

    def paint(self, which: int, where: int) -> bool:
        """Colour a row and note something at its cells, the machine's too."""
        row, column = 1 + where % self._height, which % self._book.sheet(CALENDAR).column_count
        return self._write(row, column, {"note": f"lihat {which}", "look": _PAINT})

    def merge(self, which: int, where: int) -> bool:
        """Merge cells of an own column with those below."""
        own = self._own_columns()
        if not own:
            return False
        row, column = 1 + where % self._height, own[which % len(own)]
        area = self._area(row, row + 2, column, column + 1)
        kind = {"range": area, "mergeType": "MERGE_ALL"}
        return self._act(lambda one: one.batch({"mergeCells": kind}))

    def unmerge(self, which: int, where: int) -> bool:
        whole = {"range": {"sheetId": self._id}}
        return self._act(lambda one: one.batch({"unmergeCells": whole}))

    def filter(self, which: int, where: int) -> bool:
        return self._act(lambda one: one.filter(self._tab))

    def hide_rows(self, which: int, where: int) -> bool:
        return self._act(lambda one: one.hide_rows(self._tab, 2 + where % self._height))

    def protect(self, which: int, where: int) -> bool:
        """Let nobody else write some rows of the calendar, or a whole tab."""
        self._protected += 1
        tabs = [name for name in RENAMED_TABS if name != "settings"]
        area: dict[str, object] = {"sheetId": self._book.sheet(self._english(tabs[which % 5])).id}
        if where % 2:
            area = self._area(1, 1 + self._height, 0, 30)
        kept = {"range": area, "protectedRangeId": self._protected, "editors": {"users": []}}
        return self._act(lambda one: one.batch({"addProtectedRange": {"protectedRange": kept}}))

    def unprotect(self, which: int = 0, where: int = 0) -> bool:
        """Let everybody write again, everywhere."""
        ids = [
            kept["protectedRangeId"]
            for sheet in self._book.file.book.sheets
            for kept in sheet.objects["protectedRanges"]
        ]
        requests = [{"deleteProtectedRange": {"protectedRangeId": one}} for one in ids]
        return bool(ids) and self._act(lambda one: one.batch(*requests))

    @property
    def _tab(self) -> str:
        return self._book.title(CALENDAR)

    @property
    def _id(self) -> int:
        return self._book.sheet(CALENDAR).id

    @property
    def _height(self) -> int:
        return len(self._book.rows(CALENDAR))

    @staticmethod
    def _english(name: str) -> str:
        return SCHEMA.tabs[name].title("en")

    def _own_columns(self) -> list[int]:
        header = self._book.rows(CALENDAR)[0]
        return [at for at, cell in enumerate(header) if str(cell or "").startswith(OWN)]

    def _area(self, row0: int, row1: int, column0: int, column1: int) -> dict[str, object]:
        return {
            "sheetId": self._id, "startRowIndex": row0, "endRowIndex": row1,
            "startColumnIndex": column0, "endColumnIndex": column1,
        }  # fmt: skip

    def _write(self, row: int, column: int, cell: Mapping[str, object]) -> bool:
        """Write what is given of a cell's value, formula, note and look; the rest stays."""
        data: dict[str, object] = {}
        if "v" in cell:
            value: Cell = str(cell["v"])
            data |= data_of(value)
        if "formula" in cell:
            data["userEnteredValue"] = {"formulaValue": cell["formula"]}
        if "note" in cell:
            data |= {"note": cell["note"], "userEnteredFormat": cell["look"]}
        start = {"sheetId": self._id, "rowIndex": row, "columnIndex": column}
        update = {"start": start, "rows": [{"values": [data]}], "fields": ",".join(data)}
        return self._act(lambda one: one.batch({"updateCells": update}))

    def _act(self, act: Act) -> bool:
        return self._book.people(act)
