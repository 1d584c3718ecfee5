"""Rate limits are told in every answer, and kept."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from automation.rehearsal.network import Limits, Rehearsal, start_rehearsal

NOON = datetime(2026, 12, 31, 12, tzinfo=UTC)


@pytest.fixture
def tight() -> Iterator[Rehearsal]:
    with start_rehearsal(limits=Limits(requests=3, uploads=1, deletions=1)) as network:
        network.set_clock(NOON)
        yield network


def ask(
    network: Rehearsal, path: str = "/api/v1/notifications", method: str = "GET"
) -> httpx.Response:
    return httpx.request(
        method, network.url + path, headers={"Authorization": "Bearer rehearsal-kopi-senja"}
    )


def test_each_answer_says_what_is_left_and_until_when(tight: Rehearsal) -> None:
    answers = [ask(tight) for _ in range(3)]

    assert [one.headers["X-RateLimit-Remaining"] for one in answers] == ["2", "1", "0"]
    assert answers[0].headers["X-RateLimit-Limit"] == "3"
    assert datetime.fromisoformat(answers[0].headers["X-RateLimit-Reset"]) == NOON + timedelta(
        minutes=5
    )


def test_one_request_too_many_is_429_without_retry_after(tight: Rehearsal) -> None:
    refused = [ask(tight) for _ in range(4)][-1]

    assert refused.status_code == 429
    assert refused.json() == {"error": "Too many requests"}
    assert refused.headers["X-RateLimit-Remaining"] == "0"
    assert "Retry-After" not in refused.headers


def test_the_window_ends_when_its_time_has_come(tight: Rehearsal) -> None:
    for _ in range(4):
        ask(tight)
    tight.advance(timedelta(minutes=5))

    assert ask(tight).status_code == 200


def test_accounts_have_windows_of_their_own(tight: Rehearsal) -> None:
    for _ in range(4):
        ask(tight)

    assert httpx.get(f"{tight.url}/api/v2/instance").status_code == 200


def test_uploads_and_deletions_have_tighter_windows(tight: Rehearsal) -> None:
    ask(tight, "/api/v2/media", "POST")
    assert ask(tight, "/api/v2/media", "POST").status_code == 429

    tight.advance(timedelta(minutes=5))
    ask(tight, "/api/v1/statuses/1", "DELETE")
    assert ask(tight, "/api/v1/statuses/2", "DELETE").status_code == 429


def test_the_date_of_answers_is_the_rehearsals(tight: Rehearsal) -> None:
    assert ask(tight).headers["Date"] == "Thu, 31 Dec 2026 12:00:00 GMT"
