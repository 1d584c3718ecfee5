"""Texts made to be slow: four times as long may cost about four times as much, not sixteen."""

import time
from collections.abc import Callable

import pytest

from automation.domain.content.text import grapheme_count, plain_entities
from automation.domain.content.text.facets import bluesky_entities
from automation.domain.content.text.weight import x_weight
from automation.domain.content.text.x_tags import x_entities

ANYWHERE = (
    "a", "あ", "a.", "a.aa", "http://", "a.id一-.", "é.", "@a", "a@", "#1", "1", "@a@b.", "$a.",
    "x.com ", "xn--", "👩\u200d", "🇮", "\ufe0f", " ",
)  # fmt: skip
IN_LINKS = ("(", "(a", "!", ".", "@a/", "@a", "?", "a.(")
TEXTS = [("", piece) for piece in ANYWHERE] + [
    (link, piece) for link in ("http://a.id/", "http://a.id?") for piece in IN_LINKS
]


def cost(count: Callable[[str], object], beginning: str, piece: str, size: int) -> float:
    """Return the seconds of the processor that one text takes, the least of two measures."""
    text = beginning + (piece * size)[:size]
    costs = []
    for _ in range(2):
        began = time.thread_time()
        count(text)
        costs.append(time.thread_time() - began)
    return min(costs)


@pytest.mark.parametrize(
    "count", [x_entities, x_weight, bluesky_entities, plain_entities, grapheme_count]
)
def test_the_cost_grows_with_the_length_and_no_faster(count: Callable[[str], object]) -> None:
    grown = {
        text: (cost(count, *text, 12_000) + 0.001) / (cost(count, *text, 3_000) + 0.001)
        for text in TEXTS
    }

    assert {text: ratio for text, ratio in grown.items() if ratio > 8} == {}
