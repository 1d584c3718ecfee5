"""Lets Python's garbage collector come seldom while a job works on a workbook.

A large workbook is a million cells and rows with no cycle among them: what is no longer needed is
freed at once by its count. As Python is set up, the collector would look through all of them
again and again, for a tenth of the time a run takes.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 200_000
"""How many new objects call it; Python's own 700 are meant for small programs."""


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Call the collector seldom until the block ends; one that is off stays off."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
