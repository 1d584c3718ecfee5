"""init, pause, resume, verify and doctor: each says what it found or did, and does no more."""

from pathlib import Path

import openpyxl
import pytest

from automation.app import open_workbook
from automation.rehearsal.network import Rehearsal
from tests.cli.conftest import Lembar
from tests.cli.desk_file import at, fill, make_desk, path_of, post
from tests.desk_builder import SCHEMA

PAUSE = SCHEMA.settings["pause"].title("en")


def edit(path: Path, tab: str, cell: str, value: str) -> None:
    """Play a person who changes one cell."""
    book = openpyxl.load_workbook(path)
    book[tab][cell] = value
    book.save(path)


def titles(path: Path) -> list[str]:
    return openpyxl.load_workbook(path, read_only=True).sheetnames


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_new_workbook_speaks_the_language_of_the_terminal_or_the_one_asked_for(
    folder: Path, lembar: Lembar, language: str
) -> None:
    assert lembar("init", "a.xlsx", language=language).code == 0
    assert lembar("init", "b.xlsx", "--language", language).code == 0

    calendar = SCHEMA.tabs["calendar"].title(language)
    assert calendar in titles(folder / "a.xlsx")
    assert calendar in titles(folder / "b.xlsx")


def test_a_zone_is_taken_as_people_write_it(folder: Path, lembar: Lembar) -> None:
    lembar("init", "a.xlsx", "--timezone", "WITA")

    desk = open_workbook("a.xlsx").read(lambda: "P-1")
    assert desk.settings.timezone.key == "Asia/Makassar"


def test_init_again_changes_no_byte_and_says_so(folder: Path, lembar: Lembar) -> None:
    lembar("init", "a.xlsx")
    before = (folder / "a.xlsx").read_bytes()

    said = lembar("init", "a.xlsx", "--language", "id", "--timezone", "Asia/Jayapura")

    assert said.out == "a.xlsx has everything already; nothing was changed.\n"
    assert (folder / "a.xlsx").read_bytes() == before


def test_init_puts_back_what_somebody_deleted_and_names_it(folder: Path, lembar: Lembar) -> None:
    lembar("init", "a.xlsx")
    book = openpyxl.load_workbook("a.xlsx")
    del book["Guidelines"]
    calendar, settings = book["Calendar"], book["Settings"]
    link = next(cell for cell in calendar[1] if cell.value == "Link")
    link.value = None
    pause = next(row[0].row for row in settings.iter_rows() if row[0].value == PAUSE)
    settings.delete_rows(pause)
    book.save("a.xlsx")

    said = lembar("init", "a.xlsx")

    *added, given = said.out.splitlines()
    assert added == [
        "Added the tab “Guidelines”.",
        "Added the column “Link” to the tab “Calendar”.",
        f"Added the setting “{PAUSE}” with its default.",
    ]
    assert given.startswith(
        "Gave Decisions on new rows, "
    )  # openpyxl deletes rows, not their rules
    assert lembar("init", "a.xlsx").out.endswith("nothing was changed.\n")
    assert lembar("doctor", "a.xlsx").code == 0


def test_doctor_names_what_an_older_workbook_lacks(folder: Path, lembar: Lembar) -> None:
    lembar("init", "a.xlsx")
    book = openpyxl.load_workbook("a.xlsx")
    del book["Lessons"]
    book.save("a.xlsx")

    said = lembar("doctor", "a.xlsx")

    assert said.code == 1
    assert "→ The workbook lacks: Lessons. “lembar init a.xlsx” adds them." in said.out


def test_doctor_warns_of_a_secrets_file_others_can_read(folder: Path, lembar: Lembar) -> None:
    lembar("init", "a.xlsx")
    (folder / ".env").write_text("MASTODON_TOKEN_BRAND=rehearsal-kopi-senja\n")
    (folder / ".env").chmod(0o644)

    said = lembar("doctor", "a.xlsx")

    assert said.code == 1
    assert "chmod 600" in said.out
    assert "rehearsal-kopi-senja" not in said.out + said.err


def test_pausing_twice_is_pausing_and_resume_lets_it_go_on(
    folder: Path, lembar: Lembar, network: Rehearsal
) -> None:
    make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"))

    codes = [lembar("pause", "a.xlsx").code, lembar("pause", "a.xlsx").code]
    paused = lembar("preview", "a.xlsx", "--now", at("09:05")).out
    lembar("resume", "a.xlsx")
    resumed = lembar("preview", "a.xlsx", "--now", at("09:05")).out

    assert codes == [0, 0]
    assert paused.splitlines()[1].startswith("0 go out now")
    assert resumed.splitlines()[1].startswith("1 go out now")


def test_pause_of_a_workbook_without_its_row_says_how_to_get_it_back(
    folder: Path, lembar: Lembar
) -> None:
    lembar("init", "a.xlsx")
    book = openpyxl.load_workbook("a.xlsx")
    settings = book["Settings"]
    settings.delete_rows(next(row[0].row for row in settings.iter_rows() if row[0].value == PAUSE))
    book.save("a.xlsx")

    _, fix = lembar("pause", "a.xlsx").refused()

    assert "lembar init a.xlsx" in fix


@pytest.fixture
def approved(folder: Path, lembar: Lembar, network: Rehearsal) -> Path:
    """Return a workbook whose approval log holds three records."""
    posts = [
        post(f"Kopi {n}", approver_1="Rina", decision_1="approve")
        for n in ("pagi", "sore", "malam")
    ]
    team = make_desk(folder / "a.xlsx", network.url, *posts, policy="required")
    lembar("check", "a.xlsx", "--now", at("08:00"))
    assert len(team.records("approvals")) == 3
    return path_of(team)


def column(tab: str, name: str) -> str:
    return chr(ord("A") + list(SCHEMA.tabs[tab].fields).index(name))


def test_an_untouched_approval_log_fits(approved: Path, lembar: Lembar) -> None:
    said = lembar("verify", "a.xlsx")

    assert said.code == 0
    assert said.out == (
        "The approval log fits: 3 records, each naming the one before it.\n"
        "Who decided: 3 declared, 0 protected, 0 by signed comment.\n"
    )


def test_verify_names_the_first_record_somebody_changed(approved: Path, lembar: Lembar) -> None:
    for row in (3, 4):
        edit(approved, "Approvals", f"{column('approvals', 'member')}{row}", "Budi")

    said = lembar("verify", "a.xlsx")

    assert said.code == 1
    assert said.out.startswith("Record 2 of the approval log (D-")
    assert "was changed after it was written" in said.out


def test_verify_notices_a_record_somebody_deleted(approved: Path, lembar: Lembar) -> None:
    book = openpyxl.load_workbook(approved)
    book["Approvals"].delete_rows(3)
    book.save(approved)

    said = lembar("verify", "a.xlsx")

    assert said.code == 1
    assert said.out.startswith("Before record 2 of the approval log")


def test_verify_notices_that_the_end_was_cut_off(approved: Path, lembar: Lembar) -> None:
    book = openpyxl.load_workbook(approved)
    book["Approvals"].delete_rows(4)
    book.save(approved)

    said = lembar("verify", "a.xlsx")

    assert said.code == 1
    assert "ends too early" in said.out


def test_rebuild_mends_what_somebody_typed_over(
    folder: Path, lembar: Lembar, network: Rehearsal
) -> None:
    team = make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"))
    lembar("check", "a.xlsx", "--now", at("08:00"))
    fill(team, members=[{"name": "Budi"}])
    state = column("calendar", "state")
    edit(folder / "a.xlsx", "Calendar", f"{state}2", "Published")

    assert lembar("rebuild", "a.xlsx", "--now", at("08:01")).code == 0

    assert team.state("Kopi pagi") == "scheduled"


@pytest.mark.parametrize("command", ["check", "reconcile", "rebuild", "run publish", "run all"])
def test_a_dry_run_changes_no_byte(
    folder: Path, lembar: Lembar, network: Rehearsal, command: str
) -> None:
    make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"))
    before = (folder / "a.xlsx").read_bytes()

    said = lembar(*command.split(), "a.xlsx", "--dry-run", "--now", at("09:05"))

    assert said.code == 0
    assert (folder / "a.xlsx").read_bytes() == before
    assert network.posts("kopi_senja") == ()


def test_a_row_that_needs_a_person_gives_exit_code_one(
    folder: Path, lembar: Lembar, network: Rehearsal
) -> None:
    make_desk(folder / "a.xlsx", network.url, post("Kopi subuh", "04:00"))

    said = lembar("check", "a.xlsx", "--now", at("09:05"))

    assert said.code == 1
    assert "Needs a person\n  Kopi subuh" in said.out


@pytest.mark.parametrize(("language", "word"), [("en", "Checking"), ("id", "Memeriksa")])
def test_a_run_speaks_the_language_it_is_asked_to(
    folder: Path, lembar: Lembar, network: Rehearsal, language: str, word: str
) -> None:
    make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"))

    said = lembar("check", "a.xlsx", "--language", language)

    assert word in said.err
