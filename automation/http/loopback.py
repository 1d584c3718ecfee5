"""Leads what is meant for Google to a rehearsal on this machine, and nothing beyond it.

Google's hosts stand in gspread's module constants, so the change is made one floor lower: a
transport adapter of `requests` that swaps scheme and host. Any other address is refused, so that
a rehearsal cannot leave this machine by mistake. Imported only where a rehearsal is: it loads
`requests`, which runs on a file do without.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL

_DOMAINS = (".googleapis.com", ".google.com")
_THIS_MACHINE = "127.0.0.1"
"""On any port: a key file may remember the port of an earlier rehearsal."""


class LoopbackAdapter(HTTPAdapter):
    """Sends every request for Google's addresses to one server of this machine."""

    __attrs__ = [*HTTPAdapter.__attrs__, "_netloc"]  # noqa: RUF012 - copied with its session

    def __init__(self, server: str) -> None:
        super().__init__()
        self._netloc = urlsplit(server).netloc

    def send(
        self,
        request: PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 - the library's own form
        timeout: Any = None,  # noqa: ANN401
        verify: bool | str = True,  # noqa: FBT001, FBT002
        cert: Any = None,  # noqa: ANN401
        proxies: Mapping[str, str] | None = None,
    ) -> Response:
        """Send to the rehearsal, past every proxy.

        Raises:
            InvalidURL: the address is neither Google's nor the rehearsal's.
        """
        parts = urlsplit(request.url or "")
        host = parts.hostname or ""
        if host != _THIS_MACHINE and not host.endswith(_DOMAINS):
            raise InvalidURL(f"a rehearsal does not leave this machine: {host}")
        request.url = urlunsplit(("http", self._netloc, parts.path, parts.query, ""))
        return super().send(request, stream, timeout, verify, cert, None)


def lead_to(session: Session, server: str) -> Session:
    """Let a session speak to one rehearsal alone, whatever its address; return it."""
    adapter = LoopbackAdapter(server)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
