"""What networks answered, kept on this machine until it stands in the workbook.

One file for each run, a line of JSON for each ledger event, on the disk before the next post is
sent. A run that ends well removes its file; one that was killed, or could not write the workbook,
leaves it to the next run on this machine. While a run lives it holds a lock beside its file, so
that nobody else settles what it is about to settle itself.
"""

import contextlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt

if TYPE_CHECKING:
    from filelock import BaseFileLock

_NAMES = frozenset(field.name for field in fields(LedgerEvent))
_ENDING = ".jsonl"
_NAME_MAX = 40


class FileJournal:
    """The journal of one run on one workbook. `keep` may be called from any thread."""

    def __init__(self, state: Path, workbook: str, run: str) -> None:
        """Make it known; nothing is read or written yet.

        Args:
            state: the folder where this machine's user keeps what Lembar must remember.
            workbook: the workbook's one address; a file's is its whole path.
            run: the run's id.
        """
        self.folder = state / "journal" / _folder_name(workbook)
        self.trouble: OSError | None = None
        self._path = self.folder / f"{run}{_ENDING}"
        self._locks: dict[Path, BaseFileLock] = {}
        self._file: int | None = None
        self._writing = Lock()

    @property
    def place(self) -> str:
        """The folder people find it in."""
        return str(self.folder)

    def keep(self, event: LedgerEvent) -> bool:
        """Write an event to the disk; return whether it is there. Why not is told by `trouble`."""
        line = json.dumps(asdict(event), default=datetime.isoformat, ensure_ascii=False)
        with self._writing:
            try:
                if self._file is None:
                    self._file = self._opened()
                os.write(self._file, f"{line}\n".encode())
                os.fsync(self._file)
            except OSError as error:
                self.trouble = error
                return False
        return True

    def take_over(self) -> list[LedgerEvent]:
        """Return what runs that are gone have left; it is this run's to settle now."""
        if not self.folder.is_dir():
            return []
        left = sorted(self.folder.glob(f"*{_ENDING}"))
        return [event for path in left if self._is_ours_now(path) for event in _events_in(path)]

    def forget(self) -> None:
        """Remove this run's file and those it took over: everything stands in the workbook."""
        with self._writing:
            for path in self._locks:
                path.unlink(missing_ok=True)
            self._release()
            with contextlib.suppress(OSError):  # another run's file is there
                self.folder.rmdir()

    def close(self) -> None:
        """Leave what is kept to the next run."""
        with self._writing:
            self._release()

    def _opened(self) -> int:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not self._lock(self._path):
            raise OSError(f"{self._path.name} is another run's")
        return os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def _is_ours_now(self, path: Path) -> bool:
        return path != self._path and (path in self._locks or self._lock(path))

    def _lock(self, path: Path) -> bool:
        from filelock import FileLock, Timeout

        lock = FileLock(path.with_suffix(".lock"), timeout=0, thread_local=False, mode=0o600)
        try:
            lock.acquire()
        except (Timeout, OSError):
            return False
        self._locks[path] = lock
        return True

    def _release(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
        for path, lock in self._locks.items():
            lock.release()
            if not path.exists():
                path.with_suffix(".lock").unlink(missing_ok=True)
        self._locks.clear()


def _folder_name(workbook: str) -> str:
    """Return a name that people recognise, and that no other workbook has."""
    stem = re.sub(r"[^\w-]+", "-", Path(workbook.rstrip("/")).stem)[:_NAME_MAX]
    return f"{stem}-{sha256(workbook.encode()).hexdigest()[:16]}"


def _events_in(path: Path) -> Iterator[LedgerEvent]:
    """Yield the events of a file; a line that was cut off when the power failed is passed over."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            yield _event_of(json.loads(line))


def _event_of(kept: dict[str, Any]) -> LedgerEvent:
    """Return a kept event; what another version of Lembar added to it is left out."""
    plain = {name: kept[name] for name in _NAMES & kept.keys()}
    receipt = kept["receipt"]
    if receipt is not None:
        at = datetime.fromisoformat(receipt["published_at"])
        plain["receipt"] = Receipt(**{**receipt, "published_at": at})
    at, happened = datetime.fromisoformat(kept["at"]), Happened(kept["happened"])
    return LedgerEvent(**{**plain, "at": at, "happened": happened})
