"""Addresses and ranges as the format spells them (`B7`, `A1:C9`); here rows and columns count from 0."""

from functools import lru_cache

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
"""The last of a tab, counted from 0."""


@lru_cache(maxsize=256)
def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the column of its letters, counted from 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def split_address(address: str) -> tuple[int, int]:
    """Return row and column of an address such as `B7` or `$B$7`, both counted from 0."""
    letters = address.replace("$", "").rstrip("0123456789")
    return int(address.replace("$", "")[len(letters) :]) - 1, column_index(letters)


def split_range(reference: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row and last column of `A1:C9` or `A1`, from 0.

    LibreOffice spells what reaches to the end of the tab as whole columns, `A:C`, or rows, `1:3`.
    """
    first, _, last = reference.replace("$", "").partition(":")
    return *_corner(first, 0, 0), *_corner(last or first, LAST_ROW, LAST_COLUMN)


def _corner(address: str, row: int, column: int) -> tuple[int, int]:
    """Return an address's row and column, and those given where it names none."""
    letters = address.rstrip("0123456789")
    number = address[len(letters) :]
    return int(number) - 1 if number else row, column_index(letters) if letters else column


def quoted(tab: str) -> str:
    """Return a tab's name as formulas have it."""
    return "'" + tab.replace("'", "''") + "'"


def extended(ref: str, *, was: int, now: int) -> str:
    """Let a range that ended with the last of `was` filled rows end with the last of `now`."""
    top, left, bottom, right = split_range(ref)
    return range_text(top, left, now - 1, right) if bottom + 1 == was < now else ref


def range_text(top: int, left: int, bottom: int, right: int) -> str:
    """Return a range's usual spelling; one cell is written as one."""
    first, last = f"{column_letters(left)}{top + 1}", f"{column_letters(right)}{bottom + 1}"
    return first if first == last else f"{first}:{last}"
