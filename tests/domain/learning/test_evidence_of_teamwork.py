"""What calls for an assignment about working together and the team's reputation."""

from dataclasses import replace

import pytest

from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Ask, Choice, Status
from automation.domain.run import Run
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    SETTINGS,
    at,
    make_desk,
    make_out,
    make_post,
    make_run,
)
from tests.domain.learning.course import find, why


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


@pytest.mark.parametrize(("posts", "pace"), [(1, "½"), (2, "½"), (6, "1½"), (17, "4")])
def test_the_team_s_pace_is_told_in_halves_and_is_not_nothing_where_a_post_went_out(
    posts: int, pace: str
) -> None:
    desk = make_desk([], [make_out(days=-2 - n) for n in range(posts)])

    assert f"about {pace} posts a week" in why("onboarding_plan", desk, BUDI)
