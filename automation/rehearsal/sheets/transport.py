"""Leads real gspread and google-auth to the rehearsal Sheets service, and nowhere else.

Google's hosts stand in gspread's module constants, so the change is made one floor lower: a
transport adapter of `requests`, mounted for Google's addresses, that swaps scheme and host. Any
other address is refused, so that a rehearsal cannot leave this machine by mistake.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import InvalidURL

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)
KNOWN_HOSTS = frozenset(
    {
        "sheets.googleapis.com",
        "www.googleapis.com",
        "oauth2.googleapis.com",
        "iamcredentials.googleapis.com",
        "docs.google.com",
        "127.0.0.1",  # a key file may remember the port of an earlier rehearsal
    }
)


class RehearsalAdapter(HTTPAdapter):
    """Sends what is meant for Google to one local address instead."""

    __attrs__ = [*HTTPAdapter.__attrs__, "_netloc"]  # noqa: RUF012 - copied with its session

    def __init__(self, url: str) -> None:
        super().__init__()
        self._netloc = urlsplit(url).netloc

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
        if parts.hostname not in KNOWN_HOSTS:
            raise InvalidURL(f"the rehearsal does not leave this machine: {parts.hostname}")
        request.url = urlunsplit(("http", self._netloc, parts.path, parts.query, ""))
        return super().send(request, stream, timeout, verify, cert, None)


def lead_to(session: Session, url: str) -> Session:
    """Mount the adapter for every address of a session."""
    adapter = RehearsalAdapter(url)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def rehearsal_session(url: str, credentials: "Credentials") -> Session:
    """Return an authorized session that talks only to the rehearsal, tokens included.

    Give it to gspread: `gspread.Client(auth=None, session=rehearsal_session(url, credentials))`.
    """
    from google.auth.transport.requests import AuthorizedSession, Request

    asking = Request(lead_to(Session(), url))
    session: Session = AuthorizedSession(credentials, auth_request=asking)  # type: ignore[no-untyped-call]
    return lead_to(session, url)


def rehearsal_client(url: str, credentials: "Credentials") -> Any:  # noqa: ANN401 - gspread has no types here
    """Return a gspread client that talks only to the rehearsal."""
    import gspread

    return gspread.Client(auth=None, session=rehearsal_session(url, credentials))


def key_credentials(key_file: Path) -> "Credentials":
    """Return the credentials of a service account whose key file the rehearsal made."""
    from google.oauth2.service_account import Credentials as KeyCredentials

    made: Credentials = KeyCredentials.from_service_account_file(  # type: ignore[no-untyped-call]
        str(key_file), scopes=list(SCOPES)
    )
    return made


def token_credentials(token: str) -> "Credentials":
    """Return the credentials of somebody whose access token is at hand, as in Colab."""
    from google.oauth2.credentials import Credentials as TokenCredentials

    made: Credentials = TokenCredentials(token)  # type: ignore[no-untyped-call]
    return made
