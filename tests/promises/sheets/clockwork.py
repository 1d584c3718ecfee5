"""Time that passes only while somebody waits for Google."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from automation.http import Pace
from automation.rehearsal.clock import Clock


@dataclass
class Clockwork:
    """Moves the service's clock on by each wait, and tells whoever keeps the story's time."""

    on_sleep: Callable[[timedelta], object]
    clock: Clock
    now_s: float = 0.0

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.now_s += seconds
            self.clock.advance(timedelta(seconds=seconds))
            self.on_sleep(timedelta(seconds=seconds))

    def pace(self) -> Pace:
        return Pace(sleep=self.sleep, elapsed_s=lambda: self.now_s, chance=lambda: 0.5)
