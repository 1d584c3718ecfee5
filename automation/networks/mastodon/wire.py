"""One account's requests to its server, and the failures only this network can tell."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Literal, NoReturn, TypedDict, Unpack

from automation.errors import Call, NetworkError, Sent, Unavailable
from automation.http import Answer, Caller, Fields, Http, Repeat, Request, Upload, objects
from automation.language import mark


class _More(TypedDict, total=False):
    query: Mapping[str, str]
    form: Mapping[str, str | list[str]]
    file: Upload
    key: str
    names_post: bool
    silence_s: float
    total_s: float


class Wire:
    """Sends requests to one server on behalf of one channel."""

    def __init__(self, server: str, caller: Caller, http: Http) -> None:
        self._server = server
        self._caller = caller
        self._http = http
        self.ahead = timedelta(0)
        """How far our clock runs ahead of the server's, as last seen."""

    def ask(
        self,
        operation: str,
        method: Literal["GET", "POST", "DELETE"],
        path: str,
        repeat: Repeat = Repeat.FREELY,
        **more: Unpack[_More],
    ) -> Answer:
        """Send one request; raises what `Http.send` raises."""
        url = self._server + path
        request = Request(operation=operation, method=method, url=url, repeat=repeat, **more)
        answer = self._http.send(self._caller, request)
        if answer.sent_at:
            self.ahead = max(timedelta(0), self._http.clock() - answer.sent_at)
        return answer

    def entity(self, operation: str, path: str, *, names_post: bool = False) -> Fields:
        """Read one entity.

        Raises:
            Unavailable: what came has no id, so it is none.
        """
        entity = self.ask(operation, "GET", path, names_post=names_post).fields
        return entity if entity.text("id") else self._refuse_answer(operation)

    def entities(self, operation: str, path: str, query: Mapping[str, str]) -> list[Fields]:
        """Read one page of entities.

        Raises:
            Unavailable: what came is no list of entities; it must not pass for an empty one.
        """
        answer = self.ask(operation, "GET", path, query=query)
        page = objects(answer.json)
        whole = isinstance(answer.json, list) and len(page) == len(answer.json)
        return (
            page
            if whole and all(one.text("id") for one in page)
            else self._refuse_answer(operation)
        )

    def fail(
        self,
        kind: type[NetworkError],
        operation: str,
        what: str,
        fix: str,
        sent: Sent = Sent.NO,
        **facts: object,
    ) -> NoReturn:
        """Raise a NetworkError of that kind about this channel."""
        call = Call(
            network=self._caller.network,
            channel=self._caller.channel,
            operation=operation,
            sent=sent,
        )
        raise kind(what, fix, call=call, **facts)

    def _refuse_answer(self, operation: str) -> NoReturn:
        self.fail(
            Unavailable,
            operation,
            mark("{network} answered channel {channel} with something else than was asked for."),
            mark(
                'Whoever manages the channel checks that its address is a server speaking Mastodon\'s API, then runs "lembar doctor".'
            ),
        )
