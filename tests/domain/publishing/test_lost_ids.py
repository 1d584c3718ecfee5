"""Which rows take back the id of a post that went out and stands in no row."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.content.post import Post
from automation.domain.ids import ChannelId, PostId, Revision
from automation.domain.publishing.lost_ids import lost_ids
from automation.domain.publishing.publication import Happened, LedgerEvent
from automation.domain.publishing.review import on_their_way, review_all
from tests.domain.builders import OLD_REVISION, Story, material_for, revision
from tests.domain.desks import HELP, NOW, SHOP, make_desk
from tests.domain.publishing.cases import MINUTE, due

ROW = due(channels=(SHOP, HELP))
"""A row with a new id; what it says went out as P-1."""
P_1 = replace(ROW, id=PostId("P-1"))


def given_back(rows: Sequence[Post], *stories: Story) -> dict[PostId, PostId]:
    events: list[LedgerEvent] = [event for story in stories for event in story.events]
    desk = make_desk(rows, events=events)
    return dict(lost_ids(desk, review_all(desk, material_for(desk), on_their_way(desk))))


def sent(
    post: Post,
    channel: ChannelId = SHOP,
    said: Revision | None = None,
) -> Story:
    return Story(post, channel, began_at=NOW - 9 * MINUTE, revision=said or revision(ROW)).claimed()


@pytest.mark.parametrize(
    "stories",
    [
        [sent(P_1).published()],
        [sent(P_1).published(), sent(P_1, HELP).published()],
        [sent(P_1)],
    ],
    ids=["on one channel", "on both", "being sent"],
)
def test_a_row_takes_back_the_id_its_words_went_out_under(stories: list[Story]) -> None:
    assert given_back([ROW], *stories) == {ROW.id: "P-1"}


@pytest.mark.parametrize(
    ("rows", "stories"),
    [
        pytest.param([ROW, P_1], [sent(P_1).published()], id="a row has it"),
        pytest.param([ROW], [sent(P_1, said=OLD_REVISION).published()], id="other words"),
        pytest.param(
            [replace(ROW, publish_at=NOW + timedelta(days=1))], [sent(P_1).published()], id="for later"
        ),
        pytest.param([replace(ROW, publish_at=None)], [sent(P_1).published()], id="for no time"),
        pytest.param(
            [ROW], [sent(P_1).published(), sent(ROW, HELP).published()], id="it sent something itself"
        ),
        pytest.param(
            [ROW],
            [sent(P_1).published(), sent(replace(P_1, id=PostId("P-2")), HELP).published()],
            id="two could be meant",
        ),
        pytest.param([ROW], [sent(P_1).then(Happened.RELEASED)], id="it never went out"),
    ],
)  # fmt: skip
def test_a_row_keeps_its_id_when(rows: list[Post], stories: list[Story]) -> None:
    assert given_back(rows, *stories) == {}


def test_of_rows_that_say_the_same_the_first_takes_it() -> None:
    second = replace(ROW, id=PostId("P-9"))

    assert given_back([ROW, second], sent(P_1).published()) == {ROW.id: "P-1"}
