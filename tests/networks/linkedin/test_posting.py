"""What is special on LinkedIn: pages and members, named duplicates, films, cards, comments."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    NetworkError,
    NotReady,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from automation.http import Http, Policy
from automation.networks import open_network
from automation.networks.linkedin.header import address_of
from automation.settings import load_settings
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.wire.linkedin import LinkedInStage
from tests.wire.linkedin_words import MEMBER
from tests.wire.pace import FakeTime

Open = Callable[[], Network]
TEXT = "Kopi (susu) #gula_aren kembali! _Pesan_ di https://kopisenja.id/menu?a=1"


def now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the fake server's own clock


def opened(stage: LinkedInStage, used: list[Http]) -> Network:
    settings = load_settings(stage.secrets)
    http = Http(settings, clock=now, pace=FakeTime(luck=0.0).pace, policy=Policy(silence_s=0.5))
    used.append(http)
    channel = Channel(id=ChannelId("brand"), network="linkedin", address=stage.address)
    return open_network(channel, settings, http, stage.media)


@pytest.fixture
def page() -> Iterator[LinkedInStage]:
    stage = LinkedInStage()
    yield stage
    stage.stop()


@pytest.fixture
def used() -> Iterator[list[Http]]:
    kept: list[Http] = []
    yield kept
    for http in kept:
        http.close()


@pytest.fixture
def open_page(page: LinkedInStage, used: list[Http]) -> Open:
    return lambda: opened(page, used)


@pytest.fixture
def member(used: list[Http]) -> Iterator[LinkedInStage]:
    stage = LinkedInStage("in/kopi-senja")
    yield stage
    stage.stop()


def part(text: str = TEXT, *attachments: Attachment) -> Part:
    return Part(text=text, length=len(text), attachments=attachments)


def test_reserved_signs_are_escaped_and_read_back_as_they_were(
    open_page: Open, page: LinkedInStage
) -> None:
    sent = open_page().publish(part(), attempt("k"))

    assert page.texts() == [TEXT]
    assert open_page().find(part(), attempt("k", since=sent.published_at), frozenset()) == sent


def test_a_link_without_pictures_gets_a_card(open_page: Open, page: LinkedInStage) -> None:
    open_page().publish(part(), attempt())

    (post,) = page.server.posts.values()
    assert post.body["content"]["article"]["source"] == "https://kopisenja.id/menu?a=1"


def test_pictures_stand_together_with_their_alt_texts(open_page: Open, page: LinkedInStage) -> None:
    pictures = [
        Attachment(file=page.media.put(body), alt_text=f"Kopi {body!r}") for body in (b"a", b"b")
    ]

    open_page().publish(part(TEXT, *pictures), attempt())

    (post,) = page.server.posts.values()
    images = post.body["content"]["multiImage"]["images"]
    assert [one["altText"] for one in images] == ["Kopi b'a'", "Kopi b'b'"]
    assert [page.server.media[one["id"]].pieces[0] for one in images] == [b"a", b"b"]


def film(page: LinkedInStage) -> Attachment:
    return Attachment(file=page.media.put(b"f" * 5_000_000, "kopi.mp4", mime="video/mp4"))


def test_a_film_goes_in_pieces_and_one_that_takes_long_is_gone_on_with(
    open_page: Open, page: LinkedInStage
) -> None:
    kept: dict[str, str] = {}
    page.server.checks = 40
    long = part(TEXT, film(page))

    with pytest.raises(NotReady):
        open_page().publish(long, attempt(kept=kept, keep=kept.__setitem__))
    open_page().publish(long, attempt(kept=kept, keep=kept.__setitem__))

    (media,) = page.server.media.values()
    assert b"".join(media.pieces.values()) == b"f" * 5_000_000
    assert page.texts() == [TEXT]


def test_an_upload_cut_at_half_published_nothing_and_is_begun_anew(
    open_page: Open, page: LinkedInStage
) -> None:
    page.server.dies_at_piece = 1
    kept: dict[str, str] = {}

    with pytest.raises(Unavailable):
        open_page().publish(part(TEXT, film(page)), attempt(kept=kept, keep=kept.__setitem__))

    assert (page.texts(), kept) == ([], {})


def test_a_film_taken_and_later_rejected_is_said(open_page: Open, page: LinkedInStage) -> None:
    page.server.fails_media = "Unsupported codec"

    with pytest.raises(Rejected, match="Unsupported codec"):
        open_page().publish(part(TEXT, film(page)), attempt())


def test_the_same_post_of_another_row_is_not_taken_for_ours(
    open_page: Open, page: LinkedInStage
) -> None:
    open_page().publish(part(), attempt("other row"))
    kept: dict[str, str] = {}

    for _ in range(2):
        with pytest.raises(Rejected, match="feed/update/urn:li:share:"):
            open_page().publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))

    assert len(page.texts()) == 1


def test_a_lost_try_is_adopted_when_linkedin_names_it(open_page: Open, page: LinkedInStage) -> None:
    kept: dict[str, str] = {}
    page.trouble(Trouble.LOST)
    with pytest.raises(OutcomeUnknown):
        open_page().publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))

    receipt = open_page().publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))

    assert [receipt.network_id] == list(page.server.posts)


@pytest.mark.parametrize(
    ("age", "kind"), [(timedelta(days=2), Rejected), (timedelta(0), OutcomeUnknown)]
)
def test_an_old_post_or_one_that_is_gone_is_not_adopted(
    open_page: Open, page: LinkedInStage, age: timedelta, kind: type[NetworkError]
) -> None:
    number = int((now() - age).timestamp() * 1000) << 22
    page.server.refuses = (422, f"Content is a duplicate of urn:li:share:{number}")
    lost = {"sent": (now() - timedelta(minutes=1)).isoformat()}

    with pytest.raises(kind):
        open_page().publish(part(), attempt("k", kept=lost))


@pytest.mark.parametrize(
    ("refused", "kind", "said"),
    [
        ((403, "Not enough permissions to access: posts.CREATE"), Unauthorized, "administrator of the page"),
        ((403, "Member is restricted"), Unauthorized, "restricted"),
        ((422, "commentary is too long"), Rejected, "too long"),
        ((429, "throttle DAY limit for calls to this resource is reached."), NetworkError, "midnight UTC"),
    ],
)  # fmt: skip
def test_refusals_say_what_to_do(
    open_page: Open,
    page: LinkedInStage,
    refused: tuple[int, str],
    kind: type[NetworkError],
    said: str,
) -> None:
    page.server.refuses = refused

    with pytest.raises(kind, match=said) as caught:
        open_page().publish(part(), attempt())

    assert caught.value.call.sent is Sent.NO


def test_a_version_that_has_ended_is_said_to_who_runs_lembar(
    open_page: Open, page: LinkedInStage
) -> None:
    page.server.version = "202712"

    with pytest.raises(Unavailable, match="newest version"):
        open_page().check()


def test_who_has_no_role_on_the_page_publishes_nothing(
    open_page: Open, page: LinkedInStage
) -> None:
    page.server.role = "ANALYST"

    with pytest.raises(Unauthorized, match="kopi-senja"):
        open_page().publish(part(), attempt())

    assert page.texts() == []


def test_a_first_comment_stands_below_the_post_and_is_found_there(
    open_page: Open, page: LinkedInStage
) -> None:
    post = open_page().publish(part(), attempt("k/0"))
    begun = attempt("k/1", reply_to=post)
    comment = open_page().publish(part("Pesan di sini"), begun)

    assert open_page().find(part("Pesan di sini"), begun, frozenset()) == comment
    with pytest.raises(Rejected):
        open_page().publish(part("k" * 1251), begun)


def test_a_member_publishes_and_what_only_pages_may_is_refused(
    member: LinkedInStage, used: list[Http]
) -> None:
    network = opened(member, used)
    receipt = network.publish(part(), attempt("k"))

    assert [one.body["author"] for one in member.server.posts.values()] == [MEMBER]
    assert network.look_up(receipt.url) is None
    for call in (
        lambda: network.fetch_snapshot(receipt),
        lambda: network.find(part(), attempt("k"), frozenset()),
        lambda: network.fetch_messages(receipt.published_at),
    ):
        with pytest.raises(Unsupported):
            call()


@pytest.mark.parametrize("longest", [3000, 2999], ids=["LinkedIn's limits", "the team's own"])
def test_a_members_lost_try_is_adopted_by_the_networks_word(
    member: LinkedInStage, used: list[Http], longest: int
) -> None:
    kept: dict[str, str] = {}
    member.trouble(Trouble.LOST)
    with pytest.raises(OutcomeUnknown):
        opened(member, used).publish(part(), attempt("k", kept=kept, keep=kept.__setitem__))

    again = opened(member, used)
    again.spec = replace(again.spec, text=replace(again.spec.text, max=longest))
    receipt: Receipt = again.publish(part(), attempt("k", kept=kept))

    assert [receipt.network_id] == list(member.server.posts)
    assert again.look_up(receipt.url) is None, "what members may not read is not asked for"


@pytest.mark.parametrize(
    ("address", "is_page"),
    [
        ("https://www.linkedin.com/company/kopi-senja/", True),
        ("linkedin.com/company/5515715/about", True),
        ("https://linkedin.com/in/kopi-senja", False),
    ],
)
def test_an_address_is_read_as_people_write_it(address: str, is_page: bool) -> None:
    assert (
        address_of(Channel(id=ChannelId("b"), network="linkedin", address=address)).is_page
        is is_page
    )


@pytest.mark.parametrize(
    "address",
    ["https://www.linkedin.com/", "https://www.linkedin.com/feed", "https://x.com/in/kopi"],
)
def test_another_address_is_refused(address: str) -> None:
    with pytest.raises(ConfigError):
        address_of(Channel(id=ChannelId("b"), network="linkedin", address=address))
