"""The edge to the wire: HTTP in, a Request to the functions, an Answer out, faults in between."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from email.utils import formatdate
from functools import partial
from http import HTTPStatus
from time import time
from urllib.parse import parse_qs

from tornado.http1connection import HTTP1Connection
from tornado.httputil import HTTPHeaders, HTTPServerRequest, ResponseStartLine
from tornado.iostream import StreamClosedError

from automation.rehearsal.call import Answer, Silence
from automation.rehearsal.sheets.api.request import Request
from automation.rehearsal.sheets.api.routes import Route, find_route
from automation.rehearsal.sheets.faults import Effect, Fault, instead, spoil, told
from automation.rehearsal.sheets.keys import bearer
from automation.rehearsal.sheets.pages.people import page
from automation.rehearsal.sheets.refusals import Refused, disabled_api, refused
from automation.rehearsal.sheets.world import SeenCall, SheetsWorld

_log = logging.getLogger(__name__)


class SheetsEdge:
    """Serves requests; `changed` is called after an answer that changed anything."""

    def __init__(self, world: SheetsWorld, changed: Callable[[], None]) -> None:
        self._world = world
        self._changed = changed
        self._tasks: set[asyncio.Task[None]] = set()

    def __call__(self, request: HTTPServerRequest) -> None:
        """Take one request from the server."""
        task = asyncio.get_running_loop().create_task(self._serve(request))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """End the requests that wait for something that will not come."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, request: HTTPServerRequest) -> None:
        before = self._world.changes
        said = await self.answer(request)
        if self._world.changes != before:
            self._changed()
        if said is Silence.FOREVER:
            await asyncio.Event().wait()
        with suppress(StreamClosedError):
            _write(request, said, self._world)

    async def answer(self, request: HTTPServerRequest) -> Answer | Silence:
        """Return what is said to one request; only a fault that is slow ever waits."""
        found = find_route(request.method or "GET", request.path)
        if found is None:
            return self._safely(request, lambda: page(self._world, request))
        route, named = found
        caller = self._world.tokens.get(_token(request), ("", None))[0]
        told_call = Request(
            named=named,
            query=parse_qs(request.query, keep_blank_values=True),
            sent=request.body,
            caller=caller,
            url=f"http://{request.host}",
            wanted_bytes=request.headers.get("Range", ""),
        )
        said = await self._answered(request, route, told_call)
        status = said.status if isinstance(said, Answer) else None
        self._world.calls.append(
            SeenCall(
                method=route.name, caller=caller, spreadsheet_id=told_call.file_id, status=status
            )
        )
        return said

    async def _answered(
        self, request: HTTPServerRequest, route: Route, call: Request
    ) -> Answer | Silence:
        fault = self._world.faults.take(route.name, call.caller)
        early = instead(fault, route.name) if fault else None
        if early is not None:
            return early
        if fault and fault.effect is Effect.SLOW:
            await asyncio.sleep(fault.delay_s)
        answer = self._safely(request, lambda: self._carried_out(request, route, call))
        return spoil(fault, route.name, answer) if _may_spoil(fault) and fault else answer

    def _carried_out(self, request: HTTPServerRequest, route: Route, call: Request) -> Answer:
        world = self._world
        if not route.is_open:
            bearer(world, _token(request))
        if route.spends:
            if not world.switches.api_is_enabled:
                raise disabled_api()
            world.quota.spend(route.spends, call.caller, world.clock.now())
        world.play_scripts(route.name)
        world.recalculate()
        return route.handler(world, call)

    def _safely(self, request: HTTPServerRequest, act: Callable[[], Answer]) -> Answer:
        try:
            return act()
        except Refused as refusal:
            return told(refusal)
        except Exception:  # noqa: BLE001 - logged and answered, as servers do
            _log.exception(
                "The rehearsal Sheets service failed on %s %s", request.method, request.path
            )
            return told(
                refused(500, "The rehearsal Sheets service has a mistake of its own; see its log.")
            )


def _may_spoil(fault: Fault | None) -> bool:
    return fault is not None and fault.effect is not Effect.SLOW


def _token(request: HTTPServerRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _write(request: HTTPServerRequest, said: Answer | Silence, world: SheetsWorld) -> None:
    connection = request.connection
    assert isinstance(connection, HTTP1Connection)  # noqa: S101 - the only kind the server makes
    if isinstance(said, Silence):
        connection.detach().close()
        return
    headers = HTTPHeaders()
    headers["Date"] = formatdate(time() + world.switches.machine_skew_s, usegmt=True)
    headers["Content-Type"] = said.content_type
    if said.status != 204:
        headers["Content-Length"] = str(len(said.body))
    for name, value in said.headers:
        headers[name] = value
    start = ResponseStartLine("HTTP/1.1", said.status, HTTPStatus(said.status).phrase)
    if said.breaks_off:
        half = said.body[: len(said.body) // 2]
        connection.write_headers(start, headers, half).add_done_callback(
            partial(_hang_up, connection)
        )
        return
    connection.write_headers(start, headers, said.body).add_done_callback(_forget)
    connection.finish()


def _hang_up(connection: HTTP1Connection, future: "asyncio.Future[None]") -> None:
    _forget(future)
    connection.stream.close()


def _forget(future: "asyncio.Future[None]") -> None:
    """Take note of a client that went away: nobody else asks."""
    if not future.cancelled():
        future.exception()
