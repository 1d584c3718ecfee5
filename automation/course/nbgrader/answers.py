"""Python that finds a right answer in an assignment's rows, for its solution and its hidden tests.

It is read by people and run where Lembar is not, so it counts with the standard library alone; a
test compares it with what Lembar's own checks say of the same rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from string import Template

from automation.course.nbgrader.rows import NUMBERS, Named
from automation.domain.learning.answers import TOLERANCE
from automation.domain.learning.checks import of_answers
from automation.domain.learning.checks.rule import ToldCheck
from automation.domain.learning.kind import Rule
from automation.language import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """How one right answer is found: `code` leaves it in `right`, for `solution` to hand in.

    `form` and `compares` are expressions about `answer`: whether it is of the right sort, which
    learners may see, and whether it is right, which they may not.
    """

    code: str
    form: str
    compares: str
    solution: str = "right"
    wanted: str = mark("Write a number.")
    wrong: str = ""
    """The template of what is said to who was wrong, with `{answer}`; the kind's own file has it."""
    of_one_channel: bool = False
    """Whether it counts one channel's rows, and which of them are the member's own."""


NUMBER_FORM = "isinstance(answer, (int, float))"
_NEAR = f"abs(answer - right) <= {TOLERANCE} * right"

MEDIAN_LIKES = Answer(
    code="""\
from statistics import median

days = [post for post in posts if $since <= post[$published_at][:10] <= $until]
right = median(post[$likes] for post in days if post[$likes] is not None)""",
    form=NUMBER_FORM,
    compares=_NEAR,
)
POSTS_ABOVE_THE_MIDDLE = Answer(
    code="""\
from statistics import median

brought = []
for post in posts:
    told = [post[name] for name in $numbers if post[name] is not None]
    if told and $since <= post[$published_at][:10] <= $until:
        brought.append((sum(told), post[$own]))
middle = median(number for number, _ in brought)
right = sum(1 for number, own in brought if own and number > middle)""",
    form=NUMBER_FORM,
    compares=_NEAR,
    of_one_channel=True,
)
CAMPAIGN = Answer(
    code="""\
from statistics import median

replies = {}
for post in posts:
    campaign = post[$campaign].casefold()
    if campaign and $since <= post[$published_at][:10] <= $until and post[$replies] is not None:
        replies.setdefault(campaign, []).append(post[$replies])
medians = {name: median(found) for name, found in replies.items() if len(found) >= 2}
right = [name for name in medians if medians[name] == max(medians.values())]""",
    form="isinstance(answer, str)",
    compares="answer.strip().casefold() in right",
    solution="right[0]",
    wanted=mark("Write the campaign's name, in quotation marks."),
)

_MEASURES: Mapping[str, Answer] = {
    "median_likes": MEDIAN_LIKES,
    "posts_above_the_middle": POSTS_ABOVE_THE_MIDDLE,
}


def answer_to(rule: Rule) -> Answer | None:
    """Return how the answer to a rule is found in the rows; None where rows do not give it."""
    if not isinstance(rule, ToldCheck):
        return None
    if rule.check is of_answers.NUMBER:
        return replace(_MEASURES[rule.told.word("measure")], wrong=rule.told.word("wrong"))
    if rule.check is of_answers.CAMPAIGN:
        return replace(CAMPAIGN, wrong=rule.told.word("wrong"))
    return None


def filled(answer: Answer, named: Named, span: Mapping[str, object]) -> str:
    """Return the code for these rows: the columns as they are called there, and the days counted."""
    columns = ("published_at", "campaign", "own", *NUMBERS)
    texts = {name: repr(named(name)) for name in columns}
    days = {name: repr(span[name]) for name in ("since", "until")}
    numbers = repr([named(name) for name in NUMBERS])
    return Template(answer.code).substitute(texts, **days, numbers=numbers)
