"""A linked page's card: its own words, in little time, from the public web alone; or none."""

import io
from pathlib import Path

import pytest
from PIL import Image

from automation.domain.content.card import Card
from automation.http import PublicWeb
from automation.media import MediaStore
from automation.media.cards import PAGE_BYTES, ROOM, said_by
from tests.wire.raw import Act, Play, answer, raw_server
from tests.wire.web import pretend_web

HTML = {"Content-Type": "text/html"}
HEAD = """<!doctype html><html><head><title>Judul lain</title>
<meta property="og:title" content="Menu &amp; harga &#127796;">
<meta name="description" content="Keterangan lain">
<meta property="og:description" content="Semua kopi\n   musim ini">
<meta property="og:image" content="/foto/menu.png"></head><body><title>bukan</title>"""


def page(head: str = HEAD) -> bytes:
    return answer(200, head.encode(), HTML)


def picture(size: tuple[int, int], kind: str = "PNG") -> bytes:
    into = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(into, format=kind)
    return into.getvalue()


def card_of(
    tmp_path: Path, *plays: Play, path: str = "/menu"
) -> tuple[Card | None, MediaStore, int]:
    """Return the card of a page on a server that answers so, and how often that was asked."""
    with raw_server(*plays) as server:
        web = pretend_web({"kopi.example": ["127.0.0.1"]}, silence_s=0.3, total_s=0.6)
        store = MediaStore(tmp_path, web.fetch, pages=web.fetch)
        card = store.card(f"http://kopi.example:{server.port}{path}")
        return card, store, len(server.requests)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD, ("Menu & harga 🌴", "Semua kopi musim ini", "https://kopi.example/foto/menu.png")),
        ("<title>\n Kopi  Senja\n</title><body>", ("Kopi Senja", "", "")),
        ("<meta name=twitter:title content=Kopi><meta name=twitter:image content=//a.example/b.jpg>",
            ("Kopi", "", "https://a.example/b.jpg")),
        ("<meta property='og:title' content=''><title>Kopi</title>", ("Kopi", "", "")),
        ("<svg><title>Ikon</title></svg>", ("Ikon", "", "")),
        ("<title>Kopi\u202e\u0007 Senja</title>", ("Kopi Senja", "", "")),
        ("{\"json\": 1}", ("", "", "")),
        ("<title", ("", "", "")),
    ],
)  # fmt: skip
def test_a_page_is_read_as_its_head_says(head: str, said: tuple[str, str, str]) -> None:
    assert said_by(head.encode(), "https://kopi.example/menu") == said


def test_long_words_end_where_a_card_ends() -> None:
    said = said_by(f"<title>{'👨‍👩‍👧' * 301}</title>".encode(), "https://kopi.example/")

    assert said.title == "👨‍👩‍👧" * 299 + "…"


@pytest.mark.parametrize(
    "body",
    [
        "<title>Kopi é</title>".encode() + b"\xe2\x82",
        b"<meta charset=windows-1252><title>Kopi \xe9</title>",
        b"<title>Kopi \xe9</title>",
        b"<meta charset=nonsense><title>Kopi \xe9</title>".replace(b"\xe9", "é".encode()),
    ],
    ids=["cut in a letter", "declared", "old", "declared wrongly"],
)
def test_a_page_is_read_in_its_own_letters(body: bytes) -> None:
    assert said_by(body, "https://kopi.example/").title == "Kopi é"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_made_small_enough_and_can_be_read(tmp_path: Path, kind: str) -> None:
    card, store, _ = card_of(tmp_path, page(), answer(200, picture((1600, 900), kind)))

    assert card is not None
    assert card.picture is not None
    body = store.read(card.picture)
    assert len(body) == card.picture.byte_count <= (ROOM.max_bytes or 0)
    with Image.open(io.BytesIO(body)) as seen:
        assert seen.size == (card.picture.width, card.picture.height) == (1200, 675)


@pytest.mark.parametrize(
    "play",
    [
        answer(404),
        answer(200, b"<svg/>"),
        answer(200, picture((40, 30))[:60]),
        Act.CUT,
        Act.SILENT,
        answer(302, headers={"Location": "http://169.254.169.254/"}),
    ],
    ids=["gone", "drawing", "broken", "cut", "silent", "elsewhere"],
)
def test_a_picture_that_cannot_be_had_leaves_the_card_without_one(
    tmp_path: Path, play: Play
) -> None:
    card, _, _ = card_of(tmp_path, page(), play)

    assert card is not None
    assert (card.title, card.picture) == ("Menu & harga 🌴", None)


@pytest.mark.parametrize(
    "play",
    [
        answer(404, HEAD.encode(), HTML),
        answer(200, b"%PDF-1.7"),
        Act.CUT,
        Act.SILENT,
        answer(302, headers={"Location": "http://10.0.0.1/"}),
        page("<title> </title>"),
    ],
    ids=["gone", "no page", "cut", "silent", "into our network", "untitled"],
)
def test_a_page_that_cannot_be_had_has_no_card(tmp_path: Path, play: Play) -> None:
    card, _, _ = card_of(tmp_path, play)

    assert card is None


def test_only_the_beginning_of_a_long_page_is_read(tmp_path: Path) -> None:
    long = page("<title>Kopi</title>" + "k" * PAGE_BYTES * 4)

    card, _, _ = card_of(tmp_path, long)

    assert card is not None
    assert card.title == "Kopi"


def test_a_page_is_asked_once_and_a_silent_server_not_again(tmp_path: Path) -> None:
    with raw_server(Act.CUT) as server:
        web = pretend_web({"kopi.example": ["127.0.0.1"]}, silence_s=0.3)
        store = MediaStore(tmp_path, web.fetch, pages=web.fetch)
        cards = [
            store.card(f"http://kopi.example:{server.port}{path}")
            for path in ("/menu", "/menu", "/harga")
        ]
        asked = len(server.requests)

    assert (cards, asked) == ([None, None, None], 1)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://[::1]/", "http://10.1.2.3/", "file:///etc/hosts", "kopi"],
)
def test_nothing_but_the_public_web_is_read(tmp_path: Path, address: str) -> None:
    web = PublicWeb(total_s=1.0)

    assert MediaStore(tmp_path, web.fetch, pages=web.fetch).card(address) is None


def test_in_a_rehearsal_nothing_is_fetched(tmp_path: Path) -> None:
    with raw_server(page()) as server:
        web = PublicWeb(closed=True, is_allowed=lambda _: True)
        card = MediaStore(tmp_path, web.fetch, pages=web.fetch).card(server.url)

        assert (card, server.requests) == (None, [])
