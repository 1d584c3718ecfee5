"""The rehearsal Sheets service without sockets: gspread and google-auth as they are, one process.

What leaves `requests` is handed to the service's own edge, and its answer handed back; a lost
answer becomes the exception that a socket would have raised. Waiting is played on a clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from requests import ConnectionError as Unreached
from requests import PreparedRequest, ReadTimeout, Response, Session
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from automation.rehearsal.call import Answer, Silence
from automation.rehearsal.sheets.api.routes import find_route
from automation.rehearsal.sheets.edge import SheetsEdge
from automation.rehearsal.sheets.world import SheetsWorld
from automation.workbook.backends.google.account import Account
from tests.promises.sheets.clockwork import Clockwork
from tests.promises.tally import TALLY

if TYPE_CHECKING:
    from tests.promises.desk_story import Life

SERVER = "http://127.0.0.1:1"
"""The address of the service in workbooks' addresses and in the key; nothing listens there."""
ANSWER_S = 100.0


@dataclass
class Wire(BaseAdapter):
    """One run's way to the service. The run is told before and after each call of the Sheets API."""

    world: SheetsWorld
    clockwork: Clockwork
    life: "Life"
    account: Account
    method: str = ""
    """The call that is being made."""
    is_deciding: bool = False
    """Whether what is read now is what the run will decide by."""
    slow: Mapping[int, float] = field(default_factory=dict)
    """How long the answer to the n-th call takes, in seconds."""
    calls: int = 0

    def connect(self, _key: str, _server: str) -> tuple[Account, Session]:
        """Return the story's account and a session over this wire, as `connected` does over sockets."""
        from google.auth.transport.requests import AuthorizedSession, Request

        asking = Request(self._led(Session()))
        session: Session = AuthorizedSession(self.account.credentials, auth_request=asking)
        return self.account, self._led(session)

    def told(self, reached: str) -> None:
        """Hear what the run is about to do; a commit reads, too, but only to find places."""
        self.is_deciding = reached == "before read"

    def __deepcopy__(self, _memo: object) -> "Wire":
        """Stay one and the same when google-auth copies its session for a thread of its own."""
        return self

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: bool | str = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Carry one request to the service and its answer back."""
        parts = urlsplit(request.url or "")
        found = find_route(request.method or "GET", parts.path)
        if found is None or found[0].is_open:
            return self._answered(request, self._said(request, f"{parts.path}?{parts.query}"), 0.0)
        self.method = found[0].name
        self.life.hook(f"before {self.method}")
        self.calls += 1
        said = self._said(request, f"{parts.path}?{parts.query}")
        if self.is_deciding and self.method == "values.batchGet":
            self.life.see()
        response = self._answered(request, said, self.slow.get(self.calls, 0.0))
        self.life.hook(f"after {self.method}")
        return response

    def close(self) -> None:
        """Nothing is held."""

    def _led(self, session: Session) -> Session:
        session.mount("https://", self)
        session.mount("http://", self)
        return session

    def _said(self, request: PreparedRequest, uri: str) -> Answer | Silence:
        body = request.body or b""
        asked = HTTPServerRequest(
            start_line=RequestStartLine(request.method or "GET", uri, "HTTP/1.1"),
            headers=HTTPHeaders({**request.headers, "Host": urlsplit(SERVER).netloc}),
            body=body.encode() if isinstance(body, str) else body,
        )
        errand = SheetsEdge(self.world, lambda: None).answer(asked)
        try:
            errand.send(None)
        except StopIteration as done:
            said: Answer | Silence = done.value
            return said
        raise AssertionError("the service waits for something; slow answers are played here")

    def _answered(
        self, request: PreparedRequest, said: Answer | Silence, waited: float
    ) -> Response:
        if said is Silence.FOREVER or waited > ANSWER_S:
            TALLY["fault: answer slower than our patience"] += waited > 0
            self.clockwork.sleep(ANSWER_S)
            raise ReadTimeout("no answer came", request=request)
        if waited:
            TALLY["fault: slow answer"] += 1
        self.clockwork.sleep(waited)
        if isinstance(said, Silence):
            raise Unreached("the connection was closed", request=request)
        if said.status == 429:
            TALLY["429 answers"] += 1
        response = Response()
        response.status_code = said.status
        response.reason = HTTPStatus(said.status).phrase
        response.headers = CaseInsensitiveDict(
            {"Content-Type": said.content_type, **dict(said.headers)}
        )
        response.encoding = "utf-8"
        response.url = request.url or ""
        response.request = request
        response._content = said.body
        return response
