"""What a row shows: one state, and every reason once, in the team's language."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from automation.domain.approvals.approval import Verdict
from automation.domain.approvals.standing import Standing, Stands
from automation.domain.content.draft import Draft
from automation.domain.content.post import Post, State, Status
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId
from automation.domain.problems.problem import Problem
from automation.domain.publishing.plan import Decision, Done, Hold, Publish, Why
from automation.domain.publishing.publication import Happened, Publication, fold
from automation.domain.publishing.review import on_their_way, review_all
from automation.domain.publishing.snapshot import Snapshot
from automation.domain.publishing.view import Explain, by_post, state_of
from automation.language import english
from tests.domain.builders import (
    OLD_REVISION,
    Story,
    approved,
    as_decided,
    decide,
    make_approval,
    material_for,
    revision,
)  # fmt: skip
from tests.domain.desks import (
    AYU,
    BUDI,
    HELP,
    NOW,
    SETTINGS,
    SHOP,
    make_channel,
    make_desk,
    make_post,
    make_snapshot,
)  # fmt: skip

POST = make_post(title="Kopi susu", channels=(SHOP, HELP))
THIRD = ChannelId("pasar")


def hold(why: Why, channel: ChannelId = SHOP, **changes: object) -> Hold:
    return replace(Hold(post=POST.id, channel=channel, why=why), **changes)  # type: ignore[arg-type]


def publish(channel: ChannelId = SHOP, *parts: int) -> Publish:
    draft = Draft(
        post=POST.id, channel=channel, network="mastodon", revision=OLD_REVISION, parts=()
    )
    return Publish(
        post=POST.id, channel=channel, draft=draft, parts=parts or (0,), publish_at=NOW
    )  # fmt: skip


def publication(channel: ChannelId, story: Story) -> Publication:
    return fold(story.events)[(POST.id, channel)]


def done(channel: ChannelId = SHOP, *then: Happened) -> Done:
    story = Story(POST, channel).claimed()
    if Happened.SEEN not in then:
        story.published()
    for happened in then:
        story.then(happened)
    return Done(post=POST.id, channel=channel, publication=publication(channel, story))


# The state


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


# The reasons


def explained(desk: Desk, *, now: datetime = NOW) -> list[Problem]:
    """Return what the first row of a desk shows, after a whole review and plan."""
    desk = as_decided(desk)
    post = desk.posts[0]
    review = review_all(desk, material_for(desk), on_their_way(desk)).get(post.id)
    decisions = by_post(decide(desk, now=now))[post.id]
    return Explain(desk=desk, now=now).post(post, decisions, review)


def said(desk: Desk, *, now: datetime = NOW) -> list[str]:
    return [problem.say(english) for problem in explained(desk, now=now)]


def due(**changes: object) -> Post:
    return make_post(publish_at=NOW - timedelta(minutes=10), **changes)  # type: ignore[arg-type]


def test_a_row_without_approval_names_who_may_give_it() -> None:
    assert said(make_desk([make_post()])) == [
        (
            "It waits for a decision at level 1 on warung. Any of these decides in the calendar row: "
            "Budi Santoso. (the approver)"
        )
    ]


def test_the_owner_is_not_named_as_their_own_approver() -> None:
    (sentence,) = said(make_desk([make_post("budi santoso")]))

    assert "calendar row: –." in sentence


@pytest.mark.parametrize(
    ("verdict", "again"),
    [(Verdict.APPROVE, "Approve again"), (Verdict.APPROVE_AGAIN, "Approve")],
    ids=["approved", "approved again"],
)
def test_an_edited_row_names_the_decision_that_is_new_beside_the_old_one(
    verdict: Verdict, again: str
) -> None:
    post = make_post()
    desk = make_desk([post], approvals=[make_approval(post, OLD_REVISION, verdict)])

    assert said(desk) == [
        (
            "The row was changed after Budi Santoso decided at level 1 (2026-11-20 11:00). "
            f"Budi Santoso: read the row once more and choose “{again}”. (the approver)"
        )
    ]


def test_a_decision_that_came_with_the_text_is_asked_for_again() -> None:
    post = make_post()
    desk = make_desk([post], approvals=[make_approval(post, revision(post), counts=False)])

    (problem,) = explained(desk)

    assert problem.code == "decide_again"
    assert "choose “Approve again”" in problem.say(english)


@pytest.mark.parametrize(
    ("verdict", "code", "feedback", "expected"),
    [
        (Verdict.REQUEST_CHANGES, "changes_asked", "Harga lama", "(level 1): “Harga lama”"),
        (Verdict.REJECT, "turned_down", "", "rejected it (level 1): “–”"),
    ],
    ids=["asks for changes", "rejects"],
)
def test_a_refusal_shows_what_the_approver_wrote(
    verdict: Verdict, code: str, feedback: str, expected: str
) -> None:
    post = make_post(feedback=feedback)
    desk = make_desk([post], approvals=[make_approval(post, revision(post), verdict)])

    (problem,) = explained(desk)

    assert problem.code == code
    assert expected in problem.say(english)


@pytest.mark.parametrize(
    ("settings", "code", "minutes"),
    [
        ({"paused": True}, "paused", 120),
        ({"quiet_from": NOW.time(), "quiet_until": (NOW + timedelta(hours=1)).time()}, "quiet", 90),
    ],
    ids=["paused", "quiet hours"],
)
def test_what_is_due_and_kept_back_says_so(
    settings: dict[str, object], code: str, minutes: int
) -> None:
    post = due()
    grace = timedelta(minutes=minutes)
    team = replace(SETTINGS, grace=grace, **settings)  # type: ignore[arg-type]

    (problem,) = explained(make_desk([post], approvals=[approved(post)], settings=team))

    assert problem.code == code
    assert str(problem.facts["grace"]) == ("2 h" if minutes == 120 else "90 min")


LATE = make_post(publish_at=NOW - timedelta(hours=3))


@pytest.mark.parametrize(
    ("desk", "why"),
    [
        pytest.param(make_desk([LATE]), "it was not approved.", id="not approved"),
        pytest.param(
            make_desk([LATE], approvals=[approved(LATE)]),
            "it was made ready too late, or no run took place in that time.",
            id="nothing keeps it now",
        ),
        pytest.param(
            make_desk([LATE], approvals=[approved(LATE)], settings=replace(SETTINGS, paused=True)),
            "publishing was paused.",
            id="paused",
        ),
    ],
)
def test_a_missed_row_says_when_it_was_due_and_what_kept_it(desk: Desk, why: str) -> None:
    (sentence,) = said(desk)

    assert sentence.startswith(
        f"It was due on warung at 2026-11-20 09:00 and did not go out within 2 h: {why} "
    )


def test_times_are_shown_in_the_channels_own_zone() -> None:
    channel = replace(make_channel(), timezone=ZoneInfo("Asia/Makassar"))

    assert "at 2026-11-20 10:00" in said(make_desk([LATE], channels={SHOP: channel}))[0]


@pytest.mark.parametrize(
    ("story", "code", "words"),
    [
        pytest.param(
            lambda post: Story(post, began_at=NOW - timedelta(hours=1)).claimed(),
            "outcome_unknown",
            "Look at https://kopi.example/@warung",
            id="no answer",
        ),
        pytest.param(
            lambda post: (
                Story(post, revision=revision(post)).claimed().then(Happened.REJECTED, reason="Too long")
            ),
            "refused",
            "Too long",
            id="refused",
        ),
        pytest.param(
            lambda post: Story(post).claimed().then(Happened.RELEASED, reason="The server rests."),
            "try_again",
            "The server rests.",
            id="tried, and tried again",
        ),
        pytest.param(
            lambda post: Story(post).claimed().then(Happened.SEEN),
            "seen_without_address",
            "Paste the post's address",
            id="seen",
        ),
        pytest.param(
            lambda post: Story(post).claimed().published().then(Happened.WITHDRAWN),
            "removed",
            "no longer on warung",
            id="removed",
        ),
    ],
)  # fmt: skip
def test_what_the_ledger_knows_is_said_in_the_row(
    story: Callable[[Post], Story], code: str, words: str
) -> None:
    post = due()
    desk = make_desk([post], approvals=[approved(post)], events=story(post).events)

    (problem,) = explained(desk)

    assert problem.code == code
    assert words in problem.say(english)


def test_a_copied_row_names_the_row_it_repeats() -> None:
    original = due(title="Kopi susu")
    copy = replace(original, id=make_post().id, title="Salinan")
    story = Story(original, revision=revision(original)).claimed().published()
    desk = make_desk([copy, original], approvals=[approved(copy)], events=story.events)

    assert said(desk)[0].startswith("The row “Kopi susu” says the same on warung")


def test_one_finding_about_two_channels_is_said_once_and_two_findings_twice() -> None:
    both = make_post(text="k" * 501, channels=(SHOP, HELP))
    waiting = make_post(channels=(SHOP, HELP))

    assert [p.code for p in explained(make_desk([both]))] == ["text_too_long"]
    assert [p.facts["channel"] for p in explained(make_desk([waiting]))] == [SHOP, HELP]


def test_a_row_at_rest_shows_what_could_not_be_read_and_nothing_else() -> None:
    draft = make_post(status=Status.DRAFT, publish_at=None)
    finding = Problem(
        kind=explained(make_desk([make_post(text="")]))[0].kind, tab="calendar", row=draft.id
    )  # fmt: skip

    assert explained(make_desk([draft])) == []
    assert explained(make_desk([draft], cell_problems={draft.id: [finding]})) == [finding]


def test_what_is_still_to_come_and_in_order_shows_nothing() -> None:
    post = make_post()

    assert explained(make_desk([post], approvals=[approved(post)])) == []


def test_findings_are_said_in_the_readers_language_with_the_headers_they_see() -> None:
    post = make_post()
    desk = make_desk([post], approvals=[make_approval(post, revision(post), counts=False)])

    def fake(template: str) -> str:
        return f"⟨{template}⟩"

    def headers(tab: str, column: str) -> str:
        return f"{tab}/{column}"

    (sentence,) = [p.say(fake, headers) for p in explained(desk)]
    unknown = due()
    events = Story(unknown, began_at=NOW - timedelta(hours=1)).claimed().events
    (asked,) = [p.say(fake, headers) for p in explained(make_desk([unknown], events=events))]

    assert sentence.count("⟨") == 4, "what, fix, the decision named in it, and who"
    assert "“⟨Approve again⟩”" in sentence
    assert "“calendar/answer”" in asked


def test_a_decision_that_waits_shows_its_standing_even_without_a_record() -> None:
    post = make_post()
    waiting = hold(Why.WAITING, standing=Standing(stands=Stands.WAITING, level=1))
    problems = Explain(desk=make_desk([post]), now=NOW).post(post, [waiting], None)

    assert [p.facts["people"] for p in problems] == [BUDI.id]
    assert AYU.id not in str(problems[0].facts)


def test_decisions_are_grouped_by_post_in_their_order() -> None:
    other = replace(hold(Why.WAITING), post=make_post().id)
    first, second = hold(Why.WAITING), hold(Why.QUIET, HELP)

    assert by_post([first, other, second]) == {POST.id: [first, second], other.post: [other]}


def test_a_post_that_went_out_says_when_its_row_was_changed_since() -> None:
    story = Story(POST).claimed().published()
    desk = make_desk([POST], events=story.events)
    out = Done(post=POST.id, channel=SHOP, publication=publication(SHOP, story))

    explain = Explain(desk=desk, now=NOW, edited=frozenset({POST.id}))

    assert [p.code for p in explain.post(POST, [out], None)] == ["edited_after_publishing"]
    assert Explain(desk=desk, now=NOW).post(POST, [out], None) == []
