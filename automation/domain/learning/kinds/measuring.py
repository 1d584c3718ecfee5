"""Lesson 5: measuring. The weakest post rewritten, the best hour put to the test."""

from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.content.post import Post
from automation.domain.ids import ChannelId, PostId
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures, Measured, busiest
from automation.domain.learning.kind import AssignmentKind, Evidence
from automation.domain.learning.kinds.roles import COUNTERS, WRITERS
from automation.domain.learning.lessons import MEASURING
from automation.domain.learning.medians import caution, median, shown, weight_of
from automation.domain.learning.rules import NewPosts, title_of
from automation.domain.learning.traits import shared_words
from automation.domain.team.member import Member, Role
from automation.language import Sentence, mark

RECENT_DAYS = 30
HOUR_DAYS = 90
LEAST_POSTS = 4
LEAST_PER_GROUP = 2
MOST_SHARED = 0.5


def _with_engagement(measured: Sequence[Measured]) -> list[tuple[Measured, int]]:
    pairs = ((one, one.numbers.engagement) for one in busiest(measured))
    return [(one, engagement) for one, engagement in pairs if engagement is not None]


def _weakest_post(figures: Figures, member: Member) -> Evidence | None:
    own = {post.id for post in figures.posts_of(member.id)}
    mine = [one for one in figures.measured(days=RECENT_DAYS) if one.post.id in own]
    told = _with_engagement(mine)
    if len(told) < LEAST_POSTS:
        return None
    weakest, brought = min(told, key=lambda pair: (pair[1], pair[0].at, pair[0].post.id))
    middle = median(engagement for _, engagement in told)
    topic = weakest.post.asset.strip() or weakest.post.campaign.strip()
    if brought >= middle or not topic:
        return None
    return Evidence(
        why=Sentence(
            mark(
                "“{title}” brought {brought} in likes, replies, shares and quotes on {channel}; the "
                "median of your {count} posts there in the last {days} days is {median}. {caution}"
            ),
            {
                "title": title_of(weakest.post),
                "topic": topic,
                "brought": brought,
                "channel": weakest.channel,
                "count": len(told),
                "days": RECENT_DAYS,
                "median": shown(middle),
                "caution": caution(len(told)),
            },
        ),
        weight=weight_of((middle - brought) / middle, len(told)),
        about=weakest.post.id,
        facts={"post": weakest.post.id, "topic": topic},
        from_numbers=True,
    )


def _is_rewritten(figures: Figures, post: Post, facts: Facts) -> bool:
    """Say whether a post takes up the weakest one's topic in mostly other words."""
    topic = facts.text("topic").casefold()
    if topic not in (post.asset.strip().casefold(), post.campaign.strip().casefold()):
        return False
    weakest = figures.posts.get(PostId(facts.text("post")))
    if weakest is None:
        return True
    return post.id != weakest.id and shared_words(post, weakest) < MOST_SHARED


SECOND_TRY = AssignmentKind(
    code="second_try",
    lesson=MEASURING,
    roles=WRITERS | {Role.DESIGNER, Role.MANAGER},
    title=mark("Give your weakest post a second try"),
    brief=mark(
        "A weak post is a cheap lesson if you change one thing and look again. Plan a new post on "
        "“{topic}” and change how it begins: a question, a number, a person. Keep the channel and "
        "roughly the hour, so that the words are what you test."
    ),
    where=mark("A new row of the calendar"),
    done_when=mark(
        "A new post of yours names “{topic}” as asset or campaign, and shares less than half of its "
        "words with “{title}”."
    ),
    days=10,
    minutes=25,
    find=_weakest_post,
    rule=NewPosts(
        which=_is_rewritten,
        missing=mark("There is no new post of yours on that topic with mostly other words yet."),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hour:
    """The hour whose posts did best on the busiest channel, against all the others there."""

    hour: int
    channel: ChannelId
    posts: list[PostId]
    best: float
    rest: float
    rest_count: int


def _best_hour(figures: Figures) -> _Hour | None:
    told = _with_engagement(figures.measured(days=HOUR_DAYS))
    by_hour: dict[int, list[int]] = {}
    for one, engagement in told:
        by_hour.setdefault(one.at.hour, []).append(engagement)
    medians = {
        hour: median(found) for hour, found in by_hour.items() if len(found) >= LEAST_PER_GROUP
    }
    if not medians:
        return None
    hour = max(sorted(medians), key=lambda hour: medians[hour])
    rest = [engagement for one, engagement in told if one.at.hour != hour]
    if len(rest) < LEAST_PER_GROUP or medians[hour] <= median(rest):
        return None
    return _Hour(
        hour=hour,
        channel=told[0][0].channel,
        posts=[one.post.id for one, _ in told if one.at.hour == hour],
        best=medians[hour],
        rest=median(rest),
        rest_count=len(rest),
    )


def _hour_to_test(figures: Figures, member: Member) -> Evidence | None:
    found = figures.once(_best_hour)
    if found is None:
        return None
    own = {post.id for post in figures.posts_of(member.id)}
    count = len(found.posts)
    facts = {
        "channel": found.channel,
        "hour": f"{found.hour:02}:00",
        "until": f"{(found.hour + 1) % 24:02}:00",
        "count": count,
        "best": shown(found.best),
        "others": found.rest_count,
        "rest": shown(found.rest),
        "own": len(own.intersection(found.posts)),
        "caution": caution(min(count, found.rest_count)),
    }
    return Evidence(
        why=Sentence(
            mark(
                "On {channel}, the {count} posts that went out between {hour} and {until} brought a "
                "median of {best} in likes, replies, shares and quotes; the other {others} a median "
                "of {rest}. Yours among those {count}: {own}. {caution}"
            ),
            facts,
        ),
        weight=0.5 * weight_of(1.0, count),
        about=f"{found.channel} {found.hour}",
        facts={"channel": found.channel, "hour": found.hour},
        from_numbers=True,
    )


def _goes_out_then(figures: Figures, post: Post, facts: Facts) -> bool:
    channel = ChannelId(facts.text("channel"))
    if channel not in post.channels or post.publish_at is None:
        return False
    return post.publish_at.astimezone(figures.desk.zone_of(channel)).hour == facts.whole("hour")


HOUR_TEST = AssignmentKind(
    code="hour_test",
    lesson=MEASURING,
    roles=COUNTERS,
    title=mark("Put the best hour to the test"),
    brief=mark(
        "The hour that looks best may only have had the best posts. Test it: plan two ordinary "
        "posts for {channel} between {hour} and {until}, and look again when they are a day old. If "
        "they do no better than the rest, the hour was luck."
    ),
    where=mark("Calendar, “{calendar[publish_at]}” of two of your coming posts"),
    done_when=mark("Two more posts of yours are planned for {channel} between {hour} and {until}."),
    days=10,
    minutes=20,
    find=_hour_to_test,
    rule=NewPosts(
        which=_goes_out_then,
        count=2,
        missing=mark("Posts of yours still wanted in that hour: {left}."),
    ),
)

MEASURING_KINDS = (SECOND_TRY, HOUR_TEST)
