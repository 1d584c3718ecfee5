"""The demo played for tests, and commands typed at what it left."""

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from automation.app import open_workbook
from automation.cli import run
from automation.demo import play
from automation.demo.outcome import Outcome, read_outcome
from automation.domain.desk import Desk


@dataclass(frozen=True, kw_only=True)
class Played:
    """A demo that was played, and what it said."""

    folder: Path
    said: str

    @property
    def outcome(self) -> Outcome:
        return read_outcome(self.folder / "calendar.xlsx")

    @property
    def desk(self) -> Desk:
        return open_workbook(str(self.folder / "calendar.xlsx")).read(lambda: "P-NEW")


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one command line said, and its exit code."""

    code: int
    said: str


def play_into(folder: Path, language: str) -> Played:
    """Play the demo into a folder."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert play(folder, language, wait=True) == 0
    return Played(folder=folder, said=said.getvalue())


def command(*words: str | Path, **options: str) -> Said:
    """Type a command line, in this process."""
    said = io.StringIO()
    typed = [*map(str, words), *(part for option in options.items() for part in option)]
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = run(typed)
    return Said(code=code, said=said.getvalue())
