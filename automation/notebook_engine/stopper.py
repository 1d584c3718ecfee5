"""Stops a running kernel for a reason from outside: a signal, Ctrl-C, a time-out.

Nothing is raised where the request arrives (a signal handler, a timer's thread): the reason is
kept, the kernel is interrupted so that the job in it can settle what it began, and killed two
seconds later. The engine then finds its kernel gone and asks here for the reason.
"""

import contextlib
import os
import signal
from collections.abc import Callable
from threading import Timer

from automation.domain.run import Outcome

GRACE_S = 2.0
"""Seconds a job has to settle its receipts between the interrupt and the kill."""


class Stopper:
    """Stops one kernel and all it started, once, and keeps the first reason."""

    def __init__(self) -> None:
        self.reason: Outcome | None = None
        self._group = 0
        self._timers: list[Timer] = []

    def watch(self, group: int) -> None:
        """Remember the kernel's process group; kill it if a stop was asked for before."""
        self._group = group
        if self.reason is not None:
            self._signal(signal.SIGKILL)

    def ask(self, reason: Outcome) -> None:
        """Interrupt the kernel now and kill it soon; asking again changes nothing."""
        if self.reason is not None:
            return
        self.reason = reason
        self._signal(signal.SIGINT)
        self._later(GRACE_S, lambda: self._signal(signal.SIGKILL))

    def ask_after(self, seconds: float, reason: Outcome) -> None:
        """Ask to stop when the seconds have passed, unless `release` comes first."""
        self._later(seconds, lambda: self.ask(reason))

    def release(self) -> None:
        """Kill what is left of the group, children of the kernel too, and forget it."""
        for timer in self._timers:
            timer.cancel()
        self._signal(signal.SIGKILL)
        self._group = 0

    def _later(self, seconds: float, action: Callable[[], None]) -> None:
        timer = Timer(seconds, action)
        timer.daemon = True
        self._timers.append(timer)
        timer.start()

    def _signal(self, number: signal.Signals) -> None:
        if self._group:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._group, number)
