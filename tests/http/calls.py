"""The calls the tests of the client make, and the answers nobody can use."""

import pytest

from automation.errors import NetworkError
from automation.http import Caller, Http, Policy, Repeat, Request
from automation.settings import Settings, load_settings
from tests.wire.pace import FakeTime
from tests.wire.raw import Act, Play, answer

CANARY = "kenari-rahasia-4711"
SETTINGS = load_settings({"MASTODON_TOKEN_BRAND": CANARY})
CALLER = Caller(network="Mastodon", channel="brand", token=SETTINGS.secrets["MASTODON_TOKEN_BRAND"])
PAGE = answer(200, b"<html>We are back soon</html>", {"Content-Type": "text/html"})
HALF = answer(200, b'{"id": "1", "conte')
SHORT = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"id": "1"'
)


def make(settings: Settings, passing: FakeTime) -> Http:
    policy = Policy(silence_s=0.3, connect_s=2.0, max_bytes=10_000)
    return Http(settings, clock=passing.now, pace=passing.pace, policy=policy)


def read(url: str) -> Request:
    return Request(operation="find", method="GET", url=f"{url}/api/v1/x", repeat=Repeat.FREELY)


def write(url: str, repeat: Repeat = Repeat.ONCE) -> Request:
    form: dict[str, str | list[str]] = {"status": "Kopi susu ☕"}
    return Request(
        operation="publish", method="POST", url=f"{url}/api/v1/x", repeat=repeat, form=form
    )


def failed(http: Http, request: Request, caller: Caller = CALLER) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        http.send(caller, request)
    return caught.value


LOST: dict[str, Play] = {
    "connection cut": Act.CUT,
    "no answer in time": Act.SILENT,
    "server error": answer(500),
    "bad gateway": answer(502),
    "overloaded, with a time to come back": answer(503, headers={"Retry-After": "1"}),
    "gateway time-out": answer(504),
    "web page": PAGE,
    "half the JSON": HALF,
    "cut in the middle": SHORT,
    "empty body": answer(200, b""),
    "redirect": answer(302, headers={"Location": "/elsewhere"}),
    "too large": answer(200, b'"' + b"x" * 20_000 + b'"'),
}
