"""`lembar init` as people type it, with the address of a Google Sheet."""

import os

import pytest

from automation.cli import run
from automation.cli.terminal import terminal
from automation.rehearsal.network import start_rehearsal
from automation.rehearsal.sheets.person import Person
from tests.workbook.google.layout.laid import MAIL, Laid, laid_out
from tests.workbook.google.layout.test_story import staffed


def said(
    laid: Laid, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    for name in [name for name in os.environ if name.startswith("LEMBAR_")]:  # noqa: TID251
        monkeypatch.delenv(name)
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(laid.key))
    monkeypatch.setenv("LEMBAR_LANGUAGE", language)
    terminal.cache_clear()
    code = run(["init", laid.address, "--language", language, "--timezone", "Asia/Makassar"])
    terminal.cache_clear()
    return code, capsys.readouterr().out


def test_a_sheet_is_made_in_the_language_and_zone_asked_for_and_it_says_what_next(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    laid = Laid()

    code, out = said(laid, "id", monkeypatch, capsys)
    again, nothing = said(laid, "id", monkeypatch, capsys)

    assert (code, again) == (0, 0)
    assert laid.titles[:2] == ["Petunjuk", "Kalender"]
    assert laid.sheets.spreadsheet(laid.id).book.timezone == "Asia/Makassar"
    assert "Isi “Anggota” dan “Kanal”" in out
    assert "tidak ada yang diubah" in nothing


def test_what_a_person_must_mend_is_said_last_and_the_exit_code_is_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    laid = laid_out()
    laid.person(lambda one: one.rename_tab("Calendar", "Plans"))

    code, out = said(laid, "en", monkeypatch, capsys)

    assert code == 1
    assert out.splitlines()[-1].startswith("→ The tab “Plans” was “Calendar”.")


def test_an_editor_google_refuses_is_said_and_the_rest_is_done() -> None:
    with start_rehearsal() as network:
        laid = laid_out()
        team = staffed(laid, network)
        laid.init()
    guard = laid.guards("calendar")["calendar/approver_1"]["protectedRangeId"]
    team.write("members", "Agus", roles="manager")

    def takes_it_away(person: Person) -> None:
        person.batch({"deleteProtectedRange": {"protectedRangeId": guard}})

    laid.sheets.before_call(laid.id, takes_it_away, methods="batchUpdate")
    done = laid.init()
    laid.sheets.clear_scripts()

    decision = laid.guards("calendar")["calendar/decision_1"]
    assert MAIL["Agus"] in decision["editors"]["users"]
    assert any("Google did not change" in str(note) for note in done.notes)
