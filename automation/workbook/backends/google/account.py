"""Who we are to Google: a service account's key file, or the person who is signed in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from requests import Session

from automation.errors import ConfigError
from automation.http.loopback import lead_to
from automation.language import Sentence, mark
from automation.workbook.backends.google import signed_in
from automation.workbook.backends.google.key_file import (
    KeyFile,
    not_a_key,
    read_key_file,
    secrets_in,
)

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

Connect = Callable[[str, str], tuple["Account", Session]]
"""Signs in with a key file at Google, or at a rehearsal's address."""
SCOPES = ("https://www.googleapis.com/auth/spreadsheets",)


@dataclass(frozen=True, slots=True)
class Account:
    """Credentials, the e-mail address to share a sheet with (empty for a person's own), the project."""

    credentials: "Credentials"
    email: str = ""
    project: str = ""

    @property
    def shown(self) -> str | Sentence:
        """How people are told of this account."""
        return self.email or Sentence(mark("the Google account that is signed in"))


def connected(key: str, server: str) -> tuple[Account, Session]:
    """Return the account of a key file, or of the person signed in, and a session in its name.

    Raises:
        ConfigError: the file is no such key, or nobody is signed in.
    """
    account = load_account(key, server)
    return account, session_for(account, server)


def load_account(key: str, server: str, scopes: Sequence[str] = SCOPES) -> Account:
    """Return the account of a key file, or of the person signed in when `key` is empty.

    Args:
        key: the path of a service account's key file, or of what a person's sign-in left.
        server: the rehearsal's address; it is shown only what was made for it.
        scopes: what the account is to be allowed.

    Raises:
        ConfigError: the file is no such key, or nobody is signed in.
    """
    if key:
        return _from_file(read_key_file(Path(key).expanduser()), server, scopes)
    signed_in.sign_in_to_colab()
    if server:
        kept = signed_in.default_file()
        if not kept.is_file():
            raise signed_in.nobody()
        return _from_file(read_key_file(kept), server, scopes)
    credentials = signed_in.default_credentials(scopes)
    emails = (getattr(credentials, name, "") or "" for name in ("service_account_email", "account"))
    email = next((one for one in emails if "@" in one), "")
    return Account(credentials, email, getattr(credentials, "quota_project_id", "") or "")


def rehearsal_of(key: str) -> str:
    """Return the address of the rehearsal a key file was made by; empty for Google's own keys.

    Raises:
        ConfigError: the file is no key.
    """
    return read_key_file(Path(key).expanduser()).rehearsal


def secrets_of(key: str) -> list[str]:
    """Return what of our credentials must be shown nowhere, so that it can be taken out."""
    file = Path(key).expanduser() if key else signed_in.default_file()
    return secrets_in(file)


def session_for(account: Account, server: str) -> Session:
    """Return a session that signs what it sends."""
    from google.auth.transport.requests import AuthorizedSession, Request

    if not server:
        own: Session = AuthorizedSession(account.credentials)  # type: ignore[no-untyped-call]
        return own
    asking = Request(lead_to(Session(), server))
    led: Session = AuthorizedSession(account.credentials, auth_request=asking)  # type: ignore[no-untyped-call]
    return lead_to(led, server)


def _from_file(file: KeyFile, server: str, scopes: Sequence[str]) -> Account:
    if server and not file.rehearsal:
        raise ConfigError(
            mark("The key in {file} was not made by this rehearsal."),
            mark("Nothing was sent. A trainer sets LEMBAR_GOOGLE_KEY to the key the rehearsal made."),
            file=file.path.name,
        )  # fmt: skip
    return Account(_credentials(file, scopes), file.email, file.project)


def _credentials(file: KeyFile, scopes: Sequence[str]) -> "Credentials":
    from google.auth.exceptions import MalformedError
    from google.oauth2.credentials import Credentials as PersonCredentials
    from google.oauth2.service_account import Credentials as RobotCredentials

    make = (
        PersonCredentials.from_authorized_user_info
        if file.is_persons
        else RobotCredentials.from_service_account_info
    )
    try:
        made: Credentials = make(dict(file.facts), scopes=list(scopes))
    except (MalformedError, ValueError):
        raise not_a_key(file.path) from None
    return made
