"""How far a few numbers can be off: intervals for medians and shares. Exact, the same every time.

The interval of a median is made of two of the numbers themselves (order statistics): however the
numbers are spread, it misses the true median in at most one case of twenty. Five numbers or fewer
allow none; then the few are called few.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import comb, sqrt

from automation.domain.learning.medians import FEW, median, shown
from automation.language import Sentence, mark

MISSES = 0.05
"""How often an interval may miss, at most."""
Z = 1.959964
"""The normal quantile that belongs to it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the true value probably lies, both ends included."""

    low: float
    high: float

    def meets(self, other: "Span") -> bool:
        """Say whether two spans have a value in common."""
        return self.low <= other.high and other.low <= self.high


def median_span(numbers: Sequence[float]) -> Span | None:
    """Return the interval of a median, None when the numbers are too few for one.

    Source: the sign test's interval, e.g. https://en.wikipedia.org/wiki/Median_test ;
    P(miss) = 2 · P(Binomial(n, ½) < k), the k-th number from either end is taken.
    """
    count = len(numbers)
    if count > 1000:
        rank = int((count - Z * sqrt(count)) / 2)
    else:
        rank, below = 0, 1
        while 2 * below <= MISSES * 2**count:
            rank += 1
            below += comb(count, rank)
    if rank < 1:
        return None
    ordered = sorted(numbers)
    return Span(ordered[rank - 1], ordered[-rank])


def share_span(part: int, whole: int) -> Span:
    """Return Wilson's interval of a share, from 0 to 1; everything is possible for none of none."""
    if not whole:
        return Span(0.0, 1.0)
    share, square = part / whole, Z * Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = (
        Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    )
    return Span(max(0.0, middle - reach), min(1.0, middle + reach))


def middle(numbers: Sequence[float]) -> Sentence:
    """Say the median of some numbers, with how far it can be off when they are enough to know."""
    found, span = shown(median(numbers)), median_span(numbers)
    if span is None:
        return Sentence("{found}", {"found": found})
    return Sentence(
        mark("{found} (probably {low} to {high})"),
        {"found": found, "low": shown(span.low), "high": shown(span.high)},
    )


class Worth(Enum):
    """What the difference of two medians is worth, and how that is said."""

    FEW = mark("These are few posts: take it as a hint, not as proof.")
    CHANCE = mark("The two spans overlap, so it may well be chance.")
    APART = mark("The two spans lie apart; chance alone would seldom do that.")


def worth(one: Sequence[float], other: Sequence[float]) -> Worth:
    """Return what the difference of two medians is worth."""
    first, second = median_span(one), median_span(other)
    if first is None or second is None or min(len(one), len(other)) < FEW:
        return Worth.FEW
    return Worth.CHANCE if first.meets(second) else Worth.APART


def compared(one: Sequence[float], other: Sequence[float]) -> Sentence:
    """Say what the difference of two medians is worth."""
    return Sentence(worth(one, other).value)
