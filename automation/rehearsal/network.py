"""The rehearsal network: a small server that speaks Mastodon's API, on this machine only.

Why our own. `mastodon_mock` was looked at first. It answers quickly and its shapes are good, but
a team would rehearse habits that a real server punishes: there any visibility, language,
attachment or alternative text goes through, a post meant for later appears at once, and its
faults strike before anything is stored, so the case this product is most careful about (the post
is out, the answer is lost) cannot be played. It would also bring a web framework and a database
to every user. This one stands on Tornado, which Jupyter has installed already, refuses what
Mastodon's documentation says is refused, breaks on demand before or after it stored something,
and shows its posts as pages that people can look at.

What it is not: nobody follows anybody, there are no timelines, polls, quotes or streaming, and
attention is simulated. Its fidelity is measured by Mastodon.py in `tests/rehearsal/`.
"""

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TypeVar
from zoneinfo import ZoneInfo

from automation.errors import ConfigError
from automation.language import mark
from automation.rehearsal.accounts import ACCOUNTS
from automation.rehearsal.commenting import comment
from automation.rehearsal.fault_catalogue import fault_named
from automation.rehearsal.faults import Effect, Fault
from automation.rehearsal.limits import Limits
from automation.rehearsal.records import Account, Post, RehearsalAccount
from automation.rehearsal.saved import SavedState
from automation.rehearsal.world import SeenCall, World

__all__ = [
    "ACCOUNTS",
    "Effect",
    "Fault",
    "Limits",
    "Rehearsal",
    "RehearsalAccount",
    "serve",
    "start_rehearsal",
]

ADDRESS = "127.0.0.1"
_MAX_BODY_BYTES = 110 * 1024 * 1024
_PATIENCE_S = 10.0
_PORTS = range(65_536)

Result = TypeVar("Result")


class Rehearsal:
    """A running rehearsal network; every method may be called from any thread."""

    def __init__(self, world: World, state: SavedState | None) -> None:
        self._world = world
        self._state = state
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="rehearsal-network", daemon=True)
        self._ready: Future[int] = Future()
        self._stopping = asyncio.Event()
        self._wanted_port = 0
        self.port = 0

    @property
    def url(self) -> str:
        """Its address, as a channel's network address."""
        return f"http://{ADDRESS}:{self.port}"

    def start(self, port: int) -> None:
        """Listen on that port, 0 for any free one; returns when requests are answered.

        Raises:
            ConfigError: the port is taken, not allowed, or no port at all.
        """
        self._wanted_port = port
        self._thread.start()
        try:
            self.port = self._ready.result(timeout=_PATIENCE_S)
        except OSError as error:
            self._thread.join()
            raise _no_port(port, error.strerror) from error

    def stop(self) -> None:
        """Close every connection and end; a second call does nothing."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()

    def wait(self) -> None:
        """Block until the network ends."""
        while self._thread.is_alive():
            self._thread.join(timeout=0.5)  # short, so that Ctrl-C is heard everywhere

    def __enter__(self) -> "Rehearsal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def add_fault(self, fault: Fault | str, *, account: str = "", count: int | None = None) -> str:
        """Arm a fault, or one of the catalogue by name, and return its id.

        Args:
            fault: what goes wrong.
            account: only for this user name.
            count: how many requests it strikes, instead of the fault's own count.

        Raises:
            ConfigError: no fault has that name.
        """
        chosen = fault_named(fault) if isinstance(fault, str) else fault
        chosen = replace(chosen, account=account or chosen.account, count=count or chosen.count)
        return self._ask(lambda: self._world.faults.add(chosen))

    def clear_faults(self, key: str | None = None) -> None:
        """End one fault, or all of them."""
        self._ask(lambda: self._world.faults.clear(key))

    def faults(self) -> tuple[Fault, ...]:
        """Return the faults still in force."""
        return self._ask(lambda: tuple(self._world.faults.armed.values()))

    def set_clock(self, moment: datetime | None) -> None:
        """Stand still at an aware moment; None runs with the machine again."""

        def act() -> None:
            self._world.clock.set(moment)
            self._world.catch_up()

        self._ask(act)

    def advance(self, by: timedelta) -> None:
        """Move the clock on, and stand still there."""

        def act() -> None:
            self._world.clock.advance(by)
            self._world.catch_up()

        self._ask(act)

    def now(self) -> datetime:
        """Return the rehearsal's time."""
        return self._ask(self._world.clock.now)

    def posts(self, username: str) -> tuple[Post, ...]:
        """Return what an account has published and not deleted, oldest first."""
        return self._ask(
            lambda: tuple(self._world.store.posts_of(self._account(username).id))[::-1]
        )

    def comment(self, post_id: str, text: str, name: str = "") -> Post:
        """Write a comment in somebody's name, the customer's when none is given, and remember it."""

        def act() -> Post:
            made = comment(self._world, self._world.store.posts[post_id], text, name)
            self._save()
            return made

        return self._ask(act)

    def calls(self) -> tuple[SeenCall, ...]:
        """Return the requests seen, oldest first, without those of the control page."""
        return self._ask(lambda: tuple(self._world.calls))

    def account_id(self, username: str) -> str:
        """Return an account's id on this network."""
        return self._ask(lambda: self._account(username).id)

    def _account(self, username: str) -> Account:
        account = self._world.store.account_named(username)
        if account is None:
            raise KeyError(username)
        return account

    def _ask(self, question: Callable[[], Result]) -> Result:
        """Run a question on the server's thread, the only one that touches the world."""

        async def answer() -> Result:
            return question()

        return asyncio.run_coroutine_threadsafe(answer(), self._loop).result(timeout=_PATIENCE_S)

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

        from automation.rehearsal.edge import Edge

        edge = Edge(self._world, self._save)
        server = HTTPServer(edge, max_body_size=_MAX_BODY_BYTES, max_buffer_size=_MAX_BODY_BYTES)
        try:
            listener = socket.create_server((ADDRESS, self._wanted_port))
        except OSError as error:
            self._ready.set_exception(error)
            return
        listener.setblocking(False)  # noqa: FBT003 - the standard library's own form
        server.add_socket(listener)
        self._ready.set_result(listener.getsockname()[1])
        await self._stopping.wait()
        server.stop()
        await edge.close()
        await server.close_all_connections()

    def _save(self) -> None:
        if self._state is not None:
            self._state.save(self._world)


def start_rehearsal(
    port: int = 0,
    state: Path | None = None,
    *,
    accounts: Sequence[RehearsalAccount] = ACCOUNTS,
    limits: Limits | None = None,
    timezone: str = "Asia/Jakarta",
    audience: bool = False,
) -> Rehearsal:
    """Start the rehearsal network in a thread of this process.

    Args:
        port: on 127.0.0.1; 0 takes a free one.
        state: a JSON file that remembers across restarts; None forgets.
        accounts: who can sign in, with which token.
        limits: the numbers to enforce, Mastodon's defaults if left out.
        timezone: of the simulated audience and of the pages.
        audience: whether simulated people favour, boost and reply.

    Raises:
        ConfigError: the port is taken, or the state cannot be read.
    """
    if port not in _PORTS:
        raise _no_port(port, f"{_PORTS.start}-{_PORTS.stop - 1}")
    world = World(
        timezone=ZoneInfo(timezone), has_audience=audience, base_limits=limits or Limits()
    )
    world.seed(tuple(accounts))
    saved = SavedState(state) if state is not None else None
    if saved is not None:
        saved.load(world)
    rehearsal = Rehearsal(world, saved)
    rehearsal.start(port)
    return rehearsal


def serve(
    port: int,
    state: Path | None = None,
    *,
    accounts: Sequence[RehearsalAccount] = ACCOUNTS,
    timezone: str = "Asia/Jakarta",
    announce: Callable[[Rehearsal], None] = lambda _: None,
) -> None:
    """Run the rehearsal network with its audience until Ctrl-C, for the command line.

    Args:
        port: on 127.0.0.1; 0 takes a free one.
        state: a JSON file that remembers across restarts; None forgets.
        accounts: who can sign in, with which token.
        timezone: of the simulated audience and of the pages.
        announce: is called once when requests are answered, to tell the address.
    """
    with start_rehearsal(
        port, state, accounts=accounts, timezone=timezone, audience=True
    ) as rehearsal:
        announce(rehearsal)
        try:
            rehearsal.wait()
        except KeyboardInterrupt:
            return


def _no_port(port: int, reason: str | None) -> ConfigError:
    return ConfigError(
        mark("The rehearsal network cannot listen on port {port} of this machine: {reason}."),
        mark("Whoever runs the rehearsal: choose another port, or stop the program that holds it."),
        port=port,
        reason=reason,
    )
