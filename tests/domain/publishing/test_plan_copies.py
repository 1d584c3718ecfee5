"""Of a row and its unchanged copy, one goes out."""

from dataclasses import replace

import pytest

from automation.domain.content.post import Post
from automation.domain.publishing.plan import Hold, Publish, Why
from tests.domain.builders import Story, approved, decide
from tests.domain.desks import HELP, NOW, make_desk, make_post
from tests.domain.publishing.cases import MINUTE, POST, REVISION


def twins(**changes: object) -> tuple[Post, Post]:
    copy = make_post()
    return POST, replace(POST, id=copy.id, **changes)  # type: ignore[arg-type]


def sent(post: Post) -> Story:
    return Story(post, began_at=NOW - 9 * MINUTE, revision=REVISION)


def test_of_a_row_and_its_unchanged_copy_one_goes_out() -> None:
    original, copy = twins()
    desk = make_desk([original, copy], approvals=[approved(original), approved(copy)])

    first, second = decide(desk)

    assert isinstance(first, Publish)
    assert isinstance(second, Hold)
    assert (second.post, second.why, second.twin) == (copy.id, Why.TWIN, original.id)


@pytest.mark.parametrize(
    "story",
    [sent(POST).claimed().published(), sent(POST).claimed()],
    ids=["that went out", "that is going out"],
)
def test_an_unchanged_copy_of_a_row_stays_back(story: Story) -> None:
    original, copy = twins()
    desk = make_desk([copy, original], approvals=[approved(copy)], events=story.events)

    held = [d for d in decide(desk) if d.post == copy.id]

    assert [d.why for d in held if isinstance(d, Hold)] == [Why.TWIN]


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Kata-kata baru"},
        {"channels": (HELP,)},
        {"publish_at": NOW - MINUTE},
    ],
    ids=["another text", "another channel", "a later time"],
)
def test_a_copy_that_was_changed_goes_out(changes: dict[str, object]) -> None:
    original, copy = twins(**changes)
    story = sent(original).claimed().published()
    desk = make_desk([original, copy], approvals=[approved(copy)], events=story.events)

    assert [d.post for d in decide(desk) if isinstance(d, Publish)] == [copy.id]
