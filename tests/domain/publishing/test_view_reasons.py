"""What a row shows: every reason once, in the team's language."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from automation.domain.content.post import Post, Status
from automation.domain.desk import Desk
from automation.domain.problems.problem import Problem
from automation.domain.publishing.plan import Done
from automation.domain.publishing.publication import Happened
from automation.domain.publishing.view import Explain
from automation.language import english
from tests.domain.builders import Story, approved, revision
from tests.domain.desks import HELP, NOW, SETTINGS, SHOP, make_channel, make_desk, make_post
from tests.domain.publishing.cases import due
from tests.domain.publishing.shown import POST, explained, publication, said


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


def test_a_post_that_went_out_says_when_its_row_was_changed_since() -> None:
    story = Story(POST).claimed().published()
    desk = make_desk([POST], events=story.events)
    out = Done(post=POST.id, channel=SHOP, publication=publication(SHOP, story))

    explain = Explain(desk=desk, now=NOW, edited=frozenset({POST.id}))

    assert [p.code for p in explain.post(POST, [out], None)] == ["edited_after_publishing"]
    assert Explain(desk=desk, now=NOW).post(POST, [out], None) == []
