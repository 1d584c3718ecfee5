"""What a sheet's metadata says of who may edit and who commented. Pure.

Source: Google's own description of the API, sheets.v4 revision 20261019 (read 2026-11-21).
`editors` are shown only to those who may edit the range; the file's owner is among them. Comments
come only when asked for, without the authors' addresses.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from automation.workbook.witness import Area, Protection, Said, Signs, Thread

GUARDS = "protectedRanges(range,namedRangeId,tableId,warningOnly,unprotectedRanges,editors),tables(tableId,range,rowsProperties.footerColorStyle)"
NAMED = "namedRanges(namedRangeId,range)"
_POST = "postId,author(displayName,user,anonymous),content,createTime,deleted,fromCopiedSpreadsheet,fromImportedSpreadsheet"
COMMENTS = f"comments(commentId,anchorId,status,plainTextQuote,headPost({_POST}),replies({_POST}))"
ANCHORS = "commentAnchors(anchorId,range)"
COMMENTS_MODE = {"commentsViewMode": "COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS"}
"""Comments for whoever may comment; the other modes refuse a mere reader, or show none."""

Message = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What of the whole spreadsheet its tabs refer to; `threads` is None when not to be had."""

    named: Mapping[str, Area]
    threads: Mapping[str, Message] | None
    alive: frozenset[str] | None


def book_of(found: Message, *, with_comments: bool) -> Book:
    """Read what concerns all tabs."""
    named = {
        str(one.get("namedRangeId", "")): area_of(one.get("range", {}))
        for one in found.get("namedRanges", [])
    }
    if not with_comments:
        return Book(named=named, threads=None, alive=None)
    threads = found.get("comments", [])
    alive = {one.id for thread in threads for one in _said(thread)}
    by_anchor = {str(one.get("anchorId", "")): one for one in threads}
    return Book(named=named, threads=by_anchor, alive=frozenset(alive))


def signs_of_sheet(sheet: Message, book: Book) -> Signs:
    """Read what concerns one tab."""
    tables = {
        str(one.get("tableId", "")): area_of(one.get("range", {}))
        for one in sheet.get("tables", [])
    }
    return Signs(
        merges=[area_of(one) for one in sheet.get("merges", [])],
        protections=[
            _protection(one, book.named, tables) for one in sheet.get("protectedRanges", [])
        ],
        threads=None if book.threads is None else list(_threads(sheet, book.threads)),
        alive=book.alive,
    )


def area_of(message: Message) -> Area:
    """Read a GridRange; a bound that is missing is open."""
    end_row, end_column = message.get("endRowIndex"), message.get("endColumnIndex")
    return Area(
        first_row=int(message.get("startRowIndex", 0)),
        end_row=None if end_row is None else int(end_row),
        first_column=int(message.get("startColumnIndex", 0)),
        end_column=None if end_column is None else int(end_column),
    )


def _protection(one: Message, named: Mapping[str, Area], tables: Mapping[str, Area]) -> Protection:
    """Read a protected range; where it lies, if that is not told, could be anywhere."""
    if "namedRangeId" in one or "tableId" in one:
        area = named.get(str(one.get("namedRangeId"))) or tables.get(str(one.get("tableId")))
        where, editors = (area, _editors(one)) if area else (Area(), None)
    else:
        where, editors = area_of(one.get("range", {})), _editors(one)
    openings = [area_of(each) for each in one.get("unprotectedRanges", [])]
    return Protection(area=where, editors=editors, openings=openings)


def _editors(one: Message) -> frozenset[str] | None:
    editors = one.get("editors") or {}
    is_open = one.get("warningOnly") or editors.get("groups") or editors.get("domainUsersCanEdit")
    people = frozenset(str(address) for address in editors.get("users", []))
    return None if is_open or not people else people


def _threads(sheet: Message, threads: Mapping[str, Message]) -> Iterable[Thread]:
    for anchor in sheet.get("commentAnchors", []):
        thread = threads.get(str(anchor.get("anchorId", "")))
        if thread is not None:
            yield Thread(
                id=str(thread.get("commentId", "")),
                area=area_of(anchor.get("range", {})),
                said=_said(thread),
                quote=str(thread.get("plainTextQuote", "")),
                is_resolved=thread.get("status") == "RESOLVED",
            )


def _said(thread: Message) -> Sequence[Said]:
    """Return the contributions that were made in this very spreadsheet and still stand."""
    posts = [thread.get("headPost", {}), *thread.get("replies", [])]
    return [_post(str(thread.get("commentId", "")), one) for one in posts if _is_genuine(one)]


def _is_genuine(post: Message) -> bool:
    brought = post.get("fromCopiedSpreadsheet") or post.get("fromImportedSpreadsheet")
    return bool(post.get("createTime")) and not post.get("deleted") and not brought


def _post(thread_id: str, post: Message) -> Said:
    author = post.get("author", {})
    account = "" if author.get("anonymous") else str(author.get("user", ""))
    return Said(
        id=f"{thread_id}/{post.get('postId', post['createTime'])}",
        author=str(author.get("displayName", "")),
        account=account,
        at=datetime.fromisoformat(str(post["createTime"])),
        text=str(post.get("content", "")),
    )
