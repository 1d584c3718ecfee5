"""Who we are to Google Secret Manager: a service account's key file, or who is signed in."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.settings import HIDDEN

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SCOPE = "https://www.googleapis.com/auth/cloud-platform"


class GoogleAccess:
    """A credential that google-auth renews; see `automation.http.Credential`."""

    def __init__(self, key: str) -> None:
        self._credentials = _credentials(key)
        self._turn = threading.Lock()
        self._generation = 0

    def __repr__(self) -> str:
        return HIDDEN

    @property
    def name(self) -> str:
        """The variable that names the account's key file."""
        return "LEMBAR_GOOGLE_KEY"

    @property
    def generation(self) -> int:
        """How often the token was renewed."""
        return self._generation

    @property
    def advice(self) -> Sentence:
        """What to do when Google refuses it."""
        return Sentence(
            mark("Whoever runs Lembar checks the key file that LEMBAR_GOOGLE_KEY names.")
        )

    def fact(self, name: str) -> str:
        """Return nothing."""
        return ""

    def reveal(self) -> str:
        """Return a token in force.

        Raises:
            ConfigError: Google did not give one.
        """
        with self._turn:
            if not self._credentials.valid:
                self._refresh()
            return str(self._credentials.token)

    def renew(self, since: int) -> bool:
        """Get another token after a refusal."""
        with self._turn:
            if self._generation == since:
                self._refresh()
            return True

    def _refresh(self) -> None:
        from google.auth.exceptions import GoogleAuthError
        from google.auth.transport.requests import Request

        try:
            self._credentials.refresh(Request())  # type: ignore[no-untyped-call]
        except GoogleAuthError as error:
            raise _no_access(type(error).__name__) from None
        self._generation += 1


def _credentials(key: str) -> "Credentials":
    import google.auth
    from google.auth.exceptions import GoogleAuthError
    from google.oauth2 import service_account

    try:
        if key:
            found: Credentials = service_account.Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
                Path(key).expanduser(), scopes=[SCOPE]
            )
            return found
        found, _ = google.auth.default(scopes=[SCOPE])
    except (GoogleAuthError, OSError, ValueError) as error:
        raise _no_access(type(error).__name__) from None
    return found


def _no_access(cause: str) -> ConfigError:
    return ConfigError(
        mark("Tokens are to be kept in Google Secret Manager, and Google lets nobody in ({cause})."),
        mark("Whoever runs Lembar sets LEMBAR_GOOGLE_KEY to the path of a service account's key file, or signs in with gcloud."),
        cause=cause,
    )  # fmt: skip
