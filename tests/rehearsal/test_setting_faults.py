"""How faults are set, named, counted, listed and cleared."""

import httpx
import pytest

from automation.errors import ConfigError
from automation.rehearsal.fault_catalogue import CATALOGUE
from automation.rehearsal.network import Effect, Fault, Rehearsal
from tests.rehearsal.posting import post


def test_a_fault_strikes_as_often_as_it_says_and_whom_it_names(
    brand: httpx.Client, other: httpx.Client, network: Rehearsal
) -> None:
    network.add_fault(Fault(effect=Effect.STATUS, methods="^POST$", account="kopi_senja", count=2))

    assert brand.get("/api/v1/notifications").status_code == 200
    assert post(other).status_code == 200
    assert [post(brand).status_code for _ in range(3)] == [503, 503, 200]
    assert network.faults() == ()


def test_faults_come_one_after_the_other(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault("error-before")
    network.add_fault("not-allowed")

    assert [post(brand).status_code for _ in range(3)] == [503, 403, 200]


def test_what_reached_the_network_is_remembered(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault("cut-before")
    with pytest.raises(httpx.RemoteProtocolError):
        post(brand, **{"Idempotency-Key": "row-7"})

    seen = network.calls()[-1]

    assert (seen.method, seen.path, seen.status) == ("POST", "/api/v1/statuses", None)
    assert (seen.username, seen.idempotency_key) == ("kopi_senja", "row-7")


def test_an_unknown_name_is_answered_with_the_nearest(network: Rehearsal) -> None:
    with pytest.raises(ConfigError, match="“answer-lost”"):
        network.add_fault("answers-lost")


def test_every_named_fault_is_explained_in_both_languages() -> None:
    texts = [text for one in CATALOGUE.values() for text in (one.en, one.id)]

    assert len(set(texts)) == len(texts)
    assert all(text.endswith(".") for text in texts)
    assert {one.fault.effect for one in CATALOGUE.values()} == set(Effect)


def test_faults_are_set_listed_and_cleared_over_http(brand: httpx.Client) -> None:
    asked = {"name": "error-before", "status": 599, "count": 2, "headers": {"Retry-After": "3"}}
    made = brand.post("/rehearsal/faults", json=asked)
    limits = brand.post(
        "/rehearsal/faults", json={"effect": "limits", "limits": {"max_characters": 9}}
    )

    listed = brand.get("/rehearsal/faults").json()

    assert (made.status_code, limits.status_code) == (201, 201)
    assert [(one["name"], one["left"]) for one in listed["armed"]] == [
        ("error-before", 2),
        ("", None),
    ]
    assert post(brand).headers["Retry-After"] == "3"
    assert brand.delete(f"/rehearsal/faults/{made.json()['id']}").status_code == 200
    assert post(brand, "0123456789").status_code == 422
    assert brand.delete("/rehearsal/faults").status_code == 200
    assert post(brand, "0123456789").status_code == 200


@pytest.mark.parametrize(
    "asked",
    [{"name": "answer-los"}, {"effect": "nonsense"}, {}, {"effect": "limits", "limits": {"max_text": 9}},
     {"name": "slow", "delay_s": "soon"}],
    ids=["name", "effect", "nothing", "limit", "number"],
)  # fmt: skip
def test_a_fault_that_cannot_be_read_is_refused(
    brand: httpx.Client, asked: dict[str, object]
) -> None:
    assert brand.post("/rehearsal/faults", json=asked).status_code == 422
    assert brand.get("/rehearsal/faults").json()["armed"] == []


def test_no_fault_locks_the_control_room(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault(Fault(effect=Effect.CUT, path=".", count=None))

    assert brand.get("/rehearsal/faults").status_code == 200
