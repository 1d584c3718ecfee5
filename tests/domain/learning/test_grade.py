"""Grading as a whole: states, dates, trainers' marks, members who left, rows people damaged."""

from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.desk import Desk
from automation.domain.learning.assignment import AssignmentState
from automation.domain.team.member import Role
from tests.domain.desks import (
    AYU,
    BUDI,
    NOW,
    make_desk,
    make_member,
    make_out,
    make_post,
    with_posts,
)
from tests.domain.learning.course import LATER, give, grade_desk, graded

DONE, OPEN, OVERDUE = AssignmentState.DONE, AssignmentState.OPEN, AssignmentState.OVERDUE
WITHDRAWN = AssignmentState.WITHDRAWN


def test_work_that_is_not_there_becomes_overdue_and_can_still_be_done() -> None:
    desk = make_desk()
    assignment = give("first_post", desk)
    late = assignment.due_at + timedelta(minutes=1)
    done = with_posts(desk, make_post(days=20))

    assert graded(desk, assignment, assignment.due_at).state is OPEN
    assert graded(desk, assignment, late).state is OVERDUE
    assert graded(done, replace(assignment, state=OVERDUE), late).state is DONE


def test_done_stays_done_when_the_post_is_gone_later() -> None:
    desk = make_desk()
    done = replace(give("first_post", desk), state=DONE, score=100)

    assert list(grade_desk(replace(desk, assignments=[done]))) == []


@pytest.mark.parametrize("score", [None, 0, 80])
def test_a_done_that_somebody_typed_is_taken_back_where_no_work_is_seen(
    score: float | None,
) -> None:
    desk = make_desk()
    typed = replace(give("first_post", desk), state=DONE, score=score)

    after = graded(desk, typed)
    with_work = graded(with_posts(desk, make_post(days=20)), typed)

    assert (after.state, after.score, bool(after.missing)) == (OPEN, 0, True)
    assert (with_work.state, with_work.score) == (DONE, 100)


@pytest.mark.parametrize(
    "members",
    [
        pytest.param([BUDI], id="no longer in the tab"),
        pytest.param([BUDI, replace(AYU, active=False)], id="not active"),
    ],
)
def test_an_assignment_of_a_member_who_left_is_withdrawn(members: list[object]) -> None:
    assignment = give("first_post", make_desk())

    after = graded(make_desk(members=members), assignment)  # type: ignore[arg-type]

    assert after.state is WITHDRAWN
    assert after.missing.startswith("Ayu Lestari is not an active member any more")


def test_an_emptied_members_tab_withdraws_nothing() -> None:
    assignment = give("first_post", make_desk())

    assert graded(make_desk(members=[]), assignment).state is OPEN


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({}, id="emptied"),
        pytest.param({"rows": "P-1"}, id="a text for a list"),
        pytest.param({"rows": [1, 2]}, id="numbers for ids"),
        pytest.param({"since": "kemarin", "until": 3}, id="days that are none"),
        pytest.param({"already": [], "topic": None, "form": 7, "hour": True}, id="other types"),
    ],
)
@pytest.mark.parametrize(
    "code",
    ["named_rows", "own_numbers", "second_life", "new_form", "hour_test", "guard_words", "topic"],
)
def test_facts_that_people_changed_leave_the_grade_to_the_trainer(
    code: str, facts: dict[str, object]
) -> None:
    desk = make_desk([make_post(days=4, hour=19)])
    row = replace(give("first_post", make_desk()), kind=code, facts=facts, submission="7")

    after = graded(desk, row)

    assert (after.state, after.score) == (OPEN, None)
    assert after.missing == "The facts of this row were changed, so only your trainer can grade it."


def test_a_kind_of_another_version_is_never_done_by_itself() -> None:
    row = replace(give("first_post", make_desk()), kind="video_basics")

    assert graded(make_desk([make_post()]), row).state is OPEN


def test_of_two_equal_assignments_the_earlier_one_counts() -> None:
    desk = make_desk()
    first = replace(give("first_post", desk), id="A-2")
    second = replace(first, id="A-1", given_at=NOW + timedelta(seconds=40))

    after = {one.id: one for one in grade_desk(replace(desk, assignments=[second, first]))}

    assert after["A-1"].state is WITHDRAWN
    assert after["A-1"].missing == "It was given twice; A-2 is the one that counts."
    assert after["A-2"].state is OPEN


def course_desk() -> Desk:
    """Return a desk with one assignment of several sorts: done, open, waiting, overdue, moot."""
    out = [make_out(days=-d, campaign="", numbers={"likes": d, "replies": d}) for d in (2, 3, 4)]
    rows = [make_post(campaign="", media=("a.jpg",)), make_post(campaign="")]
    before = make_desk(rows, out)
    dewi = make_member("Dewi", Role.CREATOR)
    given = [
        give("own_numbers", before, submission="3"),
        give("named_rows", before),
        give("alt_texts", before, due_at=NOW),
        give("unhappy_answer", before, submission="terima kasih " * 20),
        give("first_post", before, dewi),
    ]
    after = with_posts(before, replace(rows[0], campaign="Haji", alt_texts=("Gelas di meja kayu",)))
    return replace(after, assignments=given, members={**before.members, dewi.id: dewi})


def test_grading_the_same_desk_twice_changes_nothing_the_second_time() -> None:
    desk = course_desk()
    once = {one.id: one for one in grade_desk(desk)}
    desk = replace(desk, assignments=[once.get(one.id, one) for one in desk.assignments])

    assert {one.state for one in once.values()} == {
        DONE,
        OPEN,
        AssignmentState.WAITING_FOR_TRAINER,
    }
    assert list(grade_desk(desk, LATER + timedelta(hours=1))) == []
