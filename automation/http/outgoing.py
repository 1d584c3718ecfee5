"""How a request goes over the wire: its address, its credential, its files. Pure but for the credential."""

from base64 import b64encode
from collections.abc import Generator
from contextlib import ExitStack
from typing import BinaryIO
from urllib.parse import quote

import httpx

from automation.http.answer import Answer
from automation.http.failure import REDIRECTS
from automation.http.request import Caller, Opened, Request

Body = bytes | BinaryIO
_CREDENTIAL = "%7Bcredential%7D"
"""`{credential}`, as addresses carry braces."""


class Signed(httpx.Auth):
    """Puts the credential on the request, and nowhere a traceback's variables would show it."""

    def __init__(self, caller: Caller) -> None:
        self._token = caller.token
        self._sign = caller.sign
        self.requires_request_body = caller.sign is not None
        self._scheme = caller.scheme.encode()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Sign the request as it leaves."""
        if self._sign:
            request.headers.update(
                self._sign(self._token.reveal(), request.headers, request.content)
            )
        if self._scheme:
            request.headers.update({b"Authorization": self._scheme + b" " + self._value()})
        yield request

    def _value(self) -> bytes:
        value = self._token.reveal().encode()
        return b64encode(value) if self._scheme == b"Basic" else value


def opened(url: httpx.URL, caller: Caller) -> httpx.URL:
    """Put the credential where the address names it; only what is sent holds it."""
    if _CREDENTIAL not in str(url):
        return url
    return httpx.URL(str(url).replace(_CREDENTIAL, quote(caller.token.reveal(), safe=":/")))


def files_of(request: Request, until: ExitStack) -> dict[str, tuple[str, Body, str]]:
    """Return a form's files by field, as httpx takes them; those it opens are open `until` then."""
    files = {**({"file": request.file} if request.file else {}), **request.files}
    return {
        field: (file.name, body_of(file.body, until), file.mime) for field, file in files.items()
    }


def body_of(body: bytes | Opened, until: ExitStack) -> Body:
    """Return what is sent, opened where it is a file."""
    return body if isinstance(body, bytes) else until.enter_context(body())


def url_of(address: str) -> httpx.URL | None:
    """Read an address; None when it is none."""
    try:
        return httpx.URL(address)
    except httpx.InvalidURL:
        return None


def redirect_of(request: Request, url: httpx.URL, answer: Answer) -> httpx.URL | None:
    """Return where a read is sent on to, when that is on the same server."""
    if answer.status not in REDIRECTS or request.method != "GET":
        return None
    target = url_of(answer.headers.get("location", ""))
    joined = url.join(target) if target else None
    same = joined and (joined.scheme, joined.host, joined.port) == (url.scheme, url.host, url.port)
    return joined if same else None
