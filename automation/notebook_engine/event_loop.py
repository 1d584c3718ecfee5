"""Jupyter's synchronous calls leave an event loop open behind them; this one is closed."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from jupyter_core.utils import ensure_event_loop


@contextmanager
def closed_event_loop() -> Iterator[None]:
    """Let Jupyter use one event loop within, and close it with all that still waits in it.

    Inside a loop that runs already (a notebook, say) Jupyter works in a thread of its own, and
    nothing is done here.
    """
    if _is_running():
        yield
        return
    loop = ensure_event_loop()
    try:
        yield
    finally:
        waiting = asyncio.all_tasks(loop)
        for task in waiting:
            task.cancel()
        if waiting:
            loop.run_until_complete(asyncio.wait(waiting))
        asyncio.set_event_loop(None)
        loop.close()


def _is_running() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
