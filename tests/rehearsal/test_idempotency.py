"""An Idempotency-Key stands for one post, for one hour, of one account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx

from automation.rehearsal.network import Rehearsal


def send(client: httpx.Client, text: str = "Halo", key: str = "row-7") -> httpx.Response:
    return client.post("/api/v1/statuses", data={"status": text}, headers={"Idempotency-Key": key})


def test_the_same_key_gives_the_first_post_whatever_the_body(
    brand: httpx.Client, network: Rehearsal
) -> None:
    first, second = send(brand), send(brand, "Teks lain")

    assert second.json()["id"] == first.json()["id"]
    assert [one.text for one in network.posts("kopi_senja")] == ["Halo"]


def test_eight_requests_at_once_with_one_key_make_one_post(
    brand: httpx.Client, network: Rehearsal
) -> None:
    with ThreadPoolExecutor(8) as pool:
        ids = {one.json()["id"] for one in pool.map(lambda _: send(brand), range(8))}

    assert len(ids) == 1
    assert len(network.posts("kopi_senja")) == 1


def test_without_a_key_sending_twice_posts_twice(brand: httpx.Client, network: Rehearsal) -> None:
    for _ in range(2):
        brand.post("/api/v1/statuses", data={"status": "Halo"})

    assert len(network.posts("kopi_senja")) == 2


def test_a_key_belongs_to_one_account(brand: httpx.Client, other: httpx.Client) -> None:
    assert send(brand).json()["id"] != send(other).json()["id"]


def test_a_key_is_forgotten_after_one_hour(brand: httpx.Client, network: Rehearsal) -> None:
    send(brand)
    network.advance(timedelta(minutes=59, seconds=59))
    send(brand)
    assert len(network.posts("kopi_senja")) == 1

    network.advance(timedelta(seconds=1))
    send(brand)

    assert len(network.posts("kopi_senja")) == 2


def test_a_refused_post_does_not_use_its_key_up(brand: httpx.Client) -> None:
    assert send(brand, "a" * 501).status_code == 422
    assert send(brand, "Lebih pendek").status_code == 200


def test_a_key_whose_post_was_deleted_finds_nothing(brand: httpx.Client) -> None:
    brand.delete(f"/api/v1/statuses/{send(brand).json()['id']}")

    assert send(brand).status_code == 404


def test_a_key_holds_for_a_scheduled_post_too(brand: httpx.Client) -> None:
    form = {"status": "Nanti", "scheduled_at": "2026-12-31T20:00:00+00:00"}
    headers = {"Idempotency-Key": "row-8"}

    ids = {
        brand.post("/api/v1/statuses", data=form, headers=headers).json()["id"] for _ in range(2)
    }

    assert len(ids) == 1


def test_a_server_that_ignores_keys_posts_twice(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault("keys-ignored")

    send(brand)
    send(brand)

    assert len(network.posts("kopi_senja")) == 2
