"""What lies before each member, and before each job: posts, pictures, decisions, conversations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from automation.domain.content.post import Post
from automation.domain.ids import MemberId
from automation.domain.learning.figures import Figures
from automation.domain.learning.load import ACTIVE
from automation.domain.learning.responsibilities import JOBS, Responsibility
from automation.domain.learning.teamwork import decided_by, soon, waits_for
from automation.domain.learning.traits import pictures
from automation.domain.team.member import Member
from automation.language import mark

LOOK_BACK = timedelta(days=28)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What one member has before them: posts of the next fortnight, decisions, assignments."""

    member: Member
    posts: int
    decisions: int
    assignments: int


def carried(figures: Figures) -> list[Carried]:
    """Return what each active member carries, the most posts first."""
    named = (figures.member_named(post.owner) for post in figures.once(soon))
    owners = Counter(member.id for member in named if member is not None)
    deciders = Counter(name for _, names in figures.once(waiting) for name in names)
    learners = Counter(one.member for one in figures.desk.assignments if one.state in ACTIVE)
    found = [
        Carried(
            member=member,
            posts=owners[member.id],
            decisions=deciders[member.id],
            assignments=learners[member.id],
        )
        for member in figures.active_members
    ]
    return sorted(found, key=lambda one: (-one.posts, one.member.id))


def waiting(figures: Figures) -> list[tuple[Post, Sequence[MemberId]]]:
    """Return the posts of the next fortnight that wait for a decision, with all who may give it."""
    found: list[tuple[Post, Sequence[MemberId]]] = []
    for post in figures.once(soon):
        names = [
            one.id
            for one in figures.active_members
            if waits_for(figures, post, one) and not decided_by(figures, post, one.id)
        ]
        if names:
            found.append((post, names))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A job, the active members with the role for it, and how much of it the rows show.

    `what` is a template that says the count.
    """

    job: Responsibility
    holders: Sequence[MemberId]
    what: str
    count: int


def ahead(figures: Figures) -> list[Ahead]:
    """Return the jobs whose amount can be counted, each with those who share it."""
    since = figures.now - LOOK_BACK
    out = [post for post, at in figures.went_out.items() if since <= at <= figures.now]
    numbers = [figures.numbers[post] for post in out if post in figures.numbers]
    counts = {
        "creating": (mark("posts in the next 14 days: {count}"), len(figures.once(soon))),
        "designing": (
            mark("pictures in the next 14 days: {count}"), sum(len(pictures(post)) for post in figures.once(soon)),
        ),
        "checking": (mark("posts that wait for a decision: {count}"), len(figures.once(waiting))),
        "talking": (
            mark("replies in the last 28 days: {count}"), sum(one.replies or 0 for one in numbers),
        ),
        "measuring": (mark("posts of the last 28 days with numbers: {count}"), len(numbers)),
    }  # fmt: skip
    return [
        Ahead(
            job=job,
            holders=[one.id for one in figures.active_members if one.has_any(job.roles)],
            what=counts[job.code][0],
            count=counts[job.code][1],
        )
        for job in JOBS
        if job.code in counts
    ]
