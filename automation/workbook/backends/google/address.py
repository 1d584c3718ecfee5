"""Which addresses are Google Sheets, and which sheet they name. Pure, and cheap to import."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from automation.domain.team.channel import is_loopback
from automation.errors import ConfigError
from automation.language import mark

_ID = r"(?P<id>[A-Za-z0-9_-]{20,})"
_REST = r"(?:[^A-Za-z0-9_-].*)?"
"""What a browser or a chat program adds behind the id: the tab, an account, a word."""

_DOCS = r"(?:https://)?docs\.google\.com/(?:a/[^/]+/)?"
_DRIVE = r"(?:https://)?drive\.google\.com/"
_SHEET = re.compile(rf"{_DOCS}spreadsheets/(?:u/\d+/)?d/{_ID}{_REST}", re.DOTALL)
_NAMED = re.compile(rf"google:\s*{_ID}")
_BARE = re.compile(r"(?P<id>[A-Za-z0-9_-]{44})")
_REHEARSAL = re.compile(rf"(?P<server>http://[^/]+)/d/{_ID}{_REST}", re.DOTALL)
_AROUND = " \t\r\n<>\"'“”\u200b"

_OTHER_LINKS = (
    (
        rf"{_DOCS}spreadsheets/(?:u/\d+/)?d/e/",
        mark("“{address}” is a sheet's published page, which nobody can write to."),
        mark("Whoever owns the sheet opens the sheet itself and copies its address from the browser; it ends in /edit."),
    ),
    (
        rf"{_DRIVE}drive/",
        mark("“{address}” is a folder of Google Drive, not a sheet."),
        mark("Open the sheet in that folder and copy its address from the browser."),
    ),
    (
        rf"{_DRIVE}(?:file/d/|open)",
        mark("“{address}” is a file in Google Drive, not a Google Sheet."),
        mark("Open it with Google Sheets; if it is an Excel file, choose File, Save as Google Sheets. Then copy the new address from the browser."),
    ),
    (
        rf"{_DOCS}(?:document|presentation|forms|drawings)/",
        mark("“{address}” is a Google document of another kind, not a sheet."),
        mark("Open the team's sheet and copy its address from the browser."),
    ),
    (
        rf"{_DOCS}spreadsheets",
        mark("“{address}” leads to Google Sheets, but names no sheet."),
        mark("Open the team's sheet and copy its address from the browser."),
    ),
)  # fmt: skip
"""Links people mistake for a sheet's: what each is, and where to find the right one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetAddress:
    """One spreadsheet. `server` is a rehearsal's address on this machine, empty for Google's own."""

    id: str
    server: str = ""

    @property
    def url(self) -> str:
        """The one form in which this sheet is named everywhere, however it was given."""
        return f"{self.server or 'https://docs.google.com/spreadsheets'}/d/{self.id}"


def read_address(address: str) -> SheetAddress | None:
    """Return the spreadsheet an address names: its link, `google:ID` or the id; None for others."""
    address = address.strip(_AROUND)
    for pattern in (_SHEET, _NAMED, _BARE):
        if found := pattern.fullmatch(address):
            return SheetAddress(id=found["id"])
    found = _REHEARSAL.fullmatch(address)
    if found and is_loopback(urlsplit(found["server"]).hostname or ""):
        return SheetAddress(id=found["id"], server=found["server"])
    return None


def refuse_other_links(address: str) -> None:
    """Refuse what is Google's, but no sheet.

    Raises:
        ConfigError: it says what the link leads to, and which one to take.
    """
    for pattern, what, fix in _OTHER_LINKS:
        if re.match(pattern, address.strip(_AROUND)):
            raise ConfigError(what, fix, address=address)


def sheet_at(address: str) -> SheetAddress:
    """Return the spreadsheet an address names.

    Raises:
        ConfigError: it names none.
    """
    found = read_address(address)
    if found is None:
        refuse_other_links(address)
        raise ConfigError(
            mark('"{address}" is not the address of a Google Sheet.'),
            mark("Whoever runs Lembar copies the sheet's address from the browser."),
            address=address,
        )
    return found
