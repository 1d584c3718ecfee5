"""Real gspread and google-auth, talking to the rehearsal Sheets service unchanged."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from requests import Session

from automation.http.loopback import lead_to

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPES = (
    "https://www.googleapis.com/auth/spreadsheets",
    "https://www.googleapis.com/auth/drive",
)


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
