"""A Google key and what it buys stay out of all that is written, kept, printed and logged."""

import json
import logging
from pathlib import Path

import pytest

from automation.notebook_engine import Scrubber
from automation.rehearsal.network import start_rehearsal
from automation.workbook.backends.google.account import load_account
from automation.workbook.backends.google.account import secrets_of as known
from tests.cli.conftest import Lembar, folder, lembar
from tests.cli.desk_file import at, post
from tests.cli.sheet_desk import make_sheet_desk
from tests.contracts.google_stage import rehearsal_sheets

__all__ = ["folder", "lembar"]

DIRECTLY = ("check", "preview", "reconcile", "rebuild", "verify", "pause", "resume", "doctor")
KEPT = ("all", "report", "grade", "collect")
FAULTS = ("none", "token-refused", "html-page", "error-after", "key-deleted", "api-off", "cut-off-answer")  # fmt: skip


def secrets_of(key: Path) -> set[str]:
    """Return the key's id, each line of the key itself, and every token the service has given."""
    message = json.loads(key.read_text())
    lines = [line for line in message["private_key"].splitlines() if "-----" not in line]
    sheets, _ = rehearsal_sheets()
    return {message["private_key_id"], *(one[:40] for one in lines), *sheets._world.tokens}


@pytest.fixture(params=FAULTS)
def said(
    request: pytest.FixtureRequest,
    lembar: Lembar,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """Run every command on a sheet while Google fails that way; return all that was said."""
    caplog.set_level(logging.DEBUG)
    sheets, key = rehearsal_sheets()
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(key))
    with start_rehearsal() as network:
        _, book = make_sheet_desk(network.url, post("Kopi pagi"))
        told = []
        for words in [[one] for one in DIRECTLY] + [["run", one] for one in KEPT[: kept(request)]]:
            if request.param != "none":
                sheets.add_fault(request.param, count=1)
            moment = ["--now", at("09:05")] if words[0] not in DIRECTLY[4:] else []
            done = lembar(*words, book.address, *moment)
            told.append(done.out + done.err)
            sheets.clear_faults()
        told.append(repr(book.sheets.spreadsheet(book.id).book))
        told += [repr(book.rows(tab)) for tab in book.open().tabs()]
    return "\n".join([*told, caplog.text])


def kept(request: pytest.FixtureRequest) -> int:
    """Return how many notebooks to run: all of them when nothing fails, else one."""
    return len(KEPT) if request.param == "none" else 1


def test_no_command_and_no_fault_brings_a_google_secret_out(said: str, folder: Path) -> None:
    _, key = rehearsal_sheets()
    written = [one.read_text(errors="replace") for one in folder.rglob("*") if one.is_file()]
    everything = "\n".join([said, *written])

    found = {secret for secret in secrets_of(key) if secret in everything}

    assert len(everything) > 2_000
    assert found == set()


def test_what_a_notebook_shows_of_its_credentials_is_taken_out_before_it_is_kept() -> None:
    sheets, key = rehearsal_sheets()
    account = load_account(str(key), sheets.url)
    shown = f"{key.read_text()} Authorization: Bearer {sheets.token_for('a@b.example')} {account}"

    kept_text = Scrubber(known(str(key))).text(shown)

    assert not [one for one in secrets_of(key) if one in kept_text]
