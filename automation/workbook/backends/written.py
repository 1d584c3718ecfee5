"""What a cell can hold, the same for every back-end: how long, how exact, which characters."""

import math

from automation.errors import SheetError
from automation.language import mark
from automation.workbook.cell_limit import CELL_MAX_UNITS
from automation.workbook.protocol import Written

INTEGER_MAX = 2**53
"""Spreadsheets keep numbers as 64-bit floats: integers beyond this lose their last digits."""

_UNCARRIED = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")


def writable(value: Written, *, tab: str, row: str, column: str) -> Written:
    """Return the value as every workbook can hold it; empty text is an empty cell.

    Characters that no XML can carry (lone surrogates, U+FFFE, U+FFFF) become U+FFFD.

    Raises:
        SheetError: the text is too long, or the number cannot be kept exactly.
    """
    if isinstance(value, str):
        text = value if value.isascii() else value.translate(_UNCARRIED)
        _check_length(text, tab=tab, row=row, column=column)
        return text or None
    if value is not None and not _is_exact(value):
        raise SheetError(
            mark(
                'The number {value} meant for "{row}", column "{column}" of the tab "{tab}" does not fit.'
            ),
            mark("Nothing was written. Tell who looks after Lembar: it must be written as text."),
            value=value,
            row=row,
            column=column,
            tab=tab,
        )
    return value


def _check_length(text: str, *, tab: str, row: str, column: str) -> None:
    if len(text) <= CELL_MAX_UNITS // 2:
        return
    length = len(text.encode("utf-16-le")) // 2
    if length > CELL_MAX_UNITS:
        raise SheetError(
            mark(
                'The text meant for "{row}", column "{column}" of the tab "{tab}" has {count} characters.'
            ),
            mark("Nothing was written. Shorten the text: one cell holds {max} characters."),
            count=length,
            max=CELL_MAX_UNITS,
            row=row,
            column=column,
            tab=tab,
        )


def _is_exact(value: float) -> bool:
    if isinstance(value, int):
        return abs(value) <= INTEGER_MAX
    return math.isfinite(value)
