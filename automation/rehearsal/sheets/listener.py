"""A Tornado server in a thread of its own: starts, answers questions from other threads, ends."""

import asyncio
import socket
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol, TypeVar

from automation.errors import ConfigError
from automation.language import mark

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

ADDRESS = "127.0.0.1"
_MAX_BODY_BYTES = 64 * 1024 * 1024
_PATIENCE_S = 60.0

Result = TypeVar("Result")


class Edge(Protocol):
    """What serves requests."""

    def __call__(self, request: "HTTPServerRequest") -> None:
        """Take one request."""

    def close(self) -> Awaitable[None]:
        """End what waits."""


class Listener:
    """Listens on loopback only; the edge lives on its thread."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._ready: Future[int] = Future()
        self._stopping = asyncio.Event()
        self._wanted_port = 0
        self._make_edge: Callable[[], Edge] | None = None

    def start(self, port: int, make_edge: Callable[[], Edge]) -> int:
        """Listen and return the port; 0 takes a free one.

        Raises:
            ConfigError: the port is taken or not allowed.
        """
        self._wanted_port, self._make_edge = port, make_edge
        self._thread.start()
        try:
            return self._ready.result(timeout=_PATIENCE_S)
        except (OSError, OverflowError) as error:
            self._thread.join()
            raise _no_port(port, error) from error

    def stop(self) -> None:
        """Close every connection and end; a second call does nothing."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()

    def wait(self) -> None:
        """Block until it ends."""
        while self._thread.is_alive():
            self._thread.join(timeout=0.5)  # short, so that Ctrl-C is heard everywhere

    def ask(self, question: Callable[[], Result]) -> Result:
        """Run a question on the server's thread, the only one that touches its state."""
        if threading.current_thread() is self._thread:
            return question()

        async def answer() -> Result:
            return question()

        return asyncio.run_coroutine_threadsafe(answer(), self._loop).result(timeout=_PATIENCE_S)

    def later(self, delay_s: float, act: Callable[[], None]) -> None:
        """Do something soon, on the server's thread."""
        self._loop.call_later(delay_s, act)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._listen())
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            asyncio.set_event_loop(None)
            self._loop.close()

    async def _listen(self) -> None:
        from tornado.httpserver import HTTPServer

        assert self._make_edge is not None  # noqa: S101 - start set it
        edge = self._make_edge()
        server = HTTPServer(edge, max_body_size=_MAX_BODY_BYTES, max_buffer_size=_MAX_BODY_BYTES)
        try:
            listener = socket.create_server((ADDRESS, self._wanted_port))
        except (OSError, OverflowError) as error:
            self._ready.set_exception(error)
            return
        listener.setblocking(False)  # noqa: FBT003 - the standard library's own form
        server.add_socket(listener)
        self._ready.set_result(listener.getsockname()[1])
        await self._stopping.wait()
        server.stop()
        await edge.close()
        await server.close_all_connections()


def _no_port(port: int, error: Exception) -> ConfigError:
    return ConfigError(
        mark(
            "The rehearsal Sheets service cannot listen on port {port} of this machine: {reason}."
        ),
        mark("Whoever runs the rehearsal: choose another port, or stop the program that holds it."),
        port=port,
        reason=str(error),
    )
