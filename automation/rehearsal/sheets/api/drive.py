"""Drive v3 as gspread uses it, and the v2 upload that turns CSV into a sheet."""

import csv
import io
import re

from automation.rehearsal.call import Answer
from automation.rehearsal.clock import iso
from automation.rehearsal.sheets.api.drive_media import blob_resource, content_answer
from automation.rehearsal.sheets.api.request import Request, answer
from automation.rehearsal.sheets.areas import Box
from automation.rehearsal.sheets.masks import pick
from automation.rehearsal.sheets.message import Message, to_json
from automation.rehearsal.sheets.reading import Rendering, read_values
from automation.rehearsal.sheets.refusals import drive_refused, no_file, no_storage
from automation.rehearsal.sheets.resource import url_of
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.spreadsheet import Spreadsheet
from automation.rehearsal.sheets.world import ROBOT_DOMAIN, Blob, DriveItem, File, SheetsWorld
from automation.rehearsal.sheets.writing import place

MIME = "application/vnd.google-apps.spreadsheet"
_SHORT = ("kind", "id", "name", "mimeType")
_CLAUSE = re.compile(
    r"""\s*(name|mimeType|trashed)\s*(=|!=|contains)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\w+))\s*"""
)
_IMPORT_TIMEZONE = "America/Los_Angeles"
_SEPARATORS = {"text/csv": ",", "text/tab-separated-values": "\t"}


def opened(world: SheetsWorld, key: str, caller: str, rights: int = 1) -> File:
    """Return a spreadsheet; Drive answers 404 for what one may not see.

    Raises:
        Refused: 404, or 403 where seeing is not enough, or it is no spreadsheet.
    """
    file = opened_item(world, key, caller, rights)
    if not isinstance(file, File):
        raise drive_refused(403, "This operation is not supported for this file.", "notSupported")
    return file


def opened_item(world: SheetsWorld, key: str, caller: str, rights: int = 1) -> DriveItem:
    """Return a file of any kind, as `opened` does.

    Raises:
        Refused: 404, or 403 where seeing is not enough.
    """
    file = world.item(key)
    if file is None or file.rights(caller) < 1:
        raise no_file(key)
    if file.rights(caller) < rights:
        raise drive_refused(
            403,
            "The user does not have sufficient permissions for this file.",
            "insufficientFilePermissions",
        )
    return file


def get(world: SheetsWorld, request: Request) -> Answer:
    """GET /drive/v3/files/ID: what a file is, or its bytes with `alt=media`."""
    item = opened_item(world, request.file_id, request.caller)
    if request.text("alt") == "media":
        return content_answer(item, request)
    if isinstance(item, Blob):
        return _shown(blob_resource(item, request.caller), request)
    return _shown(
        _resource(opened(world, request.file_id, request.caller), request.caller), request
    )


def list_files(world: SheetsWorld, request: Request) -> Answer:
    """GET /drive/v3/files: newest change first, as far as `q` lets through."""
    clauses = _CLAUSE.findall(request.text("q"))
    caller = request.caller
    known = [
        *(_resource(one, caller) for one in world.files.values() if one.rights(caller)),
        *(blob_resource(one, caller) for one in world.blobs.values() if one.rights(caller)),
    ]
    files = [one for one in known if all(_passes(one, clause) for clause in clauses)]
    files.sort(key=lambda one: str(one["modifiedTime"]), reverse=True)
    if not request.text("fields"):
        files = [_short(one) for one in files]
    return answer({"kind": "drive#fileList", "incompleteSearch": False, "files": files}, request)


def _passes(file: Message, clause: tuple[str, ...]) -> bool:
    name, sign, quoted = clause[0], clause[1], "".join(clause[2:])
    wanted = re.sub(r"\\(.)", r"\1", quoted)
    value = str(file[name]).lower() if name == "trashed" else str(file[name])
    if sign == "contains":
        return wanted.casefold() in value.casefold()
    return (value == wanted) is (sign == "=")


def create(world: SheetsWorld, request: Request) -> Answer:
    """POST /drive/v3/files: refused to accounts without storage."""
    _check_storage(world, request.caller)
    title = str(request.message().get("name") or "Untitled")
    return _shown(_resource(world.create(title, request.caller), request.caller), request)


def copy(world: SheetsWorld, request: Request) -> Answer:
    """POST /drive/v3/files/ID/copy."""
    source = opened(world, request.file_id, request.caller)
    _check_storage(world, request.caller)
    title = request.message().get("name") or f"Copy of {source.book.title}"
    made = world.create(str(title), request.caller)
    book = source.book.copy()
    book.id, book.title, book.comments = made.book.id, made.book.title, []
    made.book = book
    return _shown(_resource(made, request.caller), request)


def update(world: SheetsWorld, request: Request) -> Answer:
    """PATCH /drive/v3/files/ID: renames."""
    file = opened(world, request.file_id, request.caller, 2)
    title = request.message().get("name")
    if title:
        file.book.title = str(title)
        world.touch(file, request.caller)
    return _shown(_resource(file, request.caller), request)


def delete(world: SheetsWorld, request: Request) -> Answer:
    """DELETE /drive/v3/files/ID: only the owner."""
    opened_item(world, request.file_id, request.caller, 3)
    world.files.pop(request.file_id, None)
    world.blobs.pop(request.file_id, None)
    world.changes += 1
    return Answer(status=204, content_type="text/html")


def export(world: SheetsWorld, request: Request) -> Answer:
    """GET /drive/v3/files/ID/export: the first sheet as CSV or TSV; other formats are not played."""
    file = opened(world, request.file_id, request.caller)
    kind = request.text("mimeType")
    if kind not in _SEPARATORS:
        raise drive_refused(400, "The requested conversion is not supported.", "badRequest")
    sheet = file.book.sheets[0]
    rows = read_values(world.calculator(file.book), sheet, sheet.whole, Rendering())
    width = max(map(len, rows), default=0)
    written = io.StringIO()
    writer = csv.writer(written, delimiter=_SEPARATORS[kind])
    writer.writerows([*row, *[""] * (width - len(row))] for row in rows)
    return Answer(body=written.getvalue().removesuffix("\r\n").encode(), content_type=kind)


def upload(world: SheetsWorld, request: Request) -> Answer:
    """PUT /upload/drive/v2/files/ID: all sheets go, one comes, the time zone is the default."""
    file = opened(world, request.file_id, request.caller, 2)
    rows = list(csv.reader(io.StringIO(request.sent.decode("utf-8", "replace"))))
    width = max(map(len, rows), default=0)
    draft = world.draft(file, request.caller)
    sheet = Sheet(
        draft.book.fresh_id(draft.draw_id),
        file.book.title,
        row_count=max(1000, len(rows)),
        column_count=max(26, width),
    )
    draft.book = Spreadsheet(
        file.book.id,
        file.book.title,
        locale=file.book.locale,
        timezone=_IMPORT_TIMEZONE,
        sheets=[sheet],
    )
    place(draft, sheet, Box(0, max(len(rows), 1), 0, max(width, 1)), rows, "USER_ENTERED")
    world.commit(file, draft)
    message = {
        "kind": "drive#file",
        "id": file.book.id,
        "title": file.book.title,
        "mimeType": MIME,
        "editable": True,
        "ownerNames": [file.owner],
        "modifiedDate": iso(file.modified_at),
    }
    return answer(message, request)


def list_comments(world: SheetsWorld, request: Request) -> Answer:
    """GET /drive/v3/files/ID/comments."""
    file = opened(world, request.file_id, request.caller)
    found = [
        {
            "kind": "drive#comment",
            "id": one["commentId"],
            "content": one["headPost"]["content"],
            "createdTime": one["headPost"]["createTime"],
            "resolved": one["status"] == "RESOLVED",
            "anchor": one["anchorId"],
        }
        for one in file.book.comments
    ]
    return answer({"kind": "drive#commentList", "comments": found}, request)


def _check_storage(world: SheetsWorld, caller: str) -> None:
    if caller.endswith(ROBOT_DOMAIN) and not world.switches.robots_have_storage:
        raise no_storage()


def _resource(file: File, caller: str) -> Message:
    me = file.modified_by == caller
    user = {
        "kind": "drive#user",
        "displayName": file.modified_by,
        "me": me,
        "emailAddress": file.modified_by,
    }
    return {
        "kind": "drive#file",
        "id": file.book.id,
        "name": file.book.title,
        "mimeType": MIME,
        "trashed": False,
        "parents": ["root"],
        "version": str(file.book.version + 1),
        "webViewLink": url_of(file.book.id),
        "createdTime": iso(file.created_at),
        "modifiedTime": iso(file.modified_at),
        "ownedByMe": file.owner == caller,
        "owners": [{"kind": "drive#user", "displayName": file.owner, "emailAddress": file.owner}],
        "lastModifyingUser": user,
        "capabilities": {"canEdit": file.rights(caller) > 1, "canShare": file.rights(caller) > 1},
    }


def _short(message: Message) -> Message:
    return {name: message[name] for name in _SHORT}


def _shown(message: Message, request: Request) -> Answer:
    """Return a file; without a field mask Drive shows little."""
    mask = request.fields
    body = pick(message, mask) if mask else _short(message)
    return Answer(body=to_json(body), content_type="application/json; charset=UTF-8")
