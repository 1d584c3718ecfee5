"""Parts of the day and what they brought, and what pure chance makes of the same numbers.

Whether a part of the day is better is asked by dealing: the same numbers are shuffled like cards
and dealt out to the same places. How often chance finds a “best” part as good as the real one says
how little the real one proves (a permutation test; it needs no assumption on how numbers spread).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from automation.domain.learning.medians import median

LEAST = 2
"""With fewer posts a part of the day cannot be called best."""
DEALS = 1000
POSTS_MOST = 200
"""The latest posts are enough."""


class Part(StrEnum):
    """A part of the day. Few posts need few boxes: four, not twenty-four."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


STARTS: Mapping[Part, int] = {Part.MORNING: 3, Part.MIDDAY: 10, Part.AFTERNOON: 15, Part.EVENING: 18}  # fmt: skip
"""The hour from which on it is that part; the evening lasts until the morning."""


def part_of(hour: int) -> Part:
    """Return the part of the day of an hour (0 to 23)."""
    begun = [part for part, start in STARTS.items() if hour >= start]
    return begun[-1] if begun else Part.EVENING


def by_part(told: Sequence[tuple[int, int]]) -> dict[Part, list[int]]:
    """Sort numbers, each behind its hour, into the parts of the day; parts without one are left out."""
    found: dict[Part, list[int]] = {part: [] for part in Part}
    for hour, number in told[-POSTS_MOST:]:
        found[part_of(hour)].append(number)
    return {part: numbers for part, numbers in found.items() if numbers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Winner:
    """The part of the day that looks best, and its median."""

    part: Part
    median: float


def winner(parts: Mapping[Part, Sequence[int]]) -> Winner | None:
    """Return the part with the highest median; None unless two parts have enough posts to compare."""
    medians = {part: median(found) for part, found in parts.items() if len(found) >= LEAST}
    if len(medians) < 2:
        return None
    best = max(medians, key=lambda part: medians[part])
    return Winner(part=best, median=medians[best])


Shuffle = Callable[[list[int]], None]
"""Puts cards into another order, in place."""


def deals(
    parts: Mapping[Part, Sequence[int]], shuffle: Shuffle, count: int = DEALS
) -> Sequence[Winner]:
    """Shuffle the numbers over the same places so many times; return who won each time."""
    cards = [number for found in parts.values() for number in found]
    won = []
    for _ in range(count):
        shuffle(cards)
        dealt, place = {}, 0
        for part, found in parts.items():
            dealt[part] = cards[place : place + len(found)]
            place += len(found)
        first = winner(dealt)
        if first is not None:
            won.append(first)
    return won
