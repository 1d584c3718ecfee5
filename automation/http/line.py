"""A line to one network's server for one channel: what it answers is read with the network's own eyes."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypedDict, Unpack

from automation.domain.team.channel import is_loopback, web_host
from automation.errors import ConfigError
from automation.http.answer import Answer, Json
from automation.http.client import Http
from automation.http.failure import Failure, Trouble, Verdict
from automation.http.own_words import OwnWords
from automation.http.request import Caller, Method, Opened, Repeat, Request, Upload
from automation.language import mark

Judge = Callable[[Request, Answer], Verdict | None]
"""Says what an answer means where its status does not; None leaves that to the status."""


class More(TypedDict, total=False):
    """What a request may carry; see `Request`."""

    query: Mapping[str, str]
    form: Mapping[str, str | list[str]]
    json: Mapping[str, Json]
    body: bytes | Opened
    headers: Mapping[str, str]
    file: Upload
    files: Mapping[str, Upload]
    key: str
    names_post: bool
    plain: bool
    takes: frozenset[int]
    silence_s: float
    total_s: float


def by_status(_request: Request, _answer: Answer) -> None:
    """Leave what an answer means to its status."""


class Line(OwnWords):
    """Sends one channel's requests to one server.

    `judge` is asked about every answer that came whole, refusals and successes alike: some
    networks say "no" with a 200.
    """

    def __init__(self, server: str, caller: Caller, http: Http, judge: Judge = by_status) -> None:
        self.server = server
        self.caller = caller
        self._http = http
        self._judge = judge
        self.ahead = timedelta(0)
        """How far our clock runs ahead of the server's, as last seen."""

    def ask(
        self,
        operation: str,
        method: Method,
        path: str,
        repeat: Repeat = Repeat.FREELY,
        **more: Unpack[More],
    ) -> Answer:
        """Send one request. `path` begins with `/`, or is a whole address the network named.

        Raises:
            ConfigError: the address may not be called from here; nothing was sent.
            NetworkError: what failed, and in `.call.sent` whether the network may have acted.
        """
        url = path if "://" in path else self.server + path
        self._refuse_to_leave(url)
        request = Request(operation=operation, method=method, url=url, repeat=repeat, **more)
        result = self._http.ask(self.caller, request)
        answer = result if isinstance(result, Answer) else result.answer
        verdict = self._judge(request, answer) if answer else None
        if isinstance(result, Failure):
            raise self._http.error(self.caller, request, result, verdict)
        if verdict is not None:
            failure = Failure(Trouble.STATUS, result)
            raise self._http.error(self.caller, request, failure, verdict)
        if result.sent_at:
            self.ahead = max(timedelta(0), self._http.clock() - result.sent_at)
        return result

    def _refuse_to_leave(self, url: str) -> None:
        """A rehearsal stays on this machine, also when its server names an address elsewhere."""
        if is_loopback(web_host(self.server)) and not is_loopback(web_host(url)):
            raise ConfigError(
                mark("The rehearsal of channel {channel} names an address beyond this machine."),
                mark("Nothing was sent. A trainer starts the rehearsal again."),
                channel=self.caller.channel,
            )
