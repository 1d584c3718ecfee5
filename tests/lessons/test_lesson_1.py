"""What lesson 1 shows of a team's rows, and which answers it calls right."""

from dataclasses import replace

import pytest

from automation.domain.approvals.approval import Verdict
from automation.domain.desk import Desk
from automation.domain.ids import NO_REVISION, MemberId
from automation.domain.learning.exercises.keys import NumberKey, PickKey, TableKey
from automation.domain.team.member import Role
from automation.lessons.exercises.lesson_1 import POSED
from automation.lessons.scene import Posed
from automation.lessons.views.lesson_1 import PAGES
from tests.domain.builders import make_approval
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    HELP,
    Out,
    make_desk,
    make_member,
    make_out,
    make_post,
)
from tests.lessons.scenes import make_scene


def shown(view: str, desk: Desk, member: str = AYU.id) -> str:
    return str(PAGES[view](make_scene(desk, member)))


def posed(code: str, desk: Desk, member: str = AYU.id) -> Posed | None:
    return POSED[code](make_scene(desk, member))


def out_of(owner: MemberId | str, *brought: int, **more: object) -> list[Out]:
    """Posts of one owner, a day apart, each with so many likes."""
    return [
        make_out(str(owner), days=-2 - place, numbers={"likes": likes}, **more)  # type: ignore[arg-type]
        for place, likes in enumerate(brought)
    ]


# Who does what


def test_a_job_nobody_has_the_role_for_is_named() -> None:
    said = shown("roles", make_desk())

    assert "Nobody has the role for: Designing, Measuring, Checking." in said
    assert "One person alone answers for: Leading, Planning, Creating, Talking with people." in said


def test_whose_hands_the_rows_show_stands_beside_who_has_the_role() -> None:
    post = make_post(AYU)
    desk = make_desk(
        posts=[post],
        out=[*out_of(BUDI.id, 3, 4, media=("kopi.jpg",)), make_out(AYU)],
        approvals=[make_approval(post, NO_REVISION, Verdict.APPROVE)],
    )

    said = shown("roles", desk)

    assert "Planning: keeps the calendar full enough, and with room for surprises | Budi Santoso | Ayu Lestari 1" in said  # fmt: skip
    assert "| Ayu Lestari | Budi Santoso 2, Ayu Lestari 1" in said  # creating
    assert "| nobody | Budi Santoso 2" in said  # designing
    assert "| nobody | Budi Santoso 1" in said  # checking


def test_who_has_left_holds_no_job() -> None:
    said = shown("roles", make_desk(members=[AYU, replace(BUDI, active=False)]))

    assert "Nobody has the role for: Leading, Planning" in said


def test_two_roles_of_one_person_are_two_jobs_held() -> None:
    both = make_member("Dewi", Role.ANALYST, Role.DESIGNER)

    key = posed("nobody_does", make_desk(members=[AYU, BUDI, CITRA, both]))

    assert key is not None
    assert key.facts["answer"] == "g) Checking"


def test_a_team_without_a_gap_has_a_right_answer_too() -> None:
    everybody = make_member("Dewi", *Role)

    key = posed("nobody_does", make_desk(members=[everybody]))

    assert key is not None
    assert isinstance(key.key, PickKey)
    assert key.key.judge("h").is_right
    assert "none of them" in key.key.options["h"]


# Numbers


def test_numbers_of_two_channels_are_never_mixed() -> None:
    desk = make_desk(out=[*out_of(AYU.id, 10, 12, 14, 16, 18), *out_of(BUDI.id, 900, 900, channel=HELP)])  # fmt: skip

    key = posed("median_likes", desk)

    assert key is not None
    assert key.key == NumberKey(14)
    assert "900" not in str(key.tables)


def test_what_a_network_did_not_tell_is_left_out_and_never_nought() -> None:
    untold = [make_out(AYU, days=-20 - place, numbers={"replies": 3}) for place in range(3)]

    key = posed("median_likes", make_desk(out=[*out_of(AYU.id, 10, 12, 14, 16, 18), *untold]))

    assert key is not None
    assert key.key == NumberKey(14)


def test_a_post_exactly_on_the_median_is_not_above_it() -> None:
    outs = out_of(AYU.id, 5, 7, 7, 9, 11)

    key = posed("above_the_middle", make_desk(out=outs))

    assert key is not None
    assert isinstance(key.key, PickKey)
    assert key.key.right == {outs[3].post.id, outs[4].post.id}
    assert key.facts["own"] == 2


def test_where_all_brought_the_same_nothing_is_above() -> None:
    """That question has no answer, so the example is asked about instead."""
    assert posed("above_the_middle", make_desk(out=out_of(AYU.id, 5, 5, 5, 5, 5))) is None


def test_two_channels_have_two_middles() -> None:
    desk = make_desk(out=[*out_of(AYU.id, 10, 12, 14), *out_of(BUDI.id, 1, 2, 4, 9, channel=HELP)])

    key = posed("channel_middles", desk)

    assert key is not None
    assert key.key == TableKey({"bantuan": 3.0, "warung": 12.0})
    assert (key.facts["higher"], key.facts["lower"]) == ("warung", "bantuan")


@pytest.mark.parametrize(
    ("own", "theirs", "right"),
    [
        ([20, 30], [3, 4, 5], "c"),
        (range(10, 30), range(12, 32), "b"),
        (range(100, 120), range(1, 21), "a"),
        (range(100, 109), range(1, 10), "c"),
    ],
    ids=["two posts", "spans that overlap", "spans apart", "spans apart, of few posts"],
)
def test_a_difference_is_only_called_real_where_the_rows_bear_it(
    own: range, theirs: range, right: str
) -> None:
    desk = make_desk(out=[*out_of(AYU.id, *own), *out_of(BUDI.id, *theirs)])

    key = posed("chance_or_not", desk)

    assert key is not None
    assert key.key.judge(right).is_right


def test_own_posts_stand_beside_the_colleagues_with_what_that_is_worth() -> None:
    desk = make_desk(out=[*out_of(AYU.id, *range(10, 30)), *out_of(BUDI.id, *range(12, 32))])

    said = shown("benchmark", desk)

    assert "your posts: 20 posts, median 19½ (probably 15 to 24)." in said
    assert "your colleagues': 20 posts, median 21½ (probably 17 to 26)." in said
    assert "The two spans overlap, so it may well be chance." in said


def test_few_posts_get_no_span_and_are_called_few() -> None:
    page = PAGES["benchmark"](make_scene(make_desk(out=out_of(AYU.id, 3, 4)), AYU.id))

    assert "your posts" not in str(page)  # with nobody to compare with, it is the team's
    assert "the team: 2 posts, median 3½." in str(page)
    assert "These are few posts" in str(page)
    assert page.as_html().count("<circle") == 2
    assert "opacity=\".18\"" not in page.as_html()  # fmt: skip


def test_who_has_no_numbers_yet_sees_the_teams() -> None:
    said = shown("benchmark", make_desk(out=out_of(BUDI.id, 3, 4)))

    assert "None of your own posts of the last 60 days has numbers yet" in said


def test_best_and_weakest_are_shown_with_their_words_and_alt_texts() -> None:
    outs = [
        make_out(AYU, days=-3, numbers={"likes": 9}, text="Siapa mau kopi?", media=("a.jpg",), alt_texts=("Secangkir kopi di meja",)),
        make_out(AYU, days=-5, numbers={"likes": 2}, text="Kami tutup.", media=("b.jpg",)),
        make_out(AYU, days=-6, numbers={"likes": 5}, text="Di tengah-tengah"),
    ]  # fmt: skip

    said = shown("best_and_weakest", make_desk(out=outs))

    best, weakest = said.split("The weakest: 2")
    assert "The best: 9" in best
    assert "Siapa mau kopi?" in best
    assert "Picture: Secangkir kopi di meja" in best
    assert "Likes 9, replies –, shares –" in best
    assert "Picture: nobody has described it" in weakest
    assert "Di tengah-tengah" not in said
    assert "Two posts prove nothing" in said


def test_every_post_stands_at_one_step_of_its_way() -> None:
    desk = make_desk(posts=[make_post()], out=[make_out(), *out_of(AYU.id, 3)])

    said = shown("path", desk)

    assert "ready, on its way: 1" in said
    assert "out, no numbers yet: 1" in said
    assert "out, with numbers: 1" in said


@pytest.mark.parametrize("view", sorted(PAGES))
def test_an_empty_desk_is_met_with_a_sentence_that_helps(view: str) -> None:
    said = shown(view, make_desk(members=[]), "")

    assert len(said.splitlines()) == 1
    assert "empty" in said or "example in the exercises" in said


def test_what_people_wrote_is_never_taken_for_markup() -> None:
    nasty = "<script>alert(1)</script> & \"kopi\""  # fmt: skip
    outs = [
        make_out(AYU, days=-3 - n, numbers={"likes": n}, title=nasty, text=nasty, media=("a.jpg",), alt_texts=(nasty,))
        for n in range(6)
    ]  # fmt: skip
    desk = make_desk(out=outs, members=[make_member(nasty, Role.CREATOR), AYU])
    scene = make_scene(desk, AYU.id)

    for page in PAGES.values():
        assert "<script" not in page(scene).as_html()
