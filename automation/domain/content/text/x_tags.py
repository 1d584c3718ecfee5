"""Mentions, hashtags and cashtags as X finds them. Pure.

The rules are those of twitter-text's JavaScript (https://github.com/twitter/twitter-text, 30e2430,
read 2026-11-21).
"""

from collections.abc import Iterator

import regex

from automation.domain.content.text.entity import Entity, Kind, apart
from automation.domain.content.text.x_links import x_links
from automation.domain.content.text.x_signs import (
    ACCENTED,
    LETTERS,
    PUNCTUATION,
    SPACES,
    TAG_SIGNS,
)

_NO_NAME_GOES_ON = rf"(?![@＠{ACCENTED}]|://)"
_MENTION = regex.compile(
    r"(?<=^|[^a-zA-Z0-9_!#$%&*@＠]|(?:^|[^a-zA-Z0-9_+~.-])(?:rt|RT|rT|Rt):?)"
    rf"[@＠](?P<name>[a-zA-Z0-9_]{{1,20}}+)(?:/[a-zA-Z][a-zA-Z0-9_-]{{0,24}}+)?+{_NO_NAME_GOES_ON}"
)
_REPLY = regex.compile(rf"[{SPACES}]*+[@＠](?P<name>[a-zA-Z0-9_]{{1,20}}+){_NO_NAME_GOES_ON}")
_HASHTAG = regex.compile(
    rf"(?:(?<=[\uFE0E\uFE0F])|(?<![{TAG_SIGNS}&]))[#＃](?![\uFE0F\u20E3])"
    rf"(?P<tag>[{TAG_SIGNS}]*[{LETTERS}][{TAG_SIGNS}]*+)(?![#＃]|://)"
)
_CASHTAG = regex.compile(
    rf"(?<=^|[{SPACES}])\$(?P<tag>[a-z]{{1,6}}(?:[._][a-z]{{1,2}})?)(?=$|\s|[{PUNCTUATION}])",
    regex.IGNORECASE | regex.ASCII,
)


def x_entities(text: str) -> list[Entity]:
    """Return all that X would link, in order; what lies within a link is no tag."""
    return apart([*x_links(text), *x_mentions(text), *_hashtags(text), *x_cashtags(text)])


def x_mentions(text: str) -> list[Entity]:
    """Return mentions, and lists as `@name/list`; the value is the name."""
    return list(_found(_MENTION, Kind.MENTION, "name", text))


def x_hashtags(text: str) -> list[Entity]:
    """Return the hashtags that are not part of a link."""
    return [one for one in apart([*_hashtags(text), *x_links(text)]) if one.kind is Kind.HASHTAG]


def x_cashtags(text: str) -> list[Entity]:
    """Return tags of shares, such as `$BBCA`."""
    return list(_found(_CASHTAG, Kind.CASHTAG, "tag", text))


def x_answers(text: str) -> str:
    """Return the name a text begins with, which X shows to that one's followers alone, or nothing."""
    found = _REPLY.match(text)
    return found["name"] if found else ""


def _hashtags(text: str) -> Iterator[Entity]:
    return _found(_HASHTAG, Kind.HASHTAG, "tag", text)


def _found(rule: regex.Pattern[str], kind: Kind, group: str, text: str) -> Iterator[Entity]:
    for one in rule.finditer(text):
        yield Entity(kind=kind, start=one.start(), end=one.end(), value=one[group])
