"""The folder a feed lies in: read, locked, and written so that a crash leaves the old or the new file."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from automation.http import Fields, Json
from automation.networks.feed.entry import OURS, atom_of

PATIENCE_S = 60.0
"""How long another run's writing is waited for."""


class NotOurs(Exception):
    """Something else lies where the feed is to be written."""


class Damaged(Exception):
    """The feed's file cannot be read: half of it is missing, or somebody changed it."""


class Shelf:
    """The two files of one feed, and the folder of its media. Any call may raise OSError."""

    def __init__(self, atom: Path) -> None:
        self.atom = atom
        self.json = atom.with_suffix(".json")
        self.files = atom.with_name(f"{atom.stem}_files")

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let no other run write meanwhile.

        Raises:
            OSError: one held it for a minute (TimeoutError), or the folder cannot be written.
        """
        from filelock import FileLock

        self.atom.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.atom.with_name(f".{self.atom.name}.lock"), timeout=PATIENCE_S):
            yield

    def read(self) -> Fields | None:
        """Return the feed; None where there is none yet.

        Raises:
            NotOurs: the JSON file is another's, or an Atom file lies there alone.
            Damaged: the JSON file is no whole JSON.
        """
        try:
            told = json.loads(self.json.read_bytes())
        except FileNotFoundError:
            if self.atom.exists():
                raise NotOurs(self.atom.name) from None
            return None
        except (ValueError, RecursionError):
            raise Damaged(self.json.name) from None
        feed = Fields(told) if isinstance(told, Mapping) else Fields()
        if not feed.inside(OURS).text("id"):
            raise NotOurs(self.json.name)
        if not isinstance(feed.values.get("items"), list):
            raise Damaged(self.json.name)
        return feed

    def write(self, feed: Mapping[str, Json]) -> None:
        """Replace both files. Both are on the disk before the first is replaced, so a full disk changes nothing."""
        bodies = {
            self.json: json.dumps(feed, ensure_ascii=False, indent=2).encode(),
            self.atom: atom_of(Fields(feed), self.atom.name, self.json.name),
        }
        fresh = {path: _fresh(path) for path in bodies}
        try:
            for path, body in bodies.items():
                with fresh[path].open("wb") as file:
                    _save(file, body)
            for path in bodies:
                fresh[path].replace(path)
        finally:
            for left in fresh.values():
                left.unlink(missing_ok=True)

    def is_whole(self, feed: Fields) -> bool:
        """Say whether the Atom file shows what the JSON file does: a run may have ended in between."""
        with suppress(FileNotFoundError):
            return self.atom.read_bytes() == atom_of(feed, self.atom.name, self.json.name)
        return False

    def copy(self, body: BinaryIO, name: str) -> None:
        """Put a file among the feed's media."""
        self.files.mkdir(exist_ok=True)
        fresh = _fresh(self.files / name)
        try:
            with fresh.open("wb") as file:
                shutil.copyfileobj(body, file)
                _save(file, b"")
            fresh.replace(self.files / name)
        finally:
            fresh.unlink(missing_ok=True)

    def remove(self, address: str) -> None:
        """Remove one of the feed's media; one that is gone is no error."""
        folder, _, name = address.rpartition("/")
        if folder == self.files.name and name == Path(name).name:
            (self.files / name).unlink(missing_ok=True)


def _fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _save(file: BinaryIO, body: bytes) -> None:
    file.write(body)
    file.flush()
    os.fsync(file.fileno())
