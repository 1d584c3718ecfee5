"""The token is shown nowhere, whatever goes wrong."""

import json
import logging
import traceback

import pytest

from tests.http.calls import CALLER, CANARY, LOST, SETTINGS, failed, make, write
from tests.wire.pace import FakeTime
from tests.wire.raw import Play, RawServer, answer, raw_server


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
