"""A text is shown as it was written, whatever signs it has, and can be read back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.content.likeness import seen_text
from automation.domain.content.text.markup import (
    from_little_text,
    from_markdown,
    from_slack_text,
    html_paragraphs,
    little_text,
    markdown,
    slack_text,
    telegram_html,
)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Diskon (50%) *hari ini*", r"Diskon \(50%\) \*hari ini\*"),
        ("Pagi #KopiSenja!", "Pagi {hashtag|#|KopiSenja}!"),
        ("#kopi_susu", r"{hashtag|#|kopi\_susu}"),
        ("Terima kasih @Kedai Ayu", r"Terima kasih \@Kedai Ayu"),
        ("C:\\menu | a_b ~ {x} [y] <z>", r"C:\\menu \| a\_b \~ \{x\} \[y\] \<z\>"),
        ("https://kopi.id/a_b", r"https://kopi.id/a\_b"),
    ],
)
def test_linkedin_cuts_nothing_and_finds_hashtags(text: str, written: str) -> None:
    assert little_text(text) == written
    assert from_little_text(written) == text


def test_linkedin_names_whom_we_know() -> None:
    written = little_text("Bersama @ayu dan @sari", {"ayu": "urn:li:organization:1"})

    assert written == r"Bersama @[ayu](urn:li:organization:1) dan \@sari"
    assert from_little_text(written) == "Bersama @ayu dan @sari"


def test_slack_and_telegram_show_angle_brackets() -> None:
    assert slack_text('Teh < kopi & <@U1> "ya"') == 'Teh &lt; kopi &amp; &lt;@U1&gt; "ya"'
    assert telegram_html("<b>Kopi</b> & teh") == "&lt;b&gt;Kopi&lt;/b&gt; &amp; teh"
    assert (
        from_slack_text("Menu: <https://kopi.id|kopi.id> <https://a.id>")
        == "Menu: kopi.id https://a.id"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*Kopi* _susu_ ~~gula~~ ||rahasia||", r"\*Kopi\* \_susu\_ \~\~gula\~\~ \|\|rahasia\|\|"),
        (
            "# bukan judul\n> bukan kutipan\n- bukan daftar",
            "\\# bukan judul\n\\> bukan kutipan\n\\- bukan daftar",
        ),
        ("1. satu\n2) dua", "1\\. satu\n2\\) dua"),
        ("Menu: https://kopi.id/a_b_c*d", "Menu: https://kopi.id/a_b_c*d"),
        ("@everyone <@123>", r"@everyone \<@123\>"),
    ],
)
def test_discord_and_reddit_show_signs_as_they_stand(text: str, written: str) -> None:
    assert markdown(text) == written


def test_a_page_has_paragraphs_breaks_and_links_but_no_mark_up_of_the_text() -> None:
    text = 'Menu <baru> & "lama":\nhttps://kopi.id/?a=1&b=2\r\n\r\nSampai jumpa'

    assert html_paragraphs(text) == (
        "<p>Menu &lt;baru&gt; &amp; &quot;lama&quot;:<br>"
        '<a href="https://kopi.id/?a=1&amp;b=2">https://kopi.id/?a=1&amp;b=2</a></p>\n'
        "<p>Sampai jumpa</p>"
    )
    assert html_paragraphs(" \n\n ") == ""


TEXTS = st.lists(
    st.sampled_from([*list("\\|{}@[]()<>#*_~`^>-+=1.&; \n"), "https://kopi.id/a_b", "#kopi", "@ayu", "é", "👍🏽"])
    | st.text(max_size=3)
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(text=TEXTS)
def test_what_is_escaped_reads_as_it_was(text: str) -> None:
    assert from_little_text(little_text(text)) == text
    assert from_slack_text(slack_text(text)) == text


@settings(deadline=None)
@given(text=TEXTS.filter(lambda text: "://" not in text and "http" not in text))
def test_markdown_reads_as_it_was_where_no_link_is(text: str) -> None:
    assert from_markdown(markdown(text)) == text


@settings(deadline=None)
@given(text=st.text(alphabet="ab <>&\"'#*\n", max_size=30))
def test_a_page_says_the_same_words(text: str) -> None:
    assert seen_text(html_paragraphs(text)).split() == text.split()
