"""What calls for an assignment about posts, counted from the team's own rows."""

import pytest

from automation.domain.content.post import Status
from tests.domain.desks import AYU, BUDI, make_desk, make_out, make_post
from tests.domain.learning.course import find, why


def test_a_member_without_posts_is_asked_to_plan_the_first() -> None:
    desk = make_desk([make_post(BUDI)])

    assert why("first_post", desk) == "No post in the calendar is yours yet."
    assert find("first_post", desk, BUDI) is None


def test_a_manager_hears_of_every_row_without_a_name_and_a_creator_of_their_own() -> None:
    rows = [
        make_post(AYU, campaign=""),
        make_post("Orang Lain"),
        make_post(BUDI),
        make_post(AYU),
    ]
    desk = make_desk(rows)

    assert why("named_rows", desk, BUDI) == (
        "2 of the 4 coming posts you look after had no owner from the team or no campaign."
    )
    assert why("named_rows", desk, AYU) == (
        "1 of the 2 coming posts you look after had no owner from the team or no campaign."
    )


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
