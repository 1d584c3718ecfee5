"""Where a request may lead, and where it may not."""

import pytest

from automation.errors import ConfigError, Unavailable
from automation.http import Http
from automation.settings import Settings
from tests.http.calls import CALLER, failed, make, read, write
from tests.wire.pace import FakeTime
from tests.wire.raw import answer, raw_server


def test_a_read_follows_a_redirect_on_the_same_server(http: Http) -> None:
    with raw_server(
        answer(301, headers={"Location": "/new"}), answer(200, b'{"id": "7"}')
    ) as server:
        assert http.send(CALLER, read(server.url)).fields.text("id") == "7"
        assert server.heads() == ["GET /api/v1/x HTTP/1.1", "GET /new HTTP/1.1"]


def test_the_token_never_follows_a_redirect_to_another_server(http: Http) -> None:
    with (
        raw_server(answer(200)) as elsewhere,
        raw_server(answer(302, headers={"Location": elsewhere.url})) as server,
    ):
        assert type(failed(http, read(server.url))) is Unavailable
        assert elsewhere.requests == []


def test_endless_redirects_end(http: Http) -> None:
    with raw_server(answer(302, headers={"Location": "/again"})) as server:
        assert type(failed(http, read(server.url))) is Unavailable
        assert len(server.requests) == 4


@pytest.mark.parametrize(
    "url", ["http://social.example/api", "ftp://social.example/", "social.example", "http://["]
)
def test_clear_text_is_only_spoken_on_this_machine(http: Http, url: str) -> None:
    with pytest.raises(ConfigError, match="https"):
        http.send(CALLER, write(url))


def test_a_rehearsal_reaches_nothing_beyond_this_machine(passing: FakeTime) -> None:
    http = make(Settings(rehearsal_only=True), passing)

    with pytest.raises(ConfigError, match="rehearsal"):
        http.send(CALLER, write("https://social.example"))

    http.close()
