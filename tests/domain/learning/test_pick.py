"""Who gets which assignment: by role, evidence and progress, within the week's workload."""

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from automation.domain.desk import Desk
from automation.domain.learning.assignment import AssignmentState
from automation.domain.learning.pick import pick
from automation.domain.team.member import Member, Role
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    NOW,
    make_desk,
    make_member,
    make_out,
    make_post,
)
from tests.domain.learning.course import KINDS, give, given_all

DONE = AssignmentState.DONE


def codes(desk: Desk, now: datetime = NOW) -> dict[str, list[str]]:
    """Return the kinds each member gets, by first name."""
    found: dict[str, list[str]] = {}
    for one in pick(desk, now=now, kinds=KINDS):
        found.setdefault(one.member.id.split()[0], []).append(one.kind.code)
    return found


def busy_desk(members: list[Member] | None = None) -> Desk:
    """Return a fortnight with something to find for everybody."""
    out = [
        make_out(AYU, days=-d, numbers={"likes": 3 * d, "replies": d % 3}, media=("a.jpg",))
        for d in range(2, 12)
    ]
    rows = [make_post(AYU, days=d, campaign="", media=("b.jpg",)) for d in range(1, 9)]
    return make_desk(rows, out, members or [AYU, BUDI, CITRA])


def test_the_first_assignment_carries_the_course_on_and_the_second_answers_the_rows() -> None:
    first, second = codes(busy_desk([AYU]))["Ayu"]

    assert KINDS[first].lesson.number == 1
    assert second == "alt_texts"


def test_the_course_goes_on_with_the_lowest_lesson_not_had_yet() -> None:
    desk = busy_desk([AYU])
    had = [
        give(
            code,
            desk,
            state=DONE,
            given_at=NOW - timedelta(days=60),
            graded_at=NOW - timedelta(days=50),
        )
        for code in ("own_numbers", "alt_texts")
    ]

    first, _ = codes(replace(desk, assignments=had))["Ayu"]

    assert KINDS[first].lesson.number > 2


def test_a_lesson_with_nothing_for_a_member_is_passed_over() -> None:
    lawyer = make_member("Tono", Role.LEGAL)

    given = codes(make_desk(members=[lawyer]))

    assert given == {"Tono": ["guard_words"]}


def test_colleagues_do_not_all_get_the_same() -> None:
    newcomers = [make_member(name, Role.COMMUNITY) for name in ("Dian", "Eko", "Fitri", "Gita")]

    given = Counter(code for found in codes(busy_desk(newcomers)).values() for code in found)

    assert max(given.values()) < len(newcomers)


def test_no_kind_goes_to_more_than_half_of_the_team_while_there_is_another() -> None:
    out = [make_out(BUDI, days=-d, numbers={"likes": d}) for d in (2, 3, 4)]
    quiet = [make_member(name, Role.CREATOR) for name in ("Dian", "Eko", "Fitri", "Gita")]
    rows = [make_post(one, campaign="", days=d) for one in quiet for d in range(1, 4)]

    given = codes(make_desk(rows, out, [*quiet, BUDI]))

    counts = Counter(code for found in given.values() for code in found)
    assert counts["own_numbers"] <= 3
    assert counts["named_rows"] <= 3


def test_what_is_done_once_for_the_team_goes_to_one_member() -> None:
    managers = [make_member(name, Role.MANAGER) for name in ("Dian", "Eko", "Fitri")]
    drill = {"pause_drill": KINDS["pause_drill"]}
    desk = make_desk(members=managers)

    [one] = pick(desk, now=NOW, kinds=drill)

    assert pick(given_all(desk, [one]), now=NOW + timedelta(days=9), kinds=drill) == []


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="open"),
        pytest.param({"state": AssignmentState.OVERDUE}, id="overdue"),
        pytest.param({"state": AssignmentState.WAITING_FOR_TRAINER}, id="with the trainer"),
        pytest.param(
            {"state": DONE, "graded_at": NOW - timedelta(days=20)}, id="done three weeks ago"
        ),
    ],
)
def test_the_same_matter_is_not_brought_again(changes: dict[str, object]) -> None:
    desk = busy_desk([AYU])
    before = give("alt_texts", desk, AYU, given_at=NOW - timedelta(days=21), **changes)

    assert "alt_texts" not in codes(replace(desk, assignments=[before]))["Ayu"]


def test_a_new_matter_and_an_old_one_after_four_weeks_are_brought_again() -> None:
    desk = busy_desk([AYU])
    month_ago = {"given_at": NOW - timedelta(days=40), "state": DONE}
    rested = give("alt_texts", desk, graded_at=NOW - timedelta(days=29), **month_ago)
    recent = give("alt_texts", desk, graded_at=NOW - timedelta(days=20), **month_ago)
    newer = replace(recent, facts={**recent.facts, "about": "P-earlier"})

    for before in (rested, newer):
        assert "alt_texts" in codes(replace(desk, assignments=[before]))["Ayu"]


def test_finishing_early_brings_no_new_load_within_the_week() -> None:
    desk = given_all(busy_desk([AYU]), pick(busy_desk([AYU]), now=NOW, kinds=KINDS))
    done = [replace(one, state=DONE, graded_at=NOW) for one in desk.assignments]
    desk = replace(desk, assignments=done)

    assert pick(desk, now=NOW + timedelta(days=6), kinds=KINDS) == []
    assert pick(desk, now=NOW + timedelta(days=8), kinds=KINDS) != []


@pytest.mark.parametrize(
    ("hours", "most"),
    [
        pytest.param(0.0, 0, id="no hours, nothing"),
        pytest.param(-5.0, 0, id="a mistyped number"),
        pytest.param(4.0, 12, id="four hours"),
        pytest.param(None, 60, id="not filled in"),
    ],
)
def test_assignments_take_a_twentieth_of_the_week(hours: float | None, most: int) -> None:
    given = pick(busy_desk([replace(AYU, weekly_hours=hours)]), now=NOW, kinds=KINDS)

    assert sum(one.kind.minutes for one in given) <= most
    assert bool(given) is (most > 0)


def test_who_is_not_active_gets_nothing() -> None:
    assert codes(busy_desk([replace(AYU, active=False), BUDI])).keys() == {"Budi"}


def test_a_member_without_a_role_learns_as_a_creator() -> None:
    assert codes(make_desk(members=[make_member("Joko")])) == {"Joko": ["first_post"]}


def test_a_member_with_two_roles_may_get_what_either_needs() -> None:
    both = make_member("Sri", Role.CREATOR, Role.MANAGER)

    kinds = {code: KINDS[code] for code in ("first_post", "pause_drill")}

    assert [one.kind.code for one in pick(make_desk(members=[both]), now=NOW, kinds=kinds)] == [
        "first_post",
        "pause_drill",
    ]
