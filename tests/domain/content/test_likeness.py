"""Our own post is recognised in what a network shows of it."""

import pytest

from automation.domain.content.likeness import NEARLY, likeness, seen_text, skeleton

MASTODON = {
    "paragraphs and lines": (
        "Kopi susu & kue\ndua baris\n\nparagraf kedua 🌴",
        "<p>Kopi susu &amp; kue<br />dua baris</p><p>paragraf kedua 🌴</p>",
    ),
    "a shortened link": (
        "Pesan: https://www.kopisenja.example/menu/hujan?utm_source=masto&x=1 ya",
        (
            '<p>Pesan: <a href="https://www.kopisenja.example/menu/hujan?utm_source=masto&amp;x=1" rel="nofollow"><span class="invisible">https://www.</span>'
            '<span class="ellipsis">kopisenja.example/menu/hujan?ut</span><span class="invisible">m_source=masto&amp;x=1</span></a> ya</p>'
        ),
    ),
    "a mention and a hashtag": (
        "Terima kasih @ayu@kopi.example! #KopiSusu",
        (
            '<p>Terima kasih <span class="h-card"><a href="https://kopi.example/@ayu" class="u-url mention">@<span>ayu</span></a></span>! '
            '<a href="https://s.example/tags/KopiSusu" class="mention hashtag" rel="tag">#<span>KopiSusu</span></a></p>'
        ),
    ),
    "a mention of nobody": ("Halo @tiada@kopi.example", "<p>Halo @tiada@kopi.example</p>"),
    "typographic signs": ('"Enak" - kata mereka...', "<p>“Enak” – kata mereka…</p>"),
    "composed letters": ("Cafe\u0301 Utama", "<p>Caf\u00e9 Utama</p>"),
    "text that looks like markup": (
        "2 < 3 & 4 > 1 <b>",
        "<p>2 &lt; 3 &amp; 4 &gt; 1 &lt;b&gt;</p>",
    ),
    "emoji": ("👩🏽‍🍳 ☕️ 🇮🇩", "<p>👩🏽‍🍳 ☕ 🇮🇩</p>"),
    "a picture alone": ("", ""),
    "arabic": ("قَهْوَة ساخنة", "<p>قهوة ساخنة</p>"),
}


@pytest.mark.parametrize(("sent", "shown"), MASTODON.values(), ids=MASTODON)
def test_what_was_sent_and_what_is_shown_are_one(sent: str, shown: str) -> None:
    assert skeleton(seen_text(shown)) == skeleton(sent)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Promo 1", "Promo 2"),
        ("Kopi ☕", "Kopi 🍵"),
        ("Buka", "Tutup"),
        ("", "Kopi"),
        ("https://a.example/1", "https://a.example/2"),
    ],
)
def test_different_posts_are_not_one(one: str, other: str) -> None:
    assert likeness(skeleton(one), skeleton(other)) < 1


def test_an_edited_post_is_nearly_one() -> None:
    before = "Kopi susu gula aren sudah kembali! Pesan sebelum pukul lima sore."

    assert NEARLY <= likeness(skeleton(before), skeleton(before.replace("lima", "enam"))) < 1


def test_lines_are_kept_for_people() -> None:
    assert seen_text("<p>satu<br>dua</p><p>tiga  empat</p>") == "satu\ndua\n\ntiga empat"


def test_scripts_are_not_text_and_broken_markup_is_no_error() -> None:
    assert seen_text(
        "<p>Halo<script>alert(1)</script></script> <b dunia <style>x</style>"
    ).startswith("Halo")
    assert "alert" not in seen_text("<p>Halo<script>alert(1)</script>")
