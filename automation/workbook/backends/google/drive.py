"""With whose eyes media in Google Drive are seen: those of the account that opens the workbook."""

from requests import Session

from automation.errors import ConfigError
from automation.language import Sentence, mark
from automation.settings import Settings
from automation.workbook.backends.google.account import load_account, rehearsal_of, session_for
from automation.workbook.backends.google.address import read_address

_SCOPES = ("https://www.googleapis.com/auth/drive.readonly",)


def drive_access(settings: Settings, workbook: str) -> tuple[Session, str | Sentence]:
    """Return a session that may read Drive, and how people are told of its account.

    Any workbook's media may lie in Drive; one that is a file needs a key. A key that a rehearsal
    made leads to that rehearsal's Drive, and a rehearsal knows no other.

    Raises:
        ConfigError: no account is set up, or its key cannot be used.
    """
    at = read_address(workbook)
    if at is None and not settings.google_key:
        raise ConfigError(
            mark("A media cell leads to Google Drive, and no Google account is set up for Lembar."),
            mark("Whoever runs Lembar sets LEMBAR_GOOGLE_KEY to the path of a service account's key file, and the file's owner shares it with that account; or the post's owner puts the file beside the workbook and writes its name."),
        )  # fmt: skip
    server = at.server if at is not None else rehearsal_of(settings.google_key)
    if settings.rehearsal_only and not server:
        raise ConfigError(
            mark("A media cell leads to Google Drive, and in a rehearsal nothing is fetched from there."),
            mark("A trainer puts the file beside the workbook, or into the rehearsal's own Drive."),
        )  # fmt: skip
    account = load_account(settings.google_key, server, _SCOPES)
    return session_for(account, server), account.shown
