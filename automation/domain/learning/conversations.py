"""How posts talk with people: what was answered, how much, and where a talk could begin. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from automation.domain.learning.figures import Figures, Measured, busiest
from automation.domain.learning.traits import asks

DAYS = 60
"""How far back conversations are looked at."""
LEAST_POSTS = 2
"""A theme has at least so many posts; one post is a story, not a theme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One post and what came back. `replies` and `likes` are counts; no post here lacks the first."""

    measured: Measured
    replies: int
    likes: int | None

    @property
    def asks(self) -> bool:
        """Whether the post asked its readers something."""
        return asks(self.measured.post)

    @property
    def replies_in_ten(self) -> float | None:
        """How many replied for every ten who liked it; None where nobody did, or nobody tells."""
        return None if not self.likes else 10 * self.replies / self.likes


def talks(figures: Figures) -> Sequence[Talk]:
    """Return the posts of the channel with the most of them whose replies were told, in time order."""
    told = [one for one in figures.measured(days=DAYS) if one.numbers.replies is not None]
    return [
        Talk(measured=one, replies=one.numbers.replies or 0, likes=one.numbers.likes)
        for one in busiest(told)
    ]


def liveliest(found: Sequence[Talk]) -> Sequence[Talk]:
    """Return the talks with the most replies first; of equal ones the later."""
    return sorted(found, key=lambda talk: (talk.replies, talk.measured.at), reverse=True)


def by_asking(found: Sequence[Talk]) -> tuple[list[int], list[int]]:
    """Return the replies to posts that asked something, and to those that did not."""
    asked = [talk.replies for talk in found if talk.asks]
    return asked, [talk.replies for talk in found if not talk.asks]


def by_theme(found: Sequence[Talk]) -> Mapping[str, Sequence[int]]:
    """Return the replies by campaign, of those with posts enough, the largest theme first."""
    themes: dict[str, list[int]] = defaultdict(list)
    for talk in found:
        if name := talk.measured.post.campaign.strip():
            themes[name].append(talk.replies)
    kept = [(name, replies) for name, replies in themes.items() if len(replies) >= LEAST_POSTS]
    return dict(sorted(kept, key=lambda pair: (-len(pair[1]), pair[0])))


def by_week(found: Sequence[Talk], today: date, weeks: int) -> Mapping[date, int]:
    """Return the replies to the posts of each of the last weeks, by its Monday, the oldest first."""
    monday = today - timedelta(days=today.weekday())
    counts = {monday - timedelta(weeks=back): 0 for back in range(weeks - 1, -1, -1)}
    for talk in found:
        day = talk.measured.at.date()
        start = day - timedelta(days=day.weekday())
        if start in counts:
            counts[start] += talk.replies
    return counts
