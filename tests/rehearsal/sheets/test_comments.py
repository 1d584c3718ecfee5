"""Comments as the service keeps them: whose they are, where they stand, who sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from gspread.exceptions import APIError

from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.server import RehearsalSheets

SEEN = {"commentsViewMode": "COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS"}
DEWI, TONO = "dewi@rehearsal.example", "tono@rehearsal.example"


def rows(book: Any) -> list[int]:
    [sheet] = book.fetch_sheet_metadata(SEEN)["sheets"]
    return [one["range"]["startRowIndex"] for one in sheet.get("commentAnchors", [])]


@pytest.fixture
def thread(sheets: RehearsalSheets, book: Any) -> str:
    found: list[str] = []

    def act(one: Person) -> None:
        one.type("Sheet1!A1", "b")
        one.type("Sheet1!A2", "c")
        one.type("Sheet1!A3", "a")
        found.append(one.comment("Sheet1", 3, 1, "setuju"))

    sheets.person(book.id, act)
    return found[0]


@pytest.mark.parametrize(
    ("act", "row"),
    [
        pytest.param(lambda one: one.insert_rows("Sheet1", 1, 2), 4, id="rows above"),
        pytest.param(lambda one: one.delete_rows("Sheet1", 1), 1, id="a row above goes"),
        pytest.param(lambda one: one.move_row("Sheet1", 3, 1), 0, id="its row is dragged"),
        pytest.param(lambda one: one.sort("Sheet1", 1, first_row=1), 2, id="sorted, it stays"),
    ],
)
def test_a_comment_follows_its_cell_but_not_a_sort(
    sheets: RehearsalSheets, book: Any, thread: str, act: Callable[[Person], None], row: int
) -> None:
    sheets.person(book.id, act)

    assert rows(book) == [row]


def test_a_comment_follows_a_sort_when_the_service_is_told_so(
    sheets: RehearsalSheets, book: Any, thread: str
) -> None:
    sheets.set_rules(comments_follow_sort=True)

    sheets.person(book.id, lambda one: one.sort("Sheet1", 1, first_row=1))

    sheets.set_rules(comments_follow_sort=False)
    assert rows(book) == [0]


def test_a_thread_whose_cell_is_gone_stays_without_a_place(
    sheets: RehearsalSheets, book: Any, thread: str
) -> None:
    sheets.person(book.id, lambda one: one.delete_rows("Sheet1", 3))

    shown = book.fetch_sheet_metadata(SEEN)
    assert [one["commentId"] for one in shown["comments"]] == [thread]
    assert not rows(book)


def test_nobody_edits_another_persons_words(
    sheets: RehearsalSheets, book: Any, thread: str
) -> None:
    [comment] = book.fetch_sheet_metadata(SEEN)["comments"]
    edit = {
        "updateCommentPost": {
            "commentId": thread, "postId": comment["headPost"]["postId"], "content": "tolak",
        }
    }  # fmt: skip

    with pytest.raises(APIError, match="another user"):
        book.batch_update({"requests": [edit]})

    sheets.person(book.id, lambda one: one.batch(edit) and None)
    [comment] = book.fetch_sheet_metadata(SEEN)["comments"]
    assert comment["headPost"]["content"] == "tolak"


def test_a_deleted_reply_keeps_its_place_without_author_or_words(
    sheets: RehearsalSheets, book: Any, thread: str
) -> None:
    def act(one: Person) -> None:
        post = one.reply(thread, "terima kasih")
        one.batch({"deleteCommentReply": {"commentId": thread, "postId": post}})

    sheets.person(book.id, act)

    [comment] = book.fetch_sheet_metadata(SEEN)["comments"]
    [reply] = comment["replies"]
    assert reply["deleted"] is True
    assert not {"author", "content"} & reply.keys()


def test_two_people_are_two_accounts(sheets: RehearsalSheets, book: Any, thread: str) -> None:
    sheets.share(book.id, TONO)
    sheets.person(book.id, lambda one: one.reply(thread, "saya juga"), TONO)

    [comment] = book.fetch_sheet_metadata(SEEN)["comments"]

    first, second = comment["headPost"]["author"], comment["replies"][0]["author"]
    assert first["user"] != second["user"]
    assert second["displayName"] == "Tono"
