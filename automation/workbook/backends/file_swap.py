"""Replace a file whole or not at all, while other programs and other runs use it too.

One writer at a time holds a lock file beside the workbook. The new content is complete on the
disk before it takes the old one's place, so whoever is killed leaves one of the two. A program
that saves in the few microseconds between the last look and the replacement is not seen.
"""

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from automation.errors import SheetError, WorkbookBusy
from automation.language import mark
from automation.workbook.backends.other_programs import refuse_if_open

_NO_ROOM = (errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC))
ATTEMPTS = 5
"""How often a file that changes while we work is begun anew."""

Result = TypeVar("Result")


class Step(StrEnum):
    """The boundaries of a swap, for tests that kill it or change the file there."""

    LOCKED = "locked"
    READ = "read"
    WRITTEN = "written"
    CHECKED = "checked"
    REPLACED = "replaced"


def pass_by(_step: Step) -> None:
    """Watch nothing."""


def swap(
    path: Path,
    change: Callable[[bytes], tuple[bytes | None, Result]],
    *,
    timeout_s: float,
    watch: Callable[[Step], None] = pass_by,
) -> Result:
    """Give the file's content to `change` and put what it returns in its place; None leaves it.

    `change` may be called again, with newer content, when another program saved in between.

    Raises:
        WorkbookBusy: another program has it open, or others keep writing it.
        SheetError: the folder or the file may not be written.
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(path.with_name(f".{path.name}.lembar-lock"), timeout=timeout_s):
            watch(Step.LOCKED)
            _sweep(path)
            for _ in range(ATTEMPTS):
                done, result = _attempt(path, change, watch)
                if done:
                    return result
    except Timeout as error:
        raise _still_writing(path) from error
    except PermissionError as error:
        raise _may_not_write(path) from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise _no_room(path) from error
        raise
    raise _still_writing(path)


def _attempt(
    path: Path,
    change: Callable[[bytes], tuple[bytes | None, Result]],
    watch: Callable[[Step], None],
) -> tuple[bool, Result]:
    refuse_if_open(path)
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        data = file.read()
    watch(Step.READ)
    new, result = change(data)
    if new is None:
        return True, result
    temporary = _written(path, new, like=before)
    try:
        watch(Step.WRITTEN)
        refuse_if_open(path)
        if _stamp(path.stat()) != _stamp(before):
            return False, result
        watch(Step.CHECKED)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    watch(Step.REPLACED)
    _sync_folder(path.parent)
    return True, result


def _written(path: Path, data: bytes, *, like: os.stat_result) -> Path:
    """Write a complete file beside the workbook, with its owner and rights."""
    handle, name = tempfile.mkstemp(prefix=_temporary_prefix(path), suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            Path(name).chmod(like.st_mode & 0o7777)
            with contextlib.suppress(OSError, AttributeError):
                os.chown(name, like.st_uid, like.st_gid)
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _sweep(path: Path) -> None:
    """Remove what a killed run left; we hold the lock, so nobody is writing it."""
    for left in path.parent.iterdir():
        if left.name.startswith(_temporary_prefix(path)) and left.suffix == ".tmp":
            left.unlink(missing_ok=True)


def _temporary_prefix(path: Path) -> str:
    return f".{path.name}.lembar-new-"


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _sync_folder(folder: Path) -> None:
    """Make the replacement itself last; a system that cannot sync a folder needs no asking."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _still_writing(path: Path) -> WorkbookBusy:
    return WorkbookBusy(
        mark("Others kept writing {workbook} all the time, so nothing was written."),
        mark("Nothing to do: the next run tries again."),
        workbook=path,
    )


def _no_room(path: Path) -> SheetError:
    return SheetError(
        mark("There is no room left on the disk of {workbook}, so nothing was written."),
        mark("Whoever looks after this computer makes room, then runs it again."),
        workbook=path,
    )


def _may_not_write(path: Path) -> SheetError:
    return SheetError(
        mark("{workbook} may not be written by this computer's user."),
        mark("Let this user write the file and its folder, then run again."),
        workbook=path,
    )
