"""Small honest statistics: medians, and how much a few numbers can say."""

import math
from collections.abc import Iterable
from statistics import median

from automation.language import Sentence, mark

FEW = 10
"""Below this many posts a difference is said to be a hint only."""

__all__ = ["FEW", "caution", "median", "shown", "told", "weight_of"]


def told(numbers: Iterable[int | None]) -> list[int]:
    """Return the numbers that were told; what was not is left out, never taken for 0."""
    return [number for number in numbers if number is not None]


def shown(number: float) -> str:
    """Write a median of whole numbers so that it reads the same in every language: 14 or 14½."""
    whole = math.floor(number)
    if number == whole:
        return str(whole)
    return f"{whole or ''}½"


def caution(count: int) -> Sentence:
    """Say how far so many posts can be trusted."""
    if count < FEW:
        return Sentence(mark("These are few posts: take it as a hint, not as proof."))
    return Sentence(mark("Enough posts to show a direction; a proof would take more."))


def weight_of(share: float, count: int) -> float:
    """Weigh a share (0 to 1) by the number of rows it was counted from: 1 of 1 says little."""
    return share * count / (count + 5)
