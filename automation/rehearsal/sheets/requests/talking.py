"""Requests about comments: they carry an author, a time and a cell, which cells do not."""

from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import needed

_MAX_BYTES = 2048


def insert_comment(draft: Draft, request: Message) -> Message:
    """InsertComment at a cell."""
    place = needed(request, "coordinate")
    sheet = draft.book.sheet(int(place.get("sheetId", 0)))
    row, col = int(place.get("rowIndex", 0)), int(place.get("columnIndex", 0))
    if not sheet.whole.holds(row, col):
        raise invalid("The coordinate is outside the sheet.")
    number = str(draft.draw_id())
    comment = {
        "commentId": number,
        "anchorId": f"kix.{number}",
        "status": "OPEN",
        "plainTextQuote": draft.calculator().shown(sheet, row, col),
        "headPost": _post(draft, request),
        "replies": [],
        "cell": {"sheetId": sheet.id, "row": row, "column": col},
    }
    draft.book.comments = [*draft.book.comments, comment]
    return {"comment": shown_comment(comment, draft.caller)}


def add_comment_reply(draft: Draft, request: Message) -> Message:
    """addCommentReply: a reply may resolve or reopen."""
    old = _comment(draft, str(request.get("commentId", "")))
    sent = needed(request, "post")
    post = {**_post(draft, sent), "commentAction": sent.get("commentAction", "")}
    status = {"RESOLVE": "RESOLVED", "REOPEN": "OPEN"}.get(post["commentAction"], old["status"])
    new = {**old, "status": status, "replies": [*old["replies"], post]}
    draft.book.comments = [new if one is old else one for one in draft.book.comments]
    return {"comment": shown_comment(new, draft.caller)}


def delete_comment(draft: Draft, request: Message) -> Message:
    """deleteComment: only one's own."""
    old = _comment(draft, str(request.get("commentId", "")))
    if old["headPost"]["author"] != draft.caller:
        raise invalid("You may not delete the post of another user.")
    draft.book.comments = [one for one in draft.book.comments if one is not old]
    return {}


def shown_comment(comment: Message, caller: str) -> Message:
    """Write a comment as that caller sees it; authors come without their address."""
    message = {key: value for key, value in comment.items() if key not in ("cell", "replies")}
    message["headPost"] = _shown_post(comment["headPost"], caller)
    if comment["replies"]:
        message["replies"] = [_shown_post(one, caller) for one in comment["replies"]]
    return message


def _shown_post(post: Message, caller: str) -> Message:
    author = str(post["author"])
    name = author.partition("@")[0].replace(".", " ").title()
    by: Message = {"displayName": name, "user": f"users/{sum(author.encode()) * 7919}"}
    if author == caller:
        by["me"] = True
    return {**{key: value for key, value in post.items() if value}, "author": by}


def _post(draft: Draft, sent: Message) -> Message:
    content = str(sent.get("content", ""))
    if len(content.encode()) > _MAX_BYTES:
        raise invalid(f"A comment may have {_MAX_BYTES} bytes at most.")
    return {
        "author": draft.caller,
        "content": content,
        "createTime": draft.now_text,
        "updateTime": draft.now_text,
        "assigneeEmail": sent.get("assigneeEmailAddress", ""),
    }


def _comment(draft: Draft, comment_id: str) -> Message:
    found = next((one for one in draft.book.comments if one["commentId"] == comment_id), None)
    if found is None:
        raise invalid(f"No comment with id: {comment_id}")
    return found
