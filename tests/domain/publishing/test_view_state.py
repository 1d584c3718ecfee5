"""What a row shows: one state, the worst of its channels."""

from dataclasses import replace

import pytest

from automation.domain.content.draft import Draft
from automation.domain.content.post import State, Status
from automation.domain.ids import ChannelId
from automation.domain.publishing.plan import Decision, Publish, Why
from automation.domain.publishing.publication import Happened
from automation.domain.publishing.snapshot import Snapshot
from automation.domain.publishing.view import by_post, state_of
from tests.domain.builders import OLD_REVISION
from tests.domain.desks import HELP, NOW, SHOP, make_post, make_snapshot
from tests.domain.publishing.shown import POST, done, hold


def publish(channel: ChannelId = SHOP, *parts: int) -> Publish:
    draft = Draft(
        post=POST.id, channel=channel, network="mastodon", revision=OLD_REVISION, parts=()
    )
    return Publish(
        post=POST.id, channel=channel, draft=draft, parts=parts or (0,), publish_at=NOW
    )  # fmt: skip


@pytest.mark.parametrize(
    ("decisions", "state"),
    [
        *[
            pytest.param([hold(why)], state, id=why.value)
            for why, state in {
                Why.IDEA: State.IDEA, Why.DRAFT: State.DRAFT, Why.ON_HOLD: State.ON_HOLD,
                Why.CANCELLED: State.CANCELLED, Why.PROBLEMS: State.NEEDS_WORK,
                Why.WAITING: State.WAITING, Why.CHANGES: State.CHANGES_REQUESTED,
                Why.NOT_YET: State.SCHEDULED, Why.QUIET: State.HELD, Why.PAUSED: State.HELD,
                Why.MISSED: State.MISSED, Why.REJECTED: State.REJECTED,
                Why.SENDING: State.PUBLISHING, Why.UNKNOWN: State.UNKNOWN,
                Why.TWIN: State.NEEDS_WORK,
            }.items()
        ],
        pytest.param([publish()], State.SCHEDULED, id="goes out now"),
        pytest.param([publish(SHOP, 1, 2)], State.PARTLY, id="the rest of a thread goes out now"),
        pytest.param([hold(Why.PAUSED, begun=True)], State.PARTLY, id="a thread stuck halfway"),
        pytest.param([done()], State.PUBLISHED, id="out"),
        pytest.param([done(SHOP, Happened.SEEN)], State.SEEN, id="seen"),
        pytest.param([done(SHOP, Happened.WITHDRAWN)], State.REMOVED, id="removed"),
        pytest.param([done(), publish(HELP)], State.PARTLY, id="out here, not there"),
        pytest.param([done(), hold(Why.WAITING, HELP)], State.PARTLY, id="out here, waiting there"),
        pytest.param(
            [done(), hold(Why.UNKNOWN, HELP)], State.UNKNOWN, id="out here, nobody knows there"
        ),
        pytest.param(
            [hold(Why.REJECTED), hold(Why.MISSED, HELP)], State.REJECTED, id="refused and missed"
        ),
        pytest.param(
            [hold(Why.NOT_YET), hold(Why.PROBLEMS, HELP)], State.NEEDS_WORK, id="one needs work"
        ),
        pytest.param(
            [hold(Why.WAITING), hold(Why.CHANGES, HELP)], State.CHANGES_REQUESTED, id="one asks"
        ),
        pytest.param([hold(Why.NOT_YET), publish(HELP)], State.SCHEDULED, id="both will go"),
        pytest.param([done(), done(HELP)], State.PUBLISHED, id="out everywhere"),
        pytest.param(
            [done(), done(HELP, Happened.WITHDRAWN)], State.PUBLISHED, id="removed on one alone"
        ),
    ],
)  # fmt: skip
def test_a_row_shows_the_worst_of_its_channels(decisions: list[Decision], state: State) -> None:
    assert state_of(POST, decisions, {}) is state


def test_every_reason_to_hold_has_a_state() -> None:
    assert {state_of(POST, [hold(why)], {}) for why in Why} <= set(State)


@pytest.mark.parametrize(
    ("measured", "state"),
    [((), State.PUBLISHED), ((SHOP,), State.PUBLISHED), ((SHOP, HELP), State.MEASURED)],
    ids=["no numbers yet", "numbers of one channel", "numbers of both"],
)
def test_a_post_is_measured_when_every_channel_has_numbers(
    measured: tuple[ChannelId, ...], state: State
) -> None:
    numbers: dict[ChannelId, Snapshot] = {name: make_snapshot(POST, NOW, name) for name in measured}

    assert state_of(POST, [done(), done(HELP)], numbers) is state


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (Status.IDEA, State.IDEA),
        (Status.DRAFT, State.DRAFT),
        (Status.HOLD, State.ON_HOLD),
        (Status.CANCELLED, State.CANCELLED),
        (Status.READY, State.NEEDS_WORK),
    ],
)
def test_a_row_nobody_planned_shows_what_its_people_want(status: Status, state: State) -> None:
    assert state_of(replace(POST, status=status), [], {}) is state


def test_decisions_are_grouped_by_post_in_their_order() -> None:
    other = replace(hold(Why.WAITING), post=make_post().id)
    first, second = hold(Why.WAITING), hold(Why.QUIET, HELP)

    assert by_post([first, other, second]) == {POST.id: [first, second], other.post: [other]}
