"""The network refuses what Mastodon's documentation says is refused, and says so in its form."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from automation.rehearsal.network import Limits, Rehearsal, RehearsalAccount, start_rehearsal

REFUSED = {
    "no text": ({"status": ""}, "Text can't be blank"),
    "only blanks": ({"status": " \n "}, "Text can't be blank"),
    "501 characters": ({"status": "a" * 501}, "character limit of 500"),
    "501 with the warning": (
        {"status": "a" * 490, "spoiler_text": "w" * 11},
        "character limit of 500",
    ),
    "501 family emoji": ({"status": "👨‍👩‍👧‍👦" * 501}, "character limit of 500"),
    "unknown visibility": ({"status": "Halo", "visibility": "friends"}, "Visibility"),
    "unknown language": ({"status": "Halo", "language": "in"}, "Language"),
    "language by name": ({"status": "Halo", "language": "Indonesian"}, "Language"),
    "unknown media": ({"status": "Halo", "media_ids[]": ["42"]}, "not found"),
    "five media": ({"status": "Halo", "media_ids[]": list("12345")}, "more than 4"),
    "a poll": ({"status": "Halo", "poll[options][]": ["ya"], "poll[expires_in]": "300"}, "polls"),
    "a moment in the past": (
        {"status": "Halo", "scheduled_at": "2026-12-31T11:00:00Z"},
        "in the future",
    ),
    "a moment too soon": (
        {"status": "Halo", "scheduled_at": "2026-12-31T12:04:59Z"},
        "in the future",
    ),
    "no moment at all": ({"status": "Halo", "scheduled_at": "besok"}, "Scheduled at"),
}
ACCEPTED = {
    "500 characters": {"status": "a" * 500},
    "500 family emoji": {"status": "👨‍👩‍👧‍👦" * 500},
    "a long address counts 23": {"status": "https://example.com/" + "x" * 900 + " " + "a" * 476},
    "a mention counts its name": {"status": "@budi@" + "server" * 20 + ".id " + "a" * 494},
    "an ISO 639-3 language": {"status": "Halo", "language": "min"},
    "a language with a region": {"status": "Halo", "language": "pt-BR"},
    "five minutes ahead": {"status": "Halo", "scheduled_at": "2026-12-31T12:05:00Z"},
    "a warning alone": {"status": "", "spoiler_text": "Halo"},
}
NEEDS_TOKEN = [
    ("GET", "/api/v1/accounts/verify_credentials"),
    ("GET", "/api/v1/apps/verify_credentials"),
    ("POST", "/api/v1/statuses"),
    ("PUT", "/api/v1/statuses/1"),
    ("DELETE", "/api/v1/statuses/1"),
    ("POST", "/api/v1/statuses/1/favourite"),
    ("POST", "/api/v2/media"),
    ("GET", "/api/v1/media/1"),
    ("GET", "/api/v1/notifications"),
    ("GET", "/api/v1/markers"),
    ("GET", "/api/v1/scheduled_statuses"),
]
MISSING = [
    ("GET", "/api/v1/statuses/42"),
    ("PUT", "/api/v1/statuses/42"),
    ("DELETE", "/api/v1/statuses/42"),
    ("GET", "/api/v1/statuses/42/context"),
    ("GET", "/api/v1/statuses/42/source"),
    ("POST", "/api/v1/statuses/42/favourite"),
    ("GET", "/api/v1/accounts/42"),
    ("GET", "/api/v1/accounts/42/statuses"),
    ("GET", "/api/v1/accounts/lookup?acct=nobody"),
    ("GET", "/api/v1/media/42"),
    ("PUT", "/api/v1/media/42"),
    ("GET", "/api/v1/notifications/42"),
    ("DELETE", "/api/v1/scheduled_statuses/42"),
    ("GET", "/api/v1/there/is/no/such/path"),
]


@pytest.mark.parametrize(("form", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_post_that_breaks_a_rule_is_refused_with_its_reason(
    brand: httpx.Client, network: Rehearsal, form: dict[str, Any], reason: str
) -> None:
    answer = brand.post("/api/v1/statuses", data=form)

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Validation failed: ")
    assert reason in answer.json()["error"]
    assert network.posts("kopi_senja") == ()


@pytest.mark.parametrize("form", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_post_just_inside_the_rules_is_taken(brand: httpx.Client, form: dict[str, str]) -> None:
    assert brand.post("/api/v1/statuses", data=form).status_code == 200


@pytest.mark.parametrize(("method", "path"), NEEDS_TOKEN, ids=str)
def test_without_a_token_or_with_a_wrong_one_it_is_401(
    stranger: httpx.Client, method: str, path: str
) -> None:
    for headers in ({}, {"Authorization": "Bearer nothing-like-it"}):
        answer = stranger.request(method, path, headers=headers)

        assert answer.status_code == 401
        assert answer.json() == {"error": "The access token is invalid"}


@pytest.mark.parametrize(("method", "path"), MISSING, ids=str)
def test_what_does_not_exist_is_404(brand: httpx.Client, method: str, path: str) -> None:
    answer = brand.request(method, path, data={"status": "Halo"} if method == "PUT" else None)

    assert answer.status_code == 404
    assert set(answer.json()) == {"error"}


def test_a_reply_to_nothing_is_404(brand: httpx.Client) -> None:
    answer = brand.post("/api/v1/statuses", data={"status": "Halo", "in_reply_to_id": "42"})

    assert answer.status_code == 404


def test_a_token_without_the_scope_is_403() -> None:
    reader = RehearsalAccount(
        username="pembaca", token="only-reads", scopes=("read", "write:media")
    )
    with start_rehearsal(accounts=[reader]) as network:
        headers = {"Authorization": "Bearer only-reads"}

        assert httpx.get(f"{network.url}/api/v1/notifications", headers=headers).status_code == 200
        refused = httpx.post(
            f"{network.url}/api/v1/statuses", data={"status": "Halo"}, headers=headers
        )

    assert refused.status_code == 403
    assert refused.json() == {"error": "This action is outside the authorized scopes"}


def test_other_peoples_posts_can_be_neither_edited_nor_deleted(
    brand: httpx.Client, other: httpx.Client
) -> None:
    post = brand.post("/api/v1/statuses", data={"status": "Milik kami"}).json()["id"]

    assert other.delete(f"/api/v1/statuses/{post}").status_code == 404
    assert other.put(f"/api/v1/statuses/{post}", data={"status": "Milik saya"}).status_code == 404
    assert brand.get(f"/api/v1/statuses/{post}").json()["content"] == "<p>Milik kami</p>"


def test_a_picture_can_be_posted_once(brand: httpx.Client, upload: Callable[..., str]) -> None:
    media = upload()
    first = brand.post("/api/v1/statuses", data={"status": "Satu", "media_ids[]": [media]})
    second = brand.post("/api/v1/statuses", data={"status": "Dua", "media_ids[]": [media]})

    assert (first.status_code, second.status_code) == (200, 422)


def test_pictures_of_deleted_posts_can_be_posted_again(
    brand: httpx.Client, upload: Callable[..., str]
) -> None:
    form = {"status": "Satu", "media_ids[]": [upload()]}
    post = brand.post("/api/v1/statuses", data=form).json()["id"]
    brand.delete(f"/api/v1/statuses/{post}")

    assert brand.post("/api/v1/statuses", data=form).status_code == 200


def test_pictures_of_others_cannot_be_posted(
    other: httpx.Client, upload: Callable[..., str]
) -> None:
    assert (
        other.post(
            "/api/v1/statuses", data={"status": "Halo", "media_ids[]": [upload()]}
        ).status_code
        == 422
    )


def test_a_picture_alone_needs_no_text(brand: httpx.Client, upload: Callable[..., str]) -> None:
    assert brand.post("/api/v1/statuses", data={"media_ids[]": [upload()]}).status_code == 200


def test_an_edit_is_held_to_the_same_rules(brand: httpx.Client) -> None:
    post = brand.post("/api/v1/statuses", data={"status": "Halo"}).json()["id"]

    assert brand.put(f"/api/v1/statuses/{post}", data={"status": "a" * 501}).status_code == 422
    assert brand.put(f"/api/v1/statuses/{post}", data={"status": ""}).status_code == 422


def test_limits_of_its_own_are_announced_and_enforced() -> None:
    with start_rehearsal(limits=Limits(max_characters=5000, max_media_attachments=6)) as network:
        statuses = httpx.get(f"{network.url}/api/v2/instance").json()["configuration"]["statuses"]
        headers = {"Authorization": "Bearer rehearsal-kopi-senja"}
        long = httpx.post(
            f"{network.url}/api/v1/statuses", data={"status": "a" * 5000}, headers=headers
        )

    assert (statuses["max_characters"], statuses["max_media_attachments"]) == (5000, 6)
    assert long.status_code == 200
