"""`lembar connect` walks a person from nothing to a channel that publishes, and never shows a token."""

import io
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from automation.rehearsal.network import Rehearsal
from automation.tokens.stores.sealed_file import SealedFile
from tests.cli.conftest import Lembar
from tests.desk_books import XlsxBook
from tests.desk_builder import make_team

Person = Callable[..., list[str]]


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch, network: Rehearsal) -> Person:
    """Play the person's browser, which agrees as an account and follows where it is sent."""
    monkeypatch.delenv("MASTODON_TOKEN_BRAND", raising=False)
    seen: list[str] = []

    def agrees(account: str = "kopi_senja", state: str = "") -> list[str]:
        def browse(address: str) -> bool:
            seen.append(address)
            form = dict(parse_qsl(urlsplit(address).query)) | {"account": account}
            form |= {"state": state} if state else {}
            assert httpx.get(address).status_code == 200
            threading.Thread(
                target=lambda: httpx.post(
                    f"{network.url}/oauth/authorize", data=form, follow_redirects=True
                )
            ).start()
            return True

        monkeypatch.setattr(webbrowser, "open", browse)
        return seen

    return agrees


def connected(lembar: Lembar, network: Rehearsal, *more: str) -> tuple[int, str]:
    address = f"{network.url}/@kopi_senja"
    said = lembar("connect", "mastodon", "--channel", "brand", "--address", address, *more)
    return said.code, said.out + said.err


def token_of(folder: Path) -> str:
    [grant] = SealedFile(folder / ".lembar").load_all()
    return grant.access


def test_a_browser_agrees_and_the_channel_is_connected(
    lembar: Lembar, person: Person, network: Rehearsal, folder: Path
) -> None:
    seen = person()

    code, said = connected(lembar, network)

    assert code == 0, said
    assert "✓ Channel brand is connected to Mastodon as @kopi_senja@127.0.0.1." in said
    query = dict(parse_qsl(urlsplit(seen[0]).query))
    assert query["code_challenge_method"] == "S256"
    assert query["redirect_uri"].startswith("http://127.0.0.1:")
    [grant] = SealedFile(folder / ".lembar").load_all()
    for secret in grant.secrets():
        assert secret not in said


def test_what_is_connected_publishes_without_a_variable(
    lembar: Lembar, person: Person, network: Rehearsal, folder: Path
) -> None:
    person()
    book = folder / "calendar.xlsx"
    team = make_team(XlsxBook(book, "en"), brand=f"{network.url}/@kopi_senja")
    team.post("Kopi susu")
    team.approve("Kopi susu")

    said = lembar("connect", "mastodon", str(book), "--channel", "brand")
    assert said.code == 0, said
    checked = lembar("doctor", str(book))

    assert "✓ @kopi_senja@127.0.0.1 (rehearsal)" in checked.out
    assert "not connected" not in checked.out
    assert token_of(folder).encode() not in book.read_bytes()


def test_a_person_who_refuses_is_told_so_and_nothing_is_kept(
    lembar: Lembar, person: Person, network: Rehearsal, folder: Path
) -> None:
    person(account="")

    code, said = connected(lembar, network)

    assert code == 2
    assert "was not connected to Mastodon: the person at the page did not agree." in said
    assert not (folder / ".lembar" / "tokens").exists()


def test_the_token_of_another_account_is_not_kept(
    lembar: Lembar, person: Person, network: Rehearsal, folder: Path
) -> None:
    person(account="kopi_senja_bantuan")

    code, said = connected(lembar, network)

    assert (code, "opens @kopi_senja_bantuan" in said) == (2, True)
    assert not (folder / ".lembar" / "tokens").exists()


def test_without_a_browser_the_address_is_pasted(
    lembar: Lembar,
    person: Person,
    network: Rehearsal,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Pasted:
        """A person who reads the address, agrees elsewhere, and pastes what their browser shows."""

        def isatty(self) -> bool:
            return False

        def readline(self) -> str:
            told = capsys.readouterr().out
            address = told.split("agree there: ")[1].splitlines()[0]
            form = dict(parse_qsl(urlsplit(address).query)) | {"account": "kopi_senja"}
            answer = httpx.post(f"{network.url}/oauth/authorize", data=form)
            return f"{answer.headers['location']}\n"

    person()
    monkeypatch.setattr("sys.stdin", Pasted())

    code, said = connected(lembar, network, "--no-browser")

    assert (code, "✓ Channel brand" in said) == (0, True), said


@pytest.mark.parametrize("pasted", ["http://127.0.0.1:8917/?code=x&state=another", "what is this"])
def test_an_address_of_another_attempt_is_refused(
    lembar: Lembar, person: Person, network: Rehearsal, monkeypatch: pytest.MonkeyPatch, pasted: str
) -> None:
    person()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{pasted}\n"))

    code, said = connected(lembar, network, "--no-browser")

    assert (code, "does not belong to this attempt" in said) == (2, True), said


def test_a_token_can_be_pasted_instead(
    lembar: Lembar,
    person: Person,
    network: Rehearsal,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person()
    monkeypatch.setattr("sys.stdin", io.StringIO("rehearsal-kopi-senja\n"))

    code, said = connected(lembar, network, "--token")

    assert (code, token_of(folder)) == (0, "rehearsal-kopi-senja"), said
    assert "rehearsal-kopi-senja" not in said


@pytest.mark.parametrize(
    ("path", "rights"),
    [
        ("in/rina-ngopi", "openid profile w_member_social"),
        ("company/kopi-senja", "w_organization_social r_organization_social rw_organization_admin"),
    ],
)
def test_a_person_is_asked_for_no_more_than_the_address_needs(
    lembar: Lembar, monkeypatch: pytest.MonkeyPatch, path: str, rights: str
) -> None:
    monkeypatch.delenv("LEMBAR_REHEARSAL_ONLY", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO("our-app\nour-secret\n\n"))
    address = f"https://www.linkedin.com/{path}"

    said = lembar("connect", "linkedin", "--channel", "li", "--address", address, "--no-browser")

    opened = next(one for one in said.out.split() if "/oauth/v2/authorization?" in one)
    assert dict(parse_qsl(urlsplit(opened).query))["scope"] == rights
    assert said.code == 2


def test_nothing_typed_keeps_nothing(
    lembar: Lembar, person: Person, network: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    person()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n\n"))

    code, said = connected(lembar, network, "--token")

    assert (code, "Nothing was typed" in said) == (2, True)


def test_a_variable_that_goes_first_is_named(
    lembar: Lembar, person: Person, network: Rehearsal, monkeypatch: pytest.MonkeyPatch
) -> None:
    person()
    monkeypatch.setenv("MASTODON_TOKEN_BRAND", "rehearsal-kopi-senja")

    code, said = connected(lembar, network)

    assert (code, "MASTODON_TOKEN_BRAND is set too" in said) == (1, True)


def test_what_is_connected_is_listed_and_can_be_disconnected(
    lembar: Lembar, person: Person, network: Rehearsal, folder: Path
) -> None:
    person()
    assert "mastodon · – · not connected" in lembar("connect").out
    connected(lembar, network)
    token = token_of(folder)

    assert (
        "mastodon · brand · @kopi_senja@127.0.0.1 · no end that is known" in lembar("connect").out
    )
    gone = lembar("disconnect", "mastodon", "--channel", "brand")

    assert (gone.code, "no longer wanted" in gone.out) == (0, True)
    assert SealedFile(folder / ".lembar").load_all() == []
    me = httpx.get(
        f"{network.url}/api/v1/accounts/verify_credentials",
        headers={"Authorization": f"Bearer {token}"},
    )
    assert me.status_code == 401
    assert lembar("disconnect", "mastodon", "--channel", "brand").refused()[0].startswith("Channel")


def test_a_channel_must_be_named_and_be_in_the_workbook(
    lembar: Lembar, network: Rehearsal, folder: Path
) -> None:
    book = folder / "calendar.xlsx"
    make_team(XlsxBook(book, "en"), brand=f"{network.url}/@kopi_senja")

    assert "--channel" in lembar("connect", "mastodon").refused()[1]
    assert (
        "no channel “nobody”"
        in lembar("connect", "mastodon", str(book), "--channel", "nobody").refused()[0]
    )
    assert lembar("connect", "mastodont", "--channel", "x").refused()[1].startswith("Did you mean mastodon")  # fmt: skip


def test_an_indonesian_is_walked_through_in_indonesian(
    lembar: Lembar, person: Person, network: Rehearsal
) -> None:
    person()
    said = lembar(
        "connect", "mastodon", "--channel", "brand", "--address", f"{network.url}/@kopi_senja", language="id"
    )  # fmt: skip

    assert "✓ Kanal brand tersambung ke Mastodon sebagai @kopi_senja@127.0.0.1." in said.out
