"""X's published conformance tests: what is a link, a name, a tag, and how much a text weighs."""

import json
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
import yaml

from automation.domain.content.text.entity import Entity, Kind, utf16_spans
from automation.domain.content.text.top_level import KNOWN_TO_X
from automation.domain.content.text.weight import x_weight
from automation.domain.content.text.x_links import x_links
from automation.domain.content.text.x_tags import (
    x_answers,
    x_cashtags,
    x_entities,
    x_hashtags,
    x_mentions,
)
from tests.vectors.folder import Case, vectors, x_cases


def failures(cases: list[Case], judge: Callable[[str], object]) -> list[str]:
    """Name every case that ends otherwise than published, all at once."""
    return [
        f"{case['description']}: {found!r} instead of {case['expected']!r}"
        for case in cases
        if (found := judge(str(case["text"]))) != case["expected"]
    ]


def shown(text: str, entities: list[Entity]) -> list[str]:
    return [text[one.start : one.end] for one in entities]


def values(found: list[Entity]) -> list[str]:
    return [one.value for one in found]


def placed(name: str, find: Callable[[str], list[Entity]]) -> Callable[[str], list[Case]]:
    def judge(text: str) -> list[Case]:
        found = find(text)
        return [
            {
                name: text[e.start : e.end] if e.kind is Kind.LINK else e.value,
                "indices": [s.start, s.end],
            }
            for e, s in zip(found, utf16_spans(text, found), strict=True)
        ]

    return judge


def lists(text: str) -> list[Case]:
    return [
        {
            "screen_name": one.value,
            "list_slug": text[one.start + 1 + len(one.value) : one.end],
            "indices": [one.start, one.end],
        }
        for one in x_mentions(text)
    ]


@pytest.mark.parametrize("section", ["urls", "tco_urls_with_params"])
def test_links_are_those_x_finds(section: str) -> None:
    assert failures(x_cases("extract.yml", section), lambda text: shown(text, x_links(text))) == []


@pytest.mark.parametrize("section", ["country", "generic"])
def test_a_link_is_known_by_each_top_level_domain(section: str) -> None:
    assert failures(x_cases("tlds.yml", section), lambda text: shown(text, x_links(text))) == []


def test_the_top_level_domains_are_those_x_knows() -> None:
    published = yaml.safe_load(
        vectors("twitter-text", "conformance", "tld_lib.yml").read_text("utf-8")
    )

    assert {str(one).lower() for group in published.values() for one in group} == KNOWN_TO_X


@pytest.mark.parametrize(
    ("section", "judge"),
    [
        ("urls_with_indices", placed("url", x_links)),
        ("urls_with_directional_markers", placed("url", x_links)),
        ("mentions", lambda text: values(x_mentions(text))),
        ("mentions_with_indices", placed("screen_name", x_mentions)),
        ("mentions_or_lists_with_indices", lists),
        ("replies", lambda text: x_answers(text) or None),
        ("hashtags", lambda text: values(x_hashtags(text))),
        ("hashtags_from_astral", lambda text: values(x_hashtags(text))),
        ("hashtags_with_indices", placed("hashtag", x_hashtags)),
        ("cashtags", lambda text: values(x_cashtags(text))),
        ("cashtags_with_indices", placed("cashtag", x_cashtags)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_names_and_tags_are_those_x_finds(section: str, judge: Callable[[str], object]) -> None:
    assert failures(x_cases("extract.yml", section), judge) == []


@pytest.mark.parametrize("section", ["urls", "hashtags", "mentions"])
def test_all_entities_together_never_overlap(section: str) -> None:
    for case in x_cases("extract.yml", section):
        found = x_entities(str(case["text"]))

        assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "section",
    ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"],
)
def test_a_text_weighs_what_x_says(section: str) -> None:
    cases = [
        case | {"expected": case["expected"]["weightedLength"]}  # type: ignore[index]
        for case in x_cases("validate.yml", section)
    ]

    assert failures(cases, x_weight) == []


def test_the_weights_are_those_of_the_published_configuration() -> None:
    config = json.loads(vectors("twitter-text", "config", "v3.json").read_text("utf-8"))
    light = {p for one in config["ranges"] for p in range(one["start"], one["end"] + 1)}
    signs = set(range(0x3100)) - {0x2E, 0xFE0F} - set(range(0x300, 0x370))

    assert x_weight("http://test.co") == config["transformedURLLength"]
    assert config["maxWeightedTweetLength"] == 280
    assert [
        hex(p) for p in signs if x_weight(chr(p)) != (1 if p in light else 2) and composes(chr(p))
    ] == []


def composes(sign: str) -> bool:
    """Whether a sign stays one sign when it is composed."""
    return unicodedata.normalize("NFC", sign) == sign
