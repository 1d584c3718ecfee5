"""What calls for an assignment about numbers, told with how few they may be."""

from dataclasses import replace

import pytest

from tests.domain.desks import AYU, BUDI, HELP, make_channel, make_desk, make_out
from tests.domain.learning.course import find, why


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


def test_the_weakest_post_is_held_against_the_member_s_median_on_that_channel() -> None:
    out = [make_out(days=-d, numbers={"likes": n}) for d, n in ((2, 9), (4, 1), (6, 8), (8, 15))]
    elsewhere = make_out(days=-3, channel=HELP, numbers={"likes": 0})

    said = why("second_try", make_desk(out=[*out, elsewhere]))

    assert said.startswith(
        f"“{out[1].post.title}” brought 1 in likes, replies, shares and quotes on warung; the "
        "median of your 4 posts there in the last 30 days is 8½. "
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
        "2 campaigns had at least two posts with a number of replies. Their medians lie between "
        "1½ and 8. These are few posts: take it as a hint, not as proof."
    )
    assert "Resep" not in said


def test_rehearsal_numbers_count_only_on_a_desk_that_is_all_rehearsal() -> None:
    out = [make_out(days=-d, numbers={"likes": 5}, rehearsal=True) for d in (2, 3, 4)]
    desk = make_desk(out=out)
    here = replace(make_channel(), address="http://127.0.0.1:8000/@warung")

    assert find("own_numbers", desk) is None
    assert find("own_numbers", replace(desk, channels={here.id: here}))
