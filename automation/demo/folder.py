"""The demo's own folder: made anew each time, and never anybody else's."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from automation.domain.ids import ChannelId
from automation.errors import ConfigError
from automation.language import mark
from automation.settings import secret_variable
from automation.workbook.backends.other_programs import refuse_if_open

MARKER = ".lembar-demo"
"""Stands in every folder the demo made; a folder without it is left alone."""

_OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """Where everything of one demo stands."""

    root: Path

    @property
    def workbook(self) -> Path:
        """The team's workbook."""
        return self.root / "calendar.xlsx"

    @property
    def pictures(self) -> Path:
        """The pictures its rows name."""
        return self.root / "pictures"

    @property
    def runs(self) -> Path:
        """The executed notebooks and their pages."""
        return self.root / "runs"

    @property
    def network(self) -> Path:
        """What the rehearsal network remembers; its uploads lie beside it."""
        return self.root / "network.json"

    @property
    def dotenv(self) -> Path:
        """The rehearsal's tokens."""
        return self.root / ".env"

    def make_anew(self) -> None:
        """Remove what an earlier demo left here, and nothing else.

        Raises:
            ConfigError: the folder holds something and was not made by the demo.
            WorkbookBusy: somebody has the demo's workbook open.
        """
        marker = self.root / MARKER
        if self.root.exists() and not marker.is_file() and not self._is_empty_folder():
            raise ConfigError(
                mark("{folder} is there already and was not made by the demo, so it was left alone."),
                mark("Choose another place: lembar demo --folder NAME"),
                folder=self.root,
            )  # fmt: skip
        refuse_if_open(self.workbook)
        uploads = self.network.with_name(f"{self.network.name}.media")
        for folder in (self.runs, self.pictures, uploads):
            if folder.is_dir() and not folder.is_symlink():
                shutil.rmtree(folder)
        for file in (self.workbook, self.network, self.dotenv):
            file.unlink(missing_ok=True)
        self.root.mkdir(parents=True, exist_ok=True)
        marker.write_text("lembar demo\n", encoding="utf-8")

    def write_dotenv(self, tokens: Mapping[ChannelId, str]) -> None:
        """Write the tokens, by channel, so that only this user can read them."""
        lines = [
            "# Rehearsal only: these tokens open nothing but the rehearsal network on this machine.",
            "LEMBAR_REHEARSAL_ONLY=yes",
            f'LEMBAR_RUNS="{self.runs}"',
            *(f"{secret_variable('MASTODON_TOKEN', name)}={token}" for name, token in tokens.items()),
        ]  # fmt: skip
        self.dotenv.touch(mode=_OWNER_ONLY)
        self.dotenv.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _is_empty_folder(self) -> bool:
        return self.root.is_dir() and next(self.root.iterdir(), None) is None
