"""A server that says exactly the bytes it is told to, and cuts or stays silent when told so."""

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum


class Act(Enum):
    """What a server may do instead of answering."""

    CUT = "cut"
    SILENT = "silent"


Play = bytes | Act
TLS_HELLO = b"\x16\x03"


def answer(status: int, body: bytes = b"{}", headers: Mapping[str, str] | None = None) -> bytes:
    """Return a whole HTTP answer; JSON unless its headers say otherwise."""
    sent = {
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in (sent | dict(headers or {})).items())
    return f"HTTP/1.1 {status} Status\r\n{lines}\r\n".encode() + body


@dataclass
class RawServer:
    """Plays its answers in order, the last one again and again; `requests` is what came."""

    plays: Sequence[Play]
    port: int = 0
    requests: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def heads(self) -> list[str]:
        """Return the first line of each request."""
        return [request.split(b"\r\n", 1)[0].decode() for request in self.requests]


@contextmanager
def raw_server(*plays: Play) -> Iterator[RawServer]:
    """Run a raw server on loopback."""
    server = RawServer(plays)
    listener = socket.create_server(("127.0.0.1", 0))
    server.port = listener.getsockname()[1]
    silent: list[socket.socket] = []
    thread = threading.Thread(target=_serve, args=(listener, server, silent))
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
        for one in silent:
            one.close()


def closed_port() -> int:
    """Return a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _serve(listener: socket.socket, server: RawServer, silent: list[socket.socket]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        request = _read(connection)
        play = server.plays[min(len(server.requests), len(server.plays) - 1)]
        server.requests.append(request)
        if play is Act.SILENT:
            silent.append(connection)
            continue
        with connection:
            if isinstance(play, bytes):
                connection.sendall(play)


def _read(connection: socket.socket) -> bytes:
    request = b""
    while b"\r\n\r\n" not in request:
        chunk = connection.recv(65536)
        if not chunk:
            return request
        request += chunk
        if request.startswith(TLS_HELLO):
            return request
    head, _, body = request.partition(b"\r\n\r\n")
    length = next(
        (
            int(line.split(b":")[1])
            for line in head.split(b"\r\n")
            if line.lower().startswith(b"content-length")
        ),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body
