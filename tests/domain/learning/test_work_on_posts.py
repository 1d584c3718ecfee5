"""What counts as done on one's posts: seen in the rows, or not done."""

from dataclasses import replace

import pytest

from automation.domain.content.post import Post, Status
from automation.domain.learning.assignment import AssignmentState
from tests.domain.desks import AYU, BUDI, HELP, SHOP, make_desk, make_out, make_post, with_posts
from tests.domain.learning.course import DONE, OPEN, WITHDRAWN, give, graded

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

    assert graded(with_posts(desk, row), assignment).state is state


def test_a_post_with_a_colleague_s_words_does_not_count_and_the_row_says_whose_they_are() -> None:
    original = make_post(BUDI, title="Diskon Jumat", text="Jumat ini kopi susu dua gratis satu!")
    desk = make_desk([original])
    assignment = give("first_post", desk)

    copy = make_post(AYU, title="Promo", text="JUMAT ini  kopi susu dua gratis satu!")
    after = graded(with_posts(desk, copy), assignment)

    assert (after.state, after.score) == (OPEN, 0)
    assert after.missing == (
        "“Promo” has the same words as “Diskon Jumat”. Write it in words of its own."
    )


# Rows with names


def test_every_named_row_must_have_an_owner_from_the_team_and_a_campaign() -> None:
    rows = [make_post(AYU, campaign="", title="Satu"), make_post("", title="Dua")]
    desk = make_desk(rows)
    assignment = give("named_rows", desk, BUDI)
    mended = replace(rows[0], campaign="Ramadan")

    half = graded(with_posts(desk, mended), assignment)
    stranger = graded(with_posts(desk, mended, replace(rows[1], owner="Siapa")), assignment)
    whole = graded(with_posts(desk, mended, replace(rows[1], owner=BUDI.id)), assignment)

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

    after = graded(with_posts(desk, replace(bare, alt_texts=alts)), assignment)

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

    assert graded(with_posts(desk, make_post(asset="VIDEO roasting")), assignment).state is DONE
    assert graded(with_posts(desk, make_post(asset="Foto menu")), assignment).state is OPEN
    assert (
        graded(with_posts(desk, make_post(BUDI, asset="Video roasting")), assignment).state is OPEN
    )


def test_a_form_is_tried_in_a_new_post_or_in_one_that_was_planned_already() -> None:
    planned = make_post()
    desk = make_desk([planned], [make_out(days=-d) for d in (3, 6, 9)])
    assignment = give("new_form", desk)
    assert assignment.facts["form"] == "picture"

    turned = replace(planned, media=("latte.png",))

    assert graded(desk, assignment).state is OPEN
    assert graded(with_posts(desk, turned), assignment).state is DONE


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

    assert graded(with_posts(desk, echo), assignment).state is OPEN
    assert graded(with_posts(desk, anew), assignment).state is DONE


def test_the_hour_is_tested_with_two_more_posts_in_that_hour_of_that_channel() -> None:
    before = make_post(hour=19, days=4)
    out = [make_out(days=-d, hour=19, numbers={"likes": 20}) for d in (2, 3)]
    out += [make_out(days=-d, hour=8, numbers={"likes": 5}) for d in (4, 5)]
    desk = make_desk([before], out)
    assignment = give("hour_test", desk)

    one = with_posts(
        desk, make_post(hour=19), make_post(hour=19, channels=(HELP,)), make_post(hour=20)
    )
    two = with_posts(one, make_post(days=5, hour=19, channels=(HELP, SHOP)))

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

    assert graded(with_posts(desk, make_post(text=text)), assignment).state is state


@pytest.mark.parametrize("days", [-30, -0.1])
def test_a_post_planned_for_a_time_that_is_over_is_no_coming_post(days: float) -> None:
    desk = make_desk()
    planned = with_posts(desk, make_post(days=days))

    assert graded(planned, give("first_post", desk)).state is OPEN
