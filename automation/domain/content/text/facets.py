"""Links, mentions and tags as Bluesky's own client finds them; nothing is linked without. Pure.

Source: packages/api/src/rich-text of https://github.com/bluesky-social/atproto (d6296a1, read
2026-11-22). Two things are better here: a scheme in capitals and a host such as `httpbin.org` are
links, too, and all the punctuation that ends a sentence is left out, not its last sign only.
"""

from collections.abc import Iterator

import regex

from automation.domain.content.text.count import grapheme_count, utf8_count
from automation.domain.content.text.entity import Entity, Kind, apart
from automation.domain.content.text.top_level import LIVING

MAX_TAG = 64
"""Graphemes of a tag (lexicon app.bsky.richtext.facet); a longer one is no tag."""
MAX_TAG_BYTES = 640

_BLANK = r"\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_UNSEEN = r"\u00ad\u2060\u200b-\u200d\u20e2"
_FIRST = rf"(?<=^|[{_BLANK}])"
_FIRST_OR_PAREN = rf"(?<=^|[{_BLANK}(])"

_MENTION = regex.compile(
    rf"{_FIRST_OR_PAREN}@([a-zA-Z0-9.-]+)(?:(?<=[a-zA-Z0-9])(?![a-zA-Z0-9_])|(?<=[.-])(?=_))"
)
_LINK = regex.compile(
    rf"{_FIRST_OR_PAREN}(?:(?P<scheme>https?://)[^{_BLANK}]++"
    rf"|(?P<host>[a-z][a-z0-9]*+(?:\.[a-z0-9]++)++)[^{_BLANK}]*+)",
    regex.IGNORECASE | regex.ASCII,
)
_TAG = regex.compile(
    rf"{_FIRST}[#＃](?!\ufe0f)([^{_BLANK}{_UNSEEN}]*[^0-9{_BLANK}\p{{P}}{_UNSEEN}][^{_BLANK}{_UNSEEN}]*+)"
)
_CASHTAG = regex.compile(
    rf"{_FIRST_OR_PAREN}\$([A-Za-z][A-Za-z0-9]{{0,4}})(?=[{_BLANK}]|$|[.,;:!?)\"'\u2019])"
)
_ENDS_SENTENCE = ".,;:!?"
_ENDS_TAG = regex.compile(r"\p{P}++$")


def bluesky_entities(text: str) -> list[Entity]:
    """Return what becomes a facet, in order; `utf8_spans` gives the byte offsets.

    A mention's value is a handle that the network resolves to a DID, and drops when there is none;
    a cashtag becomes a tag that begins with `$`.
    """
    return apart([*_mentions(text), *_links(text), *_tags(text), *_cashtags(text)])


def _mentions(text: str) -> Iterator[Entity]:
    for one in _MENTION.finditer(text):
        if _is_name(one[1]) or one[1].endswith(".test"):
            yield Entity(kind=Kind.MENTION, start=one.start(), end=one.end(), value=one[1])


def _links(text: str) -> Iterator[Entity]:
    for one in _LINK.finditer(text):
        if one["host"] and not _is_name(one["host"]):
            continue
        link = one.group().rstrip(_ENDS_SENTENCE)
        if link.endswith(")") and "(" not in link:
            link = link[:-1].rstrip(_ENDS_SENTENCE)
        address = link if one["scheme"] else f"https://{link}"
        yield Entity(kind=Kind.LINK, start=one.start(), end=one.start() + len(link), value=address)


def _tags(text: str) -> Iterator[Entity]:
    for one in _TAG.finditer(text):
        tag = _ENDS_TAG.sub("", one[1])
        fits = len(tag) <= MAX_TAG or grapheme_count(tag) <= MAX_TAG
        if tag and fits and utf8_count(tag) <= MAX_TAG_BYTES:
            end = one.start(1) + len(tag)
            yield Entity(kind=Kind.HASHTAG, start=one.start(), end=end, value=tag)


def _cashtags(text: str) -> Iterator[Entity]:
    for one in _CASHTAG.finditer(text):
        yield Entity(kind=Kind.CASHTAG, start=one.start(), end=one.end(), value=one[1].upper())


def _is_name(host: str) -> bool:
    return host.rpartition(".")[2] in LIVING and "." in host
