"""When numbers are wanted, which are the newest, and that nothing told is not nothing counted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.ids import EventId
from automation.domain.publishing.fold import fold
from automation.domain.publishing.publication import Happened
from automation.domain.publishing.snapshot import (
    AGES,
    NUMBER_NAMES,
    Mark,
    Numbers,
    due_snapshots,
    latest,
)
from tests.domain.builders import Story
from tests.domain.desks import HELP, NOW, SHOP, make_post, make_snapshot

POST = make_post()
OUT_AT = NOW - timedelta(days=40)
LEDGER = fold(Story(POST, began_at=OUT_AT - timedelta(minutes=1)).claimed().published().events)


@pytest.mark.parametrize(
    ("age", "mark"),
    [
        pytest.param(timedelta(minutes=59), None, id="under an hour"),
        pytest.param(timedelta(hours=1), Mark.HOUR, id="an hour"),
        pytest.param(timedelta(hours=23, minutes=59), Mark.HOUR, id="nearly a day"),
        pytest.param(timedelta(days=1), Mark.DAY, id="a day"),
        pytest.param(timedelta(days=7), Mark.WEEK, id="a week"),
        pytest.param(timedelta(days=30), Mark.MONTH, id="thirty days"),
        pytest.param(timedelta(days=400), Mark.MONTH, id="more than a year"),
    ],
)
def test_the_latest_age_that_has_passed_is_wanted(age: timedelta, mark: Mark | None) -> None:
    due = due_snapshots(LEDGER, [], now=OUT_AT + age)

    assert [one.mark for one in due] == ([mark] if mark else [])


def test_numbers_of_an_age_are_taken_once_and_on_demand_always() -> None:
    taken = replace(make_snapshot(POST, OUT_AT, likes=3), mark=Mark.DAY)
    now = OUT_AT + timedelta(days=2)

    assert due_snapshots(LEDGER, [taken], now=now) == []
    assert [d.mark for d in due_snapshots(LEDGER, [taken], now=now, on_demand=True)] == [
        Mark.DEMAND
    ]


def test_numbers_asked_for_by_a_person_do_not_stand_in_for_an_age() -> None:
    asked = replace(make_snapshot(POST, OUT_AT), mark=Mark.DEMAND)

    assert [d.mark for d in due_snapshots(LEDGER, [asked], now=NOW)] == [Mark.MONTH]


def test_another_channels_numbers_are_its_own() -> None:
    taken = replace(make_snapshot(POST, OUT_AT, HELP), mark=Mark.MONTH)

    assert len(due_snapshots(LEDGER, [taken], now=NOW)) == 1


@pytest.mark.parametrize(
    "story",
    [
        Story(POST).claimed(),
        Story(POST).claimed().then(Happened.SEEN),
        Story(POST).claimed().published().then(Happened.WITHDRAWN),
        Story(POST, parts=2).claimed().published(part=1),
    ],
    ids=["not out yet", "seen, address unknown", "removed", "its reply alone"],
)
def test_there_are_no_numbers_where_no_post_is_known_to_stand(story: Story) -> None:
    assert due_snapshots(fold(story.events), [], now=NOW + timedelta(days=1)) == []


def test_the_newest_snapshot_is_told_by_its_time_and_then_by_its_row() -> None:
    old, new = make_snapshot(POST, OUT_AT), make_snapshot(POST, NOW)
    again = replace(new, id=EventId("S-again"))
    help_desk = make_snapshot(POST, OUT_AT, HELP)

    assert latest([new, old, help_desk]) == {(POST.id, SHOP): new, (POST.id, HELP): help_desk}
    assert latest([new, again])[(POST.id, SHOP)] == again


@pytest.mark.parametrize(
    ("numbers", "engagement"),
    [
        (Numbers(), None),
        (Numbers(impressions=100, clicks=3), None),
        (Numbers(likes=0), 0),
        (Numbers(likes=5, replies=None, shares=2, quotes=1, saves=9), 8),
    ],
    ids=["nothing told", "nothing told of engagement", "nobody liked it", "some told"],
)
def test_what_was_not_told_is_not_a_zero(numbers: Numbers, engagement: int | None) -> None:
    assert numbers.engagement == engagement


def test_no_number_has_a_value_until_a_network_told_it() -> None:
    assert {getattr(Numbers(), name) for name in NUMBER_NAMES} == {None}


def test_the_ages_rise() -> None:
    assert list(AGES.values()) == sorted(AGES.values())
