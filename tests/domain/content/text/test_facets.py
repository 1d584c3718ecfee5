"""Bluesky: what becomes a facet, and the bytes it covers."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from automation.domain.content.text import utf8_spans, utf16_spans
from automation.domain.content.text.facets import bluesky_entities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Halo @ayu.bsky.social!", [("mention", "ayu.bsky.social")]),
        ("(@ayu.bsky.social)", [("mention", "ayu.bsky.social")]),
        ("@ayu tanpa server, @ayu.nowhere, ayu@kopi.id", []),
        ("Menu: https://kopi.id/menu?a=1, besok", [("link", "https://kopi.id/menu?a=1")]),
        ("Menu kopi.id/menu!?", [("link", "https://kopi.id/menu")]),
        ("(kopi.id)", [("link", "https://kopi.id")]),
        ("(lihat https://kopi.id/menu).", [("link", "https://kopi.id/menu")]),
        ("https://kopi.id/menu_(baru)", [("link", "https://kopi.id/menu_(baru)")]),
        ("HTTPS://KOPI.ID httpbin.org", [("link", "HTTPS://KOPI.ID"), ("link", "https://httpbin.org")]),
        ("menu.pdf www.kopi.jpg dll. a..id", []),
        ("#KopiSenja, #2026 #2026kopi #", [("hashtag", "KopiSenja"), ("hashtag", "2026kopi")]),
        ("＃珈琲 #ngopi☕️yuk!!", [("hashtag", "珈琲"), ("hashtag", "ngopi☕️yuk")]),
        ("a#bukan #️⃣bukan", []),
        ("#" + "k" * 64 + " #" + "k" * 65, [("hashtag", "k" * 64)]),
        ("Naik $kopi, bukan $toolong", [("cashtag", "KOPI")]),
        ("https://kopi.id/#menu", [("link", "https://kopi.id/#menu")]),
    ],
)  # fmt: skip
def test_links_names_and_tags_become_facets(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.value) for one in bluesky_entities(text)] == found


def test_a_tag_too_long_in_bytes_is_none() -> None:
    assert bluesky_entities("#" + ("q" + "\u0301" * 6) * 60) == []


def test_offsets_are_bytes_and_survive_emoji_before_them() -> None:
    text = "👨‍👩‍👧‍👦 é @ayu.bsky.social"
    (span,) = utf8_spans(text, bluesky_entities(text))

    assert (span.start, span.end) == (29, 45)


PIECES = st.lists(
    st.sampled_from(
        ["@ayu.bsky.social", "kopi.id", "https://kopi.id/", "#kopi", "$KOPI", " ", "\n", "(", ")",
         ".", "👨‍👩‍👧‍👦", "é", "珈琲", "\u3000", "#"]
    ) | st.text(max_size=3),
    max_size=15,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(text=PIECES)
def test_offsets_cut_the_entity_out_of_the_bytes_and_out_of_the_units(text: str) -> None:
    found = bluesky_entities(text)
    utf8, utf16 = text.encode("utf-8", "surrogatepass"), text.encode("utf-16-le", "surrogatepass")

    for one, span, units in zip(
        found, utf8_spans(text, found), utf16_spans(text, found), strict=True
    ):
        shown = text[one.start : one.end]
        assert utf8[span.start : span.end].decode("utf-8", "surrogatepass") == shown
        assert utf16[units.start * 2 : units.end * 2].decode("utf-16-le", "surrogatepass") == shown


@settings(deadline=None)
@given(text=PIECES)
def test_facets_never_overlap(text: str) -> None:
    found = bluesky_entities(text)

    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
