"""What lesson 3 says of small teams: goals, load, decisions, feedback, growth, first weeks."""

from dataclasses import replace
from datetime import date

import pytest

from automation.domain.content.post import Ask, Choice, Status
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId
from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.figures import Figures
from automation.domain.learning.pace import full_weeks
from automation.domain.learning.practice import PracticeRow, Value
from automation.domain.learning.workload import ahead, carried, waiting
from automation.domain.team.channel import Policy
from automation.domain.team.member import Role
from automation.lessons.exercises import lesson_3 as exercises
from automation.lessons.page import Page
from automation.lessons.views import first_weeks, goals, lesson_3
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    HELP,
    NOW,
    SETTINGS,
    make_channel,
    make_desk,
    make_member,
    make_out,
    make_post,
)
from tests.lessons.scenes import make_scene

NUMBERS: dict[str, int | None] = {"likes": 10, "replies": 2, "shares": 1}


def said(page: Page) -> str:
    return str(page)


def with_rows(desk: Desk, tab: str, *rows: dict[str, Value]) -> Desk:
    found = [PracticeRow(tab=tab, name=str(row.get("goal", row.get("activity", ""))), cells=row) for row in rows]  # fmt: skip
    return replace(desk, practice={tab: found})


def test_weeks_go_back_from_now_and_stop_at_the_first_post() -> None:
    out = [make_out(days=days) for days in (-1, -2, -8, -15, -16, -17)]

    weeks = full_weeks(Figures(desk=make_desk(out=out), now=NOW))

    assert [week.count for week in weeks] == [1, 2]
    assert full_weeks(Figures(desk=make_desk(), now=NOW)) == []


def test_a_week_without_a_post_counts_as_an_empty_one() -> None:
    out = [make_out(days=days) for days in (-1, -16)]

    assert [week.count for week in full_weeks(Figures(desk=make_desk(out=out), now=NOW))] == [0, 1]


def test_goals_stand_beside_what_the_rows_say_and_what_they_lack_is_named() -> None:
    out = [make_out(days=-days, numbers={**NUMBERS, "likes": days}) for days in (3, 4, 5)]
    desk = with_rows(
        make_desk(out=out), "goals",
        {"goal": "Lebih banyak suka", "measure": "likes", "now": 3.0, "target": 6.0, "by_date": date(2027, 1, 31), "owner": "Budi Santoso", "why": "Pesanan"},
        {"goal": "Terkenal", "measure": "tamu di kasir"}, {"goal": "Menang"},
    )  # fmt: skip

    shown = said(goals.goals(make_scene(desk)))

    assert "Lebih banyak suka | likes | 3 | 6 | 2027-01-31 | Budi Santoso | 4" in shown
    assert "Terkenal | tamu di kasir | – | – | – | – | –" in shown
    assert "Menang | – | –" in shown
    assert "“Terkenal” still lacks: now, target, by_date, owner, why." in shown
    assert "“Lebih banyak suka” still lacks" not in shown


def test_without_goals_the_numbers_there_are_offer_themselves() -> None:
    shown = said(goals.goals(make_scene(make_desk(out=[make_out(numbers=NUMBERS)]))))

    assert "likes | 10" in shown
    assert "engagement | 13" in shown
    assert "finish this sentence" in shown
    assert "From no post a week to two" in said(goals.goals(make_scene(make_desk())))
    assert "posts |" not in shown  # the first week is not over yet


def test_what_each_member_carries_is_counted() -> None:
    posts = [make_post(AYU), make_post(AYU), make_post(BUDI), make_post(AYU, days=40)]

    found = {one.member.id: one for one in carried(Figures(desk=make_desk(posts), now=NOW))}

    assert [found[name].posts for name in (AYU.id, BUDI.id, CITRA.id)] == [2, 1, 0]
    assert found[BUDI.id].decisions == 2  # his own post waits for nobody else, and not for him
    assert found[AYU.id].decisions == 0


def test_more_than_half_on_one_pair_of_shoulders_is_said() -> None:
    heavy = make_desk([make_post(AYU), make_post(AYU), make_post(BUDI)])
    even = make_desk([make_post(AYU), make_post(BUDI)])

    assert "Ayu Lestari owns 2 of the 3 posts that are coming, 67 per cent" in said(lesson_3.load(make_scene(heavy)))  # fmt: skip
    assert "Spread over several shoulders" in said(lesson_3.load(make_scene(even)))
    assert "Nothing is planned" in said(lesson_3.load(make_scene(make_desk())))


def test_hours_are_added_up_by_work_and_never_by_person() -> None:
    day = date(2026, 11, 18)
    desk = with_rows(
        make_desk([make_post()]), "time",
        {"activity": "writing", "day": day, "minutes": 90.0, "by": "Ayu Lestari"},
        {"activity": "writing", "day": day, "minutes": 60.0, "by": "Budi Santoso"},
        {"activity": "Foto produk", "day": date(2026, 9, 1), "minutes": 600.0},
        {"activity": "meeting", "day": "kemarin", "minutes": 60.0},
    )  # fmt: skip

    shown = said(lesson_3.load(make_scene(desk)))

    assert "writing: 2.5" in shown
    assert "Foto produk" not in shown
    assert "meeting" not in shown
    assert "Where do the hours go?" not in shown
    assert ": 2,5" in said(lesson_3.load(make_scene(desk, language="id")))


def test_a_post_waits_for_whoever_may_decide_until_somebody_did() -> None:
    open_post = make_post(AYU, title="Menunggu")
    decided = make_post(AYU, asks=(Ask(level=1, approver=BUDI.id, choice=Choice.APPROVE),))

    found = waiting(Figures(desk=make_desk([open_post, decided]), now=NOW))

    assert [(post.title, list(names)) for post, names in found] == [("Menunggu", [BUDI.id])]


def test_whose_word_is_waited_for_reads_it_in_the_first_person() -> None:
    desk = make_desk([make_post(AYU)])

    assert "For your word wait: 1" in said(lesson_3.decisions(make_scene(desk, BUDI.id)))
    assert "For your word" not in said(lesson_3.decisions(make_scene(desk, AYU.id)))
    assert "Nothing waits" in said(lesson_3.decisions(make_scene(make_desk())))


def test_feedback_begins_with_the_next_post_that_is_not_ones_own() -> None:
    posts = [
        make_post(AYU, days=1, title="Milik sendiri"),
        make_post(BUDI, days=2, title="Milik Budi"),
        make_post(BUDI, days=3, feedback="Kalimat pertamanya segar. – Citra"),
    ]

    shown = said(lesson_3.feedback(make_scene(make_desk(posts), AYU.id)))

    assert "With feedback beside them: 1" in shown
    assert "“Milik Budi” by Budi Santoso goes out next" in shown
    assert "Kalimat pertamanya segar. – Citra" in shown


def test_each_job_is_divided_among_those_who_have_its_role() -> None:
    second = make_member("Dewi", Role.CREATOR)
    posts = [make_post(), make_post(), make_post(media=("1.jpg",))]
    desk = make_desk(posts, [make_out(numbers=NUMBERS)], members=(AYU, BUDI, CITRA, second))

    found = {one.job.code: one for one in ahead(Figures(desk=desk, now=NOW))}
    shown = said(lesson_3.growth(make_scene(desk)))

    assert found["talking"].count == 2
    assert "Creating | Ayu Lestari, Dewi | posts in the next 14 days: 3 | 1.5" in shown
    assert "Designing | nobody | pictures in the next 14 days: 1 | –" in shown


def test_first_weeks_are_drafted_from_the_teams_own_rows() -> None:
    out = [make_out(days=-5, title=f"Pos {n}", numbers={**NUMBERS, "likes": n}) for n in range(5)]
    desk = make_desk(out=out)
    desk = replace(desk, channels={**desk.channels, HELP: make_channel(HELP, Policy.NONE)})

    shown = said(first_weeks.first_weeks(make_scene(desk)))

    assert "“Pos 4”, “Pos 3”, “Pos 2”" in shown
    assert "Write a post for warung. Before it goes out, approvals needed there: 1" in shown
    assert "“Pembukaan” has 5 posts" in shown


def test_first_weeks_of_an_empty_workbook_are_still_four() -> None:
    shown = said(first_weeks.first_weeks(make_scene(Desk(settings=SETTINGS))))

    assert [f"Week {number}:" in shown for number in (1, 2, 3, 4)] == [True] * 4
    assert "let somebody read it before it goes out" in shown


@pytest.mark.parametrize("policies", [(Policy.NONE, Policy.NONE), (Policy.REQUIRED, Policy.REQUIRED)])  # fmt: skip
def test_no_channel_is_called_safest_where_none_stands_out(policies: tuple[Policy, Policy]) -> None:
    channels = {
        ChannelId(f"kanal-{place}"): make_channel(ChannelId(f"kanal-{place}"), policy)
        for place, policy in enumerate(policies)
    }

    assert exercises.first_post_where(make_scene(make_desk(channels=channels))) is None


def test_the_safest_channel_is_the_one_with_the_most_approvals() -> None:
    two = replace(make_channel(), policy=Policy.MULTI_LEVEL, levels=(frozenset({Role.EDITOR}), frozenset({Role.MANAGER})))  # fmt: skip
    desk = make_desk()
    desk = replace(desk, channels={**desk.channels, two.id: two})

    posed = exercises.first_post_where(make_scene(desk))

    assert posed is not None
    assert posed.key == PickKey({"warung": "warung", "bantuan": "bantuan"}, frozenset({"warung"}))
    assert posed.tables[0].rows[0] == ["warung", "editor → manager"]


def test_the_ordinary_week_is_the_median_of_the_weeks() -> None:
    out = [make_out(days=days) for days in (-1, -2, -3, -8, -15, -16, -22)]

    posed = exercises.ordinary_week(make_scene(make_desk(out=out)))

    assert posed is not None
    assert posed.key == NumberKey(2)
    assert posed.facts["sorted"] == "1, 2, 3"


def test_a_share_is_asked_only_where_one_owner_has_the_most() -> None:
    tie = [make_post(AYU), make_post(AYU), make_post(BUDI), make_post(BUDI)]
    clear = [*tie, make_post(AYU), make_post(AYU, status=Status.IDEA)]

    posed = exercises.who_carries(make_scene(make_desk(clear)))

    assert posed is not None
    assert posed.key == NumberKey(60)
    assert exercises.who_carries(make_scene(make_desk(tie))) is None
