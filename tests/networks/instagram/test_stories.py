"""Stories: a channel of their own, one picture or film each, gone after a day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from automation.domain.community.message import Message, MessageKind
from automation.domain.content.draft import Part
from automation.domain.content.fit import fit
from automation.domain.content.media import MediaFile
from automation.domain.ids import Revision
from automation.domain.publishing.network import Network
from automation.domain.publishing.snapshot import Numbers
from automation.errors import OutcomeUnknown, Rejected, Unsupported
from automation.networks.meta.instagram.stories import STORY
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed
from tests.contracts.trouble import Trouble
from tests.domain.desks import make_channel, make_post
from tests.networks.meta.posts import Kept, film, pictures
from tests.wire.instagram import InstagramServer

MESSAGE = Message(
    network_id="1", kind=MessageKind.COMMENT, author="pelanggan", text="Halo",
    at=datetime(2026, 11, 22, tzinfo=UTC), answers="2",
)  # fmt: skip


@pytest.fixture
def stories(desk: Desk) -> Network:
    return at_stories(desk)


def at_stories(desk: Desk) -> Network:
    """Open the channel of the account's Stories, as a new run would."""
    server, _, name = desk.stage.address.rstrip("/").rpartition("/")
    return desk.open(address=f"{server}/stories/{name}")


def picture(desk: Desk) -> Part:
    return pictures(desk, 1, "")


def test_a_picture_goes_out_alone_without_words(
    desk: Desk, stories: Network, server: InstagramServer
) -> None:
    receipt = stories.publish(picture(desk), attempt("k"))

    (story,) = server.media
    assert set(story.form) == {"media_type", "image_url"}
    assert receipt.url == f"https://www.instagram.com/stories/kopi_senja/{story.id}/"


def test_a_film_is_a_story_there_and_no_reel(
    desk: Desk, stories: Network, server: InstagramServer
) -> None:
    stories.publish(film(desk, ""), attempt("k"))

    assert [story.form["media_type"] for story in server.media] == ["STORIES"]


def test_words_and_a_second_picture_are_said_before_approval(desk: Desk) -> None:
    names = ("a.jpg", "b.jpg")
    files = {
        name: MediaFile(
            address=name, sha256=name * 8, mime="image/jpeg", byte_count=9, width=1080, height=1920
        )
        for name in names
    }

    def codes(text: str, *media: str) -> set[str]:
        post = make_post(text=text, media=media)
        _, found = fit(post, make_channel(), STORY, files, Revision("a" * 32))
        return {problem.code for problem in found}

    assert codes("", "a.jpg") == set()
    assert codes("Menu", *names) == {"text_too_long", "too_many_pictures"}
    error = failed(lambda: at_stories(desk).publish(pictures(desk, 1, "Menu"), attempt("k")))
    assert type(error) is Rejected


def test_a_lost_one_is_adopted_when_it_is_the_only_one_since(
    desk: Desk, stories: Network, server: InstagramServer
) -> None:
    kept = Kept()
    desk.trouble(Trouble.LOST)
    failed(lambda: stories.publish(picture(desk), kept.attempt(desk)))

    found = stories.find(picture(desk), kept.attempt(desk), NOBODY)
    again = stories.publish(picture(desk), kept.attempt(desk))

    assert found == again
    assert len(server.media) == 1


def test_of_two_nobody_can_say_which_it_is(desk: Desk, stories: Network) -> None:
    kept = Kept()
    stories.publish(picture(desk), attempt("other"))
    desk.trouble(Trouble.LOST)
    failed(lambda: stories.publish(picture(desk), kept.attempt(desk)))

    error = failed(lambda: stories.find(picture(desk), kept.attempt(desk), NOBODY))

    assert type(error) is OutcomeUnknown


def test_one_that_never_left_is_not_there_though_another_is(desk: Desk, stories: Network) -> None:
    kept = Kept()
    stories.publish(picture(desk), attempt("other"))
    desk.trouble(Trouble.ERROR_BEFORE)
    failed(lambda: stories.publish(picture(desk), kept.attempt(desk)))

    assert stories.find(picture(desk), kept.attempt(desk), NOBODY) is None


def test_numbers_are_told_for_a_day_and_to_more_than_five_viewers(
    desk: Desk, stories: Network, server: InstagramServer
) -> None:
    receipt = stories.publish(picture(desk), attempt("k"))

    seen = stories.fetch_snapshot(receipt)
    server.is_little_seen = True
    little = stories.fetch_snapshot(receipt)
    old = replace(receipt, published_at=receipt.published_at - timedelta(hours=25))
    server.media.clear()

    assert seen == Numbers(impressions=12, reach=9, replies=2, shares=0)
    assert little == stories.fetch_snapshot(old) == Numbers()


@pytest.mark.parametrize(
    "call",
    [
        lambda network: network.fetch_messages(MESSAGE.at),
        lambda network: network.reply(MESSAGE, "Ya", attempt("r")),
        lambda network: network.hide(MESSAGE),
    ],
    ids=["read", "answer", "hide"],
)
def test_what_stories_do_not_have_is_refused(
    stories: Network, call: Callable[[Network], object]
) -> None:
    with pytest.raises(Unsupported):
        call(stories)
