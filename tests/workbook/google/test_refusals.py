"""What Google refuses is said with what, where, what to do and who; never with a secret."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from automation.errors import ConfigError, LembarError, SheetError, WorkbookBusy, WorkbookNotFound
from automation.rehearsal.sheets.server import RehearsalSheets
from automation.settings import Settings, load_settings
from automation.workbook.backends import open_backend
from automation.workbook.backends.google.address import SheetAddress, read_address
from automation.workbook.backends.google.backend import GoogleBackend
from automation.workbook.backends.google.failure import Failure, Trouble
from automation.workbook.backends.google.refusals import Where, error_of
from tests.contracts.google_stage import ROBOT
from tests.workbook.google.conftest import Stand, event, patch

SHEET_ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE"


def failing(act: Callable[[], object]) -> LembarError:
    with pytest.raises(LembarError) as caught:
        act()
    return caught.value


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"https://docs.google.com/spreadsheets/d/{SHEET_ID}/edit?gid=0#gid=0", ""),
        (f"https://docs.google.com/spreadsheets/d/{SHEET_ID}", ""),
        (f"https://docs.google.com/spreadsheets/u/1/d/{SHEET_ID}/edit", ""),
        (f"https://docs.google.com/a/kopi.example/spreadsheets/d/{SHEET_ID}/edit", ""),
        (f" google:{SHEET_ID} ", ""),
        (SHEET_ID, ""),
        (f"http://127.0.0.1:8765/d/{SHEET_ID}", "http://127.0.0.1:8765"),
        (f"http://localhost:8765/d/{SHEET_ID}?tab=kalender", "http://localhost:8765"),
    ],
)
def test_a_sheet_is_known_by_its_link_or_its_id(address: str, found: str) -> None:
    assert read_address(address) == SheetAddress(id=SHEET_ID, server=found)
    assert type(open_backend(address)).__name__ == "GoogleBackend"


@pytest.mark.parametrize(
    "address",
    [
        "kalender.xlsx",
        "google:abc",
        f"https://docs.google.com.evil.example/spreadsheets/d/{SHEET_ID}",
        f"http://docs.google.com/spreadsheets/d/{SHEET_ID}",
        f"http://192.168.0.7:8765/d/{SHEET_ID}",
        f"http://127.0.0.1.evil.example/d/{SHEET_ID}",
        f"https://docs.google.com/document/d/{SHEET_ID}",
    ],
)
def test_nothing_else_is_a_sheet(address: str) -> None:
    assert read_address(address) is None


def test_a_sheet_that_is_not_shared_names_whom_to_share_it_with(stand: Stand) -> None:
    stand.sheets.withdraw(stand.id, ROBOT)

    error = failing(stand.open().tabs)

    assert isinstance(error, SheetError)
    assert f"not shared with {ROBOT}" in str(error)
    assert f"adds {ROBOT} as Editor" in str(error)


def test_a_sheet_to_look_at_can_be_read_and_says_who_may_let_us_write(stand: Stand) -> None:
    stand.sheets.share(stand.id, ROBOT, "reader")
    backend = stand.open()
    backend.read(backend.tabs())

    error = failing(lambda: backend.commit([event("E-2")]))

    assert f"{ROBOT} may not change" in str(error)
    assert "as Editor" in str(error)


def test_access_withdrawn_between_writes_writes_nothing_and_works_when_given_back(
    stand: Stand, backend: GoogleBackend
) -> None:
    backend.commit([event("E-2")])
    stand.sheets.withdraw(stand.id, ROBOT)

    assert isinstance(failing(lambda: backend.commit([event("E-3")])), SheetError)

    stand.sheets.share(stand.id, ROBOT)
    backend.commit([event("E-3")])
    assert [row[0] for row in stand.rows("catatan mesin")] == ["event", "E-1", "E-2", "E-3"]


def test_a_sheet_that_does_not_exist(stand: Stand) -> None:
    other = Stand(stand.sheets, "1" + "x" * 43, stand.key, stand.clockwork)

    error = failing(other.open().tabs)

    assert isinstance(error, WorkbookNotFound)
    assert other.address in str(error)


def test_protected_cells_stop_the_whole_commit_and_name_the_account(
    stand: Stand, backend: GoogleBackend
) -> None:
    change = patch(backend, "P-1", "State", "ready")
    stand.sheets.person(stand.id, lambda person: person.protect("kalender", "C1:C9"))

    error = failing(lambda: backend.commit([change, event("E-2")]))

    assert "protects cells" in str(error)
    assert ROBOT in str(error)
    assert len(stand.rows("catatan mesin")) == 2


def test_an_api_that_is_switched_off_says_where_to_switch_it_on(stand: Stand) -> None:
    stand.sheets.set_switches(api_is_enabled=False)

    error = failing(stand.open().tabs)

    assert isinstance(error, ConfigError)
    assert "Google Sheets API" in str(error)


def test_a_wrong_clock_is_said_to_be_the_clock(stand: Stand) -> None:
    stand.sheets.set_switches(machine_skew_s=7200.0)

    error = failing(stand.open().tabs)

    assert isinstance(error, ConfigError)
    assert "clock is wrong" in str(error)


def test_a_key_that_was_deleted_asks_for_a_new_one(stand: Stand, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    stand.sheets.make_key(old, "lama")
    stand.sheets.make_key(tmp_path / "new.json", "lama")

    error = failing(stand.open(key=old).tabs)

    assert isinstance(error, ConfigError)
    assert "LEMBAR_GOOGLE_KEY" in str(error)


HALF = {"type": "service_account", "private_key_id": "rahasia-sekali", "client_email": "a@b"}
WHOLE = {**HALF, "private_key": "rahasia-sekali"}
HERE = {"token_uri": "http://127.0.0.1/token"}
PERSON = {"type": "authorized_user", "client_id": "1", "client_secret": "rahasia-sekali"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "not there"),
        ("bukan json", "no JSON file"),
        ('{"installed": {"client_secret": "rahasia-sekali"}}', "an OAuth client, not"),
        ("[]", "no JSON file"),
        ("{}", "not the key"),
        (json.dumps(HALF), "the key itself is missing"),
        (json.dumps(WHOLE), "not made by this"),
        (json.dumps(WHOLE | HERE), "not the key"),
        (json.dumps(PERSON), "incomplete Google sign-in"),
        (json.dumps(PERSON | {"refresh_token": "rahasia-sekali"}), "not made by this"),
    ],
)
def test_a_key_file_that_is_none_says_what_to_do_and_nothing_of_its_content(
    stand: Stand, tmp_path: Path, content: str | None, says: str
) -> None:
    key = tmp_path / "kunci.json"
    if content is not None:
        key.write_text(content, encoding="utf-8")

    error = failing(stand.open(key=key).tabs)

    assert isinstance(error, ConfigError)
    assert says in str(error)
    assert "kunci.json" in str(error)
    assert "rahasia" not in str(error)


def test_a_real_key_is_never_shown_to_a_rehearsal(stand: Stand, tmp_path: Path) -> None:
    real = json.loads(stand.key.read_text(encoding="utf-8"))
    key = tmp_path / "real.json"
    key.write_text(json.dumps({**real, "token_uri": "https://oauth2.googleapis.com/token"}))

    error = failing(stand.open(key=key).tabs)

    assert "was not made by this rehearsal" in str(error)
    assert not stand.sheets.calls()


def test_a_rehearsal_never_opens_a_real_sheet() -> None:
    backend = GoogleBackend(SHEET_ID, settings=Settings(rehearsal_only=True))

    error = failing(backend.tabs)

    assert "real Google Sheet" in str(error)


def test_without_a_key_and_without_a_person_it_says_how_to_set_one_up(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(tmp_path))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)

    error = failing(GoogleBackend(SHEET_ID, settings=Settings()).tabs)

    assert isinstance(error, ConfigError)
    assert "LEMBAR_GOOGLE_KEY" in str(error)


def test_the_key_is_named_by_either_variable_and_is_no_secret() -> None:
    own = {"LEMBAR_GOOGLE_KEY": "kunci.json", "GOOGLE_APPLICATION_CREDENTIALS": "lain.json"}

    assert load_settings(own).google_key == "kunci.json"
    assert load_settings({"GOOGLE_APPLICATION_CREDENTIALS": "lain.json"}).google_key == "lain.json"
    assert load_settings(own).scrub("kunci.json") == "kunci.json"


def test_a_key_put_into_the_variable_itself_is_refused_without_repeating_it() -> None:
    error = failing(lambda: load_settings({"LEMBAR_GOOGLE_KEY": '{"private_key": "rahasia"}'}))

    assert "holds a key itself" in str(error)
    assert "rahasia" not in str(error)


def test_no_message_ever_holds_a_key_or_a_token(stand: Stand, tmp_path: Path) -> None:
    message = json.loads(stand.key.read_text(encoding="utf-8"))
    secrets = [message["private_key"][40:80], message["private_key_id"], "ya29.", "Bearer"]
    breakers: list[Callable[[RehearsalSheets], object]] = [
        lambda sheets: sheets.add_fault("access-withdrawn", count=1),
        lambda sheets: sheets.add_fault("token-refused", count=5),
        lambda sheets: sheets.add_fault("html-page", count=100),
        lambda sheets: sheets.add_fault("cut-off-answer", count=100),
        lambda sheets: sheets.add_fault("quota", count=100),
        lambda sheets: sheets.set_switches(machine_skew_s=7200.0),
    ]
    for breaks in breakers:
        breaks(stand.sheets)
        error: BaseException | None = failing(stand.open().tabs)
        while error is not None:
            told = f"{error!r} {error.__dict__} {error.__suppress_context__}"
            assert not [secret for secret in secrets if secret in told]
            error = error.__cause__
        stand.sheets.clear_faults()
        stand.sheets.set_switches(machine_skew_s=0.0)


def test_a_quota_that_stays_used_up_is_left_to_the_next_run(stand: Stand) -> None:
    stand.sheets.add_fault("quota", count=1000)

    error = failing(stand.open().tabs)

    assert isinstance(error, WorkbookBusy)
    assert "no more calls" in str(error)
    assert "a planned run goes on by itself" in str(error)


@pytest.mark.parametrize(
    ("detail", "says"),
    [
        ("This operation is not supported for this document", "Excel file in Google Drive"),
        ("This action would increase the number of cells in the workbook above the limit of 10000000 cells.", "full"),
        ("Etwas\x1b[31m \u202eganz\nNeues" + "!" * 500, "Etwas [31m ganz Neues!"),
    ],
)  # fmt: skip
def test_other_refusals_are_said_in_one_clean_line(detail: str, says: str) -> None:
    failure = Failure(trouble=Trouble.STATUS, status=400, detail=detail)

    error = error_of(failure, Where(workbook="kalender", account="a@b", writing=True))

    assert says in str(error)
    assert len(str(error)) < 400
    assert str(error).isprintable()
