"""Files in Drive that are no spreadsheets: what they are, and their bytes, whole or a Range."""

import hashlib
import re

from automation.rehearsal.call import Answer
from automation.rehearsal.clock import iso
from automation.rehearsal.sheets.api.request import Request
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import Refused, drive_refused
from automation.rehearsal.sheets.world import Blob, DriveItem

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_NOT_BINARY = (
    "Only files with binary content can be directly downloaded. Use Export with Docs Editors files."
)


def content_answer(blob: DriveItem, request: Request) -> Answer:
    """Return a file's bytes, those that the Range header asks for.

    Raises:
        Refused: 403, it has none or they may not be had; 416, it has not so many.
    """
    if not isinstance(blob, Blob) or blob.content is None:
        raise drive_refused(403, _NOT_BINARY, "fileNotDownloadable")
    if not blob.can_download and blob.rights(request.caller) < 2:
        raise drive_refused(
            403, "This file cannot be downloaded by the user.", "cannotDownloadFile"
        )
    found = _RANGE.fullmatch(request.wanted_bytes)
    if found is None:
        return Answer(body=blob.content, content_type=blob.mime)
    size = len(blob.content)
    first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if first >= size:
        raise _beyond(size)
    told = ("Content-Range", f"bytes {first}-{last}/{size}")
    part = blob.content[first : last + 1]
    return Answer(status=206, body=part, content_type=blob.mime, headers=(told,))


def _beyond(size: int) -> Refused:
    return drive_refused(
        416, f"Request range not satisfiable: {size} bytes.", "requestedRangeNotSatisfiable"
    )


def blob_resource(blob: Blob, caller: str) -> Message:
    """Write a File; only what has bytes of its own has a size and a checksum."""
    message: Message = {
        "kind": "drive#file",
        "id": blob.id,
        "name": blob.name,
        "mimeType": blob.mime,
        "trashed": blob.trashed,
        "createdTime": iso(blob.created_at),
        "modifiedTime": iso(blob.modified_at),
        "ownedByMe": blob.owner == caller,
        "webViewLink": f"https://drive.google.com/file/d/{blob.id}/view?usp=drivesdk",
        "capabilities": {
            "canEdit": blob.rights(caller) > 1,
            "canDownload": blob.content is not None
            and (blob.can_download or blob.rights(caller) > 1),
        },
    }
    if blob.content is not None:
        message["size"] = str(len(blob.content))
        message["md5Checksum"] = hashlib.md5(blob.content, usedforsecurity=False).hexdigest()
    if blob.target:
        message["shortcutDetails"] = {"targetId": blob.target}
    return message
