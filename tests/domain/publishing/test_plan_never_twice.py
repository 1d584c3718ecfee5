"""Whatever happened, nothing goes out twice, unapproved or late."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from automation.domain.approvals.approval import Verdict
from automation.domain.content.post import Status
from automation.domain.ids import PostId
from automation.domain.publishing.plan import CLAIM_LIFE, SEND_WITHIN, Publish
from automation.domain.publishing.publication import Happened
from tests.domain.builders import Story, approved, decide, make_approval, revision
from tests.domain.desks import JAKARTA, NOW, make_desk, make_post
from tests.domain.publishing.cases import GRACE, MINUTE, POST, Case, setting


@given(
    minutes=st.integers(-300, 300),
    happened=st.lists(st.sampled_from(Happened), max_size=4),
    verdicts=st.lists(st.sampled_from(Verdict), max_size=3),
    status=st.sampled_from(Status),
    paused=st.booleans(),
)
def test_whatever_happened_nothing_goes_out_unapproved_late_or_twice(
    minutes: int, happened: list[Happened], verdicts: list[Verdict], status: Status, paused: bool
) -> None:
    post = make_post(publish_at=NOW - minutes * MINUTE, status=status)
    story = Story(post, began_at=NOW - 5 * MINUTE)
    for what in happened:
        if what is Happened.CLAIMED:
            story.claimed()
        elif what is Happened.PUBLISHED:
            story.published()
        elif what is Happened.STAGED:
            story.staged()
        else:
            story.then(what)
    log = [make_approval(post, revision(post), verdict) for verdict in verdicts]

    (decision,) = Case(post, log=log, story=story, settings=setting(paused=paused)).decide()

    if isinstance(decision, Publish):
        assert Happened.PUBLISHED not in happened
        assert verdicts[-1].approves
        late_by = NOW - decision.publish_at
        assert timedelta() <= late_by
        assert late_by < GRACE or Happened.STAGED in happened
        assert (status, paused) == (Status.READY, False)


def test_a_claim_is_left_to_its_run_longer_than_runs_may_send() -> None:
    assert SEND_WITHIN < CLAIM_LIFE


def test_posts_at_the_ends_of_the_calendar_stop_nobody() -> None:
    far = [
        make_post(publish_at=datetime(year, 12, 31, 23, 59, tzinfo=JAKARTA))
        for year in (1900, 2999)
    ]
    desk = make_desk([POST, *far], approvals=[approved(POST)])

    assert isinstance(decide(desk)[0], Publish)
    assert PostId("") not in {d.post for d in decide(desk)}
