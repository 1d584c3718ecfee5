"""Which addresses are Google Sheets, and which sheet they name. Pure, and cheap to import."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from automation.domain.team.channel import is_loopback
from automation.errors import ConfigError
from automation.language import mark

_ID = r"(?P<id>[A-Za-z0-9_-]{20,})"
_SHEET = re.compile(
    rf"https://docs\.google\.com/(?:a/[^/]+/)?spreadsheets/(?:u/\d+/)?d/{_ID}(?:[/?#].*)?"
)
_NAMED = re.compile(rf"google:{_ID}")
_BARE = re.compile(r"(?P<id>[A-Za-z0-9_-]{44})")
_REHEARSAL = re.compile(rf"(?P<server>http://[^/]+)/d/{_ID}(?:[/?#].*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAddress:
    """One spreadsheet. `server` is a rehearsal's address on this machine, empty for Google's own."""

    id: str
    server: str = ""


def read_address(address: str) -> SheetAddress | None:
    """Return the spreadsheet an address names: its link, `google:ID` or the id; None for others."""
    address = address.strip()
    for pattern in (_SHEET, _NAMED, _BARE):
        if found := pattern.fullmatch(address):
            return SheetAddress(id=found["id"])
    found = _REHEARSAL.fullmatch(address)
    if found and is_loopback(urlsplit(found["server"]).hostname or ""):
        return SheetAddress(id=found["id"], server=found["server"])
    return None


def sheet_at(address: str) -> SheetAddress:
    """Return the spreadsheet an address names.

    Raises:
        ConfigError: it names none.
    """
    found = read_address(address)
    if found is None:
        raise ConfigError(
            mark('"{address}" is not the address of a Google Sheet.'),
            mark("Whoever runs Lembar copies the sheet's address from the browser."),
            address=address,
        )
    return found
