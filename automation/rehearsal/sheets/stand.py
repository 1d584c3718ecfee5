"""What a trainer needs to begin: the service, a key to it, and a sheet that is shared with the key.

All of it is kept in one folder, so that tomorrow's rehearsal goes on where today's ended.
"""

from dataclasses import dataclass
from pathlib import Path

from automation.rehearsal.sheets.server import RehearsalSheets, start_sheets

KEY = "google-key.json"
_STATE = "sheets.json"
_TITLES = {"en": "Kopi Senja calendar", "id": "Kalender Kopi Senja"}
_LOCALES = {"en": "en_GB", "id": "id_ID"}
_ZONE = "Asia/Jakarta"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """A running service; `account` is whom sheets are shared with, `key` its key file."""

    sheets: RehearsalSheets
    key: Path
    account: str
    title: str
    address: str


def open_stand(folder: Path, port: int, language: str) -> Stand:
    """Start the service with what the folder remembers; make what it lacks.

    Args:
        folder: is made when it is not there.
        port: on 127.0.0.1; 0 takes a free one.
        language: of a new sheet's title and of how it shows numbers and dates.

    Raises:
        ConfigError: the port is taken, the state cannot be read, or the folder's key was not made
            by a rehearsal; nothing in the folder was changed.
    """
    sheets = start_sheets(port, folder / _STATE)
    key = folder / KEY
    try:
        account = sheets.accept_key(key) if key.exists() else sheets.make_key(key)
    except BaseException:
        sheets.stop()
        raise
    known = sheets.titles(account)
    if known:
        spreadsheet_id, title = next(iter(known.items()))
    else:
        title = _TITLES[language]
        spreadsheet_id = sheets.create_spreadsheet(
            title, share_with={account: "writer"}, locale=_LOCALES[language], timezone=_ZONE
        )
    address = f"{sheets.url}/d/{spreadsheet_id}"
    return Stand(sheets=sheets, key=key, account=account, title=title, address=address)
