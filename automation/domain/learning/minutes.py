"""Where the minutes go: the rows of the time tab, and what a tool saved by people's own guess."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.ids import MemberId
from automation.domain.learning.figures import Figures

WEEK = timedelta(days=6)
"""From a week's first day to its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One piece of work. `by_hand`: the minutes it would take without the tool, None if not guessed."""

    work: str
    day: date
    minutes: float
    by_hand: float | None
    by: MemberId | None

    @property
    def saved(self) -> float:
        """Minutes saved; below 0 where the tool cost time. 0 where nobody guessed."""
        return 0.0 if self.by_hand is None else self.by_hand - self.minutes


def stretches(figures: Figures) -> Sequence[Stretch]:
    """Return the team's rows that have a day up to today and minutes, the earliest first."""
    today = figures.now.astimezone(figures.desk.settings.timezone).date()
    found = []
    for row in figures.desk.practice.get("time", ()):
        day, minutes = row.cells.get("day"), row.cells.get("minutes")
        by_hand = row.cells.get("by_hand")
        if not isinstance(day, date) or day > today:
            continue
        if not isinstance(minutes, int | float) or minutes <= 0:
            continue
        by = figures.member_named(str(row.cells.get("by", "")))
        found.append(
            Stretch(
                work=str(row.cells.get("activity", row.name)),
                day=day,
                minutes=float(minutes),
                by_hand=float(by_hand) if isinstance(by_hand, int | float) else None,
                by=by.id if by else None,
            )
        )
    return sorted(found, key=lambda one: one.day)


def last_week(rows: Sequence[Stretch]) -> Sequence[Stretch]:
    """Return the rows of the seven days that end with the latest day written down."""
    if not rows:
        return []
    since = max(one.day for one in rows) - WEEK
    return [one for one in rows if one.day >= since]


def by_work(rows: Iterable[Stretch]) -> Sequence[tuple[str, float]]:
    """Return the minutes of each kind of work, the most first."""
    sums: dict[str, float] = defaultdict(float)
    for one in rows:
        sums[one.work] += one.minutes
    return sorted(sums.items(), key=lambda pair: (-pair[1], pair[0].casefold()))
