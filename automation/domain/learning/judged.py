"""One campaign to be judged: its posts on the busiest channel, beside all the others there."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.learning.figures import Figures, Measured, with_engagement

LEAST = 2
"""So many posts a side are needed to compare at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A campaign's posts and the channel's other posts, each in time order, all with an engagement."""

    campaign: str
    own: Sequence[Measured]
    rest: Sequence[Measured]

    @property
    def brought(self) -> Sequence[int]:
        """What each of the campaign's posts brought."""
        return [one.numbers.engagement or 0 for one in self.own]

    @property
    def brought_by_rest(self) -> Sequence[int]:
        """What each of the other posts brought."""
        return [one.numbers.engagement or 0 for one in self.rest]


def latest_campaign(figures: Figures, days: int) -> Judged | None:
    """Return the campaign with the latest measured post; None where nothing can be compared."""
    told = [one for one, _ in with_engagement(figures.measured(days=days))]
    counts = Counter(one.post.campaign.strip() for one in told)
    for last in reversed(told):
        name = last.post.campaign.strip()
        if name and counts[name] >= LEAST:
            rest = [one for one in told if one.post.campaign.strip() != name]
            own = [one for one in told if one.post.campaign.strip() == name]
            return Judged(campaign=name, own=own, rest=rest) if len(rest) >= LEAST else None
    return None
