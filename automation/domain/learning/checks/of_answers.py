"""Checks of what a member writes into the submission cell: a number, a name, a text."""

from collections.abc import Callable, Mapping, Sequence

from automation.domain.ids import ChannelId
from automation.domain.learning.answers import name_answer, number_answer, text_for_trainer
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.checks.rule import Check
from automation.domain.learning.evidence.of_groups import topics
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Work
from automation.domain.learning.medians import median, told
from automation.domain.learning.params import Choice, Says, Told, Whole

Values = Callable[[Figures, Assignment, Facts], Sequence[float]]


def _median_likes(figures: Figures, assignment: Assignment, facts: Facts) -> Sequence[float]:
    since, until = facts.day("since"), facts.day("until")
    medians = []
    for as_of in (assignment.given_at, None):
        numbers = figures.numbers_between(since, until, as_of=as_of).values()
        if likes := told(one.likes for one in numbers):
            medians.append(float(median(likes)))
    return medians


def _above_the_middle(figures: Figures, assignment: Assignment, facts: Facts) -> Sequence[float]:
    """Return how many of the member's posts lie above the channel's median, as known then and now."""
    since, until, channel = facts.day("since"), facts.day("until"), ChannelId(facts.text("channel"))
    own = {post.id for post in figures.posts_of(assignment.member)}
    counts = []
    for as_of in (assignment.given_at, None):
        brought = figures.engagement_on(channel, since, until, as_of=as_of)
        if brought:
            middle = median(brought.values())
            counts.append(float(sum(1 for post in own if brought.get(post, 0) > middle)))
    return counts


MEASURES: Mapping[str, Values] = {
    "median_likes": _median_likes,
    "posts_above_the_middle": _above_the_middle,
}


def _number(figures: Figures, assignment: Assignment, rule: Told) -> Work:
    values = MEASURES[rule.word("measure")](figures, assignment, Facts(assignment.facts))
    return number_answer(assignment, values, rule.word("wrong"))


NUMBER = Check(
    look=_number,
    needs_by={
        "measure": {
            "median_likes": ("since", "until"),
            "posts_above_the_middle": ("since", "until", "channel"),
        }
    },
    table={"measure": Choice(tuple(MEASURES)), "wrong": Says(("answer",))},
)
"""The submission is a number that the rows give."""


def _campaign(figures: Figures, assignment: Assignment, rule: Told) -> Work:
    """Compare a campaign's name with the highest medians, as known then and now; ties all count."""
    facts = Facts(assignment.facts)
    best: list[str] = []
    for known in (topics(figures, facts, assignment), topics(figures, facts, None)):
        best += [topic for topic, replies in known.items() if replies == max(known.values())]
    choices = list(topics(figures, facts, None))
    return name_answer(assignment, best, choices, rule.word("wrong"))


CAMPAIGN = Check(look=_campaign, table={"wrong": Says(("answer",))}, needs=("since", "until"))
"""The submission names the campaign people answered most."""


def _text(figures: Figures, assignment: Assignment, rule: Told) -> Work:
    limits = rule.whole("least_words"), rule.whole("most_words")
    return text_for_trainer(figures, assignment, limits)


TEXT = Check(
    look=_text,
    table={"least_words": Whole(30, 1, 2000), "most_words": Whole(400, 1, 5000)},
    by_trainer=True,
)
"""The submission is a text of the member's own; the trainer judges it by the rubric."""
