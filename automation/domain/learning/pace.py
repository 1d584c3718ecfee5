"""How many posts go out in an ordinary week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from automation.domain.learning.figures import Figures

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a moment on, and how many posts went out in them."""

    start: datetime
    count: int


def full_weeks(figures: Figures, most: int = 4) -> Sequence[Week]:
    """Return the last weeks up to now, the earliest first; none from before the first post.

    A week is seven days back from now, not Monday to Sunday, so that every week is a whole one.
    """
    times = [at for at in figures.went_out.values() if at <= figures.now]
    if not times:
        return []
    weeks: list[Week] = []
    end = figures.now.astimezone(figures.desk.settings.timezone)
    while len(weeks) < most and end - WEEK >= min(times):
        weeks.append(Week(end - WEEK, sum(1 for at in times if end - WEEK < at <= end)))
        end -= WEEK
    return weeks[::-1]
