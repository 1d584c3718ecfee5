"""Bluesky's own servers: fetched from npm once, started on this machine, stopped by their pid."""

import hashlib
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent / "bluesky"
KEPT = Path(__file__).parents[2] / "build" / "bluesky"
"""Where they are installed; `make clean` removes it."""
NODE_FROM = 20
INSTALL_S, START_S, STOP_S = 900, 120, 20
_READY = '{"ready":true}'


def missing() -> str:
    """Return what this machine lacks for it, in words; empty when nothing."""
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return "node and npm are not here: install Node.js 20 or newer"
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(told.lstrip("v").partition(".")[0]) < NODE_FROM:
        return f"node is {told.strip()}: install Node.js 20 or newer"
    return ""


def installed() -> Path:
    """Return the folder they are installed in; the first time takes minutes."""
    wanted = hashlib.sha256((HERE / "package.json").read_bytes()).hexdigest()
    stamp = KEPT / "installed"
    if not stamp.is_file() or stamp.read_text() != wanted:
        KEPT.mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "package.json", KEPT)
        command = ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=KEPT, check=True, timeout=INSTALL_S, stdin=subprocess.DEVNULL)
        stamp.write_text(wanted)
    return KEPT


@contextmanager
def started(program: str, wanted: Mapping[str, object], log: Path) -> Iterator[None]:
    """Start a program that listens on 127.0.0.1 alone, wait until it is ready, and end it by its pid.

    Raises:
        RuntimeError: it did not start; the end of its log is in the message.
    """
    only_here, path = str(HERE / "only_here.cjs"), str(HERE / program)
    command = ["node", "-r", only_here, path, json.dumps(wanted)]
    with (
        log.open("w") as into,
        subprocess.Popen(
            command,
            cwd=installed(),
            stdin=subprocess.DEVNULL,
            stdout=into,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            _wait(process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()


def free_ports(count: int) -> list[int]:
    """Return ports of this machine that nobody listens on now, all different."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    try:
        return [int(one.getsockname()[1]) for one in held]
    finally:
        for one in held:
            one.close()


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    ends_at = time.monotonic() + START_S
    while _READY not in log.read_text():
        if process.poll() is not None or time.monotonic() > ends_at:
            raise RuntimeError(f"{process.args!r} did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)
