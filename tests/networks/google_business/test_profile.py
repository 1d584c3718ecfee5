"""Posts and reviews of one location on Google."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    NetworkError,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.networks.google_business.header import location_of
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk, failed
from tests.wire.fake import Told
from tests.wire.google_business import BusinessFake, BusinessStage, refusal, stage


@dataclass
class Shop:
    """A location, and the server behind it."""

    desk: Desk
    stage: BusinessStage

    @property
    def fake(self) -> BusinessFake:
        return self.stage.fake

    def open(self) -> Network:
        return self.desk.open()


@pytest.fixture
def shop() -> Iterator[Shop]:
    played = stage()
    desk = Desk("google_business", played)
    yield Shop(desk, played)
    desk.close()
    played.stop()


@pytest.mark.parametrize("sign", ["k", "é", "👩‍🍳"], ids=["letter", "accent", "joined"])
def test_a_text_is_counted_in_unicode_characters(shop: Shop, sign: str) -> None:
    fitting = sign * (1500 // len(sign))

    shop.open().publish(Part(text=fitting), attempt())
    error = failed(lambda: shop.open().publish(Part(text=fitting + "k"), attempt()))

    assert shop.stage.texts() == [fitting]
    assert "1501" in str(error)


def test_a_post_needs_words(shop: Shop) -> None:
    error = failed(lambda: shop.open().publish(Part(text=" "), attempt()))

    assert (type(error), shop.fake.asked) == (Rejected, [])


def test_a_picture_goes_by_its_address_and_the_first_link_becomes_a_button(shop: Shop) -> None:
    picture = shop.stage.media.put(b"kopi")
    part = Part(
        text="Buka! https://kopi.example/a, https://kopi.example/b",
        attachments=(Attachment(file=picture),),
    )

    shop.open().publish(part, attempt())

    (post,) = shop.fake.posts.values()
    assert post["media"] == [
        {"mediaFormat": "PHOTO", "sourceUrl": shop.stage.media.address(picture)}
    ]
    assert post["callToAction"] == {"actionType": "LEARN_MORE", "url": "https://kopi.example/a"}


def test_a_post_refused_at_once_is_told_as_refused(shop: Shop) -> None:
    shop.fake.refuses_at_once = True

    error = failed(lambda: shop.open().publish(Part(text="Telepon 0812"), attempt()))

    assert (type(error), error.call.sent) == (Rejected, Sent.YES)


def test_a_post_refused_at_once_is_not_found_as_published(shop: Shop) -> None:
    shop.fake.refuses_at_once = True
    failed(lambda: shop.open().publish(Part(text="Telepon 0812"), attempt()))

    begun = attempt(since=shop.desk.started_at)

    assert shop.open().find(Part(text="Telepon 0812"), begun, NOBODY) is None


def test_an_answer_that_is_no_page_of_posts_does_not_pass_for_an_empty_one(shop: Shop) -> None:
    shop.fake.refusals.append(Told([]))

    error = failed(lambda: shop.open().find(Part(text="Kopi"), attempt(), NOBODY))

    assert (type(error), error.call.sent) == (Unavailable, Sent.NO)


def test_an_edit_changes_the_button_only_with_a_link(shop: Shop) -> None:
    network = shop.open()
    receipt = network.publish(Part(text="Satu https://kopi.example/a"), attempt())

    network.edit(receipt, Part(text="Dua"))

    (post,) = shop.fake.posts.values()
    assert (post["summary"], post["callToAction"]["url"]) == ("Dua", "https://kopi.example/a")


def test_a_post_on_a_later_page_is_found(shop: Shop) -> None:
    network = shop.open()
    first = network.publish(Part(text="Pertama"), attempt())
    post = shop.fake.posts[first.network_id]
    shop.fake.posts |= {
        f"{first.network_id}{n}": {**post, "name": f"x{n}", "summary": f"Lain {n}"}
        for n in range(150)
    }

    found = network.find(Part(text="Pertama"), attempt(since=shop.desk.started_at), NOBODY)

    assert found == first


def test_a_review_tells_its_stars_and_is_answered_in_place(shop: Shop) -> None:
    review = shop.fake.review("Kopinya dingin", "TWO")
    network = shop.open()

    (message,) = network.fetch_messages(shop.desk.started_at - timedelta(minutes=1))
    network.reply(message, "Maaf sekali", attempt())

    assert (message.text, message.author) == ("★★ Kopinya dingin", "Rani")
    assert review["reviewReply"]["comment"] == "Maaf sekali"


@pytest.mark.parametrize(
    ("told", "kind", "said"),
    [
        (refusal(429, "RESOURCE_EXHAUSTED", metadata={"quota_limit_value": "0"}), Unauthorized, "has not approved"),
        (refusal(429, "RESOURCE_EXHAUSTED", metadata={"quota_limit_value": "300"}), RateLimited, "wait until"),
        (refusal(403, "PERMISSION_DENIED", reason="SERVICE_DISABLED"), Unauthorized, "not enabled"),
        (refusal(403, "PERMISSION_DENIED", reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"), Unauthorized, "lacks a right"),
        (refusal(403, "PERMISSION_DENIED", "The caller does not have permission"), Unauthorized, "refused the credential"),
        (refusal(400, "INVALID_ARGUMENT", fieldViolations=[{"description": "Media is too small"}]), Rejected, "Media is too small"),
    ],
    ids=["not approved", "too often", "not enabled", "a right", "permission", "the picture"],
)  # fmt: skip
def test_each_refusal_says_what_to_do(
    shop: Shop, told: Told, kind: type[NetworkError], said: str
) -> None:
    shop.fake.refusals.extend([told] * 4)

    error = failed(lambda: shop.open().publish(Part(text="Kopi"), attempt()))

    assert (type(error), error.call.sent) == (kind, Sent.NO)
    assert said in str(error)


@pytest.mark.parametrize(
    "address",
    [
        "accounts/1/locations/2",
        "https://business.google.com/accounts/1/locations/2/",
        "https://mybusiness.googleapis.com/v4/accounts/1/locations/2",
    ],
)
def test_an_address_is_read_in_every_form(address: str) -> None:
    channel = Channel(id=ChannelId("brand"), network="google_business", address=address)

    assert location_of(channel) == "accounts/1/locations/2"


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/accounts/1/locations/2",
        "https://maps.google.com/?cid=1",
        "accounts/a/locations/b",
    ],
)
def test_what_is_no_location_is_refused(address: str) -> None:
    channel = Channel(id=ChannelId("brand"), network="google_business", address=address)

    with pytest.raises(ConfigError):
        location_of(channel)
