"""The folder `.lembar` beside a workbook: locks, the sealed file and its key, kept from git."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from automation.errors import ConfigError
from automation.language import mark
from automation.tokens.grant import GrantKey

FOLDER = ".lembar"
PATIENCE_S = 120.0
"""How long another run's renewal is waited for."""


def folder_in(folder: Path) -> Path:
    """Return the folder of tokens of a workbook's folder, or the current folder's where only that is there."""
    beside, here = folder / FOLDER, Path(FOLDER)
    return here if here.is_dir() and not beside.is_dir() else beside


def make_private(folder: Path) -> None:
    """Make a folder that only this user can enter, and that git leaves alone."""
    if folder.is_dir():
        return
    folder.mkdir(mode=0o700, parents=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")


@contextmanager
def locked(folder: Path, name: str) -> Iterator[None]:
    """Hold one of the folder's locks.

    Raises:
        ConfigError: another process held it for minutes.
    """
    from filelock import FileLock, Timeout

    make_private(folder)
    lock = FileLock(folder / f"{name}.lock", timeout=PATIENCE_S, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise ConfigError(
            mark("Another run holds the tokens in {folder} and does not let go."),
            mark("Whoever runs Lembar ends the run that hangs, and runs this again."),
            folder=folder,
        ) from None
    try:
        yield
    finally:
        lock.release()


def lock_name(key: GrantKey) -> str:
    """Return the name of a grant's lock; other letters of a channel's name become their number."""
    plain = re.sub(r"[^a-z0-9_]", lambda one: f"-{ord(one[0]):x}-", f"{key.network}_{key.channel}")
    return f"renewing_{plain}"


def write_atomically(path: Path, body: bytes) -> None:
    """Replace a file that only this user may read; a crash leaves the old one or the new one."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
