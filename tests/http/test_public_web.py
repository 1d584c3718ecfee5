"""Media addresses lead to the public web and nowhere else."""

import io

import pytest

from automation.errors import MediaError
from automation.http import PublicWeb, is_public
from tests.wire.raw import Act, Play, answer, raw_server
from tests.wire.web import pretend_web

PICTURE = b"\x89PNG\r\n\x1a\n" + b"x" * 1000
HERE = {"pictures.example": ["127.0.0.1"]}


def fetch(web: PublicWeb, address: str, max_bytes: int = 5000) -> bytes:
    into = io.BytesIO()
    web.fetch(address, into, lambda _: max_bytes)
    return into.getvalue()


def as_name(url: str) -> str:
    return url.replace("127.0.0.1", "pictures.example")


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


PRIVATE = {
    "this machine": "127.0.0.1",
    "this machine, other number": "127.8.9.1",
    "unspecified": "0.0.0.0",  # noqa: S104
    "home network": "192.168.1.1",
    "company network": "10.0.0.5",
    "company network 172": "172.16.0.1",
    "provider's inside": "100.64.0.1",
    "cloud metadata": "169.254.169.254",
    "cloud wire server": "168.63.129.16",
    "documentation": "203.0.113.7",
    "benchmark": "198.18.0.1",
    "multicast": "224.0.0.1",
    "broadcast": "255.255.255.255",
    "reserved": "240.0.0.1",
    "6to4 relay": "192.88.99.1",
    "v6 this machine": "::1",
    "v6 unspecified": "::",
    "v6 link": "fe80::1",
    "v6 link with zone": "fe80::1%eth0",
    "v6 private": "fd00::1",
    "v6 multicast": "ff02::1",
    "v6 documentation": "2001:db8::1",
    "v6 new documentation": "3fff::1",
    "v4 inside v6": "::ffff:127.0.0.1",
    "public v4 inside v6": "::ffff:8.8.8.8",
    "v4 compatible": "::7f00:1",
    "6to4 of this machine": "2002:7f00:1::",
    "teredo": "2001:0:7f00:1::",
    "nat64 of this machine": "64:ff9b::7f00:1",
    "local nat64": "64:ff9b:1::808:808",
    "no address": "localhost",
}


@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE)
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PRIVATE.values(), ids=PRIVATE)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    web = PublicWeb(resolve=lambda _host, _port: ["8.8.8.8", address])

    with pytest.raises(MediaError, match="private network"):
        fetch(web, "https://pictures.example/a.png")


REFUSED = {
    "file": "file:///etc/passwd",
    "ftp": "ftp://pictures.example/a.png",
    "no host": "http:///a.png",
    "broken": "http://[::1",
    "decimal": "http://2130706433/a.png",
    "octal": "http://0177.0.0.1/a.png",
    "hexadecimal": "http://0x7f.0.0.1/a.png",
    "hexadecimal in one": "http://0x7f000001/a.png",
    "short": "http://127.1/a.png",
    "this machine by number": "http://127.0.0.1/a.png",
    "this machine by v6": "http://[::1]/a.png",
    "v4 in v6": "http://[::ffff:127.0.0.1]/a.png",
    "name and password": "http://user:rahasia@pictures.example/a.png",
    "disguised host": "http://pictures.example@127.0.0.1/a.png",
    "this machine by name": "http://localhost/a.png",
}


@pytest.mark.parametrize("address", REFUSED.values(), ids=REFUSED)
def test_disguises_are_refused_before_anything_is_asked(address: str) -> None:
    with pytest.raises(MediaError):
        fetch(PublicWeb(), address)


def test_a_picture_is_fetched_by_name_from_the_checked_address() -> None:
    with raw_server(answer(200, PICTURE, {"Content-Type": "text/plain"})) as server:
        body = fetch(pretend_web(HERE), as_name(f"{server.url}/a.png?size=2"))

        assert body == PICTURE
        assert server.heads() == ["GET /a.png?size=2 HTTP/1.1"]
        assert f"host: pictures.example:{server.port}".encode() in server.requests[0].lower()


def test_a_redirect_inside_is_refused_without_being_followed() -> None:
    with raw_server(answer(200, PICTURE)) as inside:
        target = inside.url.replace("127.0.0.1", "intern.example")
        with raw_server(answer(302, headers={"Location": target})) as server:
            web = pretend_web({**HERE, "intern.example": ["10.0.0.5"]})

            with pytest.raises(MediaError, match="private network"):
                fetch(web, as_name(server.url))

        assert inside.requests == []


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "http://169.254.169.254/latest/", "http://2130706433/"]
)
def test_a_redirect_into_a_disguise_is_refused(location: str) -> None:
    with (
        raw_server(answer(302, headers={"Location": location})) as server,
        pytest.raises(MediaError),
    ):
        fetch(pretend_web(HERE), as_name(server.url))


def test_a_redirect_to_a_relative_address_is_followed() -> None:
    with raw_server(answer(302, headers={"Location": "/b.png"}), answer(200, PICTURE)) as server:
        assert fetch(pretend_web(HERE), as_name(f"{server.url}/a.png")) == PICTURE


def test_more_than_three_redirects_are_too_many() -> None:
    with raw_server(answer(302, headers={"Location": "/again"})) as server:
        with pytest.raises(MediaError, match="on and on"):
            fetch(pretend_web(HERE), as_name(server.url))

        assert len(server.requests) == 4


def test_a_name_that_changes_its_address_after_the_check_gains_nothing() -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.5"]])
    web = PublicWeb(
        resolve=lambda _host, _port: next(answers), is_allowed=lambda one: one == "127.0.0.1"
    )

    with raw_server(answer(200, PICTURE)) as server:
        assert fetch(web, as_name(server.url)) == PICTURE


BAD: dict[str, tuple[Play, str]] = {
    "not found": (answer(404), "404"),
    "partial": (answer(206, PICTURE), "206"),
    "cut": (Act.CUT, "broke off"),
    "silent": (Act.SILENT, "broke off"),
    "breaks off": (answer(200, PICTURE)[:-500], "broke off"),
    "too large": (answer(200, b"x" * 6000), "larger than"),
    "redirect to nowhere": (answer(302), "302"),
}


@pytest.mark.parametrize(("play", "reason"), BAD.values(), ids=BAD)
def test_an_answer_that_is_no_whole_picture_is_refused(play: Play, reason: str) -> None:
    with raw_server(play) as server, pytest.raises(MediaError, match=reason):
        fetch(pretend_web(HERE, silence_s=0.3), as_name(server.url))


def test_fetching_ends_when_it_takes_too_long() -> None:
    with raw_server(answer(200, PICTURE)) as server, pytest.raises(MediaError, match="too long"):
        fetch(pretend_web(HERE, total_s=-1.0), as_name(server.url))


def test_what_follows_the_question_mark_is_not_shown() -> None:
    with pytest.raises(MediaError) as caught:
        fetch(pretend_web({}), "https://pictures.example/a.png?signature=rahasia")

    assert "rahasia" not in str(caught.value)


def test_in_a_rehearsal_nothing_is_fetched() -> None:
    with raw_server(answer(200, PICTURE)) as server:
        with pytest.raises(MediaError, match="rehearsal"):
            fetch(PublicWeb(closed=True, is_allowed=lambda _: True), server.url)

        assert server.requests == []
