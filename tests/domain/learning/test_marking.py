"""A trainer's mark: points or a number, from whom it counts, sent back, tried again, taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState, Typed
from automation.domain.learning.marking import PASS_SCORE, points_in
from automation.domain.team.member import Member, Role
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
from tests.domain.learning.course import DONE, KINDS, LATER, OPEN, WAITING, give, graded

TUTI = make_member("Bu Tuti", Role.TRAINER)
GONE = replace(make_member("Pak Gone", Role.TRAINER), active=False)
TEXT = (
    "Halo Kak, terima kasih sudah menulis, dan maaf pesanannya terlambat. Saya cek ke dapur "
    "sekarang dan membalas di sini sebelum pukul lima sore hari ini, dengan nama saya, Ayu. "
    "Uangnya kami kembalikan kalau kopinya tidak jadi datang."
)


def desk_of(*members: Member) -> Desk:
    """Return a desk where people answered posts, which calls for an answer to an unhappy one."""
    out = [make_out(days=-day, campaign="", numbers={"replies": day}) for day in (2, 3, 4)]
    return make_desk([], out, members)


DESK = desk_of(AYU, BUDI, TUTI, GONE)


def handed_in(desk: Desk = DESK, member: Member = AYU, **changes: object) -> Assignment:
    """Return a text that waits for a trainer; its rubric has four points."""
    given = give("unhappy_answer", desk, member, submission=TEXT, **changes)
    assert len(KINDS["unhappy_answer"].rubric) == 4
    waiting = graded(desk, given)
    assert waiting.state is WAITING
    return waiting


def marked(points: str = "", mark: str = "", by: str = "Bu Tuti") -> Typed:
    return Typed(by=by, points=points, mark=mark)


def in_turn(assignment: Assignment, *typed: Typed, desk: Desk = DESK) -> Assignment:
    """Return how it stands after each of these was typed and graded, an hour apart."""
    for hour, one in enumerate(typed, start=1):
        now = LATER + timedelta(hours=hour)
        assignment = graded(desk, replace(assignment, typed=one), now)
    return assignment


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        pytest.param(marked("1 2 3 4"), 100, id="all points"),
        pytest.param(marked("1, 3, 4"), 75, id="three of four"),
        pytest.param(marked("134"), 75, id="a spreadsheet made one number of them"),
        pytest.param(marked("1.3 and 4"), 75, id="other things between them"),
        pytest.param(marked(mark="72,5"), 72.5, id="a mark with a comma"),
        pytest.param(marked(mark="80/100"), 80, id="a mark of a hundred"),
        pytest.param(marked("1", "88"), 88, id="a mark counts before points"),
        pytest.param(marked(mark="60", by="budi santoso"), 60, id="by a manager, just enough"),
    ],
)
def test_a_mark_closes_the_assignment_with_its_score(typed: Typed, score: float) -> None:
    after = in_turn(handed_in(), typed)

    assert (after.state, after.score, after.missing) == (DONE, score, "")


@pytest.mark.parametrize("state", list(AssignmentState))
def test_a_trainer_s_mark_is_the_last_word_whatever_the_workbook_shows(
    state: AssignmentState,
) -> None:
    desk = make_desk(members=[AYU, TUTI])
    assignment = replace(give("first_post", desk), state=state, typed=marked(mark="72.5"))

    after = graded(desk, assignment)

    assert (after.state, after.score, after.missing) == (DONE, 72.5, "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (marked(mark="850"), "The trainer's mark must be a number from 0 to 100; 850 stands there."),
        (marked(mark="-5"), "The trainer's mark must be a number from 0 to 100; -5 stands there."),
        (marked(mark="bagus"), "The trainer's mark must be a number from 0 to 100; bagus stands there."),
        (marked("1 5"), "“1 5” stands in “trainer_points”: type the numbers of the points that are there, from 1 to 4, or 0 for none."),
        (marked("semua"), "“semua” stands in “trainer_points”: type the numbers of the points that are there, from 1 to 4, or 0 for none."),
        (marked("1 2", by=""), "There is a mark, but no name in “trainer”: whoever gave it chooses their own."),
        (marked("1 2", by="Rina"), "“Rina” in “trainer” is no active member of the tab Members."),
        (marked("1 2", by="Pak Gone"), "“Pak Gone” in “trainer” is no active member of the tab Members."),
    ],
    ids=["too much", "too little", "a word", "no such point", "no number", "nobody", "a stranger", "who left"],
)  # fmt: skip
def test_a_mark_that_cannot_count_leaves_the_text_waiting_and_says_why(
    typed: Typed, said: str
) -> None:
    after = in_turn(handed_in(), typed)

    assert (after.state, after.score, after.missing) == (WAITING, None, said)


def test_a_creator_cannot_mark_and_nobody_marks_their_own_work() -> None:
    citra = make_member("Citra", Role.CREATOR)
    boss = make_member("Sari", Role.MANAGER)
    desk = desk_of(AYU, citra, boss)

    by_creator = in_turn(handed_in(desk), marked("1234", by="Citra"), desk=desk)
    by_oneself = in_turn(handed_in(desk, boss), marked("1234", by="Sari"), desk=desk)

    assert by_creator.missing == (
        "Citra may not mark: the tab Members gives them neither the role roles.trainer "
        "nor roles.manager."
    )
    assert by_oneself.missing == (
        "Nobody marks their own work, so another trainer or manager has to mark it."
    )
    assert {by_creator.state, by_oneself.state} == {WAITING}


def test_points_for_an_assignment_without_points_ask_for_a_mark() -> None:
    desk = make_desk(members=[AYU, TUTI])
    given = give("first_post", desk)

    after = in_turn(given, marked("1 2"), desk=desk)

    assert (after.state, after.missing) == (
        OPEN,
        "This assignment has no points; type a number into “trainer_mark”.",
    )


@pytest.mark.parametrize(
    ("typed", "score", "said"),
    [
        (marked("2 4"), 50, "Sent back with 50 of 100; 60 are needed. Not seen yet of “done_when”: 1, 3."),
        (marked("0"), 0, "Sent back with 0 of 100; 60 are needed. Not seen yet of “done_when”: 1, 2, 3, 4."),
        (marked(mark="59,96"), 59.96, "Sent back with 59.96 of 100; 60 are needed. Read “trainer_note”."),
        (marked(mark="59"), 59, "Sent back with 59 of 100; 60 are needed. Read “trainer_note”."),
    ],
    ids=["two of four", "none", "a mark with decimals", "a mark"],
)  # fmt: skip
def test_what_falls_short_is_sent_back_with_a_week_at_least(
    typed: Typed, score: float, said: str
) -> None:
    late = handed_in(due_at=NOW)

    after = in_turn(late, typed)

    assert (after.state, after.score, after.missing) == (OPEN, score, said)
    assert after.due_at - LATER >= timedelta(days=7)


def test_another_try_waits_again_and_the_old_mark_does_not_count_for_it() -> None:
    back = in_turn(handed_in(), marked("2 4"))
    anew = replace(back, submission=TEXT + " Nomor pesanannya sudah saya catat.")

    again = graded(DESK, anew, LATER + timedelta(days=1))
    done = in_turn(again, marked("1 2 4"))

    assert (again.state, again.score) == (WAITING, 50)
    assert (
        again.missing == "There is a new answer since the mark of 50; your trainer reads it next."
    )
    assert (done.state, done.score, done.missing) == (DONE, 75, "")


def test_sent_back_work_that_nobody_takes_up_becomes_overdue() -> None:
    back = in_turn(handed_in(), marked(mark="30"))

    after = graded(DESK, back, back.due_at + timedelta(hours=1))

    assert (after.state, after.score) == (AssignmentState.OVERDUE, 30)
    assert after.missing.startswith("Sent back with 30 of 100")


def test_a_mark_taken_back_opens_a_text_again_and_lets_what_was_done_before_stand() -> None:
    desk = make_desk(members=[AYU, TUTI])
    done = graded(with_posts(desk, make_post(days=20)), give("first_post", desk))

    text = in_turn(handed_in(), marked("1234"), Typed(by="Bu Tuti"))
    work = in_turn(done, marked(mark="40"), Typed(), desk=desk)

    assert (text.state, text.score, text.facts.get("marked")) == (WAITING, None, None)
    assert (done.state, work.state, work.score) == (DONE, DONE, 100)


def test_a_mark_that_was_accepted_outlives_its_trainer_and_later_edits_of_the_text() -> None:
    after = in_turn(handed_in(), marked("1234"))
    later = replace(DESK, members={AYU.id: AYU})

    edited = replace(after, submission="Terhapus")

    assert graded(later, edited, LATER + timedelta(days=9)) == edited


@pytest.mark.parametrize("typed", [marked("1234"), marked("2 4"), marked("9"), marked(by="")])
def test_grading_again_changes_nothing_whatever_was_marked(typed: Typed) -> None:
    once = in_turn(handed_in(), typed)

    assert graded(DESK, once, LATER + timedelta(hours=5)) == once


@pytest.mark.parametrize("facts", [{"marked": "yes"}, {"marked": {"by": 3}}, {"marked": None}])
def test_a_kept_mark_that_people_damaged_is_judged_anew(facts: dict[str, object]) -> None:
    done = in_turn(handed_in(), marked("1234"))
    damaged = replace(done, facts={**done.facts, **facts})

    after = in_turn(damaged, marked("1234"))

    assert after == replace(done, graded_at=after.graded_at)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1 2", {1, 2}), ("2,2,1", {1, 2}), ("0", set()), ("", None), ("0 1", None), ("10", None)],
)
def test_points_are_read_digit_by_digit(text: str, expected: set[int] | None) -> None:
    assert points_in(text, 4) == expected


def test_most_rubrics_pass_with_one_point_missing() -> None:
    sizes = [len(kind.rubric) for kind in KINDS.values() if kind.rubric]

    assert all(100 * (size - 1) / size >= PASS_SCORE for size in sizes if size > 2)
