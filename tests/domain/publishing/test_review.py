"""Reviewing a post on its way: whose decision it may be, and everything that keeps it from going."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from automation.domain.approvals.standing import Stands
from automation.domain.content.guideline import Guideline, Rule
from automation.domain.content.post import Ask, Choice, Post, Status
from automation.domain.desk import Desk
from automation.domain.ids import NO_REVISION
from automation.domain.problems.cell_kinds import NOT_A_TIME
from automation.domain.problems.problem import Problem
from automation.domain.publishing.fold import fold
from automation.domain.publishing.publication import Happened
from automation.domain.publishing.review import (
    Material,
    Review,
    is_on_its_way,
    on_their_way,
    review_all,
)
from automation.domain.team.channel import Policy
from automation.domain.team.member import Member, Role
from automation.errors import ConfigError, MediaError
from automation.language import english
from tests.domain.builders import Story, approved, make_picture, material_for, revision
from tests.domain.desks import (
    AYU,
    BUDI,
    CITRA,
    HELP,
    SETTINGS,
    SHOP,
    make_channel,
    make_desk,
    make_member,
    make_post,
)  # fmt: skip

RINA = make_member("Rina Hukum", Role.LEGAL)
GONE = make_member("Gita Lama", Role.MANAGER, active=False)
MANAGER = make_member("Maya", Role.MANAGER, email="maya@kopi.example")
TEAM = (AYU, BUDI, CITRA, RINA, GONE, MANAGER)


def ask(
    approver: str, choice: Choice = Choice.APPROVE, *, level: int = 1, **changes: object
) -> Post:
    return make_post(asks=(Ask(level=level, approver=approver, choice=choice),), **changes)  # type: ignore[arg-type]


def reviewed(
    post: Post, material: Material | None = None, team: Sequence[Member] = TEAM, **desk: object
) -> Review:
    stage = make_desk([post], members=team, **desk)  # type: ignore[arg-type]
    return review_all(stage, material or material_for(stage), [post])[post.id]


def codes(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


# Which posts are looked at


@pytest.mark.parametrize(
    ("post", "story", "wanted"),
    [
        pytest.param(make_post(), None, True, id="ready"),
        pytest.param(make_post(status=Status.DRAFT), None, False, id="a draft"),
        pytest.param(make_post(channels=()), None, True, id="ready, but for no channel"),
        pytest.param(POST := make_post(), Story(POST).claimed(), True, id="being sent"),
        pytest.param(POST, Story(POST).claimed().then(Happened.UNKNOWN), True, id="no answer"),
        pytest.param(POST, Story(POST).claimed().then(Happened.REJECTED), True, id="refused"),
        pytest.param(POST, Story(POST).claimed().published(), False, id="out"),
        pytest.param(POST, Story(POST).claimed().then(Happened.SEEN), False, id="seen there"),
        pytest.param(
            POST, Story(POST).claimed().published().then(Happened.WITHDRAWN), False, id="removed"
        ),
        pytest.param(POST, Story(POST, parts=2).claimed().published(), True, id="half a thread"),
    ],
)
def test_a_post_is_looked_at_until_nothing_more_is_to_be_sent(
    post: Post, story: Story | None, wanted: bool
) -> None:
    ledger = fold(story.events if story else [])

    assert is_on_its_way(post, ledger) is wanted


def test_a_post_that_is_out_on_one_channel_is_looked_at_for_the_other() -> None:
    post = make_post(channels=(SHOP, HELP))
    desk = make_desk([post], events=Story(post).claimed().published().events)

    assert on_their_way(desk) == [post]


# Whose decision it may be


@pytest.mark.parametrize(
    ("post", "code", "said"),
    [
        pytest.param(ask(" "), "no_approver", "Level 1 has a decision but no approver", id="no name"),
        pytest.param(ask("Siapa Ini"), "unknown_approver", "“Siapa Ini” at level 1", id="a stranger"),
        pytest.param(ask("Gita Lama"), "unknown_approver", "not an active member", id="has left"),
        pytest.param(ask("Citra Dewi"), "wrong_role", "it needs manager", id="the wrong role"),
        pytest.param(ask("Ayu Lestari"), "own_post", "owns this post", id="their own post"),
        pytest.param(
            ask("Budi Santoso", owner="budi  santoso"), "own_post", "Budi Santoso owns", id="their own, typed otherwise"
        ),
    ],
)  # fmt: skip
def test_a_decision_that_may_not_be_is_a_finding_and_is_not_recorded(
    post: Post, code: str, said: str
) -> None:
    review = reviewed(post)

    assert codes(review.problems) == [code]
    assert said in review.problems[0].say(english)
    assert review.problems[0].blocks
    assert review.decisions == []


@pytest.mark.parametrize(
    "post",
    [
        pytest.param(ask("Budi Santoso"), id="a manager"),
        pytest.param(ask(" BUDI   santoso "), id="typed carelessly"),
        pytest.param(ask("maya@kopi.example"), id="named by e-mail"),
        pytest.param(ask("Ayu Lestari", Choice.REJECT), id="rejecting: of their own they may"),
        pytest.param(ask("Budi Santoso", owner="Tidak dikenal"), id="an owner nobody knows"),
    ],
)
def test_a_decision_that_may_be_is_ready_for_the_log(post: Post) -> None:
    rejecting = post.asks[0].choice is Choice.REJECT
    channel = make_channel()
    if rejecting:
        channel = replace(channel, levels=(frozenset({Role.CREATOR}),))

    review = reviewed(post, channels={SHOP: channel})

    assert review.problems == []
    assert [found.verdict.value for found in review.decisions] == [post.asks[0].choice.value]


def test_people_who_may_decide_instead_are_named_and_those_who_left_are_not() -> None:
    review = reviewed(ask("Citra Dewi"))

    assert review.problems[0].facts["people"] == "Budi Santoso, Maya"


def test_owners_approve_their_own_posts_where_the_team_lets_them() -> None:
    settings = replace(SETTINGS, self_approval=True)

    review = reviewed(ask("Budi Santoso", owner="Budi Santoso"), settings=settings)

    assert review.problems == []
    assert [found.member for found in review.decisions] == [BUDI.id]


def test_a_role_that_one_of_the_channels_asks_for_is_enough_to_be_heard() -> None:
    support = replace(make_channel(HELP), levels=(frozenset({Role.COMMUNITY}),))
    post = ask("Citra Dewi", channels=(SHOP, HELP))

    review = reviewed(post, channels={SHOP: make_channel(), HELP: support})

    assert review.problems == []
    assert [found.member for found in review.decisions] == [CITRA.id]


def test_three_levels_are_checked_each_with_its_own_roles() -> None:
    levels = (frozenset({Role.MANAGER}), frozenset({Role.LEGAL}), frozenset({Role.FINAL}))
    channel = replace(make_channel(), policy=Policy.MULTI_LEVEL, levels=levels)
    asks = tuple(
        Ask(level=level, approver=name, choice=Choice.APPROVE)
        for level, name in ((1, "Budi Santoso"), (2, "Budi Santoso"), (3, "Rina Hukum"))
    )

    review = reviewed(make_post(asks=asks), channels={SHOP: channel})

    assert [(p.code, p.facts["level"], str(p.facts["roles"])) for p in review.problems] == [
        ("wrong_role", 2, "legal"), ("wrong_role", 3, "final"),
    ]  # fmt: skip
    assert [found.level for found in review.decisions] == [1]


def test_a_decision_counts_for_the_text_that_the_last_run_showed() -> None:
    post = ask("Budi Santoso")
    seen = replace(post, last_revision=revision(post))

    assert [found.counts for found in reviewed(seen).decisions] == [True]
    assert [found.counts for found in reviewed(replace(seen, text="Lain")).decisions] == [False]


def test_a_decision_found_now_does_not_stand_until_it_is_in_the_log() -> None:
    review = reviewed(ask("Budi Santoso"))

    assert review.standings[SHOP].stands is Stands.WAITING


# What keeps it from going


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"publish_at": None}, ["no_time"]),
        ({"channels": ()}, ["no_channel"]),
        ({"publish_at": None, "channels": ()}, ["no_time", "no_channel"]),
    ],
    ids=["no time", "no channel", "neither"],
)
def test_an_incomplete_row_says_what_is_missing(
    changes: dict[str, object], expected: list[str]
) -> None:
    assert codes(reviewed(make_post(**changes)).problems) == expected  # type: ignore[arg-type]


def test_a_time_that_cannot_be_read_is_said_once() -> None:
    post = make_post(publish_at=None)
    finding = Problem(
        kind=NOT_A_TIME, tab="calendar", row=post.id, column="publish_at",
        facts={"value": "besok", "column": "publish_at"},
    )  # fmt: skip

    assert codes(reviewed(post, cell_problems={post.id: [finding]}).problems) == ["not_a_time"]


def test_a_picture_that_cannot_be_used_says_why_and_leaves_no_revision() -> None:
    post = make_post(media=("kopi.jpg", "hilang.jpg"))
    error = MediaError("“{name}” is not there.", "Put it there.", name="hilang.jpg")
    material = Material(
        media={"kopi.jpg": make_picture()},
        media_errors={"hilang.jpg": error},
        specs=material_for(make_desk()).specs,
    )

    review = reviewed(post, material)

    assert review.revision == NO_REVISION
    assert [p.say(english) for p in review.problems] == [
        "“hilang.jpg” is not there. Put it there. (the post's owner)"
    ]


def test_a_channel_without_its_secret_says_so_in_the_row() -> None:
    error = ConfigError("The channel has no token.", "Put it into MASTODON_TOKEN.")

    review = reviewed(make_post(), Material(closed={SHOP: error}))

    assert [p.say(english) for p in review.by_channel[SHOP]] == [
        "The channel has no token. Put it into MASTODON_TOKEN. (who runs Lembar)"
    ]
    assert review.drafts == {}


def test_each_channel_has_its_own_findings_and_draft() -> None:
    rule = Guideline(rule=Rule.BANNED_WORDS, words=("promo",), channels=frozenset({HELP}))
    closed = replace(make_channel(), active=False)
    post = make_post(text="Promo kopi", channels=(SHOP, HELP, HELP))

    review = reviewed(post, guidelines=[rule], channels={SHOP: closed, HELP: make_channel(HELP)})

    assert {name: codes(found) for name, found in review.by_channel.items()} == {
        SHOP: ["channel_inactive"], HELP: ["banned_word"],
    }  # fmt: skip
    assert codes(review.problems_on(SHOP)) == ["channel_inactive"]
    assert set(review.drafts) == set(review.standings) == {SHOP, HELP}


@pytest.mark.parametrize(
    ("status", "clashes"), [(Status.READY, True), (Status.DRAFT, False), (Status.CANCELLED, False)]
)
def test_only_posts_that_are_ready_stand_in_each_others_way(status: Status, clashes: bool) -> None:
    rule = Guideline(rule=Rule.CLASH_MINUTES, number=60)
    post, other = make_post(), make_post(status=status)
    desk: Desk = make_desk([post, other], guidelines=[rule])

    review = review_all(desk, material_for(desk), [post])[post.id]

    assert codes(review.by_channel[SHOP]) == ["clash"] * clashes


def test_a_log_of_other_posts_is_not_this_posts() -> None:
    post, other = ask("Budi Santoso"), make_post()

    assert len(reviewed(post, approvals=[approved(other)]).decisions) == 1
