"""The team's posts as the plain rows that an exported assignment counts. No person is named."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from automation.domain.content.post import Post
from automation.domain.ids import ChannelId, PostId
from automation.domain.learning.figures import Figures
from automation.domain.learning.titles import title_of
from automation.domain.publishing.snapshot import Numbers

Row = Mapping[str, str | int | bool | None]
Named = Callable[[str], str]
"""Gives what a column is called in the rows: as people see it in their workbook."""

NUMBERS = ("likes", "replies", "shares", "quotes")


def rows_of_calendar(figures: Figures, named: Named) -> list[Row]:
    """Return what went out and has numbers, all channels of a post together, oldest first."""
    out = figures.went_out
    found = [(out[post], post, numbers) for post, numbers in figures.numbers.items()]
    return [
        _row(named, figures.posts[post], at, numbers)
        for at, post, numbers in sorted(found, key=_age)
    ]


def rows_of_channel(
    figures: Figures, named: Named, channel: ChannelId, own: Collection[PostId]
) -> list[Row]:
    """Return what went out on one channel and has numbers, and which of it is the member's own."""
    return [
        {**_row(named, one.post, one.at, one.numbers), named("own"): one.post.id in own}
        for one in figures.measured_on(channel)
    ]


def _age(found: tuple[datetime, PostId, Numbers]) -> tuple[datetime, PostId]:
    return found[:2]


def _row(named: Named, post: Post, at: datetime, numbers: Numbers) -> Row:
    """Return one post; what a network does not tell is None."""
    return {
        named("title"): title_of(post),
        named("published_at"): f"{at:%Y-%m-%d %H:%M}",
        named("campaign"): post.campaign.strip(),
        **{named(name): getattr(numbers, name) for name in NUMBERS},
    }
