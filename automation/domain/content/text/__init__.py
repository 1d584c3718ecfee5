"""A text as networks see it: its length in their units, and what they find in it. Pure.

Here is what every network needs. What one network alone finds is imported from its own module, so
that nobody else waits for it: `x_tags`, `weight` (X), `facets` (Bluesky), `markup` (LinkedIn, Slack,
Telegram, Discord, Reddit, pages of HTML).
"""

from automation.domain.content.text.count import (
    COUNTERS,
    Unit,
    emoji_byte_count,
    grapheme_count,
    graphemes,
    utf8_count,
    utf16_count,
)
from automation.domain.content.text.entity import (
    Entity,
    Kind,
    Span,
    apart,
    utf8_spans,
    utf16_spans,
)
from automation.domain.content.text.finders import Finder, entities_in
from automation.domain.content.text.plain import (
    hashtags_in,
    holds_link,
    links_in,
    plain_entities,
    shortened,
)
from automation.domain.content.text.words import contains_word, missing_of, words_of

__all__ = [
    "COUNTERS",
    "Entity",
    "Finder",
    "Kind",
    "Span",
    "Unit",
    "apart",
    "contains_word",
    "emoji_byte_count",
    "entities_in",
    "grapheme_count",
    "graphemes",
    "hashtags_in",
    "holds_link",
    "links_in",
    "missing_of",
    "plain_entities",
    "shortened",
    "utf8_count",
    "utf8_spans",
    "utf16_count",
    "utf16_spans",
    "words_of",
]
