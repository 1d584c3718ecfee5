"""A PostgreSQL of this test run alone: it listens on a socket in its own folder, and on no network."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "lembar"
START_S, STOP_S = 60.0, 20.0
_DEBIAN = Path("/usr/lib/postgresql")
_PROGRAMS = ("initdb", "postgres")


def missing() -> str:
    """Return what this machine lacks for it, in words; empty when nothing."""
    absent = [one for one in _PROGRAMS if not _path_of(one)]
    return f"PostgreSQL is not here ({', '.join(absent)}): install postgresql" if absent else ""


@contextmanager
def running() -> Iterator[str]:
    """Start an empty database; yield the address that opens it on this machine."""
    with tempfile.TemporaryDirectory(prefix="lembar-postgres-") as made:
        folder = Path(made)
        owner = _owner_of(folder)
        data = str(folder / "data")
        subprocess.run(
            [_path_of("initdb"), "-D", data, "-U", USER, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"],
            check=True, stdout=subprocess.DEVNULL, user=owner, cwd=folder,
        )  # fmt: skip
        with (
            (folder / "log").open("w") as log,
            subprocess.Popen(
                [_path_of("postgres"), "-D", data, "-k", made, "-c", "listen_addresses=", "-c", "fsync=off"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, user=owner, cwd=folder,
            ) as process,
        ):  # fmt: skip
            try:
                _wait(process, folder / "log")
                yield f"postgresql://{USER}@localhost/postgres?host={made}"
            finally:
                process.send_signal(signal.SIGINT)  # lets nobody finish: all of it is thrown away
                try:
                    process.wait(STOP_S)
                except subprocess.TimeoutExpired:
                    process.kill()


def _owner_of(folder: Path) -> str | None:
    """Give the folder to a user without rights where we are root: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    shutil.chown(folder, user="postgres")
    return "postgres"


def _path_of(program: str) -> str:
    places = sorted(_DEBIAN.glob("*/bin"), reverse=True)
    found = shutil.which(program) or next(
        (path for place in places if (path := shutil.which(program, path=place))), None
    )
    return found or ""


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    ends_at = time.monotonic() + START_S
    while "ready to accept connections" not in log.read_text():
        if process.poll() is not None or time.monotonic() > ends_at:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.05)
