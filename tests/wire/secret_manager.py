"""A small Google Secret Manager on loopback: secrets, versions, and who may ask."""

import base64
import json
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

_NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")
Answer = tuple[int, Mapping[str, object]]


@dataclass
class SecretProject:
    """One project's secrets: each a list of versions, None where one was destroyed."""

    url: str = ""
    secrets: dict[str, list[str | None]] = field(default_factory=dict)

    def alive(self, name: str) -> list[int]:
        """Return the numbers of the versions that still hold something."""
        return [at for at, data in enumerate(self.secrets[name], start=1) if data is not None]

    def answer(self, method: str, path: str, query: Mapping[str, list[str]], body: Mapping[str, object]) -> Answer:  # fmt: skip
        found = re.fullmatch(r"/v1/projects/kopi-senja/secrets(?:/([^/:]+))?(.*)", path)
        if found is None:
            return _error(404, "NOT_FOUND")
        name, rest = found[1], found[2]
        if name is None:
            return self._make(query["secretId"][0], body) if method == "POST" else self._list()
        if name not in self.secrets:
            return _error(404, f"Secret [{name}] not found.")
        return self._on_one(method, name, rest, body)

    def _make(self, name: str, body: Mapping[str, object]) -> Answer:
        if not _NAME.fullmatch(name) or "replication" not in body:
            return _error(400, "INVALID_ARGUMENT")
        if name in self.secrets:
            return _error(409, "ALREADY_EXISTS")
        self.secrets[name] = []
        return 200, {"name": f"projects/1/secrets/{name}"}

    def _list(self) -> Answer:
        return 200, {"secrets": [{"name": f"projects/1/secrets/{one}"} for one in self.secrets]}

    def _on_one(self, method: str, name: str, rest: str, body: Mapping[str, object]) -> Answer:
        versions = self.secrets[name]
        if method == "DELETE":
            del self.secrets[name]
            return 200, {}
        if rest == ":addVersion":
            payload = body["payload"]
            assert isinstance(payload, dict)
            base64.b64decode(payload["data"], validate=True)
            versions.append(payload["data"])
            return 200, {"name": f"projects/1/secrets/{name}/versions/{len(versions)}"}
        if rest == "/versions/latest:access":
            if not versions or versions[-1] is None:
                return _error(404, "no version")
            return 200, {"payload": {"data": versions[-1]}}
        if destroyed := re.fullmatch(r"/versions/(\d+):destroy", rest):
            versions[int(destroyed[1]) - 1] = None
            return 200, {"state": "DESTROYED"}
        return (200, {"name": f"projects/1/secrets/{name}"}) if not rest else _error(404, rest)


def _error(status: int, message: str) -> Answer:
    return status, {"error": {"code": status, "message": message}}


@contextmanager
def secret_manager() -> Iterator[SecretProject]:
    """Run it; only the bearer `google-access-canary` is let in."""
    project = SecretProject()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

        def _serve(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, said = project.answer(
                self.command, parts.path, parse_qs(parts.query), json.loads(body or b"{}")
            )
            if self.headers.get("Authorization") != "Bearer google-access-canary":
                status, said = _error(403, "Permission denied")
            answer = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_GET = do_POST = do_DELETE = _serve  # noqa: N815

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    project.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield project
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
