"""Bluesky's own server on this machine: fetched from npm once, started for a test run, stopped by its pid."""

import base64
import hashlib
import hmac
import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

HERE = Path(__file__).parent / "bluesky"
KEPT = Path(__file__).parents[2] / "build" / "bluesky-server"
"""Where it is installed; `make clean` removes it."""
NODE_FROM = 20
INSTALL_S, START_S, STOP_S = 900, 120, 20
_SECRET, _ADMIN = "only-for-tests-on-this-machine", "only-for-tests"


@dataclass(frozen=True, slots=True)
class Account:
    """One account: its lasting name, and a token that opens it."""

    handle: str
    did: str
    token: str


@dataclass(frozen=True, slots=True)
class RealServer:
    """A running server. What people and its operator do is done through its own interface."""

    url: str

    def join(self, handle: str) -> Account:
        """Make an account."""
        told = {"handle": handle, "email": f"{handle}@example.com", "password": f"{handle}-pass"}
        new = self._call("com.atproto.server.createAccount", told)
        return Account(handle, new["did"], new["accessJwt"])

    def app_password(self, account: Account) -> str:
        """Make an app password, as people do in the settings."""
        made = self._call("com.atproto.server.createAppPassword", {"name": "lembar"}, account.token)
        password: str = made["password"]
        return password

    def post(self, account: Account, text: str, **more: object) -> str:
        """Let an account write something; return the record's address."""
        record = {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2026-11-21T09:00:00Z"}
        told = {"repo": account.did, "collection": "app.bsky.feed.post", "record": record | more}
        uri: str = self._call("com.atproto.repo.createRecord", told, account.token)["uri"]
        return uri

    def records(self, account: Account, collection: str = "app.bsky.feed.post") -> list[Any]:
        """Return an account's records, newest key first."""
        asked: Mapping[str, str] = {"repo": account.did, "collection": collection, "limit": "100"}
        got = httpx.get(f"{self.url}/xrpc/com.atproto.repo.listRecords", params=asked)
        found: list[Any] = got.json()["records"]
        return found

    def cid_of(self, account: Account, uri: str) -> str:
        """Return the fingerprint of a record."""
        return next(str(one["cid"]) for one in self.records(account) if one["uri"] == uri)

    def suspend(self, account: Account) -> None:
        """Take an account down, as the operator."""
        subject = {"$type": "com.atproto.admin.defs#repoRef", "did": account.did}
        told = {"subject": subject, "takedown": {"applied": True}}
        address = f"{self.url}/xrpc/com.atproto.admin.updateSubjectStatus"
        httpx.post(address, json=told, auth=("admin", _ADMIN)).raise_for_status()

    def expired_token(self, account: Account) -> str:
        """Return a token that was good until an hour ago, signed with the server's own secret."""
        now = int(time.time())
        claims = {
            "scope": "com.atproto.access", "sub": account.did, "aud": "did:web:localhost",
            "iat": now - 7200, "exp": now - 3600,
        }  # fmt: skip
        signed = ".".join(_base64(json.dumps(p).encode()) for p in ({"typ": "at+jwt", "alg": "HS256"}, claims))  # fmt: skip
        mark = hmac.new(_SECRET.encode(), signed.encode(), hashlib.sha256).digest()
        return f"{signed}.{_base64(mark)}"

    def _call(self, name: str, told: object, token: str = "") -> Any:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        got = httpx.post(f"{self.url}/xrpc/{name}", json=told, headers=headers, timeout=30)
        got.raise_for_status()
        return got.json()


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
    """Return the folder the server is installed in; the first time takes minutes."""
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
def running(folder: Path) -> Iterator[RealServer]:
    """Start the server with an empty folder; stop it in the end, by its pid."""
    port, directory_port = _free_port(), _free_port()
    wanted = {
        "port": port, "directoryPort": directory_port, "folder": str(folder),
        "secret": _SECRET, "adminPassword": _ADMIN,
    }  # fmt: skip
    (folder / "data").mkdir()
    command = ["node", "-r", str(HERE / "only_here.cjs"), str(HERE / "server.mjs"), json.dumps(wanted)]  # fmt: skip
    log = (folder / "log").open("w+")
    with log, subprocess.Popen(
        command, cwd=installed(), stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
    ) as process:  # fmt: skip
        try:
            _wait(process, folder / "log")
            yield RealServer(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    ends_at = time.monotonic() + START_S
    while '{"ready":true}' not in log.read_text():
        if process.poll() is not None or time.monotonic() > ends_at:
            raise RuntimeError(f"Bluesky's server did not start:\n{log.read_text()[-2000:]}")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        number: int = taken.getsockname()[1]
        return number


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
