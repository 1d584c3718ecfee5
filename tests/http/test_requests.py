"""What a request's failure means, and when it is sent again."""

import pytest

from automation.errors import Gone, OutcomeUnknown, Sent, Unavailable
from automation.http import Http, Policy, Repeat, Request
from tests.http.calls import CALLER, LOST, failed, read, write
from tests.wire.pace import FakeTime
from tests.wire.raw import Act, Play, answer, closed_port, raw_server


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


@pytest.mark.parametrize("status", [400, 401, 403, 429])
def test_a_refusal_of_the_repetition_does_not_undo_a_first_try_whose_answer_was_lost(
    http: Http, status: int
) -> None:
    with raw_server(Act.CUT, answer(status)) as server:
        error = failed(http, write(server.url, Repeat.KEYED))

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)


def test_a_post_that_is_gone_is_gone_whichever_try_removed_it(http: Http) -> None:
    with raw_server(Act.CUT, answer(404)) as server:
        request = Request(
            operation="delete", method="DELETE", url=server.url, repeat=Repeat.KEYED, names_post=True
        )  # fmt: skip

        assert type(failed(http, request)) is Gone


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
