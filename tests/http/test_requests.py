"""What a request's failure means, and when it is sent again."""

import json
import logging
import traceback
from collections.abc import Iterator

import pytest

from automation.errors import (
    ConfigError,
    Gone,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.http import Caller, Http, Policy, Repeat, Request
from automation.settings import Settings, load_settings
from tests.wire.pace import NOON, FakeTime
from tests.wire.raw import Act, Play, RawServer, answer, closed_port, raw_server

CANARY = "kenari-rahasia-4711"
SETTINGS = load_settings({"MASTODON_TOKEN_BRAND": CANARY})
CALLER = Caller(network="Mastodon", channel="brand", token=SETTINGS.secrets["MASTODON_TOKEN_BRAND"])
PAGE = answer(200, b"<html>We are back soon</html>", {"Content-Type": "text/html"})
HALF = answer(200, b'{"id": "1", "conte')
SHORT = (
    b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"id": "1"'
)


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime()


@pytest.fixture
def http(passing: FakeTime) -> Iterator[Http]:
    http = make(SETTINGS, passing)
    yield http
    http.close()


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


def failed(http: Http, request: Request) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        http.send(CALLER, request)
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


@pytest.mark.parametrize("play", LOST.values(), ids=LOST)
def test_a_write_without_usable_answer_is_sent_once_and_its_outcome_is_unknown(
    http: Http, play: Play
) -> None:
    with raw_server(play) as server:
        error = failed(http, write(server.url))

        assert type(error) is OutcomeUnknown
        assert error.call.sent is Sent.UNKNOWN
        assert len(server.requests) == 1


@pytest.mark.parametrize("play", LOST.values(), ids=LOST)
def test_a_read_without_usable_answer_is_unavailable_and_nothing_was_stored(
    http: Http, play: Play
) -> None:
    with raw_server(play) as server:
        error = failed(http, read(server.url))

        assert type(error) is Unavailable
        assert error.call.sent is Sent.NO


@pytest.mark.parametrize(
    "play", [answer(502), answer(503), answer(504), answer(429), Act.CUT], ids=str
)
def test_a_read_is_tried_again_until_it_works(http: Http, play: Play) -> None:
    with raw_server(play, play, answer(200, b'{"id": "7"}')) as server:
        assert http.send(CALLER, read(server.url)).fields.text("id") == "7"
        assert len(server.requests) == 3


def test_a_keyed_write_is_tried_again_with_the_same_key(http: Http) -> None:
    with raw_server(answer(503), answer(200, b'{"id": "7"}')) as server:
        request = Request(
            operation="publish", method="POST", url=server.url, repeat=Repeat.KEYED, key="k-1"
        )

        http.send(CALLER, request)

        assert [b"idempotency-key: k-1" in sent.lower() for sent in server.requests] == [True, True]


def test_a_keyed_write_that_never_succeeds_has_an_unknown_outcome(http: Http) -> None:
    with raw_server(answer(503)) as server:
        assert type(failed(http, write(server.url, Repeat.KEYED))) is OutcomeUnknown


@pytest.mark.parametrize("make_request", [read, write], ids=["read", "write"])
def test_what_never_left_is_tried_again_and_then_unavailable(
    http: Http, passing: FakeTime, make_request: object
) -> None:
    request = (read if make_request is read else write)(f"http://127.0.0.1:{closed_port()}")

    error = failed(http, request)

    assert type(error) is Unavailable
    assert error.call.sent is Sent.NO
    assert len(passing.slept) == Policy().attempts - 1


def test_a_failed_tls_greeting_means_nothing_was_sent(http: Http) -> None:
    with raw_server(b"this is no TLS\r\n\r\n\r\n\r\n") as server:
        error = failed(http, write(server.url.replace("http://", "https://")))

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)


def test_waits_grow_and_full_jitter_shortens_them() -> None:
    waits = {}
    for luck in (0.0, 1.0):
        passing = FakeTime(luck)
        http = make(SETTINGS, passing)
        with raw_server(answer(502)) as server:
            failed(http, read(server.url))
        http.close()
        waits[luck] = passing.slept

    assert waits == {0.0: [0.0, 0.0, 0.0], 1.0: [1.0, 2.0, 4.0]}


RETRY_AFTER = {
    "seconds": {"Retry-After": "7"},
    "a date": {"Retry-After": "Thu, 31 Dec 2026 12:00:07 GMT"},
    "Mastodon's reset": {"X-RateLimit-Reset": "2026-12-31T12:00:07.000Z"},
    "seconds since 1970": {"X-RateLimit-Reset": str(int(NOON.timestamp()) + 7)},
}


@pytest.mark.parametrize("headers", RETRY_AFTER.values(), ids=RETRY_AFTER)
def test_a_wait_the_network_asks_for_is_kept(
    http: Http, passing: FakeTime, headers: dict[str, str]
) -> None:
    with raw_server(answer(429, headers=headers), answer(200)) as server:
        http.send(CALLER, write(server.url))

        assert passing.slept == [7.0]


def test_a_longer_wait_than_the_call_may_take_is_reported_instead_of_slept(
    http: Http, passing: FakeTime
) -> None:
    with raw_server(answer(429, headers={"Retry-After": "600"})) as server:
        error = failed(http, write(server.url))

        assert type(error) is RateLimited
        assert error.call.sent is Sent.NO
        assert error.call.retry_at is not None
        assert (error.call.retry_at - NOON).total_seconds() == 600
        assert passing.slept == []


def test_a_reset_time_on_another_error_is_no_reason_to_wait(http: Http, passing: FakeTime) -> None:
    headers = {"X-RateLimit-Reset": "2026-12-31T12:05:00Z", "X-RateLimit-Remaining": "299"}
    with raw_server(answer(503, headers=headers), answer(200)) as server:
        http.send(CALLER, read(server.url))

        assert passing.slept == [1.0]


@pytest.mark.parametrize("told", ["", "soon", "-5", "99999999999999999999", "Thu, 99 Foo"])
def test_an_unreadable_wait_is_no_wait(http: Http, told: str) -> None:
    with raw_server(answer(429, headers={"Retry-After": told}), answer(200)) as server:
        http.send(CALLER, write(server.url))

        assert len(server.requests) == 2


def test_no_call_is_made_while_the_network_said_none_is_left(http: Http) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-12-31T12:03:00Z"}
    with raw_server(answer(200, headers=headers)) as server:
        http.send(CALLER, write(server.url))
        error = failed(http, write(server.url))

        assert type(error) is RateLimited
        assert error.call.retry_at is not None
        assert error.call.retry_at.minute == 3
        assert len(server.requests) == 1


def test_the_limit_on_one_operation_does_not_hold_back_another(http: Http) -> None:
    headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "2026-12-31T12:03:00Z"}
    with raw_server(answer(200, headers=headers), answer(200)) as server:
        http.send(CALLER, read(server.url))
        http.send(CALLER, write(server.url))

        rate = http.rate(CALLER, "find")
        assert rate is not None
        assert (rate.remaining, http.rate(CALLER, "publish")) == (0, None)


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


def leak(server: RawServer) -> str:
    """Return all that an error gives away: message, chain, variables of our frames."""
    http = make(SETTINGS, FakeTime())
    error = failed(http, write(server.url))
    http.close()
    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
    frames = [frame for frame in trace.stack if "/automation/" in frame.filename]
    assert frames
    assert error.__context__ is None, "no foreign exception travels along"
    shown = [
        str(error),
        repr(error),
        repr(error.__dict__),
        repr(http),
        repr(CALLER),
        repr(SETTINGS),
    ]
    return "\n".join(shown + [str(frame.locals) for frame in frames])


@pytest.mark.parametrize(
    "play",
    [*LOST.values(), answer(401, json.dumps({"error": f"token {CANARY} is invalid"}).encode())],
    ids=[*LOST, "the server repeats the token"],
)
def test_the_token_is_in_no_message_log_variable_or_chained_error(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    with raw_server(play) as server:
        shown = leak(server)

        assert CANARY.encode() in server.requests[0]
        assert CANARY not in shown
        assert CANARY not in caplog.text
