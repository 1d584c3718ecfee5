"""Rectangles of cells: zero-based, end exclusive, a missing bound is unbounded. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from automation.rehearsal.sheets.message import Message

Dimension = Literal["ROWS", "COLUMNS"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of rows or columns; None is unbounded."""

    start: int | None
    end: int | None

    def after_insert(self, at: int, count: int) -> "Span":
        """Return where it lies once `count` lines came in before line `at`."""
        start, end = self.start, self.end
        if start is not None and start >= at:
            start += count
        if end is not None and end > at:
            end += count
        return Span(start, end)

    def after_delete(self, at: int, count: int) -> "Span | None":
        """Return what is left of it once lines went; None for nothing."""
        if self.start is not None and self.end is not None and self.end <= self.start:
            return self
        start = None if self.start is None else _shrunk(self.start, at, count)
        end = None if self.end is None else _shrunk(self.end, at, count)
        return None if end is not None and end <= (start or 0) else Span(start, end)

    def after_move(self, at: int, count: int, to: int) -> "Span":
        """Return where it lies once a block moved; only what lies wholly inside moves along."""
        if self.start is None or self.end is None:
            return self
        if at <= self.start and self.end <= at + count:
            shift = to - at if to <= at else to - count - at
            return Span(self.start + shift, self.end + shift)
        gone = self.after_delete(at, count) or self
        return gone.after_insert(to if to <= at else to - count, count)


def _shrunk(index: int, at: int, count: int) -> int:
    return index if index <= at else max(at, index - count)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on one sheet."""

    sheet_id: int
    row0: int | None = None
    row1: int | None = None
    col0: int | None = None
    col1: int | None = None

    @staticmethod
    def of(message: Message) -> "Area":
        """Read a GridRange."""
        return Area(
            int(message.get("sheetId", 0)),
            message.get("startRowIndex"),
            message.get("endRowIndex"),
            message.get("startColumnIndex"),
            message.get("endColumnIndex"),
        )

    def message(self) -> Message:
        """Write a GridRange; a bound that is missing stays missing, sheet 0 is left out."""
        named = {
            "sheetId": self.sheet_id or None,
            "startRowIndex": self.row0,
            "endRowIndex": self.row1,
            "startColumnIndex": self.col0,
            "endColumnIndex": self.col1,
        }
        return {key: value for key, value in named.items() if value is not None}

    def span(self, dimension: Dimension) -> Span:
        """Return its rows or its columns."""
        rows = dimension == "ROWS"
        return Span(self.row0, self.row1) if rows else Span(self.col0, self.col1)

    def with_span(self, dimension: Dimension, span: Span) -> "Area":
        """Return it with other rows or columns."""
        if dimension == "ROWS":
            return replace(self, row0=span.start, row1=span.end)
        return replace(self, col0=span.start, col1=span.end)

    def within(self, row_count: int, column_count: int) -> "Box":
        """Return it with its open ends filled from the grid, and cut to it."""
        row1 = row_count if self.row1 is None else min(self.row1, row_count)
        col1 = column_count if self.col1 is None else min(self.col1, column_count)
        return Box(self.row0 or 0, row1, self.col0 or 0, col1)


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle with all four bounds."""

    row0: int
    row1: int
    col0: int
    col1: int

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return self.row1 - self.row0 == 1 and self.col1 - self.col0 == 1

    def meets(self, other: "Box") -> bool:
        """Whether the two share a cell."""
        return (
            self.row0 < other.row1
            and other.row0 < self.row1
            and self.col0 < other.col1
            and other.col0 < self.col1
        )

    def holds(self, row: int, col: int) -> bool:
        """Whether a cell lies inside."""
        return self.row0 <= row < self.row1 and self.col0 <= col < self.col1

    def contains(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.row0 <= other.row0
            and other.row1 <= self.row1
            and self.col0 <= other.col0
            and other.col1 <= self.col1
        )

    def on(self, sheet_id: int) -> Area:
        """Return it as an area of a sheet."""
        return Area(sheet_id, self.row0, self.row1, self.col0, self.col1)


def map_areas(message: Message, change: Callable[[Area], Area | None]) -> Message | None:
    """Return a message with every range in it changed; None when its own range is gone.

    It works on all objects that carry ranges: protected ranges, filters, formats, tables, names.
    """
    result: Message = {}
    for key, value in message.items():
        new = _mapped(key, value, change)
        if new is None:
            return None
        result[key] = new
    return result


def _mapped(key: str, value: Any, change: Callable[[Area], Area | None]) -> Any:  # noqa: ANN401
    if key == "range":
        area = change(Area.of(value))
        return None if area is None else area.message()
    if key in ("ranges", "unprotectedRanges"):
        kept = [area.message() for one in value if (area := change(Area.of(one))) is not None]
        return None if key == "ranges" and value and not kept else kept
    return value
