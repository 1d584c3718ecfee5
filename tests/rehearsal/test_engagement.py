"""Simulated attention is fixed by the post, whole, never falling, and off unless asked for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.rehearsal.engagement import Features, audience_counts, reply_times
from automation.rehearsal.network import Rehearsal, start_rehearsal

EVENING = datetime(2026, 12, 31, 12, tzinfo=UTC)  # 19.00 in Jakarta
PLAIN = Features(
    post_id="117",
    has_picture=False,
    has_question=False,
    hashtags=0,
    length=120,
    hour=15,
    followers=2000,
)
WEEK = timedelta(days=7)
POSTS = st.builds(
    Features,
    post_id=st.from_regex(r"[0-9]{1,18}", fullmatch=True),
    has_picture=st.booleans(),
    has_question=st.booleans(),
    hashtags=st.integers(0, 30),
    length=st.integers(0, 5000),
    hour=st.integers(0, 23),
    followers=st.integers(0, 10**6),
    is_reply=st.booleans(),
)
AGES = st.timedeltas(timedelta(days=-1), timedelta(days=4000))


@pytest.fixture
def lively() -> Iterator[Rehearsal]:
    with start_rehearsal(audience=True) as network:
        network.set_clock(EVENING)
        yield network


def ask(network: Rehearsal, path: str, text: str = "") -> httpx.Response:
    headers = {"Authorization": "Bearer rehearsal-kopi-senja"}
    if text:
        return httpx.post(
            network.url + path, data={"status": text, "language": "id"}, headers=headers
        )
    return httpx.get(network.url + path, headers=headers)


@given(POSTS, AGES, AGES)
def test_attention_never_falls_with_age(features: Features, one: timedelta, two: timedelta) -> None:
    young, old = audience_counts(features, min(one, two)), audience_counts(features, max(one, two))

    assert 0 <= young.favourites <= old.favourites <= features.followers
    assert 0 <= young.reblogs <= old.reblogs <= old.favourites


@given(POSTS)
def test_replies_come_in_order_and_after_the_post(features: Features) -> None:
    times = reply_times(features)

    assert list(times) == sorted(times)
    assert all(one > timedelta(0) for one in times)
    assert len(times) <= 4


def test_half_of_it_comes_in_the_first_hours_and_nearly_all_in_a_week() -> None:
    hour, day, week, month = (
        audience_counts(PLAIN, timedelta(hours=hours)).favourites for hours in (1, 24, 168, 720)
    )

    assert 0 < hour < day / 2
    assert day < week <= month <= week + 1


@pytest.mark.parametrize(
    "better",
    [{"has_picture": True}, {"has_question": True}, {"hashtags": 2}, {"hour": 20}],
    ids=lambda one: next(iter(one)),
)
def test_what_teams_learn_to_do_helps(better: dict[str, bool | int]) -> None:
    helped = Features(**{**{name: getattr(PLAIN, name) for name in PLAIN.__slots__}, **better})

    assert audience_counts(helped, WEEK).favourites > audience_counts(PLAIN, WEEK).favourites


@pytest.mark.parametrize(
    "worse", [{"hashtags": 12}, {"hour": 3}, {"length": 480}], ids=lambda one: next(iter(one))
)
def test_what_teams_learn_to_avoid_hurts(worse: dict[str, int]) -> None:
    hurt = replace(PLAIN, **worse)  # type: ignore[arg-type]

    assert audience_counts(hurt, WEEK).favourites < audience_counts(PLAIN, WEEK).favourites


def test_without_an_audience_everything_stays_zero(brand: httpx.Client, network: Rehearsal) -> None:
    post = brand.post(
        "/api/v1/statuses", data={"status": "Kamu tim manis atau pahit? #kopi"}
    ).json()["id"]
    network.advance(WEEK)

    seen = brand.get(f"/api/v1/statuses/{post}").json()

    assert [seen[name] for name in ("favourites_count", "reblogs_count", "replies_count")] == [
        0,
        0,
        0,
    ]


def test_the_audience_favours_boosts_and_replies_as_time_passes(lively: Rehearsal) -> None:
    post = ask(lively, "/api/v1/statuses", "Kamu tim manis atau pahit? #kopi").json()["id"]
    story = []
    for hours in (0, 1, 23, 144):
        lively.advance(timedelta(hours=hours))
        story.append(ask(lively, f"/api/v1/statuses/{post}").json())

    favourites = [one["favourites_count"] for one in story]
    assert favourites[0] == 0
    assert favourites == sorted(set(favourites))
    replies = ask(lively, f"/api/v1/statuses/{post}/context").json()["descendants"]
    assert story[-1]["replies_count"] == len(replies) >= 1
    assert all(one["account"]["bot"] and one["language"] == "id" for one in replies)


def test_replies_of_the_audience_reach_the_notifications(lively: Rehearsal) -> None:
    post = ask(lively, "/api/v1/statuses", "Kamu tim manis atau pahit? #kopi").json()["id"]
    lively.advance(WEEK)

    told = ask(lively, "/api/v1/notifications").json()

    assert told
    assert {one["type"] for one in told} == {"mention"}
    assert {one["status"]["in_reply_to_id"] for one in told} == {post}


def test_setting_the_clock_back_takes_nothing_back(lively: Rehearsal) -> None:
    post = ask(lively, "/api/v1/statuses", "Resep cold brew #kopi").json()["id"]
    lively.advance(WEEK)
    before = ask(lively, f"/api/v1/statuses/{post}").json()["favourites_count"]

    lively.set_clock(EVENING)

    assert ask(lively, f"/api/v1/statuses/{post}").json()["favourites_count"] == before > 0
