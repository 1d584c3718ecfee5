"""Each unit's count, at the signs where they differ."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.content.text.count import COUNTERS, Unit, graphemes

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "seen", "points", "utf16", "utf8", "on_threads"),
    [
        pytest.param("kopi", 4, 4, 4, 4, 4, id="letters"),
        pytest.param("é", 1, 1, 1, 2, 1, id="composed"),
        pytest.param("e\u0301", 1, 2, 2, 3, 1, id="decomposed"),
        pytest.param(FAMILY, 1, 7, 11, 25, 25, id="family"),
        pytest.param("👍🏽", 1, 2, 4, 8, 8, id="skin tone"),
        pytest.param("🇮🇩🇯🇵", 2, 4, 8, 16, 16, id="two flags"),
        pytest.param("🇮🇩🇯", 2, 3, 6, 12, 12, id="a flag and a half"),
        pytest.param("1️⃣", 1, 3, 3, 7, 7, id="a key"),
        pytest.param("珈琲", 2, 2, 2, 6, 2, id="Chinese"),
        pytest.param("\u3000", 1, 1, 1, 3, 1, id="ideographic blank"),
        pytest.param("שלום", 4, 4, 4, 8, 4, id="Hebrew"),
        pytest.param("ꦏꦺꦴꦥꦶ", 2, 5, 5, 15, 2, id="Javanese"),
        pytest.param("𝒦", 1, 1, 2, 4, 1, id="beyond the first plane, no emoji"),
        pytest.param("a\r\nb", 3, 4, 4, 4, 3, id="line break of two"),
        pytest.param("\ud83d", 1, 1, 1, 3, 1, id="half a sign"),
    ],
)
def test_a_text_has_a_length_in_each_unit(
    text: str, seen: int, points: int, utf16: int, utf8: int, on_threads: int
) -> None:
    assert {unit: COUNTERS[unit](text) for unit in Unit if unit is not Unit.WEIGHTED} == {
        Unit.GRAPHEMES: seen,
        Unit.CODE_POINTS: points,
        Unit.UTF16: utf16,
        Unit.UTF8_BYTES: utf8,
        Unit.EMOJI_BYTES: on_threads,
    }


TEXTS = st.text() | st.lists(
    st.sampled_from(["🇮", "🇩", "\u0301", "\u200d", "👩", "\ufe0f", "\u0600", "ꦏ", "ꦺ", "\r", "\n",
                     "가", "ᄀ", "ᅡ", "\u0e33", "🏽", "a"])
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(text=TEXTS)
def test_graphemes_are_cut_as_unicode_says_and_lose_nothing(text: str) -> None:
    assert graphemes(text) == regex.findall(r"\X", text)
    assert "".join(graphemes(text)) == text


@settings(deadline=None)
@given(text=TEXTS, more=TEXTS)
def test_more_text_never_counts_less_where_signs_do_not_join(text: str, more: str) -> None:
    for unit in (Unit.CODE_POINTS, Unit.UTF16, Unit.UTF8_BYTES):
        assert COUNTERS[unit](text + more) == COUNTERS[unit](text) + COUNTERS[unit](more)
    assert COUNTERS[Unit.GRAPHEMES](text + more) >= COUNTERS[Unit.GRAPHEMES](text)
