"""Which network finds links, names and tags by which rules. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import assert_never

from automation.domain.content.text.entity import Entity
from automation.domain.content.text.plain import plain_entities


class Finder(StrEnum):
    """By whose rules a text is read; the rules of one network are loaded when they are asked for."""

    PLAIN = "plain"
    """Only `https://` is a link, `#` and `@` begin a word: Mastodon, and those that do not tell."""
    X = "x"
    BLUESKY = "bluesky"


def entities_in(text: str, finder: Finder) -> Sequence[Entity]:
    """Return what is found in a text by these rules, in order and never overlapping."""
    match finder:
        case Finder.PLAIN:
            return plain_entities(text)
        case Finder.X:
            from automation.domain.content.text.x_tags import x_entities

            return x_entities(text)
        case Finder.BLUESKY:
            from automation.domain.content.text.facets import bluesky_entities

            return bluesky_entities(text)
    assert_never(finder)
