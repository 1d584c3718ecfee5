"""What counts as done, kind by kind: seen in the workbook, or not done."""

from dataclasses import replace

import pytest

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Ask, Choice, Post, Status
from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.run import Run
from automation.domain.team.member import Role
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    HELP,
    SHOP,
    at,
    make_desk,
    make_member,
    make_out,
    make_post,
    make_run,
    make_snapshot,
    with_posts,
)
from tests.domain.learning.course import give, grade_desk, graded

DONE, OPEN = AssignmentState.DONE, AssignmentState.OPEN
WITHDRAWN, WAITING = AssignmentState.WITHDRAWN, AssignmentState.WAITING_FOR_TRAINER
APPROVED = (Ask(level=1, approver="Budi Santoso", choice=Choice.APPROVE),)


def fresh(desk: Desk, *posts: Post) -> Desk:
    """Return the desk with further rows."""
    return with_posts(desk, *posts)


# A first post


@pytest.mark.parametrize(
    ("row", "state"),
    [
        pytest.param(make_post(AYU), DONE, id="ready, with all it needs"),
        pytest.param(make_post(AYU, status=Status.DRAFT), DONE, id="a draft is a plan too"),
        pytest.param(make_post("ayu lestari"), DONE, id="the name in small letters"),
        pytest.param(make_post(AYU, status=Status.IDEA), OPEN, id="only an idea"),
        pytest.param(make_post(AYU, publish_at=None), OPEN, id="no time"),
        pytest.param(make_post(AYU, days=-2), OPEN, id="a time in the past"),
        pytest.param(make_post(AYU, text=" "), OPEN, id="no words"),
        pytest.param(make_post(AYU, channels=()), OPEN, id="no channel"),
        pytest.param(make_post(AYU, channels=("tak-ada",)), OPEN, id="a channel nobody has"),
        pytest.param(make_post(BUDI), OPEN, id="a colleague's"),
    ],
)
def test_a_first_post_needs_a_name_a_channel_words_and_a_time(
    row: Post, state: AssignmentState
) -> None:
    desk = make_desk()
    assignment = give("first_post", desk)

    assert graded(fresh(desk, row), assignment).state is state


def test_a_post_with_a_colleague_s_words_does_not_count_and_the_row_says_whose_they_are() -> None:
    original = make_post(BUDI, title="Diskon Jumat", text="Jumat ini kopi susu dua gratis satu!")
    desk = make_desk([original])
    assignment = give("first_post", desk)

    copy = make_post(AYU, title="Promo", text="JUMAT ini  kopi susu dua gratis satu!")
    after = graded(fresh(desk, copy), assignment)

    assert (after.state, after.score) == (OPEN, 0)
    assert after.missing == (
        "“Promo” has the same words as “Diskon Jumat”. Write it in words of its own."
    )


# One's own numbers


def numbers_desk() -> tuple[Desk, Assignment]:
    out = [make_out(days=-d, numbers={"likes": n}) for d, n in ((2, 30), (3, 4), (4, 11), (5, 14))]
    desk = make_desk(out=out)
    return desk, give("own_numbers", desk)


@pytest.mark.parametrize(
    ("answer", "state", "missing"),
    [
        pytest.param("12.5", DONE, "", id="the median"),
        pytest.param("12,5", DONE, "", id="as Indonesians write it"),
        pytest.param("12½", DONE, "", id="as the sheet writes halves"),
        pytest.param("median: 13", DONE, "", id="rounded, with a word"),
        pytest.param("14.75", OPEN, "14.75 is not the median", id="the mean"),
        pytest.param("", OPEN, "“submission” is still empty.", id="nothing"),
        pytest.param("banyak", OPEN, "There is no single number in “banyak”", id="no number"),
        pytest.param("11 atau 14", OPEN, "There is no single number", id="two guesses"),
    ],
)
def test_the_median_is_recomputed_from_the_rows(
    answer: str, state: AssignmentState, missing: str
) -> None:
    desk, assignment = numbers_desk()

    after = graded(desk, replace(assignment, submission=answer))

    assert after.state is state
    assert after.missing.startswith(missing)


def test_a_median_that_was_right_when_given_stays_right_while_the_numbers_grow() -> None:
    desk, assignment = numbers_desk()
    grown = [
        make_snapshot(post, at(days=1), likes=(shot.numbers.likes or 0) * 2)
        for post, shot in zip(desk.posts, desk.snapshots, strict=True)
    ]
    desk = replace(desk, snapshots=[*desk.snapshots, *grown])

    answers = {"12.5": DONE, "25": DONE, "18": DONE, "30": OPEN, "10": OPEN}

    for answer, state in answers.items():
        assert graded(desk, replace(assignment, submission=answer)).state is state


def test_the_answer_does_not_stand_in_the_row_s_facts() -> None:
    _, assignment = numbers_desk()

    assert set(assignment.facts) == {"about", "since", "until"}


# Rows with names


def test_every_named_row_must_have_an_owner_from_the_team_and_a_campaign() -> None:
    rows = [make_post(AYU, campaign="", title="Satu"), make_post("", title="Dua")]
    desk = make_desk(rows)
    assignment = give("named_rows", desk, BUDI)
    mended = replace(rows[0], campaign="Ramadan")

    half = graded(fresh(desk, mended), assignment)
    stranger = graded(fresh(desk, mended, replace(rows[1], owner="Siapa")), assignment)
    whole = graded(fresh(desk, mended, replace(rows[1], owner=BUDI.id)), assignment)

    assert (half.state, half.score) == (OPEN, 50)
    assert half.missing == "Still without an owner or a campaign: “Dua”."
    assert stranger.state is OPEN
    assert (whole.state, whole.score, whole.missing) == (DONE, 100, "")


def test_rows_that_were_cancelled_or_deleted_need_no_mending() -> None:
    rows = [make_post(AYU, campaign="") for _ in range(3)]
    desk = make_desk(rows)
    assignment = give("named_rows", desk)
    cancelled = replace(rows[0], status=Status.CANCELLED)
    left = replace(desk, posts=[cancelled, replace(rows[1], campaign="Ramadan")])

    assert graded(left, assignment).state is DONE
    assert graded(replace(desk, posts=[cancelled]), assignment).state is WITHDRAWN


# Alt texts


@pytest.mark.parametrize(
    ("alts", "state", "score"),
    [
        pytest.param(
            ("Barista menuang susu", "Rak kopi dari kayu"), DONE, 100, id="both described"
        ),
        pytest.param(("Barista menuang susu", ""), OPEN, 50, id="one described"),
        pytest.param(("Barista menuang susu", "kopi.jpg"), OPEN, 50, id="a file name is none"),
        pytest.param((), OPEN, 0, id="none described"),
    ],
)
def test_every_picture_of_the_coming_posts_wants_a_description(
    alts: tuple[str, ...], state: AssignmentState, score: int
) -> None:
    bare = make_post(media=("a.jpg", "b.jpg"), title="Meja baru")
    desk = make_desk([bare])
    assignment = give("alt_texts", desk)

    after = graded(fresh(desk, replace(bare, alt_texts=alts)), assignment)

    assert (after.state, after.score) == (state, score)
    assert bool(after.missing) is (state is OPEN)


def test_without_a_coming_picture_there_is_nothing_that_could_be_done() -> None:
    old = make_post(days=-4, media=("a.jpg",))
    desk = make_desk([old])
    assignment = give("alt_texts", desk)

    assert (
        graded(desk, assignment).missing == "No coming post of yours has a picture yet; plan one."
    )


# New posts of a wanted sort


def test_an_asset_lives_again_in_a_new_post_that_names_it() -> None:
    desk = make_desk(out=[make_out(asset="Video roasting")])
    assignment = give("second_life", desk)

    assert graded(fresh(desk, make_post(asset="VIDEO roasting")), assignment).state is DONE
    assert graded(fresh(desk, make_post(asset="Foto menu")), assignment).state is OPEN
    assert graded(fresh(desk, make_post(BUDI, asset="Video roasting")), assignment).state is OPEN


def test_a_form_is_tried_in_a_new_post_or_in_one_that_was_planned_already() -> None:
    planned = make_post()
    desk = make_desk([planned], [make_out(days=-d) for d in (3, 6, 9)])
    assignment = give("new_form", desk)
    assert assignment.facts["form"] == "picture"

    turned = replace(planned, media=("latte.png",))

    assert graded(desk, assignment).state is OPEN
    assert graded(fresh(desk, turned), assignment).state is DONE


def test_a_second_try_says_it_in_mostly_other_words() -> None:
    weak = make_out(
        days=-4, asset="Foto menu", text="Menu baru kami sudah ada di warung", numbers={"likes": 0}
    )
    desk = make_desk(out=[weak, *[make_out(days=-d, numbers={"likes": 9}) for d in (2, 6, 8)]])
    assignment = give("second_try", desk)

    echo = make_post(asset="Foto menu", text="Menu baru kami sudah ada di warung lagi")
    anew = make_post(
        asset="foto menu", text="Coba tebak: mana kopi yang paling sering dipesan Bu Tini?"
    )

    assert graded(fresh(desk, echo), assignment).state is OPEN
    assert graded(fresh(desk, anew), assignment).state is DONE


def test_the_hour_is_tested_with_two_more_posts_in_that_hour_of_that_channel() -> None:
    before = make_post(hour=19, days=4)
    out = [make_out(days=-d, hour=19, numbers={"likes": 20}) for d in (2, 3)]
    out += [make_out(days=-d, hour=8, numbers={"likes": 5}) for d in (4, 5)]
    desk = make_desk([before], out)
    assignment = give("hour_test", desk)

    one = fresh(desk, make_post(hour=19), make_post(hour=19, channels=(HELP,)), make_post(hour=20))
    two = fresh(one, make_post(days=5, hour=19, channels=(HELP, SHOP)))

    assert graded(desk, assignment).score == 0
    assert (graded(one, assignment).state, graded(one, assignment).score) == (OPEN, 50)
    assert graded(one, assignment).missing == "Posts of yours still wanted in that hour: 1."
    assert graded(two, assignment).state is DONE


@pytest.mark.parametrize(
    ("text", "state"),
    [
        pytest.param("Kopi apa yang kamu minum pagi ini?", DONE, id="a question"),
        pytest.param("Kopi pagi ini enak sekali.", OPEN, id="a statement"),
        pytest.param("Menunya di https://kopi.example/?m=1", OPEN, id="a mark in a link"),
    ],
)
def test_a_question_ends_in_a_question_mark_outside_links(
    text: str, state: AssignmentState
) -> None:
    desk = make_desk(out=[make_out(days=-d) for d in (3, 6, 9)])
    assignment = give("question", desk)

    assert graded(fresh(desk, make_post(text=text)), assignment).state is state


# The team


def test_decisions_are_done_when_the_rows_carry_them() -> None:
    rows = [make_post(AYU, title="Satu"), make_post(AYU, title="Dua")]
    desk = make_desk(rows)
    assignment = give("decisions", desk, BUDI)
    half = fresh(desk, replace(rows[0], asks=APPROVED))

    assert graded(half, assignment).missing == "Still without your decision: “Dua”."
    assert graded(fresh(half, replace(rows[1], asks=APPROVED)), assignment).state is DONE


def test_decisions_that_somebody_else_took_are_withdrawn_not_done() -> None:
    rows = [make_post(AYU), make_post(AYU)]
    other = make_member("Sari", Role.MANAGER)
    desk = make_desk(rows, members=[AYU, BUDI, other])
    assignment = give("decisions", desk, BUDI)
    taken = (Ask(level=1, approver="Sari", choice=Choice.REJECT),)

    after = graded(fresh(desk, *(replace(row, asks=taken) for row in rows)), assignment)

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

    assert graded(fresh(desk, *told), assignment).state is state


def test_handing_posts_over_is_not_dropping_them() -> None:
    rows = [make_post(AYU, days=d) for d in range(1, 8)] + [make_post(CITRA)]
    desk = make_desk(rows)
    assignment = give("fair_load", desk, BUDI)

    moved = [replace(row, owner=CITRA.id) for row in rows[:2]]
    dropped = [replace(row, status=Status.CANCELLED) for row in rows[:2]]

    assert graded(fresh(desk, *moved), assignment).state is DONE
    assert graded(fresh(desk, *moved[:1]), assignment).missing == (
        "Ayu Lestari still owns 6 of these posts; hand 1 more over to colleagues."
    )
    assert graded(fresh(desk, *dropped), assignment).score == 0


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


# The topic


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param("resep", DONE, id="its name in small letters"),
        pytest.param("Kampanye Resep paling ramai", DONE, id="in a sentence"),
        pytest.param("Promo", OPEN, id="another"),
        pytest.param("Resep atau Promo", OPEN, id="both, to be safe"),
        pytest.param("Sekali", OPEN, id="a campaign with a single post"),
    ],
)
def test_the_topic_is_the_campaign_with_the_highest_median_of_replies(
    answer: str, state: AssignmentState
) -> None:
    out = [make_out(days=-d, campaign="Resep", numbers={"replies": 8}) for d in (2, 3)]
    out += [
        make_out(days=-d, campaign="Promo", numbers={"replies": r}) for d, r in ((4, 1), (5, 2))
    ]
    out += [make_out(days=-6, campaign="Sekali", numbers={"replies": 99})]
    desk = make_desk(out=out)

    assert graded(desk, give("topic", desk, submission=answer)).state is state
