"""Every fault does to the client exactly what its name says, and to the store too."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
import pytest

from automation.rehearsal.network import Effect, Fault, Rehearsal
from tests.rehearsal.posting import post, stored


@pytest.mark.parametrize(("name", "kept"), [("answer-lost", 1), ("cut-before", 0)])
def test_a_cut_connection_leaves_the_post_or_not(
    brand: httpx.Client, network: Rehearsal, name: str, kept: int
) -> None:
    network.add_fault(name)

    with pytest.raises(httpx.RemoteProtocolError):
        post(brand)

    assert stored(network) == kept
    assert post(brand).status_code == 200


def test_after_a_lost_answer_the_key_finds_the_post(
    brand: httpx.Client, network: Rehearsal
) -> None:
    network.add_fault("answer-lost")
    with pytest.raises(httpx.RemoteProtocolError):
        post(brand, **{"Idempotency-Key": "row-7"})

    again = post(brand, **{"Idempotency-Key": "row-7"})

    assert again.json()["id"] == network.posts("kopi_senja")[0].id
    assert stored(network) == 1


def test_no_answer_ever_comes_though_the_post_is_out(
    brand: httpx.Client, network: Rehearsal
) -> None:
    network.add_fault("never-answers")

    with pytest.raises(httpx.ReadTimeout):
        brand.post("/api/v1/statuses", data={"status": "Halo"}, timeout=0.2)

    assert stored(network) == 1


@pytest.mark.parametrize(
    ("name", "status", "kept"),
    [("error-before", 503, 0), ("error-after", 500, 1), ("not-allowed", 403, 0)],
)
def test_an_error_is_told_before_or_after_storing(
    brand: httpx.Client, network: Rehearsal, name: str, status: int, kept: int
) -> None:
    network.add_fault(name)

    answer = post(brand)

    assert (answer.status_code, stored(network)) == (status, kept)
    assert "error" in answer.json()


@pytest.mark.parametrize(("name", "status"), [("html-page", 200), ("bad-gateway", 502)])
def test_a_web_page_comes_instead_of_json(
    brand: httpx.Client, network: Rehearsal, name: str, status: int
) -> None:
    network.add_fault(name)

    answer = post(brand)

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "text/html")
    assert answer.text.startswith("<!DOCTYPE html>")
    assert stored(network) == 0


def test_half_an_answer_is_no_json_though_the_post_is_out(
    brand: httpx.Client, network: Rehearsal
) -> None:
    network.add_fault("cut-off-json")

    answer = post(brand)

    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        answer.json()
    assert stored(network) == 1


def test_an_oversized_answer_passes_twenty_megabytes(
    brand: httpx.Client, network: Rehearsal
) -> None:
    network.add_fault("oversized")

    assert len(brand.get("/api/v2/instance").content) > 20 * 1024 * 1024


@pytest.mark.parametrize(("effect", "kept_meanwhile"), [(Effect.SLOW, 0), (Effect.SLOW_ANSWER, 1)])
def test_a_slow_network_stores_after_or_before_it_waits(
    brand: httpx.Client, network: Rehearsal, effect: Effect, kept_meanwhile: int
) -> None:
    network.add_fault(Fault(effect=effect, delay_s=0.3))
    began = time.monotonic()

    with pytest.raises(httpx.ReadTimeout):
        brand.post("/api/v1/statuses", data={"status": "Halo"}, timeout=0.1)

    assert stored(network) == kept_meanwhile
    assert time.monotonic() - began < 0.3


def test_a_slow_answer_does_come(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault(Fault(effect=Effect.SLOW_ANSWER, delay_s=0.1))

    assert post(brand).status_code == 200


def test_a_rate_limit_now_tells_when_it_ends(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault("rate-limited")

    refused = post(brand)

    assert refused.status_code == 429
    reset = datetime.fromisoformat(refused.headers["X-RateLimit-Reset"])
    assert reset == network.now() + timedelta(minutes=1)
    assert stored(network) == 0


def test_headers_of_ones_own_travel_with_a_status(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault(Fault(effect=Effect.STATUS, status=503, headers=(("Retry-After", "7"),)))

    assert post(brand).headers["Retry-After"] == "7"


@pytest.mark.parametrize("name", ["token-revoked", "token-expired"])
def test_a_token_is_refused_until_the_fault_is_cleared(
    brand: httpx.Client, other: httpx.Client, network: Rehearsal, name: str
) -> None:
    network.add_fault(name, account="kopi_senja")

    refused = [post(brand), brand.get("/api/v1/accounts/verify_credentials")]

    assert [one.status_code for one in refused] == [401, 401]
    assert name.removeprefix("token-") in refused[0].json()["error"]
    assert post(other).status_code == 200
    assert httpx.get(f"{network.url}/api/v2/instance").status_code == 200
    network.clear_faults()
    assert post(brand).status_code == 200


def test_a_redirect_leads_elsewhere(brand: httpx.Client, network: Rehearsal) -> None:
    network.add_fault("redirected")

    answer = post(brand)

    assert (answer.status_code, answer.headers["Location"]) == (302, "https://elsewhere.example/")
    assert stored(network) == 0


def test_changed_limits_are_announced_and_kept_until_cleared(
    brand: httpx.Client, network: Rehearsal
) -> None:
    network.add_fault("shorter-posts")

    announced = brand.get("/api/v2/instance").json()["configuration"]["statuses"]["max_characters"]

    assert announced == 140
    assert post(brand, "a" * 141).status_code == 422
    network.clear_faults()
    assert post(brand, "a" * 141).status_code == 200


def test_slow_media_is_ready_when_asked_often_enough(
    brand: httpx.Client, network: Rehearsal, picture: bytes
) -> None:
    network.add_fault("media-slow")

    sent = brand.post("/api/v2/media", files={"file": ("a.png", picture)})
    form = {"status": "Halo", "media_ids[]": [sent.json()["id"]]}

    assert (sent.status_code, sent.json()["url"]) == (202, None)
    assert brand.post("/api/v1/statuses", data=form).status_code == 422
    polls = [brand.get(f"/api/v1/media/{sent.json()['id']}").status_code for _ in range(4)]
    assert polls == [206, 206, 206, 200]
    assert brand.post("/api/v1/statuses", data=form).status_code == 200


def test_stuck_media_is_never_ready(
    brand: httpx.Client, network: Rehearsal, picture: bytes
) -> None:
    network.add_fault("media-stuck")
    media = brand.post("/api/v2/media", files={"file": ("a.png", picture)}).json()["id"]

    assert {brand.get(f"/api/v1/media/{media}").status_code for _ in range(8)} == {206}


def test_failed_media_is_refused_when_asked_and_when_posted(
    brand: httpx.Client, network: Rehearsal, picture: bytes
) -> None:
    network.add_fault("media-failed")
    media = brand.post("/api/v2/media", files={"file": ("a.png", picture)}).json()["id"]

    assert brand.get(f"/api/v1/media/{media}").status_code == 422
    assert brand.post("/api/v1/statuses", data={"media_ids[]": [media]}).status_code == 422


def test_ten_clients_at_once_are_all_served(
    sign_in: Callable[..., httpx.Client], network: Rehearsal
) -> None:
    network.add_fault(Fault(effect=Effect.SLOW, delay_s=5, path="notifications"))
    waiting = sign_in("rehearsal-kopi-senja")
    with pytest.raises(httpx.ReadTimeout):
        waiting.get("/api/v1/notifications", timeout=0.1)

    for _ in range(10):
        assert post(sign_in("rehearsal-kopi-senja")).status_code == 200
