"""What a page shows of a sheet: a grid of plain values, ready for the template."""

from dataclasses import dataclass, replace
from typing import Literal

from automation.rehearsal.sheets.a1 import cell_name, column_letters
from automation.rehearsal.sheets.areas import Area, Box
from automation.rehearsal.sheets.calculation import Calculator
from automation.rehearsal.sheets.cells import Cell
from automation.rehearsal.sheets.conditional import Looks
from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.rules import as_text, choices, keeps
from automation.rehearsal.sheets.sheet import Sheet

_MOST_ROWS = 400
_SPARE_ROWS, _SPARE_COLUMNS, _MOST_COLUMNS = 15, 2, 60
_HEIGHTS = {"TOP": "top", "MIDDLE": "middle", "BOTTOM": "bottom"}
_HEADER_PX, _ROW_PX, _COUNT_PX = 30, 34, 46


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One cell to draw. `style` is CSS made of numbers and fixed words only.

    `left` is where a frozen column sticks, in pixels; None lets it scroll.
    """

    name: str
    shown: str
    entered: str
    kind: Literal["text", "box", "list"]
    choices: tuple[str, ...] = ()
    is_checked: bool = False
    is_number: bool = False
    is_locked: bool = False
    is_wrong: bool = False
    is_warned: bool = False
    left: int | None = None
    note: str = ""
    style: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """One row to draw. `top` is where it sticks, in pixels; None lets it scroll."""

    number: int
    cells: tuple[CellView, ...]
    top: int | None
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridView:
    """A sheet to draw."""

    letters: tuple[str, ...]
    widths: tuple[int, ...]
    lefts: tuple[int | None, ...]
    rows: tuple[RowView, ...]
    is_cut: bool


def grid_view(calculator: Calculator, draft: Draft, sheet: Sheet) -> GridView:
    """Return a sheet as its rows and columns stand, hidden ones left out."""
    used_rows = sheet.last_data_row()
    row_end = min(used_rows + _SPARE_ROWS, sheet.row_count, _MOST_ROWS)
    used = max((col + 1 for row in sheet.rows for col in row), default=0)
    col_end = min(max(used + _SPARE_COLUMNS, 8), sheet.column_count, _MOST_COLUMNS)
    columns = [col for col in range(col_end) if not _is_hidden(sheet, "COLUMNS", col)]
    rows = [row for row in range(row_end) if not _is_hidden(sheet, "ROWS", row)]
    frozen = int(sheet.grid_facts.get("frozenRowCount", 0))
    lefts = _lefts(sheet, columns)
    drawing = _Drawing(calculator, draft, sheet)
    heights = [_height(sheet, row) for row in rows]
    return GridView(
        letters=tuple(column_letters(col) for col in columns),
        widths=tuple(_width(sheet, col) for col in columns),
        lefts=tuple(lefts.get(col) for col in columns),
        rows=tuple(
            RowView(
                number=row + 1,
                top=_HEADER_PX + sum(heights[:index]) if row < frozen else None,
                cells=tuple(_cells(drawing, row, lefts, columns)),
                height=heights[index],
            )
            for index, row in enumerate(rows)
        ),
        is_cut=row_end < used_rows,
    )


def _is_hidden(sheet: Sheet, dimension: Literal["ROWS", "COLUMNS"], index: int) -> bool:
    return bool(sheet.lines[dimension].get(index, {}).get("hiddenByUser"))


def _width(sheet: Sheet, col: int) -> int:
    return min(int(sheet.lines["COLUMNS"].get(col, {}).get("pixelSize", 100)), 480)


def _height(sheet: Sheet, row: int) -> int:
    return int(sheet.lines["ROWS"].get(row, {}).get("pixelSize", _ROW_PX))


def _lefts(sheet: Sheet, columns: list[int]) -> dict[int, int]:
    """Return where the frozen columns stick."""
    lefts, left = dict[int, int](), _COUNT_PX
    for col in columns:
        if col < int(sheet.grid_facts.get("frozenColumnCount", 0)):
            lefts[col] = left
            left += _width(sheet, col)
    return lefts


def _cells(
    drawing: "_Drawing", row: int, lefts: dict[int, int], columns: list[int]
) -> list[CellView]:
    found = []
    for col in columns:
        merge = drawing.sheet.merge_at(row, col)
        if merge is None or (merge.row0, merge.col0) == (row, col):
            found.append(replace(drawing.cell((row, col), merge), left=lefts.get(col)))
    return found


class _Drawing:
    """Draws the cells of one sheet; what many share is worked out once."""

    def __init__(self, calculator: Calculator, draft: Draft, sheet: Sheet) -> None:
        self.sheet = sheet
        self._calculator = calculator
        self._draft = draft
        self._looks = Looks(calculator, sheet)
        self._offers: dict[int, tuple[str, ...]] = {}

    def cell(self, place: tuple[int, int], merge: Box | None) -> CellView:
        """Draw one cell, and all that is merged with it."""
        row, col = place
        cell = self.sheet.cell(row, col)
        value = self._calculator.value(self.sheet, row, col)
        kind = (cell.rule or {}).get("condition", {}).get("type")
        offered = self._offered(cell)
        is_box = kind == "BOOLEAN"
        return CellView(
            name=cell_name(row, col),
            shown=self._calculator.shown(self.sheet, row, col),
            entered=_entered(self._calculator, self.sheet, place, cell),
            kind="box" if is_box else "list" if offered else "text",
            choices=_box_words(cell) if is_box else offered,
            is_checked=value is True or (is_box and str(value) in _ticked(cell)),
            is_number=isinstance(value, int | float) and not isinstance(value, bool),
            is_locked=not self._draft.is_free(self.sheet.id, Box(row, row + 1, col, col + 1)),
            is_warned=_is_warned(self.sheet, row, col),
            is_wrong=self._is_wrong(cell),
            note=cell.note,
            style=style_of(self._looks.of(row, col)),
            rows=merge.row1 - merge.row0 if merge else 1,
            columns=merge.col1 - merge.col0 if merge else 1,
        )

    def _offered(self, cell: Cell) -> tuple[str, ...]:
        """Return what a cell's drop-down offers; the same rule stands in a thousand cells."""
        if cell.rule is None:
            return ()
        if id(cell.rule) not in self._offers:
            found = choices(self._calculator.book, self.sheet, cell.rule)
            self._offers[id(cell.rule)] = tuple(found)
        return self._offers[id(cell.rule)]

    def _is_wrong(self, cell: Cell) -> bool:
        if cell.rule is None or cell.entered is None or cell.is_formula:
            return False
        if offered := self._offered(cell):
            return as_text(cell.entered) not in offered
        return not keeps(self._calculator.book, self.sheet, cell.rule, cell.entered)


def _box_words(cell: Cell) -> tuple[str, ...]:
    """Return what a check box keeps when ticked and when not: its own words, or TRUE and FALSE."""
    own = (cell.rule or {}).get("condition", {}).get("values", [])
    words = [str(one.get("userEnteredValue", "")) for one in own]
    if not words:
        return "TRUE", "FALSE"
    return words[0], (words[1] if len(words) > 1 else "")


def _ticked(cell: Cell) -> tuple[str, ...]:
    return _box_words(cell)[:1]


def _is_warned(sheet: Sheet, row: int, col: int) -> bool:
    return any(
        one.get("warningOnly")
        and Area.of(one.get("range") or {"sheetId": sheet.id})
        .within(sheet.row_count, sheet.column_count)
        .holds(row, col)
        for one in sheet.objects["protectedRanges"]
    )


def _entered(calculator: Calculator, sheet: Sheet, place: tuple[int, int], cell: Cell) -> str:
    """Return what the cell's editor begins with: a formula, or the value as it is shown."""
    if cell.is_formula:
        return str(cell.entered)
    if isinstance(cell.entered, str) and cell.entered[:1] in ("=", "+", "'"):
        return f"'{cell.entered}"
    return calculator.shown(sheet, *place)


def style_of(look: Message) -> str:
    """Return CSS for a format."""
    text = look.get("textFormat", {})
    parts = []
    if look.get("backgroundColor") is not None:
        parts.append(f"background:{css_colour(look['backgroundColor'])}")
        parts.append(f"color:{css_colour(text.get('foregroundColor') or {})}")
    elif text.get("foregroundColor"):
        parts.append(f"color:{css_colour(text['foregroundColor'])}")
    if text.get("bold"):
        parts.append("font-weight:700")
    if text.get("italic"):
        parts.append("font-style:italic")
    if text.get("strikethrough"):
        parts.append("text-decoration:line-through")
    return ";".join([*parts, *_placing(look, text)])


def _placing(look: Message, text: Message) -> list[str]:
    """Return the CSS of a format that is not about colour or weight."""
    parts = []
    side = str(look.get("horizontalAlignment", "")).lower()
    if side in ("left", "center", "right"):
        parts.append(f"text-align:{side}")
    height = _HEIGHTS.get(str(look.get("verticalAlignment", "")))
    if height:
        parts.append(f"vertical-align:{height}")
    if look.get("wrapStrategy") == "WRAP":
        parts.append("white-space:pre-wrap")
    if text.get("underline"):
        parts.append("text-decoration:underline")
    if text.get("fontSize"):
        parts.append(f"font-size:{int(text['fontSize']) / 10:g}em")
    return parts


def css_colour(colour: Message) -> str:
    """Return a colour as CSS."""
    shares = (float(colour.get(name, 0)) for name in ("red", "green", "blue"))
    return "rgb({},{},{})".format(*(round(min(max(one, 0), 1) * 255) for one in shares))
