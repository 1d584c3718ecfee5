"""The heart as a table: a situation, and what the plan says of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.domain.approvals.approval import Approval, Verdict
from automation.domain.approvals.standing import Stands
from automation.domain.content.post import Ask, Choice, Post, Status
from automation.domain.desk import Desk
from automation.domain.ids import NO_CHANNEL, PostId
from automation.domain.publishing.plan import (
    CLAIM_LIFE,
    SEND_WITHIN,
    Decision,
    Done,
    Hold,
    Publish,
    Why,
    plan,
)
from automation.domain.publishing.publication import Happened
from automation.domain.publishing.review import Material, review_all
from automation.domain.team.channel import Policy
from automation.domain.team.team_settings import TeamSettings
from tests.domain.builders import (
    SPEC,
    Story,
    approved,
    decide,
    make_approval,
    make_picture,
    revision,
)
from tests.domain.desks import (
    BUDI,
    HELP,
    JAKARTA,
    NOW,
    SETTINGS,
    SHOP,
    make_channel,
    make_desk,
    make_post,
)

GRACE = SETTINGS.grace
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Case:
    """One post that would go out now, and what is different about it."""

    post: Post = field(default_factory=lambda: make_post(publish_at=NOW - 10 * MINUTE))
    log: Sequence[Approval] | None = None
    story: Story | None = None
    settings: TeamSettings = SETTINGS
    policy: Policy = Policy.REQUIRED
    now: datetime = NOW

    def desk(self) -> Desk:
        log = [approved(self.post)] if self.log is None else self.log
        return make_desk(
            [self.post],
            settings=self.settings,
            approvals=log,
            events=self.story.events if self.story else [],
            channels={name: make_channel(name, self.policy) for name in (SHOP, HELP)},
        )

    def decide(self) -> list[Decision]:
        return decide(self.desk(), now=self.now)

    def decision(self) -> str:
        (decision,) = self.decide()
        match decision:
            case Publish():
                return f"publish {','.join(map(str, decision.parts))}"
            case Hold(why=Why.MISSED):
                return f"missed, kept by {decision.kept_by}"
            case Hold():
                return decision.why.value
            case Done():
                return "done"


def due(minutes_ago: float = 10, **changes: object) -> Post:
    return make_post(publish_at=NOW - timedelta(minutes=minutes_ago), **changes)  # type: ignore[arg-type]


def claimed(post: Post, minutes_ago: float, parts: int = 1) -> Story:
    return Story(post, began_at=NOW - timedelta(minutes=minutes_ago), parts=parts).claimed()


def setting(**changes: object) -> TeamSettings:
    return replace(SETTINGS, **changes)  # type: ignore[arg-type]


POST = due()
THREAD = due(thread=("Dua", "Tiga"))
LATE = due(121)
OLD_THREAD = due(60 * 24, thread=("Dua", "Tiga"))
REVISION = revision(POST)
QUIET = setting(quiet_from=time(22), quiet_until=time(6))
NIGHT = NOW.replace(hour=23)
AT_NIGHT = make_post(publish_at=NIGHT - 10 * MINUTE)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        # Time
        pytest.param(Case(POST), "publish 0", id="due and approved"),
        pytest.param(Case(due(0)), "publish 0", id="due this very moment"),
        pytest.param(Case(due(-0.01)), "not_yet", id="due in a second"),
        pytest.param(Case(due(119.99)), "publish 0", id="at the last moment of grace"),
        pytest.param(Case(due(120)), "missed, kept by None", id="as grace ends"),
        pytest.param(
            Case(due(30), settings=setting(grace=30 * MINUTE)), "missed, kept by None", id="short grace"
        ),
        # Approval
        pytest.param(Case(POST, log=[]), "waiting", id="nobody approved"),
        pytest.param(
            Case(POST, log=[make_approval(POST, revision(THREAD))]), "waiting", id="edited after"
        ),
        pytest.param(
            Case(POST, log=[make_approval(POST, REVISION, counts=False)]), "waiting", id="in doubt"
        ),
        pytest.param(
            Case(POST, log=[make_approval(POST, REVISION, Verdict.REQUEST_CHANGES)]),
            "changes",
            id="changes asked for",
        ),
        pytest.param(
            Case(POST, log=[make_approval(POST, REVISION, Verdict.REJECT)]), "changes", id="turned down"
        ),
        pytest.param(Case(POST, log=[], policy=Policy.NONE), "publish 0", id="no approval needed"),
        pytest.param(Case(POST, log=[], policy=Policy.OPTIONAL), "publish 0", id="approval optional"),
        # What keeps everything back
        pytest.param(Case(POST, settings=setting(paused=True)), "paused", id="paused"),
        pytest.param(
            Case(due(-5), settings=setting(paused=True)), "not_yet", id="paused, but not due yet"
        ),
        pytest.param(Case(AT_NIGHT, settings=QUIET, now=NIGHT), "quiet", id="quiet hours"),
        pytest.param(
            Case(AT_NIGHT, settings=QUIET, now=NIGHT.replace(hour=7) + timedelta(days=1)),
            "missed, kept by None",
            id="the night was longer than its grace",
        ),
        # What kept a missed post back
        pytest.param(Case(LATE, log=[]), "missed, kept by waiting", id="missed, not approved"),
        pytest.param(
            Case(LATE, settings=setting(paused=True)), "missed, kept by paused", id="missed, paused"
        ),
        pytest.param(
            Case(replace(LATE, text="")), "missed, kept by problems", id="missed, with findings"
        ),
        # What people want
        *[
            pytest.param(Case(replace(POST, status=status)), why, id=f"status {status.value}")
            for status, why in (
                (Status.IDEA, "idea"), (Status.DRAFT, "draft"), (Status.HOLD, "on_hold"),
                (Status.CANCELLED, "cancelled"),
            )
        ],
        pytest.param(Case(replace(POST, text="")), "problems", id="findings"),
        pytest.param(Case(replace(POST, publish_at=None)), "problems", id="no time"),
        pytest.param(Case(replace(POST, channels=())), "problems", id="no channel"),
        pytest.param(Case(replace(POST, media=("hilang.jpg",))), "problems", id="no such picture"),
        # What the ledger says
        pytest.param(Case(POST, story=claimed(POST, 1)), "sending", id="another run is sending"),
        pytest.param(Case(POST, story=claimed(POST, 14.9)), "sending", id="it may still be"),
        pytest.param(Case(POST, story=claimed(POST, 15)), "unknown", id="it has had its time"),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.UNKNOWN)), "unknown", id="no answer came"
        ),
        pytest.param(
            Case(replace(POST, status=Status.CANCELLED), story=claimed(POST, 30)),
            "unknown",
            id="cancelled, but perhaps it is out",
        ),
        pytest.param(
            Case(replace(POST, text="Baru"), story=claimed(POST, 30)),
            "unknown",
            id="edited, but perhaps the older text is out",
        ),
        pytest.param(Case(POST, story=claimed(POST, 5).published()), "done", id="out"),
        pytest.param(
            Case(replace(POST, text="Baru"), story=claimed(POST, 5).published()),
            "done",
            id="edited after it went out",
        ),
        pytest.param(
            Case(replace(POST, status=Status.HOLD), story=claimed(POST, 5).published()),
            "done",
            id="held after it went out",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).published().then(Happened.WITHDRAWN)),
            "done",
            id="removed from the network",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 30).then(Happened.SEEN)), "done", id="a person saw it"
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 30).then(Happened.ABSENT)), "publish 0", id="it is not there"
        ),
        pytest.param(
            Case(LATE, story=claimed(LATE, 119).then(Happened.ABSENT)),
            "missed, kept by None",
            id="it is not there, and it is too late now",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.RELEASED)), "publish 0", id="given back"
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.REJECTED, revision=REVISION)),
            "rejected",
            id="refused as it stands",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.REJECTED)),
            "publish 0",
            id="refused, and edited since",
        ),
        # Threads
        pytest.param(Case(THREAD), "publish 0,1,2", id="a thread"),
        pytest.param(
            Case(
                THREAD,
                story=claimed(THREAD, 5, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "publish 1,2",
            id="the rest of a thread",
        ),
        pytest.param(
            Case(
                OLD_THREAD,
                story=claimed(OLD_THREAD, 60 * 24, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "publish 1,2",
            id="the rest of a thread, even when it is late",
        ),
        pytest.param(
            Case(
                replace(THREAD, thread=()),
                story=claimed(THREAD, 5, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "done",
            id="the rest of a thread was taken out",
        ),
        pytest.param(
            Case(
                THREAD,
                log=[],
                story=claimed(THREAD, 5, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "waiting",
            id="the rest of a thread needs its approval too",
        ),
    ],
)  # fmt: skip
def test_the_plan_says(case: Case, expected: str) -> None:
    assert case.decision() == expected


def test_a_missed_post_says_when_it_was_due() -> None:
    (hold,) = Case(LATE).decide()

    assert isinstance(hold, Hold)
    assert hold.until == LATE.publish_at


def test_a_decision_that_is_not_in_the_log_yet_does_not_let_a_post_out() -> None:
    asks = (Ask(level=1, approver=BUDI.id, choice=Choice.REJECT),)
    case = Case(replace(POST, asks=asks, last_revision=REVISION))

    (hold,) = case.decide()

    assert isinstance(hold, Hold)
    assert hold.why is Why.WAITING
    assert hold.standing is not None
    assert hold.standing.stands is Stands.APPROVED


def test_every_channel_of_a_post_is_decided_for_itself() -> None:
    post = due(channels=(SHOP, HELP))
    story = claimed(post, 5).published()

    decisions = Case(post, story=story).decide()

    assert {d.channel: type(d) for d in decisions} == {SHOP: Done, HELP: Publish}


def test_what_goes_out_first_is_what_was_due_first() -> None:
    posts = [due(5), due(30), make_post(), due(20)]
    desk = make_desk(posts, approvals=[approved(post) for post in posts])

    decisions = decide(desk)

    assert [d.post for d in decisions if isinstance(d, Publish)] == [posts[n].id for n in (1, 3, 0)]
    assert len(decisions) == 4


def test_a_post_on_no_channel_has_one_decision_that_names_none() -> None:
    (hold,) = Case(replace(POST, channels=())).decide()

    assert hold.channel == NO_CHANNEL


def test_a_picture_that_nobody_could_read_keeps_the_post_back_even_without_a_finding() -> None:
    post = due(media=("hilang.jpg",))
    desk = Case(post, log=[], policy=Policy.NONE).desk()
    reviews = review_all(desk, Material(specs={SHOP: SPEC}), [post])

    (hold,) = plan(desk, reviews, now=NOW)

    assert isinstance(hold, Hold)
    assert hold.why is Why.PROBLEMS


def test_the_draft_that_goes_out_carries_the_revision_that_was_approved() -> None:
    picture = make_picture()
    post = due(media=(picture.address,))
    desk = Case(post, log=[approved(post, picture)]).desk()

    (publish,) = decide(desk, picture)
    (held,) = decide(desk, replace(picture, sha256="exchanged"))

    assert isinstance(publish, Publish)
    assert publish.draft.revision == desk.approvals[0].revision
    assert isinstance(held, Hold)


# Copied rows


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


# Never twice, never unapproved, never late


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
        else:
            story.then(what)
    log = [make_approval(post, revision(post), verdict) for verdict in verdicts]

    (decision,) = Case(post, log=log, story=story, settings=setting(paused=paused)).decide()

    if isinstance(decision, Publish):
        assert Happened.PUBLISHED not in happened
        assert verdicts[-1].approves
        assert timedelta() <= NOW - decision.publish_at < GRACE
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
