"""What is special on Reddit: titles, refusals inside a 200, links that stand there already."""

from datetime import timedelta

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.fit import fit
from automation.domain.ids import ChannelId, Revision
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
)
from automation.networks.reddit.header import SPEC, address_of
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.domain.desks import make_channel, make_post
from tests.networks.reddit.conftest import Open, now
from tests.wire.reddit import RedditStage

LINK = "https://kopisenja.id/menu?a=1"


def part(text: str, *attachments: Attachment) -> Part:
    return Part(headline="Menu baru 🌴", text=text, length=len(text), attachments=attachments)


def test_a_text_is_escaped_and_found_as_it_was_written(opens: Open, reddit: RedditStage) -> None:
    text = f"# Kopi *susu* & teh_tarik\n1. {LINK}"
    sent = opens().publish(part(text), attempt("k"))
    found = opens().find(part(text), attempt("k", since=sent.published_at), frozenset())

    assert found is not None
    assert found.network_id == sent.network_id
    assert reddit.texts() == [text]


def test_a_text_that_is_a_link_becomes_a_link_post(opens: Open, reddit: RedditStage) -> None:
    opens().publish(part(LINK), attempt())

    (post,) = reddit.server.things.values()
    assert (post.kind, post.url, post.title) == ("link", LINK, "Menu baru 🌴")


def test_the_same_link_of_another_row_is_not_taken_for_ours(
    opens: Open, reddit: RedditStage
) -> None:
    opens().publish(part(LINK), attempt("other row"))
    kept: dict[str, str] = {}

    for _ in range(2):
        with pytest.raises(Rejected, match="the same link stands there already"):
            opens().publish(part(LINK), attempt("k", kept=kept, keep=kept.__setitem__))

    assert len(reddit.server.things) == 1


def test_a_lost_link_is_adopted_when_reddit_refuses_its_repetition(
    opens: Open, reddit: RedditStage
) -> None:
    kept: dict[str, str] = {}
    reddit.trouble(Trouble.LOST)
    with pytest.raises(OutcomeUnknown):
        opens().publish(part(LINK), attempt("k", kept=kept, keep=kept.__setitem__))

    receipt = opens().publish(part(LINK), attempt("k", kept=kept, keep=kept.__setitem__))

    assert [receipt.network_id] == list(reddit.server.things)


def test_a_missing_title_is_said_before_approval() -> None:
    _, problems = fit(make_post(text="Kopi"), make_channel(), SPEC, {}, Revision("a" * 32))

    assert [problem.code for problem in problems] == ["text_missing"]


@pytest.mark.parametrize(
    ("said", "wait_s"),
    [
        ("You're doing that too much. Try again in 9 minutes.", 540),
        ("Take a break for 45 seconds before trying again.", 45),
        ("Try again in 1 hour.", 3600),
        ("Later.", 600),
    ],
)
def test_a_wait_told_in_words_is_kept(
    opens: Open, reddit: RedditStage, said: str, wait_s: int
) -> None:
    reddit.server.refuses = ("RATELIMIT", said)

    with pytest.raises(RateLimited) as caught:
        opens().publish(part("Kopi"), attempt())

    assert caught.value.call.retry_at is not None
    assert abs(caught.value.call.retry_at - now() - timedelta(seconds=wait_s)).total_seconds() < 10


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("SUBREDDIT_NOTALLOWED", Unauthorized, "moderators"),
        ("BANNED_FROM_SUBREDDIT", Unauthorized, "moderators"),
        ("SUBREDDIT_NOEXIST", Unauthorized, "no such community"),
        ("NO_LINKS", Rejected, "only text here"),
        ("TOO_LONG", Rejected, "only text here"),
        ("QUOTA_FILLED", Rejected, "only text here"),
    ],
)
def test_a_refusal_inside_a_200_is_one(
    opens: Open, reddit: RedditStage, code: str, kind: type[NetworkError], said: str
) -> None:
    reddit.server.refuses = (code, "only text here")

    with pytest.raises(kind, match=said) as caught:
        opens().publish(part("Kopi"), attempt())

    assert caught.value.call.sent is Sent.NO


def test_a_suspended_account_and_another_account_publish_nothing(
    opens: Open, reddit: RedditStage
) -> None:
    reddit.server.suspended = True
    with pytest.raises(Unauthorized, match="suspended"):
        opens().publish(part("Kopi"), attempt())

    reddit.server.suspended, reddit.server.name = False, "teh_pagi"
    reddit.address = reddit.address.replace("/r/kopisenja", "/user/kopi_senja")
    with pytest.raises(Unauthorized, match="teh_pagi"):
        opens().publish(part("Kopi"), attempt())

    assert reddit.texts() == []


def test_a_first_comment_is_found_below_its_post(opens: Open) -> None:
    post = opens().publish(part("Kopi"), attempt("k/0"))
    begun = attempt("k/1", reply_to=post)
    comment = opens().publish(part("Pesan di sini"), begun)

    assert opens().find(part("Pesan di sini"), begun, frozenset()) == comment


@pytest.mark.parametrize(
    ("address", "community"),
    [
        ("https://www.reddit.com/r/kopisenja/", "kopisenja"),
        ("old.reddit.com/r/kopisenja", "kopisenja"),
        ("https://reddit.com/user/kopi-senja", "u_kopi-senja"),
    ],
)
def test_an_address_is_read_as_people_write_it(address: str, community: str) -> None:
    channel = Channel(id=ChannelId("b"), network="reddit", address=address)

    assert address_of(channel).community == community


@pytest.mark.parametrize("address", ["https://www.reddit.com/", "https://x.com/r/kopi", "r/kopi"])
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        address_of(Channel(id=ChannelId("b"), network="reddit", address=address))
