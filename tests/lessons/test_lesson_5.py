"""What lesson 5 shows of a team's rows, and which answers it calls right."""

from datetime import timedelta

import pytest

from automation.domain.desk import Desk
from automation.domain.ids import MemberId
from automation.domain.learning.exercises.keys import NumberKey
from automation.domain.learning.practice import PracticeRow
from automation.lessons.exercises.lesson_5 import POSED
from automation.lessons.scene import Posed
from automation.lessons.views.lesson_5 import PAGES
from tests.domain.desks import AYU, BUDI, HELP, NOW, Out, make_desk, make_out
from tests.domain.learning.practice import course_desk, row
from tests.lessons.scenes import make_scene


def shown(view: str, desk: Desk, member: str = AYU.id) -> str:
    return str(PAGES[view](make_scene(desk, member)))


def posed(code: str, desk: Desk, member: str = AYU.id) -> Posed | None:
    return POSED[code](make_scene(desk, member))


def work(
    activity: str, days: int, minutes: float, by_hand: float | None = None, by: MemberId = AYU.id
) -> PracticeRow:
    """A row of the time tab, so many days ago."""
    cells = {"activity": activity, "day": (NOW - timedelta(days=days)).date(), "minutes": minutes}
    guess = {} if by_hand is None else {"by_hand": by_hand}
    return row("time", activity, **cells, **guess, by=by)  # type: ignore[arg-type]


def at_hour(hour: int, *brought: int, **more: object) -> list[Out]:
    """Posts at one hour, a day apart."""
    return [
        make_out(AYU, days=-2 - place, hour=hour, numbers={"likes": likes}, **more)  # type: ignore[arg-type]
        for place, likes in enumerate(brought)
    ]


WEEK = [
    work("writing", 6, 60), work("answering", 5, 30, 20), work("writing", 4, 45),
    work("planning", 2, 10, 40), work("meeting", 0, 35),
]  # fmt: skip


# Time


def test_a_week_shows_the_learners_own_minutes_and_nobody_elses() -> None:
    said = shown("week", course_desk(*WEEK, work("meeting", 1, 500, by=BUDI.id)))

    assert "meeting: 35" in said
    assert "Together 3 h 0 min on 5 days." in said
    assert "Most went into “writing”: 105 minutes, 58 of every 100." in said


def test_whose_minutes_they_are_is_said_above_the_chart() -> None:
    desk = course_desk(*WEEK)

    own, guest = (PAGES["week"](make_scene(desk, name)).as_html() for name in (AYU.id, ""))

    assert "Your minutes, 2026-11-14 to 2026-11-20" in own
    assert "The team&#x27;s minutes, 2026-11-14 to 2026-11-20" in guest


def test_work_before_the_week_and_work_to_come_are_left_out() -> None:
    said = shown("week", course_desk(*WEEK, work("meeting", 7, 400), work("meeting", -1, 400)))

    assert "Together 3 h 0 min on 5 days." in said


def test_two_days_are_not_called_a_week() -> None:
    said = shown("week", course_desk(*WEEK[-2:]))

    assert "not a working week yet" in said


def test_what_was_saved_counts_what_the_tool_cost_and_how_far_guesses_move_it() -> None:
    said = shown("saved", course_desk(*WEEK))

    assert "−10" in said
    assert "Saved in this week: 20 minutes." in said
    assert "it would be 5 to 35" in said


def test_a_tool_that_costs_time_is_said_to() -> None:
    said = shown("saved", course_desk(work("answering", 1, 30, 20)))

    assert "the tool cost 10 minutes more than it saved" in said


def test_without_a_guess_the_rows_that_went_out_are_counted() -> None:
    said = shown("saved", make_desk(out=at_hour(9, *range(12))))

    assert "put on a channel 12 times" in said
    assert "10 | 2 h 0 min" in said


def test_the_largest_work_is_added_up_over_its_days() -> None:
    asked = posed("longest_work", course_desk(*WEEK))

    assert asked is not None
    assert asked.key == NumberKey(105)
    assert asked.facts["sum"] == "60 + 45"


def test_minutes_saved_are_asked_for_with_the_loss_taken_off() -> None:
    asked = posed("hours_saved", course_desk(*WEEK))

    assert asked is not None
    assert asked.key == NumberKey(20)


# A campaign


def test_a_campaign_answers_with_what_is_known_and_names_what_is_not() -> None:
    own = at_hour(9, 20, 30, campaign="Panen")
    rest = [make_out(AYU, days=-9 - n, numbers={"likes": 10}, campaign="") for n in range(3)]

    said = shown("campaign", make_desk(out=[*own, *rest]))

    assert "“Panen”, 2 posts on warung" in said
    assert "The campaign: median 25. The other 3: 10." in said
    assert "Of the others, 3 went out before it began: median 10." in said
    assert "Not told by the network: replies, shares, clicks." in said
    assert "nobody wrote down any minutes. So we do not know." in said
    assert "too few for a verdict" in said


@pytest.mark.parametrize(
    ("own", "right"),
    [((20, 30), "b"), (tuple(range(10, 22)), "b"), (tuple(range(100, 112)), "a")],
    ids=["two posts", "spans that overlap", "spans apart"],
)
def test_only_a_difference_that_the_rows_bear_may_be_told_as_one(
    own: tuple[int, ...], right: str
) -> None:
    rest = at_hour(19, *range(11, 23), campaign="")

    asked = posed("honest_sentence", make_desk(out=[*at_hour(9, *own, campaign="Panen"), *rest]))

    assert asked is not None
    assert asked.key.judge(right).is_right


# Hours


def test_one_post_alone_never_makes_the_best_hour() -> None:
    outs = [*at_hour(9, 10, 20), *at_hour(12, 900), *at_hour(19, 30, 40)]

    said = shown("hours", make_desk(out=outs))

    assert "midday (10 to 15): one post alone, 900. It says nothing about the hour." in said
    assert "“evening (18 to 3)” looks best. These are few posts" in said


def test_hours_of_another_channel_are_not_mixed_in() -> None:
    outs = [*at_hour(9, 10, 20, 15), *at_hour(19, 30, 40), *at_hour(19, 900, 900, channel=HELP)]

    assert "900" not in shown("hours", make_desk(out=outs))


def test_chance_is_said_to_do_as_well_where_all_is_alike() -> None:
    outs = [*at_hour(9, 10, 12, 11), *at_hour(19, 11, 10, 12)]

    assert "There is no best hour here yet" in shown("chance", make_desk(out=outs))


def test_chance_is_said_to_be_rare_where_the_evening_is_far_ahead() -> None:
    outs = [*at_hour(9, *range(10, 20)), *at_hour(19, *range(100, 110))]

    said = shown("chance", make_desk(out=outs))

    assert "Chance seldom makes such a winner" in said
    assert "Of 1000 deals, 7 made" in said


def test_the_deals_counted_by_eye_are_the_deals_shown() -> None:
    desk = make_desk(out=[*at_hour(9, 10, 12, 14, 16, 31), *at_hour(19, 30, 21, 32, 18, 25)])

    asked, again = posed("as_good_by_chance", desk), posed("as_good_by_chance", desk)

    assert asked is not None
    assert asked.facts["median"] == "25"
    by_eye = sum(1 for line in asked.tables[1].rows if float(line[2].replace("½", ".5")) >= 25)
    assert asked.key == NumberKey(by_eye)
    assert 0 < by_eye < 10
    assert again == asked


@pytest.mark.parametrize("view", sorted(PAGES))
def test_an_empty_desk_is_met_with_a_sentence_that_helps(view: str) -> None:
    said = shown(view, make_desk(members=[]), "")

    assert said
    assert "Write" in said or "Name a campaign" in said or "Plan the next posts" in said
