"""A community's own rules: its flairs above all, told before anybody approves."""

from dataclasses import replace

import pytest

from automation.domain.content.draft import Part
from automation.domain.content.fit import fit
from automation.domain.ids import ChannelId, Revision
from automation.domain.publishing.network import NetworkSpec
from automation.domain.team.channel import Channel
from automation.errors import Rejected
from automation.networks.reddit.community import flair_name
from automation.networks.reddit.header import SPEC, address_of
from tests.attempts import attempt
from tests.domain.desks import make_channel, make_post
from tests.networks.reddit.conftest import Open
from tests.wire.reddit import RedditStage

FLAIRS = {"Resep": "f-resep", ":kopi: Tanya Jawab": "f-tanya"}
PART = Part(headline="Menu baru", text="Kopi", length=4)


@pytest.fixture
def strict(reddit: RedditStage) -> RedditStage:
    """A community that wants a flair."""
    reddit.server.flairs = dict(FLAIRS)
    reddit.server.rules["is_flair_required"] = True
    return reddit


def codes(topic: str, spec: NetworkSpec) -> list[str]:
    post = make_post(text="Kopi", headline="Menu baru", topic=topic)
    return [problem.code for problem in fit(post, make_channel(), spec, {}, Revision("a" * 32))[1]]


def test_a_missing_flair_and_an_unknown_one_are_said_before_approval(
    opens: Open, strict: RedditStage
) -> None:
    limits = opens().limits()

    assert limits.options["topic"] == {"Resep", "Tanya Jawab"}
    assert codes("", limits) == ["text_missing"]
    assert codes("Promo", limits) == ["bad_option"]
    assert codes("tanya jawab", limits) == []


def test_a_community_that_wants_none_takes_a_post_without(opens: Open, reddit: RedditStage) -> None:
    assert codes("", opens().limits()) == []
    opens().publish(PART, attempt())

    assert [post.flair for post in reddit.server.things.values()] == [""]


def test_the_flair_a_row_names_goes_along_by_its_id(opens: Open, strict: RedditStage) -> None:
    opens().publish(replace(PART, topic="tanya jawab"), attempt())

    assert [post.flair for post in strict.server.things.values()] == ["f-tanya"]


def test_a_flair_in_the_address_is_that_of_posts_whose_row_names_none(
    opens: Open, strict: RedditStage
) -> None:
    strict.address += "?f=flair_name%3A%22Resep%22"
    network = opens()

    assert codes("", network.limits()) == []
    network.publish(PART, attempt("a"))
    network.publish(replace(PART, text="Teh", topic="Tanya Jawab"), attempt("b"))

    assert [post.flair for post in strict.server.things.values()] == ["f-resep", "f-tanya"]


@pytest.mark.parametrize(
    ("topic", "flairs", "said"),
    [("", FLAIRS, "without a flair"), ("Promo", FLAIRS, "has these"), ("Promo", {}, "connects it")],
)
def test_what_was_not_known_beforehand_is_refused_in_words(
    opens: Open, strict: RedditStage, topic: str, flairs: dict[str, str], said: str
) -> None:
    strict.server.flairs = dict(flairs)

    with pytest.raises(Rejected) as caught:
        opens().publish(replace(PART, topic=topic), attempt())

    assert said in str(caught.value)
    assert strict.server.things == {}


def test_a_community_that_keeps_its_rules_to_itself_is_known_by_the_header(
    opens: Open, strict: RedditStage
) -> None:
    strict.server.tells_rules = False

    limits = opens().limits()

    assert replace(limits, options=SPEC.options) == SPEC


def test_a_community_with_shorter_titles_or_only_texts_is_known_to_be_so(
    opens: Open, reddit: RedditStage
) -> None:
    reddit.server.rules |= {"title_text_max_length": 80, "body_text_max_length": 500}
    reddit.server.about["submission_type"] = "self"

    limits = opens().limits()

    assert (limits.fields["title"].max, limits.text.max) == (80, 500)  # type: ignore[index]
    assert (limits.media.images_max, limits.media.videos_max) == (0, 0)


@pytest.mark.parametrize(
    ("query", "flair"),
    [
        ("?f=flair_name%3A%22Tanya%20Jawab%22", "Tanya Jawab"),
        ("?f=flair_name:Resep", "Resep"),
        ("?f=other", ""),
        ("", ""),
    ],
)
def test_an_address_may_name_a_flair_as_reddits_own_links_do(query: str, flair: str) -> None:
    address = f"https://www.reddit.com/r/kopisenja/{query}"
    channel = Channel(id=ChannelId("b"), network="reddit", address=address)

    assert address_of(channel).flair == flair


def test_a_flair_of_nothing_but_a_picture_keeps_its_name() -> None:
    assert [flair_name(":kopi:"), flair_name("Resep :kopi: baru")] == [":kopi:", "Resep baru"]
