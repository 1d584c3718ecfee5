"""Evidence found by comparing groups of posts: hours, campaigns, posts that ask and those that do not.

Medians, each with how far it can be off, on one channel at a time; nothing is called better that
a few posts cannot carry.
"""

from dataclasses import dataclass
from datetime import date, datetime

from automation.domain.ids import ChannelId, PostId
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.evidence.of_numbers import span_of
from automation.domain.learning.evidence.rule import PERCENT, Finding
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures, busiest, with_engagement
from automation.domain.learning.judged import latest_campaign
from automation.domain.learning.kind import Evidence
from automation.domain.learning.medians import median, weight_of
from automation.domain.learning.params import Told, Whole
from automation.domain.learning.spans import compared, middle
from automation.domain.learning.traits import asks
from automation.domain.team.member import Member

LEAST_PER_GROUP = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """The hour whose posts did best on the busiest channel, against all the others there."""

    hour: int
    channel: ChannelId
    posts: list[PostId]
    best: list[int]
    rest: list[int]
    hours: int
    """How many hours were compared: of many, some always looks best."""


def _best_hour(figures: Figures, days: int) -> Hour | None:
    told = with_engagement(figures.measured(days=days))
    by_hour: dict[int, list[int]] = {}
    for one, engagement in told:
        by_hour.setdefault(one.at.hour, []).append(engagement)
    medians = {h: median(found) for h, found in by_hour.items() if len(found) >= LEAST_PER_GROUP}
    if not medians:
        return None
    hour = max(sorted(medians), key=lambda hour: medians[hour])
    rest = [engagement for one, engagement in told if one.at.hour != hour]
    if len(rest) < LEAST_PER_GROUP or medians[hour] <= median(rest):
        return None
    return Hour(
        hour=hour,
        channel=told[0][0].channel,
        posts=[one.post.id for one, _ in told if one.at.hour == hour],
        best=by_hour[hour],
        rest=rest,
        hours=len(medians),
    )


def _hour_to_test(figures: Figures, member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    found = figures.keep(("best hour", days), lambda: _best_hour(figures, days))
    if found is None:
        return None
    own = {post.id for post in figures.posts_of(member.id)}
    facts = {
        "channel": found.channel,
        "hour": f"{found.hour:02}:00",
        "until": f"{(found.hour + 1) % 24:02}:00",
        "count": len(found.best),
        "best": middle(found.best),
        "others": len(found.rest),
        "rest": middle(found.rest),
        "hours": found.hours,
        "own": len(own.intersection(found.posts)),
        "caution": compared(found.best, found.rest),
    }
    return Evidence(
        why=rule.say("why", **facts),
        weight=weight_of(rule.whole("weight") * PERCENT, len(found.best)),
        about=f"{found.channel} {found.hour}",
        facts={"channel": found.channel, "hour": found.hour},
        from_numbers=True,
    )


BEST_HOUR = Finding(
    find=_hour_to_test,
    facts=(
        "channel", "hour", "until", "count", "best", "others", "rest",
        "hours", "own", "caution",
    ),
    keeps=("channel", "hour",),
    table={"days": Whole(90, 2, 365), "weight": Whole(50, 1, 100)},
)  # fmt: skip
"""One hour's posts did better than the others."""


def _seldom_asks(figures: Figures, member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    own = figures.went_out_of(member.id, days=days)
    asking = sum(1 for post in own if asks(post))
    if len(own) < rule.whole("least_posts") or asking * 2 > len(own):
        return None
    facts: dict[str, object] = {"own": asking, "posts": len(own), "days": days}
    loudness = 1 - asking / len(own)
    team = figures.keep(("asking", days), lambda: _replies_by_asking(figures, days))
    if team is None:
        weight = weight_of(0.5 * loudness, len(own))
        return Evidence(why=rule.say("why_uncompared", **facts), weight=weight)
    asked, rest = team
    if median(asked) <= median(rest):
        return None
    facts |= {"asked": middle(asked), "asked_count": len(asked)}
    facts |= {"rest": middle(rest), "rest_count": len(rest)}
    facts |= {"caution": compared(asked, rest)}
    return Evidence(
        why=rule.say("why", **facts),
        weight=weight_of(0.8 * loudness, len(own)),
        from_numbers=True,
    )


def _replies_by_asking(figures: Figures, days: int) -> tuple[list[int], list[int]] | None:
    """Return the replies of posts that ask and of those that do not, None when either are too few."""
    asked: list[int] = []
    rest: list[int] = []
    for one in busiest(figures.measured(days=days)):
        if one.numbers.replies is not None:
            (asked if asks(one.post) else rest).append(one.numbers.replies)
    return (asked, rest) if min(len(asked), len(rest)) >= LEAST_PER_GROUP else None


SELDOM_ASKS = Finding(
    find=_seldom_asks,
    facts=(
        "own", "posts", "days", "asked", "asked_count", "rest",
        "rest_count", "caution",
    ),
    table={"days": Whole(90, 2, 365), "least_posts": Whole(3, 1, 1000)},
    other_whys={"why_uncompared": ("own", "posts", "days")},
)  # fmt: skip
"""Few of the member's posts ask the readers something, and such posts are not answered less."""


def topics(figures: Figures, facts: Facts, assignment: Assignment | None) -> dict[str, float]:
    """Return the median of replies of each campaign in the span, as known when given or as now."""
    as_of = assignment.given_at if assignment else None
    found = _replies_by_campaign(figures, facts.day("since"), facts.day("until"), as_of)
    return {topic: float(median(replies)) for topic, replies in found.items()}


def _replies_by_campaign(
    figures: Figures, since: date, until: date, as_of: datetime | None = None
) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for post, numbers in figures.numbers_between(since, until, as_of=as_of).items():
        topic = figures.posts[post].campaign.strip().casefold()
        if topic and numbers.replies is not None:
            found.setdefault(topic, []).append(numbers.replies)
    return {topic: found[topic] for topic in sorted(found) if len(found[topic]) >= LEAST_PER_GROUP}


def _campaigns_differ(figures: Figures, _member: Member, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    return figures.keep(
        ("topics", days, rule.word("why")), lambda: _topics_lately(figures, days, rule)
    )


def _topics_lately(figures: Figures, days: int, rule: Told) -> Evidence | None:
    span = span_of(figures, days)
    since, until = (date.fromisoformat(span[name]) for name in ("since", "until"))
    found = _replies_by_campaign(figures, since, until)
    medians = {topic: median(replies) for topic, replies in found.items()}
    if len(medians) < 2 or max(medians.values()) == min(medians.values()):
        return None
    best = max(medians, key=lambda topic: medians[topic])
    least = min(medians, key=lambda topic: medians[topic])
    facts = {
        **span,
        "count": len(medians),
        "low": middle(found[least]),
        "high": middle(found[best]),
        "caution": compared(found[best], found[least]),
    }
    weight = rule.whole("weight") * PERCENT
    return Evidence(why=rule.say("why", **facts), weight=weight, facts=span, from_numbers=True)


CAMPAIGNS_DIFFER = Finding(
    find=_campaigns_differ,
    facts=("since", "until", "count", "low", "high", "caution"),
    keeps=(
        "since",
        "until",
    ),
    table={"days": Whole(30, 2, 365), "weight": Whole(30, 1, 100)},
)
"""Campaigns were answered differently."""


def _campaign_to_judge(figures: Figures, _member: Member, rule: Told) -> Evidence | None:
    key = ("judge", rule.whole("days"), rule.word("why"))
    return figures.keep(key, lambda: _latest_campaign(figures, rule))


def _latest_campaign(figures: Figures, rule: Told) -> Evidence | None:
    days = rule.whole("days")
    found = latest_campaign(figures, days)
    if found is None:
        return None
    facts = {
        "campaign": found.campaign,
        "channel": found.own[0].channel,
        "count": len(found.own),
        "median": middle(found.brought),
        "others": len(found.rest),
        "rest": middle(found.brought_by_rest),
        "caution": compared(found.brought, found.brought_by_rest),
        "days": days,
    }
    return Evidence(
        why=rule.say("why", **facts),
        weight=rule.whole("weight") * PERCENT,
        about=found.campaign,
        facts={"campaign": found.campaign},
        from_numbers=True,
    )


CAMPAIGN_TO_JUDGE = Finding(
    find=_campaign_to_judge,
    facts=(
        "campaign", "channel", "count", "median", "others", "rest", "caution",
        "days",
    ),
    keeps=("campaign",),
    table={"days": Whole(90, 2, 365), "weight": Whole(45, 1, 100)},
)  # fmt: skip
"""The latest campaign with numbers, beside all other posts on the busiest channel."""
