"""With whose eyes files in Google Drive are seen: those of the account that opens the workbook."""

from contextlib import ExitStack

import pytest

from automation.app import Wishes, build_context
from automation.errors import ConfigError
from automation.settings import Settings
from automation.workbook.backends.google.drive import drive_access
from tests.contracts.google_stage import ROBOT
from tests.media.conftest import DriveStand, noise


def test_a_workbook_in_a_file_needs_a_key(drive: DriveStand) -> None:
    with pytest.raises(ConfigError, match="LEMBAR_GOOGLE_KEY"):
        drive_access(Settings(), "kalender.xlsx")


def test_a_rehearsal_never_asks_the_real_drive(drive: DriveStand) -> None:
    settings = Settings(rehearsal_only=True)

    with pytest.raises(ConfigError, match="in a rehearsal nothing is fetched"):
        drive_access(settings, "https://docs.google.com/spreadsheets/d/" + "a" * 44)


def test_a_rehearsals_key_leads_to_its_own_drive(drive: DriveStand) -> None:
    settings = Settings(google_key=str(drive.key), rehearsal_only=True)

    session, account = drive_access(settings, "kalender.xlsx")

    assert account == ROBOT
    assert "Loopback" in type(session.get_adapter("https://www.googleapis.com/")).__name__


def test_a_run_on_a_file_fetches_from_drive_with_its_key_and_from_the_web_without(
    drive: DriveStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEMBAR_GOOGLE_KEY", str(drive.key))
    address = f"https://drive.google.com/file/d/{drive.put(body := noise())}/view"
    private = "http://127.0.0.1:9/uc?id=1AbCdEfGhIjKlMnOpQrStUvWxYz012345"

    with ExitStack() as closing:
        media = build_context(str(drive.folder / "kalender.xlsx"), Wishes(), closing).media
        files, errors = media.load([address, private])

        assert media.read(files[address]) == body
    assert "private network" in str(errors[private])


def test_a_run_without_a_key_says_what_drive_needs(
    drive: DriveStand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEMBAR_GOOGLE_KEY", raising=False)
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    address = f"https://drive.google.com/file/d/{drive.put()}/view"

    with ExitStack() as closing:
        media = build_context(str(drive.folder / "kalender.xlsx"), Wishes(), closing).media
        _, errors = media.load([address])

    assert "sets LEMBAR_GOOGLE_KEY" in str(errors[address])
    assert drive.asked() == []
