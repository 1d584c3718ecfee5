"""A fresh rehearsal network per test, and clients that speak to it over real HTTP."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from PIL import Image

from automation.rehearsal.network import Rehearsal, start_rehearsal

NEW_YEARS_EVE = datetime(2026, 12, 31, 12, 0, tzinfo=UTC)  # 19.00 in Jakarta


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        rehearsal.set_clock(NEW_YEARS_EVE)
        yield rehearsal


@pytest.fixture
def sign_in(network: Rehearsal) -> Iterator[Callable[..., httpx.Client]]:
    clients: list[httpx.Client] = []

    def make(token: str = "") -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        clients.append(httpx.Client(base_url=network.url, headers=headers, timeout=5))
        return clients[-1]

    yield make
    for client in clients:
        client.close()


@pytest.fixture
def brand(sign_in: Callable[..., httpx.Client]) -> httpx.Client:
    return sign_in("rehearsal-kopi-senja")


@pytest.fixture
def other(sign_in: Callable[..., httpx.Client]) -> httpx.Client:
    return sign_in("rehearsal-kopi-senja-en")


@pytest.fixture
def stranger(sign_in: Callable[..., httpx.Client]) -> httpx.Client:
    return sign_in()


@pytest.fixture
def picture() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (64, 48), (190, 90, 30)).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.fixture
def upload(brand: httpx.Client, picture: bytes) -> Callable[..., str]:
    def send(alt: str = "Secangkir kopi tubruk", body: bytes = picture) -> str:
        sent = brand.post(
            "/api/v2/media", files={"file": ("a.png", body)}, data={"description": alt}
        )
        return str(sent.json()["id"])

    return send
