"""How long a client waits: for its own pace, and for what the network asks."""

from dataclasses import replace

import pytest

from automation.errors import RateLimited, Sent
from automation.http import Http
from automation.http.headers import rate_of
from tests.http.calls import CALLER, SETTINGS, failed, make, read, write
from tests.wire.pace import NOON, FakeTime
from tests.wire.raw import answer, raw_server


def test_waits_grow_and_full_jitter_shortens_them() -> None:
    waits = {}
    for luck in (0.0, 1.0):
        passing = FakeTime(luck)
        http = make(SETTINGS, passing)
        with raw_server(answer(502)) as server:
            failed(http, read(server.url))
        http.close()
        waits[luck] = passing.slept

    assert waits == {0.0: [0.0, 0.0, 0.0], 1.0: [1.0, 2.0, 4.0]}


RETRY_AFTER = {
    "seconds": {"Retry-After": "7"},
    "a date": {"Retry-After": "Thu, 31 Dec 2026 12:00:07 GMT"},
    "Mastodon's reset": {"X-RateLimit-Reset": "2026-12-31T12:00:07.000Z"},
    "seconds since 1970": {"X-RateLimit-Reset": str(int(NOON.timestamp()) + 7)},
    "X's spelling": {"x-rate-limit-reset": str(int(NOON.timestamp()) + 7)},
    "Bluesky's spelling": {"RateLimit-Reset": str(int(NOON.timestamp()) + 7)},
    "Reddit's seconds from now": {"X-Ratelimit-Reset": "7"},
    "Discord's seconds from now, not its clock": {
        "X-RateLimit-Reset": str(NOON.timestamp() + 900.5),
        "X-RateLimit-Reset-After": "7.0",
    },
}


@pytest.mark.parametrize("headers", RETRY_AFTER.values(), ids=RETRY_AFTER)
def test_a_wait_the_network_asks_for_is_kept(
    http: Http, passing: FakeTime, headers: dict[str, str]
) -> None:
    with raw_server(answer(429, headers=headers), answer(200)) as server:
        http.send(CALLER, write(server.url))

        assert passing.slept == [7.0]


def test_a_longer_wait_than_the_call_may_take_is_reported_instead_of_slept(
    http: Http, passing: FakeTime
) -> None:
    with raw_server(answer(429, headers={"Retry-After": "600"})) as server:
        error = failed(http, write(server.url))

        assert type(error) is RateLimited
        assert error.call.sent is Sent.NO
        assert error.call.retry_at is not None
        assert (error.call.retry_at - NOON).total_seconds() == 600
        assert passing.slept == []


def test_a_reset_time_on_another_error_is_no_reason_to_wait(http: Http, passing: FakeTime) -> None:
    headers = {"X-RateLimit-Reset": "2026-12-31T12:05:00Z", "X-RateLimit-Remaining": "299"}
    with raw_server(answer(503, headers=headers), answer(200)) as server:
        http.send(CALLER, read(server.url))

        assert passing.slept == [1.0]


@pytest.mark.parametrize("told", ["", "soon", "-5", "99999999999999999999", "Thu, 99 Foo"])
def test_an_unreadable_wait_is_no_wait(http: Http, told: str) -> None:
    with raw_server(answer(429, headers={"Retry-After": told}), answer(200)) as server:
        http.send(CALLER, write(server.url))

        assert len(server.requests) == 2


NONE_LEFT = {
    "Mastodon": {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-12-31T12:03:00Z"},
    "X": {"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(NOON.timestamp()) + 180)},
    "Bluesky": {"RateLimit-Remaining": "0", "RateLimit-Reset": str(int(NOON.timestamp()) + 180)},
    "Reddit": {"X-Ratelimit-Remaining": "0.0", "X-Ratelimit-Reset": "180"},
    "Discord": {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "180.25"},
}


@pytest.mark.parametrize("headers", NONE_LEFT.values(), ids=NONE_LEFT)
def test_no_call_is_made_while_the_network_said_none_is_left(
    http: Http, headers: dict[str, str]
) -> None:
    with raw_server(answer(200, headers=headers)) as server:
        http.send(CALLER, write(server.url))
        error = failed(http, write(server.url))

        assert type(error) is RateLimited
        assert error.call.retry_at is not None
        assert error.call.retry_at.minute == 3
        assert len(server.requests) == 1


def test_the_limit_on_one_operation_does_not_hold_back_another(http: Http) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-12-31T12:03:00Z"}
    with raw_server(answer(200, headers=headers), answer(200)) as server:
        http.send(CALLER, read(server.url))
        http.send(CALLER, write(server.url))

        rate = http.rate(CALLER, "find")
        assert rate is not None
        assert (rate.remaining, http.rate(CALLER, "publish")) == (0, None)


FEW_LEFT = {
    "X-RateLimit-Limit": "100",
    "X-RateLimit-Remaining": "2",
    "X-RateLimit-Reset": "2026-12-31T12:03:00Z",
}


def test_the_last_calls_are_kept_for_looking_after_a_lost_answer(http: Http) -> None:
    with raw_server(answer(200, headers=FEW_LEFT)) as server:
        http.send(CALLER, write(server.url))
        error = failed(http, write(server.url))

        assert type(error) is RateLimited
        assert error.call.retry_at is not None
        assert len(server.requests) == 1


def test_reading_goes_on_until_nothing_is_left(http: Http) -> None:
    with raw_server(answer(200, headers=FEW_LEFT)) as server:
        http.send(CALLER, read(server.url))
        http.send(CALLER, read(server.url))

        assert len(server.requests) == 2


@pytest.mark.parametrize(("limit", "reserve"), [("5", 0), ("", 0), ("20", 1), ("300", 5)])
def test_nothing_is_kept_back_of_a_small_burst(limit: str, reserve: int) -> None:
    headers = {
        **{name.lower(): told for name, told in FEW_LEFT.items()},
        "x-ratelimit-limit": limit,
    }

    rate = rate_of(headers, NOON)

    assert rate is not None
    assert rate.reserve == reserve


def test_channels_of_one_app_share_its_budget_and_others_do_not(http: Http) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-12-31T12:03:00Z"}
    one, other = (replace(CALLER, channel=name, budget="app") for name in ("brand", "support"))
    with raw_server(answer(200, headers=headers)) as server:
        http.send(one, write(server.url))
        error = failed(http, write(server.url), other)
        http.send(replace(CALLER, channel="third"), write(server.url))

        assert type(error) is RateLimited
        assert len(server.requests) == 2
