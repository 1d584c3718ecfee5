"""Comparing words as people do: case, blanks and ways to write é do not matter. Pure."""

import unicodedata
from collections.abc import Iterable

import regex


def words_of(text: str) -> str:
    """Fold a text for comparing words: case, blanks, quotes and ways to write é do not matter."""
    return " ".join(unicodedata.normalize("NFC", text.casefold()).replace("’", "'").split())


def contains_word(text: str, word: str) -> bool:
    """Say whether a word or phrase stands in the text as a whole, in any case."""
    pattern = rf"(?<!\w){regex.escape(words_of(word))}(?!\w)"
    return regex.search(pattern, words_of(text)) is not None


def missing_of(wanted: Iterable[str], text: str) -> list[str]:
    """Return the wanted words that do not stand in the text."""
    return [word for word in wanted if not contains_word(text, word)]
