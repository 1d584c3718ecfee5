"""Keys and tokens: real google-auth signs, and the service checks as Google does."""

import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import google.auth.exceptions
import pytest
import requests

from automation.errors import ConfigError
from automation.http.loopback import lead_to
from automation.rehearsal.sheets.server import RehearsalSheets
from automation.rehearsal.sheets.transport import (
    key_credentials,
    rehearsal_client,
    token_credentials,
)


def shared(sheets: RehearsalSheets, robot: str) -> str:
    return sheets.create_spreadsheet("Kalender", share_with={robot: "writer"})


def test_a_key_file_is_exchanged_for_a_token_once(
    sheets: RehearsalSheets, robot: str, key_client: Any
) -> None:
    tab = key_client.open_by_key(shared(sheets, robot)).sheet1

    tab.update_acell("A1", "x")

    assert sheets.call_counts()["token"] == 1
    assert {one.caller for one in sheets.calls() if one.method == "values.update"} == {robot}


def test_a_token_that_ended_is_renewed_by_google_auth(
    sheets: RehearsalSheets, robot: str, key_client: Any
) -> None:
    tab = key_client.open_by_key(shared(sheets, robot)).sheet1
    sheets.advance(timedelta(hours=2))

    assert tab.acell("A1").value is None
    assert sheets.call_counts()["token"] == 2


def test_a_new_key_file_is_private_and_names_its_account(
    sheets: RehearsalSheets, tmp_path: Path
) -> None:
    address = sheets.make_key(tmp_path / "new.json", "kedai")

    told = json.loads((tmp_path / "new.json").read_text())
    assert address == told["client_email"] == "kedai@rehearsal.iam.gserviceaccount.com"
    assert told["token_uri"] == f"{sheets.url}/token"
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o600


def test_a_clock_that_is_wrong_is_told(
    sheets: RehearsalSheets, robot: str, key_client: Any
) -> None:
    sheets.set_switches(machine_skew_s=7200)

    with pytest.raises(google.auth.exceptions.RefreshError, match="reasonable timeframe"):
        key_client.open_by_key(shared(sheets, robot))


def test_the_key_of_another_account_opens_nothing(
    sheets: RehearsalSheets, robot: str, key_client: Any, tmp_path: Path
) -> None:
    sheets.make_key(tmp_path / "other.json", "lembar")

    with pytest.raises(google.auth.exceptions.RefreshError, match="Invalid JWT Signature"):
        key_client.open_by_key(shared(sheets, robot))


def test_an_unknown_account_is_told(sheets: RehearsalSheets, made_key: Path) -> None:
    client = rehearsal_client(sheets.url, key_credentials(made_key))

    with pytest.raises(google.auth.exceptions.RefreshError, match="account not found"):
        client.open_by_key("x")


def test_a_person_in_a_notebook_comes_with_a_token_and_no_key(sheets: RehearsalSheets) -> None:
    token = sheets.token_for("rani@kopi-senja.example")
    key = sheets.create_spreadsheet("Kalender", share_with={"rani@kopi-senja.example": "writer"})

    client = rehearsal_client(sheets.url, token_credentials(token))

    assert client.open_by_key(key).sheet1.title == "Sheet1"


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Bearer ya29.tebakan"}])
def test_without_a_token_nothing_is_answered(sheets: RehearsalSheets, sent: dict[str, str]) -> None:
    got = requests.get(f"{sheets.url}/v4/spreadsheets/x", headers=sent, timeout=5)

    assert (got.status_code, got.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_the_rehearsal_never_leaves_this_machine(sheets: RehearsalSheets) -> None:
    with lead_to(requests.Session(), sheets.url) as session:
        with pytest.raises(requests.exceptions.InvalidURL, match="does not leave this machine"):
            session.get("https://kopi-senja.example/")
        assert session.get("https://oauth2.googleapis.com/").url.startswith(sheets.url)


def test_a_file_that_is_no_key_is_refused(sheets: RehearsalSheets, tmp_path: Path) -> None:
    (tmp_path / "no.json").write_text("{}")

    with pytest.raises(ConfigError):
        sheets.accept_key(tmp_path / "no.json")
