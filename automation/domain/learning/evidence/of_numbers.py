"""Evidence found in what the networks told: the weakest post, most replies, own posts and the middle."""

from datetime import date, timedelta

from automation.domain.learning.evidence.rule import PERCENT, Finding
from automation.domain.learning.figures import Figures, with_engagement
from automation.domain.learning.kind import Evidence
from automation.domain.learning.medians import caution, median, told, weight_of
from automation.domain.learning.params import Told, Whole
from automation.domain.learning.spans import middle
from automation.domain.learning.titles import title_of
from automation.domain.team.member import Member


def span_of(figures: Figures, days: int) -> dict[str, str]:
    """Return the last whole days, the first and the last of them, local to the workbook."""
    until = (figures.now.astimezone(figures.desk.settings.timezone) - timedelta(days=1)).date()
    since = until - timedelta(days=days - 1)
    return {"since": since.isoformat(), "until": until.isoformat()}


def _likes_told(figures: Figures, member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    span, posts = figures.keep(("likes told", days), lambda: _with_likes(figures, days))
    if len(posts) < rule.whole("least_posts"):
        return None
    own = {post.id for post in figures.posts_of(member.id)}.intersection(posts)
    facts = {**span, "count": len(posts), "own": len(own), "caution": caution(len(posts))}
    return Evidence(
        why=rule.say("why", **facts),
        weight=0.3 + weight_of(len(own) / len(posts), len(posts)) / 2,
        facts=span,
        from_numbers=True,
    )


def _with_likes(figures: Figures, days: int) -> tuple[dict[str, str], list[str]]:
    span = span_of(figures, days)
    since, until = (date.fromisoformat(span[name]) for name in ("since", "until"))
    numbers = figures.numbers_between(since, until)
    return span, [post for post, one in numbers.items() if one.likes is not None]


LIKES_TOLD = Finding(
    find=_likes_told,
    facts=("since", "until", "count", "own", "caution"),
    keeps=(
        "since",
        "until",
    ),
    table={"days": Whole(14, 1, 365), "least_posts": Whole(3, 1, 1000)},
)
"""Enough posts of the last days have a number of likes."""


def _against_the_middle(figures: Figures, member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    busy = figures.keep(("busiest", days), lambda: with_engagement(figures.measured(days=days)))
    if not busy:
        return None
    span, channel = span_of(figures, days), busy[0][0].channel
    since, until = (date.fromisoformat(span[name]) for name in ("since", "until"))
    brought = figures.engagement_on(channel, since, until)
    own = {post.id for post in figures.posts_of(member.id)}.intersection(brought)
    if len(own) < rule.whole("least_posts"):
        return None
    everyone = list(brought.values())
    facts = {
        **span,
        "channel": channel,
        "count": len(everyone),
        "own": len(own),
        "median": middle(everyone),
        "caution": caution(len(own)),
    }
    return Evidence(
        why=rule.say("why", **facts),
        weight=weight_of(rule.whole("weight") * PERCENT, len(own)),
        facts={**span, "channel": channel},
        from_numbers=True,
    )


AGAINST_THE_MIDDLE = Finding(
    find=_against_the_middle,
    facts=("since", "until", "channel", "count", "own", "median", "caution"),
    keeps=("since", "until", "channel",),
    table={
        "days": Whole(60, 2, 365), "least_posts": Whole(3, 1, 1000), "weight": Whole(60, 1, 100),
    },
)  # fmt: skip
"""The member's posts on the busiest channel, beside the median of everybody's there."""


def _most_replies(figures: Figures, _member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    measured = figures.measured(days=days)
    replies = told(one.numbers.replies for one in measured)
    if not replies or max(replies) == 0:
        return None
    most = next(one for one in measured if one.numbers.replies == max(replies))
    facts = {
        "title": title_of(most.post),
        "replies": max(replies),
        "channel": most.channel,
        "count": len(replies),
        "days": days,
    }
    return Evidence(
        why=rule.say("why", **facts),
        weight=rule.whole("weight") * PERCENT,
        about=most.post.id,
        facts={"post": most.post.id},
        from_numbers=True,
    )


MOST_REPLIES = Finding(
    find=_most_replies,
    facts=("title", "replies", "channel", "count", "days"),
    keeps=("post",),
    table={"days": Whole(30, 2, 365), "weight": Whole(30, 1, 100)},
)
"""The post that drew the most replies."""


def _weakest_post(figures: Figures, member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    own = {post.id for post in figures.posts_of(member.id)}
    mine = with_engagement([one for one in figures.measured(days=days) if one.post.id in own])
    if len(mine) < rule.whole("least_posts"):
        return None
    weakest, brought = min(mine, key=lambda pair: (pair[1], pair[0].at, pair[0].post.id))
    numbers = [engagement for _, engagement in mine]
    halfway = median(numbers)
    topic = weakest.post.asset.strip() or weakest.post.campaign.strip()
    if brought >= halfway or not topic:
        return None
    facts = {
        "title": title_of(weakest.post),
        "topic": topic,
        "brought": brought,
        "channel": weakest.channel,
        "count": len(mine),
        "days": days,
        "median": middle(numbers),
        "caution": caution(len(mine)),
    }
    return Evidence(
        why=rule.say("why", **facts),
        weight=weight_of((halfway - brought) / halfway, len(mine)),
        about=weakest.post.id,
        facts={"post": weakest.post.id, "topic": topic},
        from_numbers=True,
    )


WEAKEST_POST = Finding(
    find=_weakest_post,
    facts=(
        "title", "topic", "brought", "channel", "count", "days", "median", "caution",
    ),
    keeps=("post", "topic",),
    table={"days": Whole(30, 2, 365), "least_posts": Whole(4, 2, 1000)},
)  # fmt: skip
"""The member's weakest post lies below the median of their own on that channel."""
