"""The rehearsal network signs people in as a Mastodon server does; Mastodon.py is the judge."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from mastodon import Mastodon

from automation.rehearsal.network import Rehearsal, start_rehearsal

BACK = "http://127.0.0.1:9/back"


@pytest.fixture
def network() -> Iterator[Rehearsal]:
    with start_rehearsal() as running:
        yield running


@pytest.fixture
def app(network: Rehearsal) -> tuple[str, str]:
    client, secret = Mastodon.create_app(
        "Lembar", api_base_url=network.url, redirect_uris=BACK, scopes=["read", "write:statuses"]
    )
    return str(client), str(secret)


def asked(network: Rehearsal, client: str, **more: str) -> dict[str, str]:
    return {
        "response_type": "code", "client_id": client, "redirect_uri": BACK, "scope": "read", "state": "s-1", **more,
    }  # fmt: skip


def agree(network: Rehearsal, form: dict[str, str], account: str = "kopi_senja") -> dict[str, str]:
    """Play a person at the page; return what the browser is sent back with."""
    answer = httpx.post(f"{network.url}/oauth/authorize", data={**form, "account": account})
    assert answer.status_code == 302, answer.text
    back = urlsplit(answer.headers["location"])
    assert f"{back.scheme}://{back.netloc}{back.path}" == BACK
    return {name: values[0] for name, values in parse_qs(back.query).items()}


def test_mastodon_py_signs_in_by_code(network: Rehearsal, app: tuple[str, str]) -> None:
    client = Mastodon(client_id=app[0], client_secret=app[1], api_base_url=network.url)
    code = agree(network, asked(network, app[0], scope="read write:statuses"))["code"]

    client.log_in(code=code, redirect_uri=BACK, scopes=["read", "write:statuses"], allow_http=True)

    assert client.account_verify_credentials().acct == "kopi_senja"
    assert client.status_post("Kopi susu gula aren").content


def test_the_page_names_the_app_its_rights_and_the_accounts(
    network: Rehearsal, app: tuple[str, str]
) -> None:
    page = httpx.get(f"{network.url}/oauth/authorize", params=asked(network, app[0]))

    assert all(one in page.text for one in ("Lembar", "<code>read</code>", "@kopi_senja_en"))
    assert "form-action 'self' http://127.0.0.1:9" in page.headers["content-security-policy"]


def test_a_person_may_refuse(network: Rehearsal, app: tuple[str, str]) -> None:
    back = agree(network, asked(network, app[0]), account="")

    assert (back["error"], back["state"]) == ("access_denied", "s-1")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"redirect_uri": "https://evil.example/"}, 400),
        ({"client_id": "somebody"}, 401),
        ({"scope": "write"}, 400),
        ({"code_challenge": "x", "code_challenge_method": "plain"}, 400),
    ],
    ids=["another address", "unknown app", "more rights than registered", "plain challenge"],
)
def test_what_the_app_did_not_register_leads_nowhere(
    network: Rehearsal, app: tuple[str, str], change: dict[str, str], status: int
) -> None:
    form = asked(network, app[0]) | change

    for answer in (
        httpx.get(f"{network.url}/oauth/authorize", params=form),
        httpx.post(f"{network.url}/oauth/authorize", data={**form, "account": "kopi_senja"}),
    ):
        assert answer.status_code == status
        assert "location" not in answer.headers


@pytest.mark.parametrize(
    "change",
    [{"code": "made up"}, {"redirect_uri": "http://127.0.0.1:9/other"}, {"code_verifier": "wrong"}],
    ids=["unknown code", "another address", "wrong verifier"],
)
def test_a_code_opens_nothing_without_what_it_was_asked_with(
    network: Rehearsal, app: tuple[str, str], change: dict[str, str]
) -> None:
    pkce = {"code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "S256"}  # fmt: skip
    code = agree(network, asked(network, app[0], **pkce))["code"]
    form = {
        "grant_type": "authorization_code", "client_id": app[0], "client_secret": app[1], "redirect_uri": BACK,
        "code": code, "code_verifier": "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    }  # fmt: skip

    refused = httpx.post(f"{network.url}/oauth/token", data=form | change)

    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")


def test_a_code_is_good_once_and_a_revoked_token_opens_nothing(
    network: Rehearsal, app: tuple[str, str]
) -> None:
    form = {
        "grant_type": "authorization_code", "client_id": app[0], "client_secret": app[1], "redirect_uri": BACK,
        "code": agree(network, asked(network, app[0]))["code"],
    }  # fmt: skip
    token = httpx.post(f"{network.url}/oauth/token", data=form).json()["access_token"]
    again = httpx.post(f"{network.url}/oauth/token", data=form)
    named = {"client_id": app[0], "client_secret": app[1], "token": token}

    httpx.post(f"{network.url}/oauth/revoke", data=named)
    me = httpx.get(
        f"{network.url}/api/v1/accounts/verify_credentials",
        headers={"Authorization": f"Bearer {token}"},
    )

    assert (again.status_code, me.status_code) == (400, 401)


def test_a_token_may_do_only_what_was_agreed_to(network: Rehearsal, app: tuple[str, str]) -> None:
    form = {
        "grant_type": "authorization_code", "client_id": app[0], "client_secret": app[1], "redirect_uri": BACK,
        "code": agree(network, asked(network, app[0]))["code"],
    }  # fmt: skip
    token = httpx.post(f"{network.url}/oauth/token", data=form).json()["access_token"]

    refused = httpx.post(
        f"{network.url}/api/v1/statuses",
        data={"status": "x"},
        headers={"Authorization": f"Bearer {token}"},
    )

    assert refused.status_code == 403
