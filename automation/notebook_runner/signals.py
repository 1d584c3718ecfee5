"""Turns Ctrl-C and the signals that end a process into a request to stop a run in order."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from automation.domain.run import Outcome

_REASONS = {
    signal.SIGINT: Outcome.INTERRUPTED,
    signal.SIGTERM: Outcome.STOPPED,
    signal.SIGHUP: Outcome.STOPPED,  # the terminal was closed
}


@contextmanager
def stopping_on_signals(ask: Callable[[Outcome], None]) -> Iterator[None]:
    """Ask to stop when such a signal comes; put the handlers that were there back at the end.

    Does nothing outside the main thread, where Python delivers no signals, nor for a signal that
    is ignored already (a run started in the background ignores Ctrl-C).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def handle(number: int, _frame: FrameType | None) -> None:
        ask(_REASONS[signal.Signals(number)])

    before = {number: signal.getsignal(number) for number in _REASONS}
    mine = {number: old for number, old in before.items() if old is not signal.SIG_IGN}
    for number in mine:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, old in mine.items():
            signal.signal(number, old or signal.SIG_DFL)
