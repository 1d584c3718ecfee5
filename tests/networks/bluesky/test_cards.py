"""A link's card on Bluesky: brought by the post, since the network makes none; never a reason to fail."""

from typing import Any

import pytest

from automation.domain.content.card import Card
from automation.domain.content.draft import Attachment, Part
from automation.domain.content.fit import fit
from automation.domain.ids import Revision
from automation.domain.publishing.network import Network
from automation.networks.bluesky.header import SPEC
from tests.attempts import attempt
from tests.domain.builders import make_picture
from tests.domain.desks import make_channel, make_post
from tests.networks.bluesky.opening import posted
from tests.wire.bluesky import BlueskyStage
from tests.wire.bluesky_server import BlueskyServer
from tests.wire.fake import Told
from tests.wire.pace import NOON

LINK = "https://kopisenja.example/menu"
PART = Part(text=f"Menu baru: {LINK}", length=40, card_of=LINK)


@pytest.fixture
def card(kopi: BlueskyStage) -> Card:
    picture = kopi.media.put(b"jpeg menu", "menu.jpg", mime="image/jpeg")
    made = Card(address=LINK, title="Menu & harga", description="Semua kopi", picture=picture)
    kopi.media.cards[LINK] = made
    return made


def embed_of(network: Network, server: BlueskyServer, part: Part = PART) -> Any:
    receipt = network.publish(part, attempt("k", since=NOON))
    return posted(server, receipt).get("embed")


@pytest.mark.usefixtures("card")
def test_a_link_is_shown_with_its_pages_title_words_and_picture(
    network: Network, server: BlueskyServer
) -> None:
    shown = embed_of(network, server)

    page = shown["external"]
    assert shown["$type"] == "app.bsky.embed.external"
    assert (page["uri"], page["title"], page["description"]) == (LINK, "Menu & harga", "Semua kopi")
    assert page["thumb"]["size"] == len(b"jpeg menu")


def test_a_page_that_cannot_be_had_leaves_the_post_without_a_card(
    network: Network, server: BlueskyServer
) -> None:
    assert embed_of(network, server) is None


@pytest.mark.usefixtures("card")
def test_a_picture_the_server_does_not_take_leaves_the_card_without_one(
    network: Network, server: BlueskyServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_keep_blob", lambda *_: None)
    monkeypatch.setattr(
        "tests.wire.bluesky_server._CALLS",
        {**_calls(), ("POST", "com.atproto.repo.uploadBlob"): lambda *_: Told({"error": "x"}, 413)},
    )

    page = embed_of(network, server)["external"]

    assert (page["title"], "thumb" in page) == ("Menu & harga", False)


def _calls() -> dict[Any, Any]:
    from tests.wire.bluesky_server import _CALLS

    return dict(_CALLS)


@pytest.mark.usefixtures("card")
def test_a_repetition_whose_page_has_changed_is_the_same_post(
    network: Network, server: BlueskyServer, kopi: BlueskyStage
) -> None:
    first = network.publish(PART, attempt("k", since=NOON))
    kopi.media.cards[LINK] = Card(address=LINK, title="Judul baru")

    again = network.publish(PART, attempt("k", since=NOON))

    assert again == first
    assert posted(server, first)["embed"]["external"]["title"] == "Menu & harga"


@pytest.mark.usefixtures("card")
def test_pictures_take_the_cards_place(
    network: Network, server: BlueskyServer, picture: Attachment
) -> None:
    part = Part(text=PART.text, length=40, attachments=(picture,))

    assert embed_of(network, server, part)["$type"] == "app.bsky.embed.images"


@pytest.mark.parametrize(
    ("text", "link", "media", "card"),
    [
        (f"Menu {LINK} dan https://lain.example", "", (), LINK),
        ("Menu", LINK, (), LINK),
        ("Menu", LINK, ("kopi.jpg",), ""),
        ("Menu kopisenja.example", "", (), ""),
    ],
    ids=["the first of two", "the link's column", "beside pictures", "none that is whole"],
)
def test_the_draft_says_which_page_is_shown(
    text: str, link: str, media: tuple[str, ...], card: str
) -> None:
    post = make_post(text=text, link=link, media=media, thread=("Dua https://dua.example/",))
    files = {name: make_picture(name) for name in media}

    draft, _ = fit(post, make_channel(), SPEC, files, Revision("a" * 32))

    assert [part.card_of for part in draft.parts] == [card, "https://dua.example/"]
