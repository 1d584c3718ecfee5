"""Lesson 6: community. Asking the readers, and finding what they talk about."""

from collections.abc import Sequence
from datetime import timedelta

from automation.domain.learning.answers import NameAnswer
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures, busiest
from automation.domain.learning.kind import AssignmentKind, Evidence
from automation.domain.learning.kinds.roles import COUNTERS, MAKERS
from automation.domain.learning.lessons import COMMUNITY
from automation.domain.learning.medians import caution, median, shown, weight_of
from automation.domain.learning.rules import NewPosts
from automation.domain.learning.traits import asks
from automation.domain.team.member import Member, Role
from automation.language import Sentence, mark

QUESTION_DAYS = 90
TOPIC_DAYS = 30
LEAST_POSTS = 3
LEAST_PER_GROUP = 2


def _questions_answered(figures: Figures, member: Member) -> Evidence | None:
    own = figures.went_out_of(member.id, days=QUESTION_DAYS)
    asking = sum(1 for post in own if asks(post))
    if len(own) < LEAST_POSTS or asking * 2 > len(own):
        return None
    facts: dict[str, object] = {"own": asking, "posts": len(own), "days": QUESTION_DAYS}
    team = figures.once(_replies_by_asking)
    if team is None:
        return Evidence(
            why=Sentence(
                mark(
                    "{own} of your {posts} posts of the last {days} days asked the readers something."
                ),
                facts,
            ),
            weight=weight_of(0.5 * (1 - asking / len(own)), len(own)),
        )
    asked, rest = team
    if median(asked) <= median(rest):
        return None
    facts |= {"asked": shown(median(asked)), "asked_count": len(asked)}
    facts |= {"rest": shown(median(rest)), "rest_count": len(rest)}
    facts |= {"caution": caution(min(len(asked), len(rest)))}
    return Evidence(
        why=Sentence(
            mark(
                "{own} of your {posts} posts of the last {days} days asked the readers something. "
                "The median of replies was {asked} for the team's {asked_count} posts that asked, and "
                "{rest} for the {rest_count} others. {caution}"
            ),
            facts,
        ),
        weight=weight_of(0.8 * (1 - asking / len(own)), len(own)),
        from_numbers=True,
    )


def _replies_by_asking(figures: Figures) -> tuple[list[int], list[int]] | None:
    """Return the replies of posts that ask and of those that do not, None when either are too few."""
    asked: list[int] = []
    rest: list[int] = []
    for one in busiest(figures.measured(days=QUESTION_DAYS)):
        if one.numbers.replies is not None:
            (asked if asks(one.post) else rest).append(one.numbers.replies)
    return (asked, rest) if min(len(asked), len(rest)) >= LEAST_PER_GROUP else None


QUESTION = AssignmentKind(
    code="question",
    lesson=COMMUNITY,
    roles=MAKERS,
    title=mark("Ask your readers something you want to know"),
    brief=mark(
        "Only a real question gets a real answer. Plan a post with a question whose answers will "
        "change something you do, and stay close to the channel for the first hour, so that nobody "
        "answers into silence."
    ),
    where=mark("A new or a coming row of the calendar"),
    done_when=mark(
        "One more of your coming posts asks its readers a question, in words of its own."
    ),
    days=7,
    minutes=20,
    find=_questions_answered,
    rule=NewPosts(
        which=lambda _figures, post, _facts: asks(post),
        missing=mark("None of your new posts asks a question yet."),
    ),
)


def _topics(figures: Figures, facts: Facts, assignment: Assignment | None) -> dict[str, float]:
    """Return the median of replies of each campaign in the span, as told when given and as told now."""
    since, until = facts.day("since"), facts.day("until")
    as_of = assignment.given_at if assignment else None
    by_topic: dict[str, list[int]] = {}
    for post, numbers in figures.numbers_between(since, until, as_of=as_of).items():
        topic = figures.posts[post].campaign.strip().casefold()
        if topic and numbers.replies is not None:
            by_topic.setdefault(topic, []).append(numbers.replies)
    enough = {topic: found for topic, found in by_topic.items() if len(found) >= LEAST_PER_GROUP}
    return {topic: float(median(found)) for topic, found in sorted(enough.items())}


def _talked_about(figures: Figures, assignment: Assignment, facts: Facts) -> Sequence[str]:
    """Return the campaigns with the highest median, as known at the time or now; ties all count."""
    best: list[str] = []
    for known in (_topics(figures, facts, assignment), _topics(figures, facts, None)):
        best += [topic for topic, replies in known.items() if replies == max(known.values())]
    return best


def _all_topics(figures: Figures, _assignment: Assignment, facts: Facts) -> Sequence[str]:
    return list(_topics(figures, facts, None))


def _several_topics(figures: Figures, _member: Member) -> Evidence | None:
    return figures.once(_topics_lately)


def _topics_lately(figures: Figures) -> Evidence | None:
    until = (figures.now.astimezone(figures.desk.settings.timezone) - timedelta(days=1)).date()
    since = until - timedelta(days=TOPIC_DAYS - 1)
    span = {"since": since.isoformat(), "until": until.isoformat()}
    topics = _topics(figures, Facts(span), None)
    if len(topics) < 2 or max(topics.values()) == min(topics.values()):
        return None
    return Evidence(
        why=Sentence(
            mark(
                "From {since} to {until}, {count} campaigns had at least two posts with a number of "
                "replies. Their medians lie between {low} and {high}."
            ),
            {
                **span,
                "count": len(topics),
                "low": shown(min(topics.values())),
                "high": shown(max(topics.values())),
            },
        ),
        weight=0.3,
        facts=span,
        from_numbers=True,
    )


TOPIC = AssignmentKind(
    code="topic",
    lesson=COMMUNITY,
    roles=COUNTERS | {Role.EDITOR},
    title=mark("Find the topic people answer to"),
    brief=mark(
        "Likes are quick, an answer costs time: replies show what people care about. Group the "
        "posts that went out from {since} to {until} by “{calendar[campaign]}”, leave out campaigns "
        "with a single post, and find the one whose median of replies is highest. Write its name "
        "down, and talk with your team about planning more of it."
    ),
    where=mark(
        "Calendar, “{calendar[campaign]}” and “{calendar[replies]}”; write the name into "
        "“{assignments[submission]}” of this row"
    ),
    done_when=mark("You name the campaign whose posts had the highest median of replies."),
    days=7,
    minutes=20,
    find=_several_topics,
    rule=NameAnswer(
        right=_talked_about,
        choices=_all_topics,
        wrong=mark(
            "“{answer}” does not name that campaign. Use the median of each campaign's replies, and "
            "only campaigns with at least two posts."
        ),
    ),
)

COMMUNITY_KINDS = (QUESTION, TOPIC)
