"""What counts as done for the team and its reputation: seen in the workbook, or not done."""

from dataclasses import replace

import pytest

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Ask, Choice, Status
from automation.domain.learning.assignment import AssignmentState
from automation.domain.run import Run
from automation.domain.team.member import Role
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    at,
    make_desk,
    make_member,
    make_out,
    make_post,
    make_run,
    with_posts,
)
from tests.domain.learning.course import DONE, OPEN, WAITING, WITHDRAWN, give, grade_desk, graded

APPROVED = (Ask(level=1, approver="Budi Santoso", choice=Choice.APPROVE),)


# The team


def test_decisions_are_done_when_the_rows_carry_them() -> None:
    rows = [make_post(AYU, title="Satu"), make_post(AYU, title="Dua")]
    desk = make_desk(rows)
    assignment = give("decisions", desk, BUDI)
    half = with_posts(desk, replace(rows[0], asks=APPROVED))

    assert graded(half, assignment).missing == "Still without your decision: “Dua”."
    assert graded(with_posts(half, replace(rows[1], asks=APPROVED)), assignment).state is DONE


def test_decisions_that_somebody_else_took_are_withdrawn_not_done() -> None:
    rows = [make_post(AYU), make_post(AYU)]
    other = make_member("Sari", Role.MANAGER)
    desk = make_desk(rows, members=[AYU, BUDI, other])
    assignment = give("decisions", desk, BUDI)
    taken = (Ask(level=1, approver="Sari", choice=Choice.REJECT),)

    after = graded(with_posts(desk, *(replace(row, asks=taken) for row in rows)), assignment)

    assert after.state is WITHDRAWN


@pytest.mark.parametrize(
    ("feedback", "state"),
    [
        pytest.param("Pembukanya hangat, judulnya bisa lebih pendek. {n} Ayu", DONE, id="signed"),
        pytest.param("Pembukanya hangat, judulnya bisa lebih pendek. {n}", OPEN, id="by nobody"),
        pytest.param("Bagus! {n} Ayu", OPEN, id="too short to help"),
        pytest.param(
            "Pembukanya hangat, judulnya bisa lebih pendek. Ayu", OPEN, id="one text for all"
        ),
    ],
)
def test_feedback_is_signed_and_long_enough_and_not_one_text_for_all(
    feedback: str, state: AssignmentState
) -> None:
    rows = [make_post(BUDI, days=d) for d in (1, 2, 3)]
    desk = make_desk(rows)
    assignment = give("feedback", desk)
    told = [replace(row, feedback=feedback.format(n=n)) for n, row in enumerate(rows)]

    assert graded(with_posts(desk, *told), assignment).state is state


def test_handing_posts_over_is_not_dropping_them() -> None:
    rows = [make_post(AYU, days=d) for d in range(1, 8)] + [make_post(CITRA)]
    desk = make_desk(rows)
    assignment = give("fair_load", desk, BUDI)

    moved = [replace(row, owner=CITRA.id) for row in rows[:2]]
    dropped = [replace(row, status=Status.CANCELLED) for row in rows[:2]]

    assert graded(with_posts(desk, *moved), assignment).state is DONE
    assert graded(with_posts(desk, *moved[:1]), assignment).missing == (
        "Ayu Lestari still owns 6 of these posts; hand 1 more over to colleagues."
    )
    assert graded(with_posts(desk, *dropped), assignment).score == 0


# The reputation


@pytest.mark.parametrize(
    ("runs", "state", "score"),
    [
        pytest.param([], OPEN, 0, id="nothing yet"),
        pytest.param(
            [make_run(at(days=-1), paused=True)], OPEN, 0, id="paused before it was given"
        ),
        pytest.param([make_run(at(days=0.1), paused=True)], OPEN, 50, id="still paused"),
        pytest.param(
            [make_run(at(days=0.1)), make_run(at(days=0.2), paused=True)],
            OPEN,
            50,
            id="wrong order",
        ),
        pytest.param(
            [make_run(at(days=0.1), paused=True), make_run(at(days=0.2))],
            DONE,
            100,
            id="on and off",
        ),
    ],
)
def test_the_pause_is_rehearsed_when_runs_met_it_and_then_no_more(
    runs: list[Run], state: AssignmentState, score: int
) -> None:
    assignment = give("pause_drill", make_desk(), BUDI)

    after = graded(make_desk(runs=runs), assignment)

    assert (after.state, after.score) == (state, score)


def test_only_words_that_were_not_banned_before_count_as_new() -> None:
    old = Guideline(rule=Rule.BANNED_WORDS, words=("murahan",))
    desk = make_desk(guidelines=[old])
    assignment = give("guard_words", desk, CITRA)
    two = Guideline(rule=Rule.BANNED_WORDS, words=("Murahan", "pasti untung", "bohong"))
    three = Guideline(rule=Rule.BANNED_WORDS, words=("dijamin", "bohong"))

    half = graded(replace(desk, guidelines=[old, two]), assignment)

    assert half.missing == "New words or phrases still wanted in the guidelines: 1."
    assert graded(replace(desk, guidelines=[old, two, three]), assignment).state is DONE


ANSWER = (
    "Halo Kak Rina, terima kasih sudah menulis lagi, dan maaf Kakak harus menulis dua kali. Pesan "
    "Kakak tentang mesin yang bocor belum kami jawab. Hari ini sebelum jam lima Budi menelepon Kakak "
    "untuk menukar mesinnya."
)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        pytest.param("", "“submission” is still empty.", id="nothing"),
        pytest.param("Maaf ya Kak.", "Words in your text: 3. Write at least 30.", id="too short"),
        pytest.param("maaf " * 130, "Words in your text: 130. Shorten it to 120.", id="too long"),
        pytest.param(f"{ANSWER} Murahan!", "The text says “murahan”", id="a banned word"),
    ],
)
def test_a_text_with_a_flaw_the_machine_sees_does_not_take_the_trainer_s_time(
    text: str, missing: str
) -> None:
    desk = make_desk(
        out=[make_out(numbers={"replies": 3})],
        guidelines=[Guideline(rule=Rule.BANNED_WORDS, words=("murahan",))],
    )
    assignment = give("unhappy_answer", desk, CITRA, submission=text)

    after = graded(desk, assignment)

    assert (after.state, after.score) == (OPEN, 0)
    assert after.missing.startswith(missing)


def test_a_text_of_one_s_own_waits_for_the_trainer_and_has_no_score_yet() -> None:
    desk = make_desk(out=[make_out(numbers={"replies": 3})])
    assignment = give("unhappy_answer", desk, CITRA, submission=ANSWER)

    after = graded(desk, assignment)

    assert (after.state, after.score) == (WAITING, None)
    assert after.missing == "Your text is there; your trainer reads it next."


def test_a_colleague_s_text_does_not_count_however_it_is_written() -> None:
    desk = make_desk(out=[make_out(numbers={"replies": 3})])
    own = give("unhappy_answer", desk, CITRA, submission=f"  {ANSWER.upper()} ")
    other = give("unhappy_answer", desk, BUDI, submission=ANSWER)

    first, _ = grade_desk(replace(desk, assignments=[own, other]))

    assert first.missing == "The text is the same as Budi Santoso's. Write one of your own."
