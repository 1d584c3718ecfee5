"""Plausible attention for a rehearsed post: pure, the same for the same post every time.

The numbers are invented, and shown as such. They follow what teams learn to look for: pictures,
questions, one to three hashtags and the hours when people look at their phones help; walls of
hashtags and long texts do not. Attention arrives fast, then slows (one minus e to the minus t),
so a snapshot after an hour, a day and a week tell a story.
"""

import hashlib
import math
from dataclasses import dataclass
from datetime import timedelta

_BUSY_HOURS = {7: 1.15, 8: 1.15, 12: 1.3, 13: 1.2, 18: 1.2, 19: 1.4, 20: 1.45, 21: 1.3}
_QUIET_HOURS = range(6)
_HALF_LIFE = timedelta(hours=5)  # by then half of all attention has come
_FAVOURITES_PER_FOLLOWER = 0.018
_REPLIES_MAX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a simulated audience did so far; whole numbers, cumulative since publication."""

    favourites: int = 0
    reblogs: int = 0

    def at_least(self, other: "Counts") -> "Counts":
        """Return the higher of both, number by number: attention shown once is never taken back."""
        return Counts(
            favourites=max(self.favourites, other.favourites),
            reblogs=max(self.reblogs, other.reblogs),
        )


NOBODY = Counts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What the audience sees of a post. `hour` is the local hour of publication, 0 to 23."""

    post_id: str
    has_picture: bool
    has_question: bool
    hashtags: int
    length: int
    hour: int
    followers: int
    is_reply: bool = False


def audience_counts(features: Features, age: timedelta) -> Counts:
    """Return favourites and boosts at that age; never fewer at a greater age."""
    share = _arrived(age)
    favourites = _appeal(features) * features.followers * _FAVOURITES_PER_FOLLOWER
    reblogs = favourites * (0.16 + 0.12 * _chance(features.post_id, "reblogs"))
    return Counts(favourites=math.floor(favourites * share), reblogs=math.floor(reblogs * share))


def reply_times(features: Features) -> tuple[timedelta, ...]:
    """Return how long after publication each simulated reply comes, soonest first."""
    wished = _appeal(features) * (0.9 if features.has_question else 0.35)
    count = min(_REPLIES_MAX, math.floor(wished + _chance(features.post_id, "replies")))
    return tuple(
        timedelta(
            minutes=round(9 + 47 * number**1.7 + 20 * _chance(features.post_id, f"reply{number}"))
        )
        for number in range(count)
    )


def _appeal(features: Features) -> float:
    factors = (
        1.5 if features.has_picture else 1.0,
        1.35 if features.has_question else 1.0,
        _hashtag_factor(features.hashtags),
        0.55 if features.hour in _QUIET_HOURS else _BUSY_HOURS.get(features.hour, 1.0),
        0.8 if features.length > 400 else 1.1 if 40 <= features.length <= 220 else 1.0,
        0.35 if features.is_reply else 1.0,
        0.7 + 0.6 * _chance(features.post_id, "luck"),
    )
    return math.prod(factors)


def _hashtag_factor(hashtags: int) -> float:
    if hashtags == 0:
        return 0.85
    return 1.2 if hashtags <= 3 else 0.75


def _arrived(age: timedelta) -> float:
    """Return which part of all attention has come by that age, from 0 to 1."""
    return 1 - math.exp(-math.log(2) * max(age / _HALF_LIFE, 0.0))


def _chance(post_id: str, what: str) -> float:
    """Return a number in [0, 1) fixed by the post: luck that can be recomputed."""
    digest = hashlib.sha256(f"{post_id} {what}".encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48
