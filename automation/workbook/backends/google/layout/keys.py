"""How Lembar finds its own things in a sheet again. Pure.

Developer metadata on tabs and columns earn their place here: people rename tabs and headers, and
without them a renamed calendar would look like a missing one. Ids stay what rows are found by.
"""

import re
from zlib import crc32

TAB_TAG = "lembar.tab"
COLUMN_TAG = "lembar.column"
VERSION_TAG = "lembar.version"

_KEY = re.compile(r"\(lembar:(?P<key>[a-z_0-9]+/[a-z_0-9]+)\)\s*$")


def described(sentence: str, key: str) -> str:
    """Return a protection's description: a sentence for people, and our key at its end."""
    return f"{sentence} (lembar:{key})"


def key_in(description: str) -> str:
    """Return the key a protection's description ends with, such as `calendar/decision_1`; or ""."""
    found = _KEY.search(description)
    return found["key"] if found else ""


def column_tag(name: str, note: str) -> str:
    """Return a column's tag: its name and a print of its note, to know the note as ours again."""
    return f"{name} {note_print(note)}"


def note_print(note: str) -> str:
    """Return what a note is compared by."""
    return f"{crc32(note.encode()):08x}"


def number_for(key: str) -> int:
    """Return the number of something of ours: always the same, positive, of 31 bits."""
    return crc32(f"lembar:{key}".encode()) & 0x7FFF_FFFF or 1


def free_number(key: str, taken: set[int]) -> int:
    """Return a number for a new thing of ours that nothing there has, and take it."""
    number = next(
        n for at in range(len(taken) + 1) if (n := number_for(f"{key}:{at}")) not in taken
    )
    taken.add(number)
    return number
