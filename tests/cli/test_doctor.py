"""`lembar doctor` on a Google Sheet: each thing that is missing is said in plain words."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.rehearsal.network import Rehearsal
from automation.rehearsal.sheets.server import RehearsalSheets
from automation.rehearsal.sheets.world import OWNER
from tests.cli.conftest import Lembar
from tests.cli.sheet_desk import SheetBook, make_sheet_desk
from tests.contracts.google_stage import ROBOT, rehearsal_sheets
from tests.desk_builder import Team


@pytest.fixture(autouse=True)
def key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Hold a copy of the key, as a person keeps it; no sign-in stands anywhere else."""
    _, path = rehearsal_sheets()
    mine = folder / "google-key.json"
    mine.write_bytes(path.read_bytes())
    mine.chmod(0o600)
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(mine))
    monkeypatch.setenv("NO_GCE_CHECK", "true")
    monkeypatch.setenv("CLOUDSDK_CONFIG", str(folder / "nobody"))
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    return mine


@pytest.fixture
def sheets() -> Iterator[RehearsalSheets]:
    running, _ = rehearsal_sheets()
    yield running
    running.clear_faults()
    running.set_quota(None, None)
    running.set_switches(machine_skew_s=0.0)


@pytest.fixture
def desk(network: Rehearsal) -> tuple[Team, SheetBook]:
    return make_sheet_desk(network.url)


def test_all_is_well(desk: tuple[Team, SheetBook], lembar: Lembar) -> None:
    said = lembar("doctor", desk[1].address)

    assert said.code == 0, said
    assert said.out.splitlines()[:3] == [
        f"✓ Lembar signs in to Google as {ROBOT}, with the key in google-key.json.",
        f"✓ “Kalender Kopi Senja” is shared with {ROBOT}.",
        f"✓ {ROBOT} may write there.",
    ]
    assert "1 of 1 channels let us in" in said.out


def test_without_a_workbook_it_says_whom_to_share_the_sheet_with(lembar: Lembar) -> None:
    said = lembar("doctor")

    assert said.code == 0
    assert "✓ Secrets found: MASTODON_TOKEN_BRAND, MASTODON_TOKEN_SUPPORT." in said.out
    assert f"· Share your sheet with {ROBOT} as Editor, then type: lembar doctor" in said.out
    assert "rehearsal-kopi-senja" not in said.out


def test_without_credentials_it_says_that_only_sheets_need_them(
    lembar: Lembar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEMBAR_GOOGLE_KEY")

    said = lembar("doctor")

    assert said.code == 0
    assert "For a workbook in Google Sheets only:" in said.out
    assert "LEMBAR_GOOGLE_KEY" in said.out
    assert "gcloud auth application-default login" in said.out


def test_an_empty_sheet_needs_init_and_nothing_else_is_asked(
    sheets: RehearsalSheets, lembar: Lembar
) -> None:
    sheet_id = sheets.create_spreadsheet("Baru", share_with={ROBOT: "writer"})

    said = lembar("doctor", f"{sheets.url}/d/{sheet_id}")

    assert said.code == 1
    assert f"“lembar init {sheets.url}/d/{sheet_id}” adds them." in said.out
    assert said.out.endswith("The channels are asked when that is mended.\n")


def test_view_only_is_noticed_without_writing_anything(
    desk: tuple[Team, SheetBook], sheets: RehearsalSheets, lembar: Lembar
) -> None:
    _, book = desk
    sheets.share(book.id, ROBOT, "reader")
    sheets.forget_calls()

    said = lembar("doctor", book.address)

    assert said.code == 1
    assert f"→ {ROBOT} may only look at “Kalender Kopi Senja”." in said.out
    assert not [one for one in sheets.calls() if "pdate" in one.method or "append" in one.method]


def test_where_drive_does_not_answer_it_says_that_it_cannot_know(
    desk: tuple[Team, SheetBook], sheets: RehearsalSheets, lembar: Lembar
) -> None:
    sheets.add_fault("access-withdrawn", methods=r"^drive\.files\.get")

    said = lembar("doctor", desk[1].address)

    assert said.code == 0
    assert f"· Whether {ROBOT} may write there, Google does not say" in said.out


def test_columns_somebody_protected_against_us_are_named(
    desk: tuple[Team, SheetBook], sheets: RehearsalSheets, lembar: Lembar
) -> None:
    _, book = desk
    header = book.rows("Calendar")[0]
    state, text = (chr(ord("A") + header.index(name)) for name in ("State", "Title"))
    sheets.person(book.id, lambda person: person.protect("Calendar", f"{state}1:{state}1000"))
    sheets.person(book.id, lambda person: person.protect("Calendar", f"{text}1:{text}1000"))
    sheets.person(book.id, lambda person: person.protect("Members", "A1:Z1"))

    said = lembar("doctor", book.address)

    assert said.code == 1
    assert "must write: Calendar (State). Whoever owns the sheet opens Data" in said.out


@pytest.mark.parametrize(("skew_s", "word"), [(200.0, "behind"), (-200.0, "ahead of")])
def test_a_clock_that_goes_wrong_is_noticed_before_google_refuses_the_key(
    desk: tuple[Team, SheetBook],
    sheets: RehearsalSheets,
    lembar: Lembar,
    skew_s: float,
    word: str,
) -> None:
    sheets.set_switches(machine_skew_s=skew_s)

    said = lembar("doctor", desk[1].address)

    assert said.code == 1
    assert f"→ This computer's clock is 3 min {word} Google's." in said.out


def test_a_key_others_can_read_is_warned_of(
    desk: tuple[Team, SheetBook], lembar: Lembar, key: Path
) -> None:
    key.chmod(0o644)

    said = lembar("doctor", desk[1].address)

    assert said.code == 1
    assert f"chmod 600 {key}" in said.out
    assert "1 of 1 channels let us in" in said.out


def test_a_sheet_that_is_nearly_full_is_warned_of(
    desk: tuple[Team, SheetBook], sheets: RehearsalSheets, lembar: Lembar
) -> None:
    big = {"title": "besar", "gridProperties": {"rowCount": 950_000, "columnCount": 10}}
    sheets.person(desk[1].id, lambda person: person.batch({"addSheet": {"properties": big}}))

    said = lembar("doctor", desk[1].address)

    assert "→ “Kalender Kopi Senja” is nearly full" in said.out


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ("api-off", "is not switched on"),
        ("key-deleted", "was deleted or replaced"),
        ("scopes-missing", "does not include Google Sheets"),
        ("excel-file", "is an Excel file"),
        ("access-withdrawn", f"not shared with {ROBOT}"),
    ],
)
@pytest.mark.parametrize("language", ["en", "id"])
def test_what_closes_the_sheet_is_said_after_who_we_are(
    desk: tuple[Team, SheetBook],
    sheets: RehearsalSheets,
    lembar: Lembar,
    fault: str,
    what: str,
    language: str,
) -> None:
    sheets.add_fault(fault)

    said = lembar("doctor", desk[1].address, language=language)

    assert said.code == 2
    assert ROBOT in said.out
    assert language == "id" or what in said.err
    assert said.err.startswith("✗ ")


def test_too_many_calls_is_said_soon(
    desk: tuple[Team, SheetBook], sheets: RehearsalSheets, lembar: Lembar
) -> None:
    sheets.set_quota(0, None)

    said = lembar("doctor", desk[1].address)

    assert said.code == 2
    assert "allows no more calls" in said.err


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (None, "is not there"),
        ("-----BEGIN PKCS12-----", "no JSON file"),
        ('{"installed": {"client_id": "1", "client_secret": "rahasia"}}', "an OAuth client"),
        ('{"type": "service_account", "client_email": "a@b"}', "the key itself is missing"),
        ('{"type": "service_account", "client_email": "a@b", "private_key_id": "1", "private_key": "rahasia", "token_uri": "http://127.0.0.1:1/token"}', "is not the key"),
    ],
    ids=["missing", "no json", "oauth client", "no private key", "damaged"],
)  # fmt: skip
def test_a_wrong_key_file_says_what_it_is(
    lembar: Lembar, key: Path, content: str | None, what: str
) -> None:
    key.unlink()
    if content is not None:
        key.write_text(content)
        key.chmod(0o600)

    said = lembar("doctor")

    assert said.code == 2
    assert what in said.err
    assert "rahasia" not in said.err + said.out


def test_in_a_rehearsal_a_real_key_is_not_even_tried(
    lembar: Lembar, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = json.loads(key.read_text()) | {"token_uri": "https://oauth2.googleapis.com/token"}
    key.write_text(json.dumps(real))
    monkeypatch.setenv("LEMBAR_REHEARSAL_ONLY", "yes")

    said = lembar("doctor")

    assert said.code == 0
    assert "accepts it" not in said.out


def test_who_signed_in_themselves_is_named(
    desk: tuple[Team, SheetBook],
    sheets: RehearsalSheets,
    lembar: Lembar,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheets.sign_ins.make(folder / "nobody" / "application_default_credentials.json", OWNER)
    monkeypatch.delenv("LEMBAR_GOOGLE_KEY")

    said = lembar("doctor", desk[1].address)

    assert said.code == 0
    assert f"✓ Lembar signs in to Google as {OWNER}.\n" in said.out
