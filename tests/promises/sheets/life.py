"""One run on a Google Sheet: what others do between its calls, one after the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.promises.desk_story import Life

WRITE = "before spreadsheets.batchUpdate"


@dataclass
class SheetLife(Life):
    """`later` are further acts, each so many boundaries after the one before."""

    later: Sequence[tuple[int, Callable[[], object]]] = field(default=())
    was_disturbed: bool = False
    """Whether somebody acted while it ran, and it wrote afterwards: perhaps at the wrong place."""

    def hook(self, reached: str) -> None:
        is_turn = self.at == 0
        super().hook(reached)
        if self.at < 0 and reached == WRITE:
            self.was_disturbed = True
        if is_turn and self.later:
            (self.at, self.act), *self.later = self.later
