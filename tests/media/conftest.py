"""A Drive in the rehearsal service, and a store that fetches from it as a run does."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image

from automation.media import MediaStore
from automation.media.drive import DriveFiles
from automation.media.drive_client import DrivePatience
from automation.rehearsal.sheets.server import RehearsalSheets
from automation.settings import Settings
from automation.workbook.backends.google.drive import drive_access
from tests.contracts.google_stage import ROBOT, rehearsal_sheets
from tests.wire.pace import FakeTime


def noise(size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture like no other."""
    into = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(into, format="PNG")
    return into.getvalue()


@dataclass
class DriveStand:
    """The service, a key to it, a folder for the workbook, and time that passes when slept."""

    sheets: RehearsalSheets
    key: Path
    folder: Path
    time: FakeTime = field(default_factory=FakeTime)

    def put(self, content: bytes | None = None, *, mime: str = "image/png") -> str:
        """Upload a file and share it with the machine's account."""
        file_id = self.sheets.drive.put(
            "foto.png", noise() if content is None else content, mime=mime
        )
        self.sheets.drive.share(file_id, ROBOT)
        return file_id

    def files(self) -> DriveFiles:
        settings = Settings(google_key=str(self.key))
        return DriveFiles(
            lambda: drive_access(settings, str(self.folder / "kalender.xlsx")),
            patience=DrivePatience(silence_s=5.0),
            pace=self.time.pace,
        )

    def store(self) -> MediaStore:
        """Return the store of a new run, which may fetch from Drive and from nowhere else."""
        return MediaStore(self.folder, self.files().fetch)

    def asked(self) -> list[int | None]:
        """Return the statuses of the calls for files."""
        return [one.status for one in self.sheets.calls() if one.method == "drive.files.get"]


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[DriveStand]:
    sheets, key = rehearsal_sheets()
    sheets.forget_calls()
    yield DriveStand(sheets, key, tmp_path)
    sheets.clear_faults()


@pytest.fixture
def said(drive: DriveStand) -> Callable[[str], str]:
    """Return what people are told of an address that cannot be used."""

    def say(address: str) -> str:
        _, errors = drive.store().load([address])
        return str(errors[address])

    return say
