"""Lesson 1: what the work is. A first post, one's own numbers, a plan in which every row has a name."""

from collections.abc import Sequence
from datetime import timedelta

from automation.domain.content.post import Post
from automation.domain.learning.answers import NumberAnswer
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.facts import Facts
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import AssignmentKind, Evidence
from automation.domain.learning.kinds.roles import EVERYONE, MAKERS
from automation.domain.learning.lessons import FIELD
from automation.domain.learning.medians import caution, median, told, weight_of
from automation.domain.learning.rules import NewPosts, RowsMended, titles_of
from automation.domain.team.member import Member, Role
from automation.language import Sentence, mark

SPAN_DAYS = 14
LEAST_POSTS = 3
MOST_ROWS = 8


def _no_post_yet(figures: Figures, member: Member) -> Evidence | None:
    if figures.posts_of(member.id):
        return None
    return Evidence(why=Sentence(mark("No post in the calendar is yours yet.")), weight=0.9)


FIRST_POST = AssignmentKind(
    code="first_post",
    lesson=FIELD,
    roles=MAKERS,
    title=mark("Plan your first post"),
    brief=mark(
        "Every post begins as a row of the calendar. Add one: a title, your name in "
        "“{calendar[owner]}”, a channel, a text and a time in the coming days. Set "
        "“{calendar[status]}” to “{calendar[status.draft]}”. Nothing goes out before it is ready and approved, so there "
        "is nothing you can break."
    ),
    where=mark("A new row of the calendar"),
    done_when=mark(
        "A new row has your name, a channel, a text of its own and a time to come, and is a draft "
        "or ready."
    ),
    days=7,
    minutes=20,
    find=_no_post_yet,
    rule=NewPosts(
        which=lambda _figures, _post, _facts: True,
        missing=mark("There is no row yet with your name, a channel, a text and a time to come."),
    ),
)


def _some_numbers(figures: Figures, member: Member) -> Evidence | None:
    until = (figures.now.astimezone(figures.desk.settings.timezone) - timedelta(days=1)).date()
    since = until - timedelta(days=SPAN_DAYS - 1)
    numbers = figures.numbers_between(since, until)
    posts = [post for post, one in numbers.items() if one.likes is not None]
    if len(posts) < LEAST_POSTS:
        return None
    own = {post.id for post in figures.posts_of(member.id)}.intersection(posts)
    span = {"since": since.isoformat(), "until": until.isoformat()}
    return Evidence(
        why=Sentence(
            mark(
                "{count} posts that went out from {since} to {until} have a number of likes. "
                "Yours among them: {own}. {caution}"
            ),
            {**span, "count": len(posts), "own": len(own), "caution": caution(len(posts))},
        ),
        weight=0.3 + weight_of(len(own) / len(posts), len(posts)) / 2,
        facts=span,
        from_numbers=True,
    )


def _median_likes(figures: Figures, assignment: Assignment, facts: Facts) -> Sequence[float]:
    since, until = facts.day("since"), facts.day("until")
    medians = []
    for as_of in (assignment.given_at, None):
        numbers = figures.numbers_between(since, until, as_of=as_of).values()
        if likes := told(one.likes for one in numbers):
            medians.append(float(median(likes)))
    return medians


OWN_NUMBERS = AssignmentKind(
    code="own_numbers",
    lesson=FIELD,
    roles=EVERYONE,
    title=mark("Find the middle of your team's likes"),
    brief=mark(
        "One lucky post pulls a mean up; the median, the post in the middle, stays honest. Take "
        "the posts that went out from {since} to {until} and have a number in "
        "“{calendar[likes]}”. Sort them by it. The one in the middle is the median; with an even "
        "count it lies halfway between the two in the middle."
    ),
    where=mark(
        "Calendar, “{calendar[published_at]}” and “{calendar[likes]}”; write the number into "
        "“{assignments[submission]}” of this row"
    ),
    done_when=mark("Your number is the median that the rows give, 5 % more or less."),
    days=7,
    minutes=15,
    find=_some_numbers,
    rule=NumberAnswer(
        values=_median_likes,
        wrong=mark(
            "{answer} is not the median of those posts. Leave out the ones without a number, and "
            "take the middle, not the mean."
        ),
    ),
)


def _is_named(figures: Figures, post: Post) -> bool:
    return bool(post.campaign.strip()) and figures.member_named(post.owner) is not None


def _unnamed_rows(figures: Figures, member: Member) -> Evidence | None:
    leads = Role.MANAGER in member.roles
    planned = figures.coming if leads else figures.coming_of(member.id)
    rows = [post for post in planned if not _is_named(figures, post)]
    if not rows:
        return None
    template = (
        mark("{count} of the {planned} coming posts had no owner from the team or no campaign.")
        if leads
        else mark("{count} of your {planned} coming posts had no campaign.")
    )
    nearest = rows[:MOST_ROWS]
    facts = {"count": len(rows), "planned": len(planned), "rows": titles_of(nearest)}
    return Evidence(
        why=Sentence(template, facts),
        weight=weight_of(len(rows) / len(planned), len(planned)),
        about=" ".join(post.id for post in nearest),
        facts={"rows": [post.id for post in nearest]},
    )


NAMED_ROWS = AssignmentKind(
    code="named_rows",
    lesson=FIELD,
    roles=frozenset({Role.MANAGER, Role.CREATOR, Role.COMMUNITY, Role.EDITOR}),
    title=mark("Give every planned post an owner and a campaign"),
    brief=mark(
        "A post without an owner is nobody's when something goes wrong, and one without a campaign "
        "cannot be counted later. Fill in “{calendar[owner]}” and “{calendar[campaign]}”; a "
        "campaign can be as small as “opening week”."
    ),
    where=mark("Calendar: {rows}"),
    done_when=mark("All these rows have an owner from the members tab and a campaign."),
    days=5,
    minutes=10,
    find=_unnamed_rows,
    rule=RowsMended(
        is_mended=lambda figures, post, _assignment: _is_named(figures, post),
        missing=mark("Still without an owner or a campaign: {rows}."),
    ),
)

FIELD_KINDS = (FIRST_POST, OWN_NUMBERS, NAMED_ROWS)
