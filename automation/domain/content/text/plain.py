"""Links, mentions and hashtags as Mastodon and most people read them: only `https://` is a link. Pure."""

import regex

from automation.domain.content.text.entity import Entity, Kind, apart

_URL = regex.compile(r"https?://[^\s<>\"']+", regex.IGNORECASE)
_PLAIN_HOST = regex.compile(
    r"https?://(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*)\.)+\p{L}{2,}(?::\d+)?(?=[/?#]|$)", regex.IGNORECASE
)
_MENTION = regex.compile(r"(?<![\w/])@([A-Za-z0-9_][\w.-]*?)@([\w.-]*\w)")
_NAME = regex.compile(r"(?<![\w/@])@[A-Za-z0-9_](?:[\w.-]*\w)?+(?:@[\w.-]*\w)?+")
_HASHTAG = regex.compile(r"(?<![\w/&#])#([\p{L}\p{M}\p{N}_·・]*[\p{L}_][\p{L}\p{M}\p{N}_·・]*)")
_TRAILING = ".,;:!?)]}\u2026\"'"


def links_in(text: str) -> list[str]:
    """Return the http(s) addresses in a text, without the punctuation that ends a sentence."""
    return [found.group().rstrip(_TRAILING) for found in _URL.finditer(text)]


def hashtags_in(text: str) -> list[str]:
    """Return the hashtags without `#`; a tag of digits alone is none, and links hold none."""
    return [found.group(1) for found in _HASHTAG.finditer(_URL.sub(" ", text))]


def plain_entities(text: str) -> list[Entity]:
    """Return links, `@name` or `@name@server` mentions and hashtags, in order."""
    links = (
        Entity(kind=Kind.LINK, start=one.start(), end=one.start() + len(link), value=link)
        for one in _URL.finditer(text)
        for link in [one.group().rstrip(_TRAILING)]
    )
    names = (
        Entity(kind=Kind.MENTION, start=one.start(), end=one.end(), value=one.group()[1:])
        for one in _NAME.finditer(text)
    )
    tags = (
        Entity(kind=Kind.HASHTAG, start=one.start(), end=one.end(), value=one.group(1))
        for one in _HASHTAG.finditer(text)
    )
    return apart([*links, *names, *tags])


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
