"""What calls for an assignment, counted from the team's own rows and said as it is."""

from dataclasses import replace

import pytest

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Ask, Choice, Status
from automation.domain.learning.kinds import KINDS
from automation.domain.run import Run
from automation.domain.team.member import Role
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    HELP,
    SETTINGS,
    at,
    make_channel,
    make_desk,
    make_member,
    make_out,
    make_post,
    make_run,
)
from tests.domain.learning.course import find, why


def test_a_member_without_posts_is_asked_to_plan_the_first() -> None:
    desk = make_desk([make_post(BUDI)])

    assert why("first_post", desk) == "No post in the calendar is yours yet."
    assert find("first_post", desk, BUDI) is None


def test_own_numbers_count_the_team_s_posts_and_the_member_s_share_of_them() -> None:
    out = [make_out(AYU, days=-d, numbers={"likes": d}) for d in (2, 3)]
    out += [make_out(BUDI, days=-d, numbers={"likes": d}) for d in (4, 5)]

    said = why("own_numbers", make_desk(out=out))

    assert said.startswith(
        "4 posts that went out from 2026-11-06 to 2026-11-19 have a number of likes. Yours among them: 2."
    )
    assert said.endswith("These are few posts: take it as a hint, not as proof.")


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param({"likes": None, "replies": 2}, id="the network tells no likes"),
        pytest.param(None, id="no snapshot was taken"),
    ],
)
def test_posts_whose_likes_nobody_told_are_not_counted(numbers: dict[str, int | None]) -> None:
    out = [make_out(days=-d, numbers={"likes": 0}) for d in (2, 3)]
    out += [make_out(days=-d, numbers=numbers) for d in (4, 5, 6)]

    assert find("own_numbers", make_desk(out=out)) is None


def test_zero_likes_are_a_number_like_any_other() -> None:
    out = [make_out(days=-d, numbers={"likes": 0}) for d in (2, 3, 4)]

    assert "3 posts" in why("own_numbers", make_desk(out=out))


def test_a_manager_hears_of_every_row_without_a_name_and_a_creator_of_their_own() -> None:
    rows = [
        make_post(AYU, campaign=""),
        make_post("Orang Lain"),
        make_post(BUDI),
        make_post(AYU),
    ]
    desk = make_desk(rows)

    assert why("named_rows", desk, BUDI) == (
        "2 of the 4 coming posts had no owner from the team or no campaign."
    )
    assert why("named_rows", desk, AYU) == "1 of your 2 coming posts had no campaign."


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"days": -3}, id="its time is past"),
        pytest.param({"status": Status.IDEA}, id="only an idea"),
        pytest.param({"status": Status.CANCELLED}, id="cancelled"),
    ],
)
def test_only_rows_on_their_way_are_called_unnamed(row: dict[str, object]) -> None:
    assert find("named_rows", make_desk([make_post(AYU, campaign="", **row)]), BUDI) is None  # type: ignore[arg-type]


def test_pictures_without_alt_text_are_counted_among_the_member_s_last_ones() -> None:
    described = [make_post(media=("a.jpg",), alt_texts=("Tiga cangkir di meja",)) for _ in range(2)]
    bare = [make_post(days=-d, media=("a.jpg", "b.png"), alt_texts=("", " ")) for d in (1, 2, 3)]
    one_left = make_post(media=("a.jpg", "b.jpg"), alt_texts=("Rak kopi dari kayu",))
    others = [make_post(BUDI, media=("c.jpg",)), make_post(media=("iklan.mp4",))]

    said = why("alt_texts", make_desk([*described, *bare, one_left, *others]))

    assert said == "7 of your 10 last pictures had no alt text."


def test_nobody_with_described_pictures_is_told_to_describe_them() -> None:
    post = make_post(media=("a.jpg",), alt_texts=("Barista menuang susu",))

    assert find("alt_texts", make_desk([post])) is None


def test_of_the_assets_used_once_the_one_that_worked_best_is_named() -> None:
    out = [
        make_out(asset="Video roasting", numbers={"likes": 9, "replies": 2}),
        make_out(asset="Foto menu", numbers={"likes": 3}),
        make_out(asset="Podcast", numbers={"likes": 50}),
        make_out(BUDI, asset="Brosur", numbers={"likes": 90}),
    ]
    used_again = make_post(BUDI, asset="podcast ")

    said = why("second_life", make_desk([used_again], out))

    assert said.startswith("You used “Video roasting” once, in “Kopi pagi ")
    assert said.endswith("It brought 11 in likes, replies, shares and quotes.")


def test_an_asset_whose_numbers_are_not_told_is_named_without_a_number() -> None:
    desk = make_desk(out=[make_out(asset="Foto menu")])

    assert why("second_life", desk).endswith("and nowhere since.")


def test_a_form_never_tried_is_named_after_three_posts() -> None:
    plain = [make_out(days=-d) for d in (3, 6)]
    with_picture = make_out(days=-9, media=("a.jpg",))

    assert find("new_form", make_desk(out=plain)) is None
    assert why("new_form", make_desk(out=[*plain, with_picture])) == (
        "Of your 3 posts that went out in the last 30 days none was a thread."
    )


def test_a_form_that_is_planned_already_counts_as_tried() -> None:
    out = [make_out(days=-d, media=("a.jpg",), first_comment="Resepnya") for d in (3, 6, 9)]

    assert find("new_form", make_desk([make_post(thread=("Lanjutannya",))], out)) is None


def test_decisions_wait_for_whoever_may_take_them() -> None:
    waiting = [make_post(AYU, days=d) for d in (1, 2)]
    decided = make_post(AYU, asks=(Ask(level=1, approver="Budi Santoso", choice=Choice.APPROVE),))
    far = make_post(AYU, days=30)
    draft = make_post(AYU, status=Status.DRAFT)
    desk = make_desk([*waiting, decided, far, draft])

    assert why("decisions", desk, BUDI) == (
        "2 posts that are due in the next 14 days waited for a decision of yours."
    )
    assert find("decisions", desk, CITRA) is None


def test_nobody_is_asked_to_decide_on_their_own_posts_unless_the_team_allows_it() -> None:
    desk = make_desk([make_post(BUDI), make_post(BUDI)])

    assert find("decisions", desk, BUDI) is None
    assert find("decisions", replace(desk, settings=replace(SETTINGS, self_approval=True)), BUDI)


def test_feedback_is_asked_for_on_colleagues_posts_that_have_none() -> None:
    bare = [make_post(BUDI, days=d) for d in (1, 2, 3, 4)]
    told = make_post(CITRA, feedback="Bagus, tetapi judulnya panjang. Budi")
    own = [make_post(AYU), make_post(AYU)]

    assert why("feedback", make_desk([*bare, told, *own])) == (
        "4 of your colleagues' 5 coming posts had no feedback beside them."
    )


def test_a_load_on_one_pair_of_shoulders_is_shown_to_the_manager() -> None:
    posts = [make_post(AYU, days=d) for d in range(1, 8)] + [make_post(CITRA, days=2)]

    assert why("fair_load", make_desk(posts), BUDI) == (
        "Ayu Lestari owns 7 of the 8 posts planned for the next 14 days; 3 people are active."
    )


@pytest.mark.parametrize(
    "counts",
    [pytest.param((3, 3), id="fair"), pytest.param((4, 0), id="too few to speak of")],
)
def test_a_fair_or_small_plan_is_left_alone(counts: tuple[int, int]) -> None:
    posts = [make_post(AYU) for _ in range(counts[0])] + [
        make_post(CITRA) for _ in range(counts[1])
    ]

    assert find("fair_load", make_desk(posts), BUDI) is None


@pytest.mark.parametrize(
    ("runs", "wanted"),
    [
        pytest.param([], True, id="no run at all"),
        pytest.param([make_run(at(days=-1)), make_run(at(days=-2))], True, id="never paused"),
        pytest.param([make_run(at(days=-5), paused=True)], False, id="paused last week"),
        pytest.param([make_run(at(days=-200), paused=True)], True, id="paused long ago"),
    ],
)
def test_the_pause_is_rehearsed_when_nobody_used_it_lately(runs: list[Run], wanted: bool) -> None:
    assert (find("pause_drill", make_desk(runs=runs), BUDI) is not None) is wanted


def test_no_drill_is_set_while_the_team_is_in_a_pause() -> None:
    desk = make_desk(settings=replace(SETTINGS, paused=True))

    assert find("pause_drill", desk, BUDI) is None


def test_a_short_list_of_banned_words_is_called_short() -> None:
    rule = Guideline(rule=Rule.BANNED_WORDS, words=("pasti sembuh", "gratis selamanya"))

    said = why("guard_words", make_desk([make_post()], guidelines=[rule]), CITRA)

    assert said == (
        "Words and phrases your guidelines ban: 2. Coming posts that are checked against them: 1."
    )


def test_the_post_that_drew_the_most_replies_is_where_an_unhappy_answer_is_rehearsed() -> None:
    out = [make_out(days=-d, numbers={"replies": r}) for d, r in ((2, 3), (4, 12), (6, None))]

    said = why("unhappy_answer", make_desk(out=out), CITRA)

    assert said.startswith(
        f"“{out[1].post.title}” drew the most replies of 2 measured posts of the last 30 days: 12, on warung."
    )


def test_the_weakest_post_is_held_against_the_member_s_median_on_that_channel() -> None:
    out = [make_out(days=-d, numbers={"likes": n}) for d, n in ((2, 9), (4, 1), (6, 8), (8, 15))]
    elsewhere = make_out(days=-3, channel=HELP, numbers={"likes": 0})

    said = why("second_try", make_desk(out=[*out, elsewhere]))

    assert said.startswith(
        f"“{out[1].post.title}” brought 1 in likes, replies, shares and quotes on warung; the "
        "median of your 4 posts there in the last 30 days is 8½."
    )


def test_numbers_of_the_first_day_are_not_compared() -> None:
    out = [make_out(days=-d, numbers={"likes": 9}) for d in (2, 4, 6)]
    fresh = make_out(days=0, hour=10, numbers={"likes": 0})

    assert find("second_try", make_desk(out=[*out, fresh])) is None


def test_the_best_hour_names_both_groups_and_how_small_they_are() -> None:
    out = [make_out(days=-d, hour=19, numbers={"likes": 20 + d}) for d in (2, 3)]
    out += [
        make_out(BUDI, days=-d, hour=h, numbers={"likes": 5}) for d, h in ((4, 8), (5, 10), (6, 12))
    ]

    said = why("hour_test", make_desk(out=out))

    assert said == (
        "On warung, the 2 posts that went out between 19:00 and 20:00 brought a median of 22½ in "
        "likes, replies, shares and quotes; the other 3 a median of 5. Yours among those 2: 2. "
        "These are few posts: take it as a hint, not as proof."
    )


def test_one_lucky_post_makes_no_best_hour() -> None:
    out = [make_out(days=-2, hour=19, numbers={"likes": 500})]
    out += [make_out(days=-d, hour=8, numbers={"likes": 5}) for d in (3, 4, 5)]

    assert find("hour_test", make_desk(out=out)) is None


def test_questions_are_called_for_when_they_drew_more_replies() -> None:
    asked = [
        make_out(BUDI, days=-d, text=f"Kopi apa hari ini, {d}?", numbers={"replies": 6})
        for d in (2, 3)
    ]
    told = [make_out(AYU, days=-d, numbers={"replies": 1}) for d in (4, 5, 6)]

    assert why("question", make_desk(out=[*asked, *told])) == (
        "0 of your 3 posts of the last 90 days asked the readers something. The median of "
        "replies was 6 for the team's 2 posts that asked, and 1 for the 3 others. These are few "
        "posts: take it as a hint, not as proof."
    )


def test_questions_are_not_called_for_when_they_drew_fewer_replies() -> None:
    asked = [make_out(BUDI, days=-d, text=f"Hari ke-{d}?", numbers={"replies": 0}) for d in (2, 3)]
    told = [make_out(AYU, days=-d, numbers={"replies": 4}) for d in (4, 5, 6)]

    assert find("question", make_desk(out=[*asked, *told])) is None


def test_the_topic_task_gives_the_span_of_medians_and_not_the_answer() -> None:
    out = [make_out(days=-d, campaign="Resep", numbers={"replies": 8}) for d in (2, 3)]
    out += [
        make_out(days=-d, campaign="Promo", numbers={"replies": r}) for d, r in ((4, 1), (5, 2))
    ]
    out += [make_out(days=-6, campaign="Sekali", numbers={"replies": 99})]

    said = why("topic", make_desk(out=out))

    assert said.endswith(
        "2 campaigns had at least two posts with a number of replies. Their medians lie between 1½ and 8."
    )
    assert "Resep" not in said


def test_rehearsal_numbers_count_only_on_a_desk_that_is_all_rehearsal() -> None:
    out = [make_out(days=-d, numbers={"likes": 5}, rehearsal=True) for d in (2, 3, 4)]
    desk = make_desk(out=out)
    here = replace(make_channel(), address="http://127.0.0.1:8000/@warung")

    assert find("own_numbers", desk) is None
    assert find("own_numbers", replace(desk, channels={here.id: here}))


@pytest.mark.parametrize("code", sorted(KINDS))
def test_an_empty_workbook_breaks_no_kind(code: str) -> None:
    newcomer = make_member("Dewi", Role.CREATOR)

    evidence = find(code, make_desk(members=[newcomer], channels={}), newcomer)

    assert evidence is None or 0 <= evidence.weight <= 1
