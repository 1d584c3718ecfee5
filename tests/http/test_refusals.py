"""What a refusal means, and what is shown of the network's own words."""

import json

import pytest

from automation.errors import Gone, NetworkError, Rejected, Sent, Unauthorized, Unavailable
from automation.http import Http, Repeat, Request
from tests.http.calls import SHORT, failed, write
from tests.wire.raw import answer, raw_server

REFUSALS = {
    "token": (401, Unauthorized), "right": (403, Unauthorized), "bad request": (400, Rejected),
    "not found": (404, Rejected), "too large": (413, Rejected), "validation": (422, Rejected),
    "not taken": (408, Unavailable),
}  # fmt: skip


@pytest.mark.parametrize(("status", "kind"), REFUSALS.values(), ids=REFUSALS)
def test_a_refused_write_stored_nothing(http: Http, status: int, kind: type[NetworkError]) -> None:
    with raw_server(answer(status, b'{"error": "Validation failed"}')) as server:
        error = failed(http, write(server.url))

        assert (type(error), error.call.sent, error.call.status) == (kind, Sent.NO, status)
        assert len(server.requests) == 1


@pytest.mark.parametrize("status", [404, 410])
def test_a_post_that_is_not_found_is_gone(http: Http, status: int) -> None:
    with raw_server(answer(status)) as server:
        request = Request(
            operation="look", method="GET", url=server.url, repeat=Repeat.FREELY, names_post=True
        )
        assert type(failed(http, request)) is Gone


def test_a_firewalls_page_does_not_ask_for_a_new_token(http: Http) -> None:
    with raw_server(answer(403, b"<html>Blocked</html>", {"Content-Type": "text/html"})) as server:
        assert type(failed(http, write(server.url))) is Unavailable


def test_a_refusal_whose_body_breaks_off_is_still_a_refusal(http: Http) -> None:
    with raw_server(SHORT.replace(b"200 OK", b"422 Unprocessable")) as server:
        assert type(failed(http, write(server.url))) is Rejected


def test_the_networks_own_sentence_is_shown_short_and_on_one_line(http: Http) -> None:
    said = "Validation failed:\r\n\x1b[31mText" + "t" * 500
    with raw_server(answer(422, json.dumps({"error": said}).encode())) as server:
        message = str(failed(http, write(server.url)))

        assert "Validation failed: [31mTexttt" in message
        assert "…" in message
        assert "\x1b" not in message
        assert len(message) < 400


def test_braces_in_a_networks_sentence_are_only_text(http: Http) -> None:
    with raw_server(answer(422, b'{"error": "{channel} {0} {nothing}"}')) as server:
        assert "{channel} {0} {nothing}" in str(failed(http, write(server.url)))
