"""The rehearsal network's own time, and ids that grow with it.

A server needs a clock. This one runs with the machine's until somebody sets it; then it stands
still at that moment, so that a rehearsed fortnight can be walked through in minutes.
"""

import time
from datetime import UTC, datetime, timedelta

_SEQUENCE_BITS = 16


class Clock:
    """Tells the rehearsal's time, always aware and in UTC."""

    def __init__(self) -> None:
        self._set_to: datetime | None = None

    @property
    def is_set(self) -> bool:
        """Whether somebody stopped the clock at a moment of their own."""
        return self._set_to is not None

    def now(self) -> datetime:
        """Return the moment it was set to, or the machine's time."""
        return self._set_to or datetime.fromtimestamp(time.time(), UTC)

    def set(self, moment: datetime | None) -> None:
        """Stand still at an aware moment; None runs with the machine again.

        Raises:
            ValueError: the moment has no time zone.
        """
        if moment is not None and moment.tzinfo is None:
            raise ValueError("the moment needs a time zone")
        self._set_to = None if moment is None else moment.astimezone(UTC)

    def advance(self, by: timedelta) -> None:
        """Stand still that much later than now."""
        self._set_to = self.now() + by


class Ids:
    """Hands out decimal ids that sort by time: milliseconds in front, a counter behind."""

    def __init__(self) -> None:
        self._last: dict[int, int] = {}

    def next(self, moment: datetime) -> str:
        """Return an id for that moment, higher than any handed out for it before."""
        tick = int(moment.timestamp() * 1000)
        count = self._last.get(tick, -1) + 1
        self._last[tick] = count
        return str((tick << _SEQUENCE_BITS) | count)

    def skip(self, taken: str) -> None:
        """Never hand out this id again; used when a saved state is read."""
        number = int(taken)
        tick, count = number >> _SEQUENCE_BITS, number & ((1 << _SEQUENCE_BITS) - 1)
        self._last[tick] = max(count, self._last.get(tick, -1))


def iso(moment: datetime) -> str:
    """Write a moment as Mastodon does: UTC, milliseconds, Z."""
    return (
        moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
    )
