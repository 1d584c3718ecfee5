"""X: what a text weighs, and what X finds in it; our own texts beside the published ones."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from automation.domain.content.text.entity import Entity
from automation.domain.content.text.weight import x_weight
from automation.domain.content.text.x_links import x_links
from automation.domain.content.text.x_tags import x_answers, x_cashtags, x_entities, x_hashtags

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        pytest.param("Kopi susu", 9, id="Latin letters"),
        pytest.param("珈琲", 4, id="Chinese characters weigh two"),
        pytest.param("\u3000", 2, id="so does the ideographic blank"),
        pytest.param("“kopi” – ya…", 13, id="quotes and dashes are light, the ellipsis is heavy"),
        pytest.param(FAMILY, 2, id="a family"),
        pytest.param("👨🏽‍🌾", 2, id="a farmer with a skin tone"),
        pytest.param("🇮🇩", 2, id="a flag"),
        pytest.param("🇮🇮", 4, id="two letters that are no flag"),
        pytest.param("🇮🇩🇯🇵", 4, id="two flags in a row"),
        pytest.param("👍🏽", 2, id="a thumb with a skin tone"),
        pytest.param("❤️‍🔥", 2, id="a heart on fire"),
        pytest.param("☕️", 2, id="a picture written with its selector"),
        pytest.param("5️⃣", 2, id="a key with a number"),
        pytest.param("©", 1, id="the copyright sign is light as text"),
        pytest.param("©️", 2, id="and an emoji with its selector"),
        pytest.param("😀\u200d😀", 5, id="what nobody joined counts as its parts"),
        pytest.param("e\u0301", 1, id="a letter and its accent are composed"),
        pytest.param("q\u0301", 2, id="unless there is no such letter"),
        pytest.param("a\r\nb", 4, id="a line break of two characters"),
        pytest.param("ﺷكرا", 5, id="Arabic, its joined form being heavy"),
        pytest.param("https://kopi.example/menu?meja=1", 32, id="an ending nobody has is no link"),
        pytest.param("https://kopi.id/" + "menu/" * 50, 23, id="a long link"),
        pytest.param("kopi.id", 23, id="a link without a scheme"),
        pytest.param("Menu: kopi.id.", 6 + 23 + 1, id="the full stop counts"),
        pytest.param("ayu@kopi.id", 11, id="an e-mail address is no link"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_a_text_weighs_what_x_counts(text: str, weight: int) -> None:
    assert x_weight(text) == weight


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Ke kopi.id atau www.kopi.co.id!", ["kopi.id", "www.kopi.co.id"]),
        ("(https://kopi.id/menu_(baru))", ["https://kopi.id/menu_(baru)"]),
        ("珈琲kopi.idです", ["kopi.id"]),
        ("HTTPS://KOPI.ID/Menu", ["HTTPS://KOPI.ID/Menu"]),
        ("https://珈琲.みんな/メニュー", ["https://珈琲.みんな/"]),
        ("https://kopi.vermögensberatung", ["https://kopi.vermögensberatung"]),
        ("#kopi.id @kopi.id $kopi.id _kopi.id kopi_susu.id", []),
        ("https://kopi-.id https://-kopi.id https://kopi..id", []),
        ("https://kopi.id:8080/a?b=c#d,", ["https://kopi.id:8080/a?b=c#d"]),
        ("https://" + "k" * 63 + ".id", ["https://" + "k" * 63 + ".id"]),
        ("https://" + "k" * 64 + ".id", []),
        ("https://" + "é" * 64 + ".id", []),
        ("https://kopi.id/" + "m" * 4100, []),
        ("https://kopi.idhttps://teh.id", []),
    ],
)
def test_links_end_where_x_ends_them(text: str, links: list[str]) -> None:
    assert [text[one.start : one.end] for one in x_links(text)] == links


def test_a_link_without_a_scheme_stands_for_a_whole_address() -> None:
    assert [one.value for one in x_links("Ke kopi.id/menu")] == ["https://kopi.id/menu"]


def test_tags_and_names_are_found_where_no_link_lies() -> None:
    text = "@ayu: #KopiSenja di kopi.id/#menu, naik $KOPI, kata RT@sari #１２３"

    assert [(e.kind, e.value) for e in x_entities(text)] == [
        ("mention", "ayu"), ("hashtag", "KopiSenja"), ("link", "https://kopi.id/#menu"),
        ("cashtag", "KOPI"), ("mention", "sari"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name"), [("@ayu kopinya siap", "ayu"), (".@ayu kopinya siap", ""), ("Hai @ayu", "")]
)
def test_a_text_that_begins_with_a_name_is_an_answer(text: str, name: str) -> None:
    assert x_answers(text) == name


PIECES = st.lists(
    st.sampled_from(
        ["kopi.id", "https://", "/menu", "@ayu", "#kopi", "$KOPI", ".", " ", "珈琲", FAMILY, "é",
         "e\u0301", "-", "_", ":", "みんな", ".みんな", "🇮", "\ufe0f", "\u200d", "RT", "\ufffe"]
    ) | st.text(max_size=3),
    max_size=20,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(text=PIECES)
def test_what_is_found_lies_in_the_text_and_apart(text: str) -> None:
    found = x_entities(text)

    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.value.removeprefix("https://") in text for one in found)


@settings(deadline=None)
@given(text=PIECES)
def test_a_text_weighs_the_same_however_its_accents_are_written(text: str) -> None:
    assert x_weight(unicodedata.normalize("NFD", text)) == x_weight(text)


@settings(deadline=None)
@given(text=PIECES, more=PIECES)
@example(text="", more="ékopi.id")
def test_texts_apart_weigh_what_each_of_them_weighs(text: str, more: str) -> None:
    """The very first sign of a text is read by a rule of its own, so `more` does not begin one."""
    assert x_weight(f"{text}\n\n{more}") == x_weight(text) + 1 + x_weight(f"\n{more}")


def kinds_of(entities: list[Entity]) -> list[str]:
    return [one.value for one in entities]


def test_a_hashtag_has_a_letter_and_a_cashtag_stands_alone() -> None:
    assert kinds_of(x_hashtags("#2026 #2026kopi #_ #kopi_susu&#teh")) == ["2026kopi", "kopi_susu"]
    assert kinds_of(x_cashtags("$BBCA, a$BBRI $TOOLONGNAME")) == ["BBCA"]
