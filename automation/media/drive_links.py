"""Which addresses lead into Google Drive, and to which file. Pure, and cheap to import."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

_HOSTS = frozenset({"drive.google.com", "drive.usercontent.google.com", "docs.google.com"})
_ID = r"[A-Za-z0-9_-]{10,}"
_IN_PATH = re.compile(rf"/(?:d|folders)/({_ID})(?:/|\Z)")


@dataclass(frozen=True, slots=True)
class DriveLink:
    """One file of Drive; `key` is the resource key that older shared links carry."""

    id: str
    key: str = ""

    @property
    def shown(self) -> str:
        """Its address in the plain form, for messages: without the key, which may be secret."""
        return f"https://drive.google.com/file/d/{self.id}"


def is_of_drive(address: str) -> bool:
    """Say whether an address is one of Google Drive's."""
    parts = _parts(address)
    return parts is not None and parts.hostname in _HOSTS


def read_link(address: str) -> DriveLink | None:
    """Return the file (or folder, or document) that an address of Drive names; None when it names none.

    Forms: `…/file/d/ID/view`, `…/open?id=ID`, `…/uc?id=ID`, `…/folders/ID`, `…/document/d/ID`.
    """
    parts = _parts(address)
    if parts is None or parts.hostname not in _HOSTS:
        return None
    query = parse_qs(parts.query)
    in_path = _IN_PATH.search(parts.path)
    file_id = in_path[1] if in_path else query.get("id", [""])[0]
    if not re.fullmatch(_ID, file_id):
        return None
    key = query.get("resourcekey", [""])[0]
    return DriveLink(file_id, key if re.fullmatch(r"[A-Za-z0-9_-]*", key) else "")


def _parts(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in ("https", "http") and parts.username is None else None
