"""Bluesky's own server on this machine: fetched from npm once, started for a test run, stopped by its pid."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from tests.real import node

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
        return self.put(account, record | more)

    def put(self, account: Account, record: Mapping[str, object], *, checked: bool = True) -> str:
        """Let an account make a record of any kind, such as a like; return its address."""
        told: dict[str, object] = {
            "repo": account.did, "collection": record["$type"], "record": record,
            **({} if checked else {"validate": False}),
        }  # fmt: skip
        uri: str = self._call("com.atproto.repo.createRecord", told, account.token)["uri"]
        return uri

    def take_back(self, account: Account, uri: str) -> None:
        """Let an account delete a record of its own."""
        _, _, did, collection, key = uri.split("/")
        told = {"repo": did, "collection": collection, "rkey": key}
        self._call("com.atproto.repo.deleteRecord", told, account.token)

    def seen_by(self, account: Account, name: str, **asked: str) -> Any:
        """Return what an account is shown when it asks the network at large."""
        headers = {"Authorization": f"Bearer {account.token}"}
        got = httpx.get(f"{self.url}/xrpc/{name}", params=asked, headers=headers, timeout=30)
        got.raise_for_status()
        return got.json()

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
    return node.missing()


@contextmanager
def running(folder: Path) -> Iterator[RealServer]:
    """Start the server with an empty folder; stop it in the end, by its pid."""
    port, directory_port = node.free_ports(2)
    wanted = server_facts(folder, port, directory_port)
    with node.started("server.mjs", wanted, folder / "log"):
        yield RealServer(f"http://127.0.0.1:{port}")


def server_facts(folder: Path, port: int, directory_port: int) -> dict[str, object]:
    """Return what a server of accounts is told; its folder for data is made."""
    (folder / "data").mkdir()
    return {
        "port": port, "directoryPort": directory_port, "folder": str(folder),
        "secret": _SECRET, "adminPassword": _ADMIN,
    }  # fmt: skip


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
