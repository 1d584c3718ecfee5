"""The choice of assignments on desks nobody thought of: workload kept, nothing twice, no order."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st

from automation.domain.content.post import Post, Status
from automation.domain.desk import Desk
from automation.domain.ids import MemberId
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.load import ACTIVE, MOST_OPEN, USUAL_MINUTES, budget_minutes
from automation.domain.learning.pick import pick
from automation.domain.team.member import Role
from tests.domain.desks import (
    NOW,
    Out,
    make_desk,
    make_member,
    make_out,
    make_post,
)
from tests.domain.learning.course import KINDS, given_all


def minutes_of(code: str) -> int:
    """Return how long an assignment of a kind takes."""
    return KINDS[code].minutes if code in KINDS else USUAL_MINUTES


PEOPLE = [
    make_member(name, *roles, hours=hours)
    for name, roles, hours in (
        ("Ani", (Role.CREATOR,), 40.0),
        ("Bima", (Role.MANAGER, Role.ANALYST), 10.0),
        ("Cahya", (Role.DESIGNER,), None),
        ("Dewi", (), 6.0),
        ("Endah", (Role.LEGAL,), 100.0),
        ("Fajar", (Role.COMMUNITY,), 22.5),
    )
]


@st.composite
def posts(draw: st.DrawFn) -> Post | Out:
    owner = draw(st.sampled_from(PEOPLE))
    traits: dict[str, object] = {
        "media": draw(st.sampled_from([(), ("a.jpg",), ("a.jpg", "b.png")])),
        "campaign": draw(st.sampled_from(["", "Resep", "Promo"])),
        "asset": draw(st.sampled_from(["", "Video", "Foto"])),
        "hour": draw(st.integers(0, 23)),
    }
    days = draw(st.integers(1, 20))
    if draw(st.booleans()):
        return make_post(owner, days=days, status=draw(st.sampled_from(list(Status))), **traits)  # type: ignore[arg-type]
    told = {"likes": draw(st.none() | st.integers(0, 50)), "replies": draw(st.integers(0, 9))}
    return make_out(owner, days=-days, numbers=draw(st.sampled_from([None, told])), **traits)  # type: ignore[arg-type]


@st.composite
def assignments(draw: st.DrawFn) -> Assignment:
    days = draw(st.integers(0, 40))
    return Assignment(
        id=f"A-{draw(st.integers(0, 10**6))}",
        lesson="L1",
        kind=draw(st.sampled_from([*KINDS, "unheard_of"])),
        member=draw(st.sampled_from([*(one.id for one in PEOPLE), MemberId("Gone")])),
        title="",
        brief="",
        why="",
        where="",
        done_when="",
        given_at=NOW - timedelta(days=days),
        due_at=NOW - timedelta(days=days - 7),
        graded_at=draw(st.sampled_from([None, NOW - timedelta(days=days)])),
        state=draw(st.sampled_from(list(AssignmentState))),
        facts={"about": ""},
    )


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    drawn = draw(st.lists(posts(), max_size=20))
    return make_desk(
        [one for one in drawn if isinstance(one, Post)],
        [one for one in drawn if isinstance(one, Out)],
        draw(st.lists(st.sampled_from(PEOPLE), unique=True)),
        assignments=draw(st.lists(assignments(), max_size=6, unique_by=lambda one: one.id)),
    )


@settings(max_examples=120, deadline=None)
@given_by(desks())
def test_workload_is_kept_and_nothing_is_open_twice_whatever_stands_on_the_desk(desk: Desk) -> None:
    picks = pick(desk, now=NOW, kinds=KINDS)

    for member in desk.members.values():
        held = [
            one.kind
            for one in desk.assignments
            if one.member == member.id
            and (
                one.state in ACTIVE
                or (
                    one.state is not AssignmentState.WITHDRAWN
                    and one.given_at > NOW - timedelta(days=7)
                )
            )
        ]
        new = [one.kind.code for one in picks if one.member == member]
        if new:
            assert len(held) + len(new) <= MOST_OPEN
            assert sum(map(minutes_of, held + new)) <= budget_minutes(member)
        assert not set(new) & set(held)
        assert len(new) == len(set(new))


@settings(max_examples=60, deadline=None)
@given_by(desks(), st.randoms(use_true_random=False))
def test_the_choice_does_not_depend_on_the_order_of_rows_and_a_second_run_gives_nothing(
    desk: Desk, random: object
) -> None:
    shuffled = list(desk.posts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    mixed = replace(
        desk,
        posts=shuffled,
        members=dict(reversed(list(desk.members.items()))),
        assignments=list(reversed(desk.assignments)),
    )

    def chosen(on: Desk) -> list[tuple[str, str, str]]:
        return [
            (one.member.id, one.kind.code, str(one.evidence.why))
            for one in pick(on, now=NOW, kinds=KINDS)
        ]

    assert chosen(desk) == chosen(mixed)
    assert (
        pick(
            given_all(desk, pick(desk, now=NOW, kinds=KINDS)),
            now=NOW + timedelta(minutes=5),
            kinds=KINDS,
        )
        == []
    )
