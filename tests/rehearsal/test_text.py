"""Texts are counted and marked up as Mastodon does."""

import pytest
from mastodon import Mastodon

from automation.rehearsal.text import counted_length, hashtags, mentions, to_html

COUNTED = {
    "plain": ("Selamat pagi", 12),
    "an address": ("https://example.com/" + "x" * 200, 23),
    "an address in a sentence": ("Baca https://kopi.co.id/buka, ya.", 5 + 23 + 5),
    "an address in brackets": ("(https://kopi.co.id/buka)", 25),
    "two addresses": ("https://a.id https://b.id", 47),
    "an address by number": ("http://127.0.0.1/kopi", 21),
    "an address with a password": ("https://budi:kopi@example.com/", 30),
    "another scheme": ("ftp://example.com/", 18),
    "a made-up domain": ("https://kopi.invalid/buka", 25),
    "a mention": ("@budi halo", 10),
    "a mention elsewhere": ("@budi@kopi.example.com halo", 10),
    "an e-mail address": ("budi@example.com", 16),
    "a family": ("👨‍👩‍👧‍👦", 1),
    "a flag and a skin tone": ("🇮🇩👍🏽", 2),
    "a combined accent": ("e\u0301", 1),
    "Jawi": ("سلامت ڤاݢي", 10),
}
NOT_COMPARED = {"a made-up domain"}


def count(text: str, warning: str = "") -> int:
    return counted_length(text, warning, url_length=23)


def marked(text: str) -> str:
    return to_html(text, base_url="http://x", is_known=lambda name: name == "budi")


@pytest.mark.parametrize(("text", "length"), COUNTED.values(), ids=COUNTED.keys())
def test_a_text_has_the_length_the_network_counts(text: str, length: int) -> None:
    assert count(text) == length


@pytest.mark.parametrize("name", sorted(set(COUNTED) - NOT_COMPARED))
def test_mastodon_py_counts_the_same(name: str) -> None:
    pytest.importorskip("grapheme", reason="Mastodon.py counts with the package grapheme")
    text, _ = COUNTED[name]

    assert count(text, "Awas") == Mastodon.get_status_length(text, "Awas")


def test_lines_and_paragraphs_are_kept() -> None:
    assert marked("satu\ndua\r\n\r\ntiga") == "<p>satu<br />dua</p><p>tiga</p>"


def test_what_people_type_is_escaped() -> None:
    assert marked('<b>"M&M\'s"</b>') == "<p>&lt;b&gt;&quot;M&amp;M&#39;s&quot;&lt;/b&gt;</p>"


def test_an_address_is_shortened_and_whole_in_its_link() -> None:
    html = marked("Lihat https://www.example.com/menu/kopi/tubruk/yang/pahit?a=1&b=2.")

    assert 'href="https://www.example.com/menu/kopi/tubruk/yang/pahit?a=1&amp;b=2"' in html
    assert '<span class="invisible">https://www.</span>' in html
    assert '<span class="ellipsis">example.com/menu/kopi/tubruk/y</span>' in html


def test_known_people_are_linked_and_others_are_not() -> None:
    assert '<a href="http://x/@budi" class="u-url mention">@<span>budi</span></a>' in marked(
        "Halo @budi."
    )
    assert marked("Halo @siapa dan @budi@lain.id") == "<p>Halo @siapa dan @budi@lain.id</p>"


def test_hashtags_are_linked_and_numbers_are_not() -> None:
    assert (
        '<a href="http://x/tags/kopi" class="mention hashtag" rel="tag">#<span>Kopi</span></a>'
        in marked("#Kopi")
    )
    assert marked("#1 di &#39;") == "<p>#1 di &amp;#39;</p>"
    assert hashtags("#Kopi #kopi, #2026 #kopi_senja x#bukan https://a.id/#bukan") == (
        "Kopi",
        "kopi_senja",
    )


def test_mentions_are_local_names_once_each() -> None:
    assert mentions("@Budi @budi @sari@lain.id budi@example.com https://a.id/@rina") == ("budi",)
