"""What waits for whose decision, and who carries how much of the plan."""

from collections import Counter
from datetime import datetime, timedelta

from automation.domain.content.post import Post, Status
from automation.domain.ids import MemberId
from automation.domain.learning.figures import Figures
from automation.domain.team.member import Member

AHEAD_DAYS = 14


def soon(figures: Figures) -> list[Post]:
    """Return the planned posts of the next fortnight, the nearest first."""
    until = figures.now + timedelta(days=AHEAD_DAYS)
    return [post for post in figures.coming if post.publish_at and post.publish_at <= until]


def decided_by(figures: Figures, post: Post, member: MemberId) -> bool:
    """Say whether a decision in the row carries the member's name."""
    named = (figures.member_named(ask.approver) for ask in post.asks)
    return any(approver is not None and approver.id == member for approver in named)


def waits_for(figures: Figures, post: Post, member: Member) -> bool:
    """Say whether the post's first undecided level, on any of its channels, is this member's."""
    if post.status is not Status.READY or post.id in figures.went_out:
        return False
    owner = figures.member_named(post.owner)
    if owner is not None and owner.id == member.id and not figures.desk.settings.self_approval:
        return False
    decided = {ask.level for ask in post.asks}
    for name in post.channels:
        channel = figures.desk.channels.get(name)
        levels = range(1, channel.needed_levels + 1) if channel else range(0)
        first = next((level for level in levels if level not in decided), None)
        if channel is not None and first and member.has_any(channel.roles_at(first)):
            return True
    return False


def load_between(figures: Figures, since: datetime, until: datetime) -> Counter[MemberId]:
    """Count the posts planned in a span of time by owner."""
    load: Counter[MemberId] = Counter()
    for member in figures.active_members:
        for post in figures.posts_of(member.id):
            at = post.publish_at
            if at and since < at <= until and figures.is_planned(post, after=since):
                load[member.id] += 1
    return load
