"""Counting and comparing texts as networks and people do."""

import pytest

from automation.domain.content.text import (
    contains_word,
    grapheme_count,
    hashtags_in,
    holds_link,
    links_in,
    missing_of,
    shortened,
    utf16_count,
)

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "graphemes", "utf16"),
    [
        pytest.param("kopi", 4, 4, id="plain letters"),
        pytest.param(FAMILY, 1, 11, id="a family of four"),
        pytest.param("👍🏽", 1, 4, id="a thumb with a skin tone"),
        pytest.param("🇮🇩", 1, 4, id="a flag"),
        pytest.param("e\u0301", 1, 2, id="a letter with a combining accent"),
        pytest.param("ꦏꦺꦴꦥꦶ", 2, 5, id="Javanese script"),
        pytest.param("a\r\nb", 3, 4, id="a line break of two characters"),
        pytest.param("", 0, 0, id="nothing"),
    ],
)
def test_a_length_is_counted_as_people_see_it(text: str, graphemes: int, utf16: int) -> None:
    assert (grapheme_count(text), utf16_count(text)) == (graphemes, utf16)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Menu: https://kopi.example/menu.", ["https://kopi.example/menu"]),
        ("(https://kopi.example/menu?a=1&b=2)", ["https://kopi.example/menu?a=1&b=2"]),
        ("HTTPS://KOPI.EXAMPLE, http://b.example!", ["HTTPS://KOPI.EXAMPLE", "http://b.example"]),
        ("kopi.example dan ftp://kopi.example", []),
    ],
)
def test_links_are_found_without_the_sentence_around_them(text: str, links: list[str]) -> None:
    assert links_in(text) == links


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        pytest.param("https://a.id", 23, id="a short link is filled up"),
        pytest.param("https://kopi.example/" + "menu/" * 30, 23, id="a long link is cut"),
        pytest.param("Lihat https://kopi.example/menu.", 6 + 23 + 1, id="the full stop counts"),
        pytest.param("https://a.id https://a.id/b", 23 + 1 + 23, id="one begins like the other"),
        pytest.param("https://127.0.0.1/menu", 22, id="a host of numbers counts in full"),
        pytest.param("https://ayu:pw@kopi.example", 27, id="a password counts in full"),
        pytest.param(
            "https://kopi.example/a-very-long-menu https://x:y@h.id/?u=https://kopi.example/a-very-long-menu",
            23 + 1 + 57,
            id="a link inside another is not counted for itself",
        ),
        pytest.param("@ayu@kopi.example hai", 8, id="a mention counts without its server"),
        pytest.param("ayu@kopi.example", 16, id="an e-mail address is no mention"),
    ],
)
def test_links_and_mentions_count_as_the_network_says(text: str, counted: int) -> None:
    assert len(shortened(text, url_length=23, local_mentions=True)) == counted


def test_a_network_without_such_rules_counts_every_letter() -> None:
    text = "@ayu@kopi.example https://kopi.example/menu"

    assert shortened(text, url_length=None, local_mentions=False) == text


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("Pesan di https://kopi.example/menu", True),
        ("Pesan (https://kopi.example/menu).", True),
        ("https://kopi.example/menu\nSampai jumpa", True),
        ("Pesan di https://kopi.example/menu-baru", False),
        ("Pesan di https://kopi.example/menu/2", False),
        ("Pesan di https://kopi.example", False),
        ("Pesan di kedai", False),
    ],
)
def test_a_longer_address_is_another_link(text: str, holds: bool) -> None:
    assert holds_link(text, "https://kopi.example/menu") is holds


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("Selamat pagi #KopiSenja #kopi_2026!", ["KopiSenja", "kopi_2026"]),
        ("#2026 #1Hari", ["1Hari"]),
        ("https://kopi.example/#menu a#b ##c", []),
        ("Ngopi#ini", []),
        ("#ngopi・yuk #珈琲", ["ngopi・yuk", "珈琲"]),
    ],
)
def test_hashtags_are_whole_words_with_a_letter(text: str, tags: list[str]) -> None:
    assert hashtags_in(text) == tags


@pytest.mark.parametrize(
    ("text", "word", "there"),
    [
        ("Kopi TERMURAH se-Bandung", "termurah", True),
        ("Termurahlah dia", "termurah", False),
        ("paling   murah\nsedunia", "Paling Murah", True),
        ("Jum’at berkah", "jum'at", True),
        ("Diskon 50%!", "50%", True),
        ("150% sari kopi", "50%", False),
        ("Promo #diskon", "#diskon", True),
    ],
)
def test_a_word_is_found_as_a_whole_in_any_case(text: str, word: str, there: bool) -> None:
    assert contains_word(text, word) is there
    assert missing_of([word], text) == ([] if there else [word])


def test_a_word_typed_with_combining_marks_is_the_same_word() -> None:
    assert contains_word("Cafe\u0301 baru", "café")
