"""Lets Python's garbage collector rest while a workbook is read or written.

Cells and rows are made by the million there, with no cycle among them: what is no longer needed is
freed at once by its count. The collector would look through all of them again and again, a
fifth of the time a large workbook takes.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Switch the collector off for a block, or a decorated function, unless it is off already."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
