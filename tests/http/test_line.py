"""A line to a network: what its answers mean, and what its requests carry."""

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from automation.domain.ids import ChannelId
from automation.errors import ConfigError, RateLimited, Rejected, Sent, Unauthorized
from automation.http import Answer, Caller, Http, Line, Policy, Repeat, Request, Upload, Verdict
from automation.language import mark
from automation.settings import load_settings
from tests.wire.fake import Asked, Fake, Told, serving
from tests.wire.pace import FakeTime

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SECRET = "123:bot-secret"


class Echo(Fake):
    """Answers what it is told to."""

    told: Told = Told({"ok": True})

    def answer(self, asked: Asked) -> Told:
        return self.told

    def publishes(self, asked: Asked) -> bool:
        return False


@pytest.fixture
def echo() -> Iterator[Echo]:
    fake = Echo()
    with serving(fake):
        yield fake


@pytest.fixture
def line(echo: Echo) -> Iterator[Callable[..., Line]]:
    settings = load_settings({"ECHO_TOKEN_BRAND": SECRET})
    http = Http(
        settings, clock=lambda: NOW, pace=FakeTime(luck=0.0).pace, policy=Policy(silence_s=1)
    )

    def open_line(judge=lambda _request, _answer: None, scheme="Bearer") -> Line:
        token = settings.secret_for("ECHO_TOKEN", ChannelId("brand"))
        caller = Caller(network="Echo", channel="brand", token=token, scheme=scheme)
        return Line(echo.url, caller, http, judge)

    yield open_line
    http.close()


def not_ok(_request: Request, answer: Answer) -> Verdict | None:
    said = answer.fields.text("error")
    kinds = {"ratelimited": RateLimited, "invalid_auth": Unauthorized}
    return Verdict(kind=kinds.get(said, Rejected), detail=said, wait_s=30) if said else None


def test_a_no_inside_a_200_is_a_no(echo, line):
    echo.told = Told({"ok": False, "error": "msg_too_long"})

    with pytest.raises(Rejected, match="msg_too_long") as caught:
        line(not_ok).ask("publish", "POST", "/post", Repeat.ONCE)

    assert caught.value.call.sent is Sent.NO


def test_a_status_that_says_too_little_is_read_by_the_network(echo, line):
    echo.told = Told({"error": "ratelimited"}, 400)

    with pytest.raises(RateLimited) as caught:
        line(not_ok).ask("publish", "POST", "/post", Repeat.ONCE)

    assert caught.value.call.retry_at == NOW + timedelta(seconds=30)


def test_a_network_may_say_it_in_its_own_sentence(echo, line):
    echo.told = Told({}, 400)
    verdict = Verdict(
        kind=Rejected, what=mark("{network} wants {count} pictures on {channel}."),
        fix=mark("Add one."), facts={"count": 2},
    )  # fmt: skip

    with pytest.raises(Rejected, match=r"Echo wants 2 pictures on brand\. Add one\."):
        line(lambda _request, _answer: verdict).ask("publish", "POST", "/post", Repeat.ONCE)


def test_a_credential_in_the_address_is_sent_and_never_shown(echo, line, caplog):
    caplog.set_level("DEBUG")
    echo.told = Told({"error": f"no such bot {SECRET}"}, 404)

    with pytest.raises(Rejected) as caught:
        line(scheme="").ask("publish", "POST", "/bot{credential}/sendMessage", Repeat.ONCE)

    assert echo.asked[0].path == f"/bot{SECRET}/sendMessage"
    assert "authorization" not in echo.asked[0].headers
    assert SECRET not in f"{caught.value!r} {caught.value} {caplog.text}"


def test_basic_and_other_schemes_are_named_before_the_credential(echo, line):
    line(scheme="Bot").ask("check", "GET", "/me")
    line(scheme="Basic").ask("check", "GET", "/me")

    sent = [asked.headers["authorization"] for asked in echo.asked]
    assert sent == [f"Bot {SECRET}", "Basic MTIzOmJvdC1zZWNyZXQ="]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_every_method_goes_out_as_it_is(echo, line, method):
    line().ask("ask", method, "/x", query={"page": "2"})

    assert (echo.asked[0].method, echo.asked[0].query) == (method, {"page": "2"})


def test_json_forms_files_and_plain_bytes_arrive_whole(echo, line):
    upload = Upload(name="film.mp4", mime="video/mp4", body=b"\x00\x01")
    line().ask("a", "POST", "/a", json={"text": "kopi 🌴"})
    line().ask("b", "POST", "/b", form={"text": "kopi"}, files={"video": upload})
    line().ask("c", "PUT", "/c", body=b"\x00\xff", headers={"Content-Range": "bytes 0-1/2"})

    as_json, as_form, as_bytes = echo.asked
    assert as_json.json == {"text": "kopi 🌴"}
    assert as_form.form == {"text": "kopi"}
    assert as_form.files["video"].body == b"\x00\x01"
    assert as_bytes.body == b"\x00\xff"
    assert as_bytes.headers["content-range"] == "bytes 0-1/2"


@pytest.mark.parametrize("way", ["body", "file"])
def test_a_file_too_large_to_hold_is_sent_in_pieces_and_anew_when_it_is_sent_again(
    echo, line, tmp_path: Path, way: str
) -> None:
    (tmp_path / "film").write_bytes(body := bytes(range(256)) * 4096)
    read: list[int] = []

    class Watched(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            read.append(size or -1)
            return super().read(-1 if size is None else size)

    def opened() -> io.FileIO:
        return Watched(tmp_path / "film")

    def answer(asked: Asked) -> Told:
        return Told({"ok": True}) if len(echo.asked) > 1 else Told(status=503)

    echo.answer = answer
    sent = {"body": opened} if way == "body" else {"file": Upload(name="f", mime="video/mp4", body=opened)}  # fmt: skip

    line().ask("upload", "POST", "/film", repeat=Repeat.FREELY, **sent)

    arrived = [one.body if way == "body" else one.files["file"].body for one in echo.asked]
    assert arrived == [body, body]
    assert min(read) > 0
    assert max(read) <= 1 << 20


def test_an_answer_without_json_is_one_only_where_that_is_expected(echo, line):
    echo.told = Told("ok")

    assert line().ask("publish", "POST", "/x", plain=True).body == b"ok"
    with pytest.raises(Exception, match="breaks off"):
        line().ask("publish", "POST", "/x")


def test_a_status_that_means_go_on_is_an_answer_where_it_is_expected(echo, line):
    echo.told = Told(status=308, headers={"Range": "bytes=0-9"})

    answer = line().ask("upload", "PUT", "/x", takes=frozenset({308}), body=b"x" * 10)

    assert (answer.status, answer.headers["range"]) == (308, "bytes=0-9")


def test_an_address_the_network_named_is_called_as_it_is(echo, line):
    line().ask("upload", "PUT", f"{echo.url}/session/7", body=b"x")

    assert echo.asked[0].path == "/session/7"


def test_a_rehearsal_does_not_follow_a_network_to_the_world(line):
    with pytest.raises(ConfigError, match="beyond this machine"):
        line().ask("upload", "PUT", "https://upload.example/session/7", body=b"x")
