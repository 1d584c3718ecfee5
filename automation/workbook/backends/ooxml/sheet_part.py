"""Apply a tab's edits to its sheet part: only the touched rows are taken apart."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from automation.workbook.backends.ooxml.addresses import extended, range_text, split_range
from automation.workbook.backends.ooxml.row_heights import Fitting
from automation.workbook.backends.ooxml.rows import (
    StyleOf,
    fixed_columns,
    formula_columns,
    styles_by_column,
    write_row,
)
from automation.workbook.backends.ooxml.sheet_layout import (
    column_styles,
    column_widths,
    computed_areas,
    ref_of,
    spanned,
)
from automation.workbook.backends.ooxml.sheet_text import SheetText
from automation.workbook.backends.ooxml.xml import Element
from automation.workbook.backends.resolve import CellEdit, TabEdits
from automation.workbook.protocol import Cell, Change, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchedSheet:
    """A sheet part after its edits.

    `filled` counts its rows down to the last that holds anything. `formula_gone` says that a
    formula was overwritten. `skipped` are patches of cells whose formula computes other cells too.
    """

    xml: bytes
    filled: int
    formula_gone: bool
    skipped: Sequence[Change]


def patch_sheet(xml: bytes, edits: TabEdits, wrapping: Set[str] = frozenset()) -> PatchedSheet:
    """Write the edits into a sheet part; `wrapping` are the styles whose rows are fitted in height.

    Raises:
        ValueError, lxml.etree.XMLSyntaxError: this is not a worksheet part.
    """
    return _Patching(SheetText(xml), edits, wrapping).result()


class _Patching:
    """Carries one sheet's edits from row to row."""

    def __init__(self, text: SheetText, edits: TabEdits, wrapping: Set[str]) -> None:
        self._text = text
        self._edits = edits
        self._areas = computed_areas(text)
        self._column_styles = column_styles(text)
        self._fitting = Fitting(
            widths=column_widths(text), styles=self._column_styles, wrapping=wrapping
        )
        self._replaced: list[tuple[tuple[int, int], bytes]] = []
        self._written: list[tuple[int, int]] = []
        self._skipped: list[Change] = []
        self._formula_gone = False
        self._filled = edits.filled

    def result(self) -> PatchedSheet:
        by_row: dict[int, dict[int, CellEdit]] = {}
        for edit in self._edits.cells:
            by_row.setdefault(edit.row, {})[edit.column] = edit
        for index, cells in by_row.items():
            self._patch_row(index, cells)
        style_of = self._style_above()
        for values in self._edits.new_rows:
            self._append_row(values, style_of)
        return PatchedSheet(
            xml=self._with_extents(),
            filled=self._filled,
            formula_gone=self._formula_gone,
            skipped=self._skipped,
        )

    def _patch_row(self, index: int, edits: Mapping[int, CellEdit]) -> None:
        row = self._text.parse_row(index + 1)
        fixed = fixed_columns(row)
        values: dict[int, Written] = {}
        for column, edit in edits.items():
            if column in fixed or self._is_computed(index, column):
                self._skipped += [edit.change] if edit.change else []
            else:
                values[column] = edit.value
        self._formula_gone = self._formula_gone or bool(formula_columns(row) & values.keys())
        styles = styles_by_column(row)
        like = {column: styles.get(edit.like) for column, edit in edits.items() if edit.like}
        self._put(row, values, lambda column, _value: like.get(column))

    def _append_row(self, values: Mapping[int, Written], style_of: StyleOf) -> None:
        index = self._filled
        row = self._text.parse_row(index + 1)
        while self._is_taken(index, row, values):
            index += 1
            row = self._text.parse_row(index + 1)
        self._put(row, values, style_of)
        self._filled = index + 1

    def _put(self, row: Element, values: Mapping[int, Written], style_of: StyleOf) -> None:
        """Write one row; a cell nobody styles looks as its row or its column does."""
        if not values:
            return
        number = int(row.get("r", "0"))
        row_style = row.get("s") if row.get("customFormat") else None

        def style(column: int, value: Written) -> str | None:
            return style_of(column, value) or row_style or spanned(self._column_styles, column)

        write_row(row, values, style)
        self._fitting.fit(row)
        self._replaced.append((self._text.row_span(number), self._text.own_text(row)))
        self._written += [(number - 1, column) for column in values]

    def _style_above(self) -> StyleOf:
        """Return what new rows look like: as the last row, where they hold the same kind of value."""
        above = self._edits.above
        if not above:
            return lambda _column, _value: None
        styles = styles_by_column(self._text.parse_row(self._edits.filled))

        def style(column: int, value: Written) -> str | None:
            alike = column < len(above) and _kind(above[column]) == _kind(value)
            return styles.get(column) if alike else None

        return style

    def _is_taken(self, index: int, row: Element, values: Mapping[int, Written]) -> bool:
        """Say whether people's formulas stand where a new row would be written."""
        return bool(formula_columns(row) & values.keys()) or any(
            self._is_computed(index, column) for column in values
        )

    def _is_computed(self, row: int, column: int) -> bool:
        """Say whether a formula that fills an area fills this cell."""
        return any(
            top <= row <= bottom and left <= column <= right
            for top, left, bottom, right in self._areas
        )

    def _with_extents(self) -> bytes:
        """Splice the rows in; let the sheet's dimension and filter reach as far as they now do."""
        text = self._text
        dimension = text.element("dimension").search(text.xml, 0, text.data_start)
        filter_ = text.element("autoFilter").search(text.xml, text.data_end)
        replaced = list(self._replaced)
        for found, reach in ((dimension, self._dimension), (filter_, self._filter)):
            if found is not None and (ref := ref_of(found[0])):
                tag = found[0].replace(ref.encode(), reach(ref).encode(), 1)
                replaced.append((found.span(), tag))
        return text.spliced(replaced)

    def _dimension(self, ref: str) -> str:
        top, left, bottom, right = split_range(ref)
        rows, columns = zip(*self._written, strict=True) if self._written else ((), ())
        return range_text(
            min((top, *rows)), min((left, *columns)), max((bottom, *rows)), max((right, *columns))
        )

    def _filter(self, ref: str) -> str:
        return extended(ref, was=self._edits.filled, now=self._filled)


def _kind(cell: Cell) -> type:
    """Return what a style must fit: text, a truth, a number, or a date."""
    return float if isinstance(cell, int) and not isinstance(cell, bool) else type(cell)
