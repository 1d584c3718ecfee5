"""How a cohort stands, and when somebody has finished: lessons, roles, members who left."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.finish import asked_lessons, shortfall
from automation.domain.learning.lessons import LESSONS
from automation.domain.learning.progress import Stand, cohort_of
from automation.domain.team.member import LEARNERS, Member, Role
from tests.domain.desks import AYU, BUDI, CITRA, NOW, make_desk, make_member
from tests.domain.learning.course import DONE, KINDS, OPEN, WAITING, WITHDRAWN, give

ALL = [lesson.id for lesson in LESSONS]
TUTI = make_member("Bu Tuti", Role.TRAINER)


def task(lesson: str, state: AssignmentState = DONE, member: Member = AYU, /, **changes: object) -> Assignment:  # fmt: skip
    given = replace(give("first_post", make_desk()), lesson=lesson, state=state, member=member.id)
    return replace(given, **{"score": 100 if state is DONE else None, **changes})  # type: ignore[arg-type]


def desk_with(*assignments: Assignment, members: tuple[Member, ...] = (AYU, BUDI, TUTI)) -> Desk:
    return make_desk(members=members, assignments=assignments)


def lessons_of(desk: Desk, now: datetime = NOW) -> Mapping[str, Stand]:
    return cohort_of(desk, KINDS, now=now).learners[0].lessons


def lacks(*assignments: Assignment, member: Member = AYU) -> list[str]:
    return [str(one) for one in shortfall(member, assignments, KINDS)]


def test_each_lesson_shows_the_furthest_its_assignments_have_come() -> None:
    desk = desk_with(
        task("L1", OPEN), task("L1", DONE), task("L2", WAITING), task("L3", OPEN, due_at=NOW),
        task("L4", OPEN), task("L5", WITHDRAWN),
    )  # fmt: skip

    after = lessons_of(desk, NOW + timedelta(minutes=1))

    assert list(after.values()) == [
        Stand.DONE, Stand.WAITING, Stand.OVERDUE, Stand.OPEN, Stand.NOT_BEGUN, Stand.NOT_BEGUN,
    ]  # fmt: skip


def test_counts_and_mean_score_are_of_what_is_there() -> None:
    desk = desk_with(task("L1"), task("L2", score=70), task("L3", WAITING), task("L3", WITHDRAWN))

    ayu, budi = cohort_of(desk, KINDS, now=NOW).learners

    assert (ayu.counts, ayu.score) == ({Stand.DONE: 2, Stand.WAITING: 1}, 85)
    assert (budi.counts, budi.score) == ({}, None)


def test_who_only_trains_is_no_learner_and_who_left_is_only_counted() -> None:
    gone = replace(CITRA, active=False)
    desk = desk_with(task("L1", DONE, gone), members=(AYU, TUTI, gone))

    cohort = cohort_of(desk, KINDS, now=NOW)

    assert [one.member for one in cohort.learners] == [AYU.id]
    assert cohort.has_left == 1


def test_an_empty_workbook_has_an_empty_cohort() -> None:
    cohort = cohort_of(desk_with(members=()), KINDS, now=NOW)

    assert (cohort.learners, cohort.finished, cohort.counts) == ([], 0, {})


def test_one_done_in_every_lesson_finishes_the_course() -> None:
    done = [task(lesson) for lesson in ALL]

    assert lacks(*done) == []
    assert cohort_of(desk_with(*done), KINDS, now=NOW).finished == 1


@pytest.mark.parametrize("skipped", ALL)
def test_a_lesson_skipped_is_named_with_what_is_under_way_there(skipped: str) -> None:
    number, title = next((one.number, one.title) for one in LESSONS if one.id == skipped)
    done = [task(lesson) for lesson in ALL if lesson != skipped] * 2

    assert lacks(*done) == [f"Lesson {number}, “{title}”: nothing is done yet."]
    assert lacks(*done, task(skipped, WAITING)) == [
        f"Lesson {number}, “{title}”: nothing is done yet. Under way: “Plan your first post”."
    ]


def test_a_colleague_s_work_finishes_nobody_else_s_course() -> None:
    done = [task(lesson, DONE, BUDI) for lesson in ALL]

    assert lacks(*done)[-1] == "Done in all: 0. The course asks for 6."


def test_roles_without_a_lesson_are_not_asked_for_it_but_for_as_much_in_all() -> None:
    designer = make_member("Gita", Role.DESIGNER)
    asked = [lesson.id for lesson in asked_lessons(designer, KINDS)]
    done = [task(lesson, DONE, designer) for lesson in asked]

    assert asked == ["L1", "L2", "L3", "L5", "L6"]
    assert lacks(*done, member=designer) == ["Done in all: 5. The course asks for 6."]
    assert lacks(*done, task("L2", DONE, designer), member=designer) == []


def test_two_roles_are_asked_for_the_lessons_of_both() -> None:
    both = make_member("Gita", Role.DESIGNER, Role.CREATOR)

    assert [lesson.id for lesson in asked_lessons(both, KINDS)] == ALL


@pytest.mark.parametrize("role", sorted(LEARNERS))
def test_nobody_is_asked_for_a_lesson_that_a_colleague_may_have_done_for_all(role: Role) -> None:
    member = make_member("Gita", role)

    for lesson in asked_lessons(member, KINDS):
        own = [k for k in KINDS.values() if k.lesson is lesson and k.fits(member)]
        assert any(not kind.for_team for kind in own)
