"""Requests about comments: they carry an author, a time and a cell, which cells do not."""

from automation.rehearsal.sheets.draft import Draft
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import invalid
from automation.rehearsal.sheets.requests.asked import needed

_MAX_BYTES = 2048
_STATUS = {"RESOLVE": "RESOLVED", "REOPEN": "OPEN"}


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
    return {"commentThread": shown_comment(comment, draft.caller)}


def add_comment_reply(draft: Draft, request: Message) -> Message:
    """addCommentReply: a reply may resolve or reopen."""
    old = _comment(draft, request)
    sent = needed(request, "post")
    post = {**_post(draft, sent), "commentAction": sent.get("commentAction", "")}
    status = _STATUS.get(post["commentAction"], old["status"])
    _put(draft, old, {**old, "status": status, "replies": [*old["replies"], post]})
    return {"post": _shown_post(post, draft.caller)}


def update_comment_post(draft: Draft, request: Message) -> Message:
    """updateCommentPost: only one's own."""
    old = _comment(draft, request)
    post_id, content = str(request.get("postId", "")), _content(request)

    def edited(post: Message) -> Message:
        if post.get("postId") != post_id:
            return post
        _check_own(draft, post)
        return {**post, "content": content, "updateTime": draft.now_text}

    _put(draft, old, _with_posts(old, [edited(one) for one in _posts(old)]))
    return {}


def delete_comment(draft: Draft, request: Message) -> Message:
    """deleteComment: only one's own."""
    old = _comment(draft, request)
    _check_own(draft, old["headPost"])
    draft.book.comments = [one for one in draft.book.comments if one is not old]
    return {}


def delete_comment_reply(draft: Draft, request: Message) -> Message:
    """deleteCommentReply: only one's own; its place stays, without author and words."""
    old = _comment(draft, request)
    post_id = str(request.get("postId", ""))

    def emptied(post: Message) -> Message:
        if post.get("postId") != post_id:
            return post
        _check_own(draft, post)
        kept = {key: post[key] for key in ("postId", "createTime")}
        return {**kept, "updateTime": draft.now_text, "deleted": True}

    _put(draft, old, {**old, "replies": [emptied(one) for one in old["replies"]]})
    return {}


def shown_comment(comment: Message, caller: str) -> Message:
    """Write a comment as that caller sees it; authors come without their address."""
    message = {key: value for key, value in comment.items() if key not in ("cell", "replies")}
    message["headPost"] = _shown_post(comment["headPost"], caller)
    if comment["replies"]:
        message["replies"] = [_shown_post(one, caller) for one in comment["replies"]]
    return message


def anchor_message(comment: Message) -> Message:
    """Write the CommentAnchor of a comment whose cell is still there."""
    cell = comment["cell"]
    row, col = cell["row"], cell["column"]
    place: Message = {
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": col,
        "endColumnIndex": col + 1,
    }
    if cell["sheetId"]:
        place = {"sheetId": cell["sheetId"], **place}
    return {"anchorId": comment["anchorId"], "range": place}


def _shown_post(post: Message, caller: str) -> Message:
    message = {key: value for key, value in post.items() if value and key != "author"}
    if "author" not in post:
        return message
    author = str(post["author"])
    name = author.partition("@")[0].replace(".", " ").title()
    by: Message = {"displayName": name, "user": f"users/{_number_of(author)}"}
    if author == caller:
        by["me"] = True
    return {**message, "author": by}


def _number_of(author: str) -> int:
    return int.from_bytes(author.encode()) % (10**20 - 39)


def _post(draft: Draft, sent: Message) -> Message:
    return {
        "postId": str(draft.draw_id()),
        "author": draft.caller,
        "content": _content(sent),
        "createTime": draft.now_text,
        "updateTime": draft.now_text,
        "assigneeEmail": sent.get("assigneeEmailAddress", ""),
    }


def _content(sent: Message) -> str:
    content = str(sent.get("content", ""))
    if not content and sent.get("commentAction") not in _STATUS:
        raise invalid("A comment must have content.")
    if len(content.encode()) > _MAX_BYTES:
        raise invalid(f"A comment may have {_MAX_BYTES} bytes at most.")
    return content


def _comment(draft: Draft, request: Message) -> Message:
    comment_id = str(request.get("commentId", ""))
    found = next((one for one in draft.book.comments if one["commentId"] == comment_id), None)
    if found is None:
        raise invalid(f"No comment with id: {comment_id}")
    return found


def _posts(comment: Message) -> list[Message]:
    return [comment["headPost"], *comment["replies"]]


def _with_posts(comment: Message, posts: list[Message]) -> Message:
    return {**comment, "headPost": posts[0], "replies": posts[1:]}


def _put(draft: Draft, old: Message, new: Message) -> None:
    draft.book.comments = [new if one is old else one for one in draft.book.comments]


def _check_own(draft: Draft, post: Message) -> None:
    if post.get("author") != draft.caller:
        raise invalid("You may not change or delete the post of another user.")
