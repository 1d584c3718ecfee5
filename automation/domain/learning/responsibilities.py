"""The nine jobs of social media (N44): who holds the role for each, and whose hands the rows show."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from automation.domain.ids import MemberId
from automation.domain.learning.figures import Figures
from automation.domain.learning.traits import pictures
from automation.domain.team.member import Role
from automation.language import mark

LOOK_BACK_DAYS = 60
Hands = Counter[MemberId]


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One job. `roles` hold it in the members tab, none when the sheet has no role for it.

    `seen` counts what the rows show of it by member; None when they show nothing of it.
    """

    code: str
    title: str
    about: str
    roles: frozenset[Role] = frozenset()
    seen: Callable[[Figures], Hands] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A job in one team: the active members with the role for it, and whose hands the rows show."""

    job: Responsibility
    holders: Sequence[MemberId]
    hands: Hands | None

    @property
    def is_open(self) -> bool:
        """Whether there is a role for it and nobody has it."""
        return bool(self.job.roles) and not self.holders


def who_does_what(figures: Figures) -> list[Held]:
    """Return the nine jobs as this team holds them."""
    return [
        Held(
            job=job,
            holders=[one.id for one in figures.active_members if one.has_any(job.roles)],
            hands=job.seen(figures) if job.seen else None,
        )
        for job in JOBS
    ]


def _planned(figures: Figures) -> Hands:
    return _by_member(figures, lambda member: len(figures.coming_of(member)))


def _made(figures: Figures) -> Hands:
    return _by_member(figures, lambda member: len(figures.went_out_of(member, days=LOOK_BACK_DAYS)))


def _drawn(figures: Figures) -> Hands:
    return _by_member(
        figures,
        lambda member: sum(
            1 for post in figures.went_out_of(member, days=LOOK_BACK_DAYS) if pictures(post)
        ),
    )


def _decided(figures: Figures) -> Hands:
    since = figures.now - timedelta(days=LOOK_BACK_DAYS)
    hands: Hands = Counter()
    for record in figures.desk.approvals:
        member = figures.member_named(record.member) if since <= record.at <= figures.now else None
        if member is not None:
            hands[member.id] += 1
    return hands


def _by_member(figures: Figures, count: Callable[[MemberId], int]) -> Hands:
    counted = {one.id: count(one.id) for one in figures.active_members}
    return Counter({member: number for member, number in counted.items() if number})


JOBS = (
    Responsibility(
        "leading",
        mark("Leading"),
        mark("sets goals, decides what matters and what can wait"),
        frozenset({Role.MANAGER}),
    ),
    Responsibility(
        "planning",
        mark("Planning"),
        mark("keeps the calendar full enough, and with room for surprises"),
        frozenset({Role.MANAGER}),
        _planned,
    ),
    Responsibility(
        "creating",
        mark("Creating"),
        mark("writes, films, turns one idea into many posts"),
        frozenset({Role.CREATOR}),
        _made,
    ),
    Responsibility(
        "designing",
        mark("Designing"),
        mark("makes pictures that fit, and describes them for who cannot see them"),
        frozenset({Role.DESIGNER}),
        _drawn,
    ),
    Responsibility(
        "talking",
        mark("Talking with people"),
        mark("answers, asks, thanks; knows the regulars by name"),
        frozenset({Role.COMMUNITY}),
    ),
    Responsibility(
        "measuring",
        mark("Measuring"),
        mark("reads the numbers and says what the team should do about them"),
        frozenset({Role.ANALYST}),
    ),
    Responsibility(
        "checking",
        mark("Checking"),
        mark("looks over words, facts and rights before anything goes out"),
        frozenset({Role.EDITOR, Role.EXPERT, Role.LEGAL, Role.FINAL}),
        _decided,
    ),
    Responsibility(
        "advertising",
        mark("Paid posts"),
        mark("buys reach, watches what it costs and stops what does not work"),
    ),
    Responsibility(
        "serving",
        mark("Customer service"),
        mark("solves what customers report, so that an answer is more than words"),
    ),
)
"""Lembar's members tab has no role for the last two; somebody does them all the same, or nobody."""
