"""One run on a Google Sheet: what others do between its calls, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.promises.desk_story import Life

WRITE = "before spreadsheets.batchUpdate"
AT_WRITE = 100
"""From here on `at` counts the run's writes: 100 is just before the first, 101 the second."""


@dataclass
class SheetLife(Life):
    """`later` are further acts, each so many boundaries after the one before."""

    later: Sequence[tuple[int, Callable[[], object]]] = field(default=())
    was_disturbed: bool = False
    """Whether somebody acted while it ran, and it wrote afterwards: perhaps at the wrong place."""
    _has_acted: bool = False

    def hook(self, reached: str) -> None:
        if self.at >= AT_WRITE:
            self._wait_for_the_write(reached)
        is_turn = self.at == 0
        super().hook(reached)
        self._has_acted |= is_turn
        self.was_disturbed |= self._has_acted and reached == WRITE
        if is_turn and self.later:
            (self.at, self.act), *self.later = self.later

    def _wait_for_the_write(self, reached: str) -> None:
        """Let `at` stand still at other boundaries, and be due before the write that was meant."""
        if reached != WRITE:
            self.at += 1
        elif self.at == AT_WRITE:
            self.at = 0
