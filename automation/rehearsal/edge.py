"""The edge to the wire: HTTP in, a Call to the handlers, an Answer out, and faults in between.

It sits directly on Tornado's HTTP server instead of its web framework, because half of the faults
are about the connection itself.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus

from tornado.http1connection import HTTP1Connection
from tornado.httputil import HTTPHeaders, HTTPServerRequest, ResponseStartLine
from tornado.iostream import StreamClosedError

from automation.rehearsal.api.routing import authorize
from automation.rehearsal.call import (
    Answer,
    Call,
    Form,
    Header,
    Json,
    Refusal,
    Silence,
    Upload,
    refusal_answer,
)
from automation.rehearsal.faults import Effect, Fault, instead, spoil
from automation.rehearsal.pages.people import gone
from automation.rehearsal.routes import ROUTER
from automation.rehearsal.world import SeenCall, World

_log = logging.getLogger(__name__)


class Edge:
    """Serves requests; `save` is called before an answer leaves that changed anything."""

    def __init__(self, world: World, save: Callable[[], None]) -> None:
        self._world = world
        self._save = save
        self._saved_changes = world.changes
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
        call = read_call(request, self._world)
        is_ours = call.path.startswith("/rehearsal")
        fault = None if is_ours else self._world.faults.take(call)
        said = await self._said(call, fault)
        self._remember(call, said, is_ours=is_ours)
        if said is Silence.FOREVER:
            await asyncio.Event().wait()
        with suppress(StreamClosedError):
            _write(request, call, said, self._world)

    async def _said(self, call: Call, fault: Fault | None) -> Answer | Silence:
        if fault is None:
            return self._handle(call)
        early = instead(fault, self._world.clock.now())
        if early is not None:
            return early
        if fault.effect is Effect.SLOW:
            await asyncio.sleep(fault.delay_s)
        answer = self._handle(call)
        if fault.effect is Effect.SLOW_ANSWER:
            await asyncio.sleep(fault.delay_s)
        return spoil(fault, answer)

    def _handle(self, call: Call) -> Answer:
        headers: tuple[Header, ...] = ()
        try:
            self._world.catch_up()
            if call.path.startswith("/api/"):
                headers = self._world.rates.spend(call, self._world.limits, self._world.clock.now())
            answer = self._route(call)
        except Refusal as refusal:
            answer = self._refused(call, refusal)
        except Exception:  # noqa: BLE001 - logged and answered, as servers do
            _log.exception("The rehearsal network failed on %s %s", call.method, call.path)
            answer = refusal_answer(
                Refusal(500, "The rehearsal network has a mistake of its own; see its log.")
            )
        if self._saved_changes != self._world.changes:
            self._save()
            self._saved_changes = self._world.changes
        return Answer(
            status=answer.status,
            body=answer.body,
            content_type=answer.content_type,
            headers=(*headers, *answer.headers) if headers else answer.headers,
        )

    def _route(self, call: Call) -> Answer:
        found = ROUTER.find(call.method, call.path)
        if found is None:
            raise Refusal(404, "Not Found")
        route, arguments = found
        authorize(route, call)
        return route.handler(self._world, call, arguments)

    def _refused(self, call: Call, refusal: Refusal) -> Answer:
        if refusal.status == 404 and call.wants_page and not call.path.startswith("/api/"):
            return gone(self._world, call)
        return refusal_answer(refusal)

    def _remember(self, call: Call, said: Answer | Silence, *, is_ours: bool) -> None:
        if is_ours:
            return
        self._world.calls.append(
            SeenCall(
                method=call.method,
                path=call.path,
                status=said.status if isinstance(said, Answer) else None,
                username=call.account.username if call.account else "",
                idempotency_key=call.idempotency_key,
            )
        )


def read_call(request: HTTPServerRequest, world: World) -> Call:
    """Translate a request; it never fails, because bad parameters are for handlers to refuse."""
    headers = request.headers
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    token = token.strip() if scheme.lower() == "bearer" else ""
    content_type = headers.get("Content-Type", "")
    return Call(
        method=request.method or "GET",
        path=request.path,
        query=request.query,
        base_url=f"http://{request.host}",
        form=_form(request, content_type),
        files={
            name: Upload(files[0].filename, files[0].body) for name, files in request.files.items()
        },
        token=token,
        idempotency_key=headers.get("Idempotency-Key", ""),
        account=world.store.account_with(token),
        scopes=world.store.scopes_of(token),
        accept_language=headers.get("Accept-Language", ""),
        wants_page="text/html" in headers.get("Accept", ""),
    )


def _form(request: HTTPServerRequest, content_type: str) -> Form:
    values = {
        name: [one.decode("utf-8", "replace") for one in sent]
        for name, sent in request.arguments.items()
    }
    if content_type.startswith("application/json"):
        with suppress(ValueError):
            for name, value in _flat(json.loads(request.body or b"{}")):
                values.setdefault(name, []).append(value)
    return Form(values)


def _flat(value: Json, name: str = "") -> Iterator[tuple[str, str]]:
    """Write JSON parameters as a form would: `list[]`, `object[key]`, `list[][key]`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}[{key}]" if name else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _flat(inner, f"{name}[]")
    elif value is not None:
        yield name, str(value).lower() if isinstance(value, bool) else str(value)


def _write(request: HTTPServerRequest, call: Call, said: Answer | Silence, world: World) -> None:
    connection = request.connection
    assert isinstance(connection, HTTP1Connection)  # noqa: S101 - the only kind the server makes
    if isinstance(said, Silence):
        connection.detach().close()
        return
    headers = HTTPHeaders()
    headers["Date"] = world.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    headers["Content-Type"] = said.content_type
    headers["Content-Length"] = str(len(said.body))
    for name, value in said.headers:
        headers[name] = value
    body = b"" if call.method == "HEAD" else said.body
    start = ResponseStartLine("HTTP/1.1", said.status, _reason(said.status))
    connection.write_headers(start, headers, body).add_done_callback(_forget)
    connection.finish()


def _reason(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"


def _forget(future: "asyncio.Future[None]") -> None:
    """Take note of a client that went away: nobody else asks."""
    if not future.cancelled():
        future.exception()
