"""Every command does with a Google Sheet what it does with a file, however the sheet is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from automation.cli.runs import shard_of
from automation.rehearsal.network import Rehearsal
from automation.workbook.backends import one_address
from tests.cli.conftest import Lembar
from tests.cli.desk_file import at, make_desk, post, runs_of
from tests.cli.sheet_desk import SheetBook, make_sheet_desk
from tests.contracts.google_stage import rehearsal_sheets
from tests.desk_builder import Team, moment

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE"
URL = f"https://docs.google.com/spreadsheets/d/{ID}"


@pytest.fixture(autouse=True)
def key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Hold the key of the service account all sheets here are shared with."""
    sheets, path = rehearsal_sheets()
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(path))
    yield path
    sheets.clear_faults()


@pytest.fixture
def desk(network: Rehearsal) -> tuple[Team, SheetBook]:
    network.set_clock(moment("09:05"))
    return make_sheet_desk(network.url, post("Kopi pagi"))


def test_each_command_does_its_work_in_a_sheet(
    desk: tuple[Team, SheetBook], lembar: Lembar, network: Rehearsal
) -> None:
    team, book = desk
    sheet = book.address

    lembar("pause", sheet)
    held = lembar("run", "publish", f"{sheet}/edit#gid=0", "--now", at("09:05"))
    lembar("resume", f"{sheet}?gid=0#gid=0")
    shown = lembar("preview", sheet, "--now", at("09:05"))
    sent = lembar("run", "publish", sheet, "--now", at("09:05"))
    team.edit("Kopi pagi", state="ini diketik orang")
    codes = [
        lembar(command, sheet, "--now", at("09:06")).code
        for command in ("rebuild", "check", "reconcile")
    ]
    verified = lembar("verify", sheet)

    assert (held.code, sent.code, verified.code, codes) == (0, 0, 0, [0, 0, 0])
    assert "1 go out now" in shown.out
    assert len(network.posts("kopi_senja")) == 1
    assert team.state("Kopi pagi") == "published"
    assert "The approval log fits" in verified.out


def test_a_run_of_a_sheet_is_kept_under_the_sheets_title(
    desk: tuple[Team, SheetBook], lembar: Lembar, folder: Path
) -> None:
    _, book = desk

    lembar("run", "check", f"{book.address}/edit?gid=0#gid=0", "--now", at("08:00"))

    (kept,) = (folder / "runs").rglob("*.ipynb")
    assert "-check-Kalender-Kopi-Senja-R-" in kept.name
    assert f'"{book.address}"' in kept.read_text().replace("\\", "")
    assert "gid" not in kept.read_text()


def test_files_and_sheets_are_run_together_and_each_once(
    desk: tuple[Team, SheetBook], lembar: Lembar, network: Rehearsal, folder: Path
) -> None:
    team, book = desk
    file = make_desk(folder / "a.xlsx", network.url, post("Kopi sore"))

    said = lembar(
        "run", "check", "a.xlsx", book.address, f"{book.address}/edit#gid=0", "--now", at("08:00")
    )

    assert said.code == 0
    assert said.out.count("[2/2]") == 1
    assert [run.job for run in runs_of(file)] == ["check"]
    assert [row["job"] for row in team.records("runs")] == ["check"]


def test_the_secrets_file_is_the_one_in_the_current_folder(
    desk: tuple[Team, SheetBook],
    lembar: Lembar,
    folder: Path,
    key: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _, book = desk
    for name in ("LEMBAR_GOOGLE_KEY", "MASTODON_TOKEN_BRAND"):
        monkeypatch.delenv(name)
    (folder / ".env").write_text(
        f"LEMBAR_GOOGLE_KEY={key}\nMASTODON_TOKEN_BRAND=rehearsal-kopi-senja\n"
    )
    (folder / ".env").chmod(0o600)

    said = lembar("run", "publish", book.address, "--now", at("09:05"))

    assert said.code == 0
    assert "1 published" in said.out


@pytest.mark.parametrize(
    "given",
    [
        f"{URL}/edit#gid=0",
        f"{URL}/edit?gid=0#gid=0",
        f"https://docs.google.com/spreadsheets/u/0/d/{ID}/edit",
        f"docs.google.com/spreadsheets/d/{ID}/edit?usp=sharing",
        f"google:{ID}",
        ID,
        f"<{URL}/edit>",
        f"{URL}/edit#gid=0 Kalender Kopi Senja\n",
        f"{URL}, ini kalendernya",
    ],
)
def test_one_sheet_has_one_name_however_it_is_given(given: str) -> None:
    assert one_address(given) == URL


def test_a_file_keeps_its_name() -> None:
    assert one_address("tim/kalender.xlsx") == "tim/kalender.xlsx"


def test_a_machine_takes_a_sheet_once_whichever_way_it_was_named() -> None:
    named = [one_address(one) for one in (ID, f"{URL}/edit#gid=0", "a.xlsx")]

    parts = [shard_of(named, f"{part}/2") for part in (1, 2)]

    assert sorted(parts[0] + parts[1]) == ["a.xlsx", URL]


@pytest.mark.parametrize(
    ("link", "word"),
    [
        (f"https://docs.google.com/spreadsheets/d/e/2PACX-1v{ID}/pubhtml", "published page"),
        (f"https://drive.google.com/drive/folders/{ID}", "folder of Google Drive"),
        (f"https://drive.google.com/drive/u/0/folders/{ID}?usp=sharing", "folder of Google Drive"),
        (f"https://drive.google.com/file/d/{ID}/view", "Save as Google Sheets"),
        (f"https://drive.google.com/open?id={ID}", "a file in Google Drive"),
        (f"https://docs.google.com/document/d/{ID}/edit", "document of another kind"),
        ("https://docs.google.com/spreadsheets/u/0/", "names no sheet"),
    ],
)
@pytest.mark.parametrize("command", ["check", "pause", "run publish", "verify"])
def test_another_link_of_google_says_what_it_is_and_where_the_right_one_is(
    lembar: Lembar, command: str, link: str, word: str
) -> None:
    said = lembar(*command.split(), link)

    assert word in " ".join(said.refused())
    assert "copy" in said.err.lower() or "copies" in said.err
