"""Counting text as networks count it. Pure; the rules' sources stand in each network's spec."""

import unicodedata
from collections.abc import Iterable

import regex

_URL = regex.compile(r"https?://[^\s<>\"']+", regex.IGNORECASE)
_PLAIN_HOST = regex.compile(
    r"https?://(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*)\.)+\p{L}{2,}(?::\d+)?(?=[/?#]|$)", regex.IGNORECASE
)
_MENTION = regex.compile(r"(?<![\w/])@([A-Za-z0-9_][\w.-]*?)@([\w.-]*\w)")
_HASHTAG = regex.compile(r"(?<![\w/&#])#([\p{L}\p{M}\p{N}_·・]*[\p{L}_][\p{L}\p{M}\p{N}_·・]*)")
_TRAILING = ".,;:!?)]}\u2026\"'"


def links_in(text: str) -> list[str]:
    """Return the http(s) addresses in a text, without the punctuation that ends a sentence."""
    return [found.group().rstrip(_TRAILING) for found in _URL.finditer(text)]


def hashtags_in(text: str) -> list[str]:
    """Return the hashtags without `#`; a tag of digits alone is none, and links hold none."""
    return [found.group(1) for found in _HASHTAG.finditer(_URL.sub(" ", text))]


def grapheme_count(text: str) -> int:
    """Count user-perceived characters (extended grapheme clusters, UAX #29)."""
    return len(regex.findall(r"\X", text))


def shortened(text: str, *, url_length: int | None, local_mentions: bool) -> str:
    """Return the text with links and mentions replaced by what they count for.

    A link has the fixed length only when its host is a plain name under a letters-only ending;
    addresses by number and addresses with a password count in full (Mastodon.py's
    tests/test_status_length.py, seen at b9f2eff).
    """
    if url_length is not None:
        text = _URL.sub(lambda found: _counted(found.group(), url_length), text)
    if local_mentions:
        text = _MENTION.sub(r"@\1", text)
    return text


def _counted(address: str, url_length: int) -> str:
    link = address.rstrip(_TRAILING)
    return "x" * url_length + address[len(link) :] if _PLAIN_HOST.match(link) else address


def holds_link(text: str, link: str) -> bool:
    """Say whether a text shows this very address, not only a longer one that begins like it."""
    whole = rf"(?<!\w){regex.escape(link)}[{regex.escape(_TRAILING)}]*(?=[\s<>]|$)"
    return link in text and regex.search(whole, text) is not None


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


def utf16_count(text: str) -> int:
    """Count UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
