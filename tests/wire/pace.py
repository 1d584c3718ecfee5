"""Time that passes only when told to."""

from datetime import UTC, datetime, timedelta

from automation.http import Pace

NOON = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)


class FakeTime:
    """A clock and a sleep that agree, and remember how long was slept. `chance` is always `luck`."""

    def __init__(self, luck: float = 1.0) -> None:
        self.slept: list[float] = []
        self.pace = Pace(sleep=self._sleep, elapsed_s=lambda: sum(self.slept), chance=lambda: luck)

    def now(self) -> datetime:
        """Return noon, plus what was slept."""
        return NOON + timedelta(seconds=sum(self.slept))

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
