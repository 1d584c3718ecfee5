"""Who we are to Google: a service account's key file, or the person who is signed in."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from requests import Session

from automation.domain.team.channel import is_loopback
from automation.errors import ConfigError
from automation.http.loopback import lead_to
from automation.language import Sentence, mark

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)


@dataclass(frozen=True, slots=True)
class Account:
    """Credentials, and the e-mail address to share a sheet with; empty for a person's own."""

    credentials: "Credentials"
    email: str = ""

    @property
    def shown(self) -> str | Sentence:
        """How people are told of this account."""
        return self.email or Sentence(mark("the Google account that is signed in"))


def load_account(key: str, server: str, scopes: Sequence[str] = SCOPES) -> Account:
    """Return the account of a key file, or of the person signed in when `key` is empty.

    Args:
        key: the path of a service account's key file.
        server: the rehearsal's address; it is shown only keys that were made for it.
        scopes: what the account is to be allowed.

    Raises:
        ConfigError: the file is no such key, or nobody is signed in.
    """
    if not key and not server:
        return _signed_in(scopes)
    return _from_file(Path(key).expanduser(), server, scopes)


def rehearsal_of(key: str) -> str:
    """Return the address of the rehearsal a key file was made by; empty for Google's own keys.

    Raises:
        ConfigError: the file is no key.
    """
    parts = urlsplit(str(_facts(Path(key).expanduser()).get("token_uri", "")))
    return f"http://{parts.netloc}" if is_loopback(parts.hostname or "") else ""


def session_for(account: Account, server: str) -> Session:
    """Return a session that signs what it sends."""
    from google.auth.transport.requests import AuthorizedSession, Request

    if not server:
        own: Session = AuthorizedSession(account.credentials)  # type: ignore[no-untyped-call]
        return own
    asking = Request(lead_to(Session(), server))
    led: Session = AuthorizedSession(account.credentials, auth_request=asking)  # type: ignore[no-untyped-call]
    return lead_to(led, server)


def _from_file(path: Path, server: str, scopes: Sequence[str]) -> Account:
    from google.auth.exceptions import MalformedError
    from google.oauth2.service_account import Credentials

    facts = _facts(path)
    if server and not is_loopback(urlsplit(str(facts.get("token_uri", ""))).hostname or ""):
        raise ConfigError(
            mark("The key in {file} was not made by this rehearsal."),
            mark("Nothing was sent. A trainer sets LEMBAR_GOOGLE_KEY to the key the rehearsal made."),
            file=path.name,
        )  # fmt: skip
    try:
        credentials = Credentials.from_service_account_info(facts, scopes=list(scopes))  # type: ignore[no-untyped-call]
    except (MalformedError, ValueError):
        raise _no_key(path) from None
    return Account(credentials, str(credentials.service_account_email))


def _facts(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise ConfigError(
            mark("The Google key file {file} is not there, or may not be read."),
            mark("Whoever runs Lembar sets LEMBAR_GOOGLE_KEY to the path of the service account's key file (.json)."),
            file=path.name,
        ) from None  # fmt: skip
    except ValueError:
        raise _no_key(path) from None
    if not isinstance(found, dict) or found.get("type") != "service_account":
        raise _no_key(path)
    return found


def _no_key(path: Path) -> ConfigError:
    return ConfigError(
        mark("{file} is not the key of a Google service account."),
        mark("Whoever manages the Google project makes one (Service accounts › Keys › Add key › JSON), and LEMBAR_GOOGLE_KEY names that file."),
        file=path.name,
    )  # fmt: skip


def _signed_in(scopes: Sequence[str]) -> Account:
    import google.auth
    from google.auth.exceptions import DefaultCredentialsError

    try:
        credentials, _ = google.auth.default(scopes=list(scopes))
    except DefaultCredentialsError:
        raise ConfigError(
            mark("No Google account is set up for Lembar."),
            mark("Whoever runs Lembar sets LEMBAR_GOOGLE_KEY to the path of a service account's key file; in Colab, sign in first."),
        ) from None  # fmt: skip
    email = getattr(credentials, "service_account_email", "")
    return Account(credentials, email if "@" in email else "")
