"""Stops a running kernel for a reason from outside: a signal, Ctrl-C, a time-out.

Nothing is raised where the request arrives, and nothing is locked there (it may be a signal
handler): the reason is kept, the kernel is interrupted so that the job in it can settle what it
began, and a thread that stands by kills it two seconds later. The engine then finds its kernel
gone and asks here for the reason.
"""

import contextlib
import math
import os
import signal
from threading import Thread
from time import monotonic, sleep

from automation.domain.run import Outcome

GRACE_S = 2.0
"""Seconds a job has to settle its receipts between the interrupt and the kill."""

_LOOK_EVERY_S = 0.1


class Stopper:
    """Stops one kernel and all it started, once, and keeps the first reason."""

    def __init__(self) -> None:
        self.reason: Outcome | None = None
        self._group = 0
        self._ask_at = math.inf
        self._kill_at = math.inf

    def watch(self, group: int) -> None:
        """Stand by for the kernel's process group; kill it if a stop was asked for before."""
        self._group = group
        if self.reason is not None:
            self._signal(signal.SIGKILL)
        Thread(target=self._stand_by, args=(group,), daemon=True).start()

    def allow(self, seconds: float) -> None:
        """Let the kernel run so many seconds from now; then it has timed out."""
        self._ask_at = monotonic() + seconds

    def ask(self, reason: Outcome) -> None:
        """Interrupt the kernel now and kill it soon; asking again changes nothing."""
        if self.reason is None:
            self.reason = reason
            self._kill_at = monotonic() + GRACE_S
            self._signal(signal.SIGINT)

    def release(self) -> None:
        """Kill what is left of the group, children of the kernel too, and forget it."""
        self._signal(signal.SIGKILL)
        self._group = 0

    def _stand_by(self, group: int) -> None:
        while self._group == group:
            if monotonic() >= self._ask_at:
                self.ask(Outcome.TIMED_OUT)
            if monotonic() >= self._kill_at:
                self._signal(signal.SIGKILL)
            sleep(_LOOK_EVERY_S)

    def _signal(self, number: signal.Signals) -> None:
        if self._group:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._group, number)
