"""One text held against one limit: every unit, links and tags, signs that are refused."""

from dataclasses import replace

import pytest

from automation.domain.content.lengths import UNITS, length_of, problems_of
from automation.domain.content.text import Finder, Kind, Unit
from automation.domain.problems import content_kinds
from automation.domain.publishing.network import Field, TextLimit
from automation.language import english, translator
from tests.domain.builders import SPEC
from tests.domain.content.test_fit import codes, fitted
from tests.domain.desks import make_post

FAMILY = "👨‍👩‍👧‍👦"


def limit(**changes: object) -> TextLimit:
    plain = replace(
        SPEC.text,
        url_length=None,
        local_mentions=False,
        counts_warning=False,
        unit=Unit.CODE_POINTS,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("unit", "sign", "counts"),
    [
        (Unit.GRAPHEMES, FAMILY, 1),
        (Unit.CODE_POINTS, FAMILY, 7),
        (Unit.UTF16, "👍🏽", 4),
        (Unit.UTF8_BYTES, "é", 2),
        (Unit.WEIGHTED, "珈", 2),
        (Unit.EMOJI_BYTES, "🇮🇩", 8),
    ],
    ids=lambda value: str(value) if isinstance(value, Unit) else "",
)
def test_in_every_unit_the_limit_passes_and_one_more_does_not(
    unit: Unit, sign: str, counts: int
) -> None:
    at_limit = sign * 10

    assert list(problems_of(at_limit, limit(unit=unit, max=10 * counts))) == []
    ((kind, facts),) = problems_of(at_limit + "k", limit(unit=unit, max=10 * counts))
    assert kind is content_kinds.TEXT_TOO_LONG
    assert (facts["length"], facts["over"], str(facts["unit"])) == (10 * counts + 1, 1, UNITS[unit])


def test_a_second_limit_in_bytes_is_found_where_the_first_one_passes() -> None:
    bluesky = limit(unit=Unit.GRAPHEMES, max=300, also={Unit.UTF8_BYTES: 3000})

    ((_, facts),) = problems_of(FAMILY * 121, bluesky)

    assert (facts["length"], facts["max"], facts["over"]) == (3025, 3000, 25)
    assert facts["tail"] == "…" + FAMILY * 24


def test_each_limit_that_is_passed_is_told_in_its_own_unit() -> None:
    found = list(problems_of("é" * 20, limit(max=10, also={Unit.UTF8_BYTES: 30})))

    assert [(facts["length"], facts["max"]) for _, facts in found] == [(20, 10), (40, 30)]


def test_on_x_a_link_weighs_what_the_limit_says() -> None:
    text = "Menu: kopi.id/menu-lengkap-bulan-ini"

    assert length_of(text, limit(unit=Unit.WEIGHTED, url_length=23)) == 6 + 23
    assert length_of(text, limit(unit=Unit.WEIGHTED)) == len(text)


@pytest.mark.parametrize(
    ("finder", "text", "kind", "most", "over"),
    [
        pytest.param(Finder.PLAIN, "#a #b #c", Kind.HASHTAG, 2, 1, id="hashtags"),
        pytest.param(Finder.PLAIN, "@a @b@c.id", Kind.MENTION, 1, 1, id="mentions"),
        pytest.param(Finder.X, "$BBCA $BBRI", Kind.CASHTAG, 1, 1, id="cashtags"),
        pytest.param(
            Finder.BLUESKY, "kopi.id teh.id", Kind.LINK, 1, 1, id="links without a scheme"
        ),
    ],
)
def test_too_many_links_or_tags_are_counted_as_the_network_finds_them(
    finder: Finder, text: str, kind: Kind, most: int, over: int
) -> None:
    ((found, facts),) = problems_of(text, limit(finder=finder, most={kind: most}))

    assert (found, facts["over"]) == (content_kinds.TOO_MANY_IN_TEXT, over)
    assert list(problems_of(text, limit(finder=finder, most={kind: most + over}))) == []


def test_the_same_link_counts_once_where_the_network_says_so() -> None:
    text = "https://kopi.id " * 6
    threads = limit(most={Kind.LINK: 5})

    assert [kind for kind, _ in problems_of(text, threads)] == [content_kinds.TOO_MANY_IN_TEXT]
    assert list(problems_of(text, replace(threads, same_once=True))) == []


def test_signs_that_are_refused_are_named_each_once() -> None:
    ((kind, facts),) = problems_of("<b>Kopi</b>\ufffe", limit(refused="<>\ufffe"))

    assert (kind, facts["signs"]) == (content_kinds.SIGN_REFUSED, "< > U+FFFE")


def test_half_a_character_is_refused_everywhere() -> None:
    assert [kind for kind, _ in problems_of("Kopi \ud83d", limit())] == [content_kinds.TEXT_BROKEN]


def test_a_text_that_is_required_may_not_be_blank() -> None:
    found = problems_of(" \n", limit(required=True))

    assert [kind for kind, _ in found] == [content_kinds.TEXT_MISSING]


def test_the_title_the_caption_and_the_comment_have_limits_of_their_own() -> None:
    spec = replace(
        SPEC,
        fields={
            Field.TITLE: limit(max=5, refused="<>"),
            Field.CAPTION: limit(max=10),
            Field.COMMENT: limit(max=20),
            Field.ALT_TEXT: limit(max=3, unit=Unit.UTF8_BYTES),
        },
    )
    post = make_post(text="k" * 11, headline="Kopi <", thread=("k" * 400,), first_comment="k" * 21)

    bare = fitted(post, spec)[1]
    pictured = fitted(replace(post, media=("a.jpg",), alt_texts=("éé",)), spec)[1]

    assert [str(p.facts.get("part")) for p in bare] == [
        "The headline",
        "The headline",
        "The first comment",
    ]
    assert [p.column for p in bare] == ["headline", "headline", "first_comment"]
    assert sorted({*codes(pictured)} - {*codes(bare)}) == ["alt_too_long"]
    assert "The text" in {str(p.facts.get("part")) for p in pictured}


def test_a_draft_says_the_limit_of_each_of_its_parts() -> None:
    spec = replace(SPEC, fields={Field.CAPTION: limit(max=1024), Field.COMMENT: limit(max=1250)})
    post = make_post(media=("a.jpg",), thread=("Dua",), first_comment="Tanya")

    draft, _ = fitted(post, spec)

    assert [part.max_length for part in draft.parts] == [1024, 500, 1250]


@pytest.mark.parametrize("unit", Unit)
def test_every_unit_has_a_name_in_both_languages(unit: Unit) -> None:
    assert translator("id")(UNITS[unit]) != english(UNITS[unit])


def test_a_headline_is_sent_only_where_the_network_shows_one() -> None:
    post = make_post(headline="Kopi baru", thread=("Dua",))
    with_title = replace(SPEC, fields={Field.TITLE: limit(max=100)})

    assert [part.headline for part in fitted(post, SPEC)[0].parts] == ["", ""]
    assert [part.headline for part in fitted(post, with_title)[0].parts] == ["Kopi baru", ""]
