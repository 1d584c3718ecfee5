"""The floor under every wire fake: a small server on this machine, and the misfortunes all share.

A fake says what its network would answer (`answer`), which request makes a post visible
(`publishes`), and how it words refusals. That an answer is lost, cut or far too large is the same
everywhere and stands here.
"""

import json
import threading
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tornado.httputil import HTTPHeaders, parse_body_arguments

from tests.contracts.trouble import Trouble

PATIENCE_S = 5.0
"""How long a fake that never answers holds a connection open."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """One file of a form."""

    name: str
    mime: str
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request as it came. Header names are in small letters."""

    method: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def json(self) -> Any:
        """The body's JSON; an empty object when it is none."""
        try:
            return json.loads(self.body or b"{}")
        except ValueError:
            return {}

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form, url-encoded or multipart; of several values the last."""
        return self._parsed()[0]

    @property
    def files(self) -> dict[str, Sent]:
        """The files of a multipart form, by field."""
        return self._parsed()[1]

    def _parsed(self) -> tuple[dict[str, str], dict[str, Sent]]:
        fields: dict[str, list[bytes]] = {}
        files: dict[str, list[Any]] = {}
        kind = self.headers.get("content-type", "")
        parse_body_arguments(kind, self.body, fields, files, HTTPHeaders())
        return (
            {name: values[-1].decode() for name, values in fields.items()},
            {
                name: Sent(name=one.filename, mime=one.content_type, body=one.body)
                for name, (one, *_) in files.items()
            },
        )


@dataclass(frozen=True)
class Told:
    """One answer: an object is sent as JSON, text and bytes as they are."""

    body: object = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def bytes(self) -> bytes:
        """The body as it goes over the wire."""
        if isinstance(self.body, bytes):
            return self.body
        return (self.body if isinstance(self.body, str) else json.dumps(self.body)).encode()

    @property
    def mime(self) -> str:
        """Its content type."""
        return "text/plain" if isinstance(self.body, (bytes, str)) else "application/json"


class Fake:
    """One network's server. Subclasses answer; requests are handled one at a time."""

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[Asked] = []
        """Every request that came, in order, for tests that look at the wire."""
        self.troubles: deque[Trouble] = deque()
        """What befalls the next requests that publish, one each."""
        self.revoked = False
        self.cuts_above = 0
        """The next request of so many bytes or more ends half-way; 0: none does."""
        self.lock = threading.Lock()

    def answer(self, asked: Asked) -> Told:
        """Return what the network says; every check a real server makes is made here."""
        raise NotImplementedError

    def publishes(self, asked: Asked) -> bool:
        """Say whether this request makes a post visible."""
        raise NotImplementedError

    def unauthorized(self) -> Told:
        """Refuse the credential, in the network's words."""
        return Told({"error": "The access token is invalid"}, 401)

    def forbidden(self) -> Told:
        """Refuse the right, in the network's words."""
        return Told({"error": "This action is not allowed"}, 403)

    def suspension(self) -> Told:
        """Refuse a suspended account, in the network's words; most document none but a missing right's."""
        return self.forbidden()

    def refused(self) -> Told:
        """Refuse the content, in the network's words."""
        return Told({"error": "Validation failed"}, 422)

    def limited(self) -> Told:
        """Ask to wait for a minute, in the network's words."""
        return Told({"error": "Too many requests"}, 429, {"Retry-After": "60"})

    def broken(self, status: int) -> Told:
        """Fail, in the network's words."""
        return Told({"error": "Something went wrong"}, status)


@contextmanager
def serving(fake: Fake) -> Iterator[Fake]:
    """Serve a fake on a free port of this machine; its address is `fake.url`."""
    over = threading.Event()

    class Handler(_Handler):
        plays, ends = fake, over

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield fake
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    plays: Fake
    ends: threading.Event
    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_GET(self) -> None:
        self._handle()

    do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_GET  # noqa: N815 - the library's names

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _handle(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        if 0 < self.plays.cuts_above <= length:
            self.plays.cuts_above = 0
            self.rfile.read(length // 2)
            self.close_connection = True
            return
        asked = Asked(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(length),
        )
        with self.plays.lock:
            self.plays.asked.append(asked)
            trouble = self._trouble(asked)
            told = self._told(asked, trouble)
        self._play(trouble, told)

    def _trouble(self, asked: Asked) -> Trouble | None:
        if self.plays.troubles and self.plays.publishes(asked):
            trouble = self.plays.troubles.popleft()
            if trouble is Trouble.UNAUTHORIZED:
                self.plays.revoked = True
            return trouble
        return Trouble.UNAUTHORIZED if self.plays.revoked else None

    def _told(self, asked: Asked, trouble: Trouble | None) -> Told:
        unheard = {
            Trouble.LIMITED: self.plays.limited,
            Trouble.UNAUTHORIZED: self.plays.unauthorized,
            Trouble.FORBIDDEN: self.plays.forbidden,
            Trouble.SUSPENDED: self.plays.suspension,
            Trouble.REFUSED: self.plays.refused,
            Trouble.ERROR_BEFORE: lambda: self.plays.broken(503),
            Trouble.CUT: Told,
            Trouble.PAGE: lambda: _PAGE,
            Trouble.REDIRECT: lambda: _ELSEWHERE,
        }
        if trouble in unheard:
            return unheard[trouble]()
        told = self.plays.answer(asked)
        if trouble is Trouble.ERROR_AFTER:
            return self.plays.broken(500)
        return _HUGE if trouble is Trouble.TOO_LARGE else told

    def _play(self, trouble: Trouble | None, told: Told) -> None:
        if trouble is Trouble.NEVER:
            self.ends.wait(PATIENCE_S)
        if trouble in {Trouble.NEVER, Trouble.CUT, Trouble.LOST}:
            self.close_connection = True
            return
        self._send(told, cut=trouble is Trouble.HALF)

    def _send(self, told: Told, *, cut: bool) -> None:
        body = told.bytes
        self.send_response(told.status)
        for name, value in {"Content-Type": told.mime, **told.headers}.items():
            self.send_header(name, value)
        if told.status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD" and told.status != 204:
            self.wfile.write(body[: len(body) // 2] if cut else body)
        self.close_connection = self.close_connection or cut


_PAGE = Told("<!doctype html><title>Just a moment</title>", 200, {"Content-Type": "text/html"})
_ELSEWHERE = Told(status=302, headers={"Location": "https://elsewhere.example/"})
_HUGE = Told({"id": "9" * 200_000})
