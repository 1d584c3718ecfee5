"""Leads what is meant for Google to a rehearsal on this machine, and nothing beyond it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL


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
        is_googles = (parts.hostname or "").endswith(".googleapis.com")
        if not is_googles and parts.netloc != self._netloc:
            raise InvalidURL("a rehearsal does not leave this machine")
        request.url = urlunsplit(("http", self._netloc, parts.path, parts.query, ""))
        return super().send(request, stream, timeout, verify, cert, None)


def lead_to(session: Session, server: str) -> Session:
    """Let a session speak to the rehearsal alone; return it."""
    adapter = LoopbackAdapter(server)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
