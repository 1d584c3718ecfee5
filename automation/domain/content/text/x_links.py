"""Links as X finds them: with `https://` or without, where the ending is a known one. Pure.

The rules are those of twitter-text's JavaScript (https://github.com/twitter/twitter-text, 30e2430,
read 2026-11-21), with its quirks, since they decide what a text counts.
"""

from collections.abc import Generator, Iterator

import regex

from automation.domain.content.text.entity import Entity, Kind
from automation.domain.content.text.x_hosts import (
    MAY_PRECEDE,
    RUN,
    Hosts,
    ascii_hosts,
    may_be_looked_up,
)
from automation.domain.content.text.x_signs import PATH, PATH_END, QUERY, QUERY_END

_MAX_ADDRESS = 4096
_MAX_SHORT = 40
_DEFAULT = "https://"
_SCHEME = regex.compile(r"https?", regex.IGNORECASE | regex.ASCII)
_PARENS = rf"\((?:[{PATH}]++|[{PATH}]*+\([{PATH}]++\)[{PATH}]*+)\)"
_PATH_PART = rf"(?>[{PATH}]*(?:{_PARENS}[{PATH}]*)*(?:[{PATH_END}]|{_PARENS})|@[{PATH}]+/)"
_QUERY = rf"(?:\?[{QUERY}]*[{QUERY_END}])?+"
_REST = regex.compile(rf"(?::[0-9]++)?+(?P<path>/{_PATH_PART}*+)?+{_QUERY}")
_SHORT = regex.compile(rf"https?://t\.co/([a-z0-9]+){_QUERY}", regex.IGNORECASE | regex.ASCII)


def x_links(text: str) -> list[Entity]:
    """Return the links X would shorten and count as one length each."""
    return list(_links(text))


def _links(text: str) -> Iterator[Entity]:
    position, scheme, after = 0, -1, -1
    for run in RUN.finditer(text):
        start, end = run.span()
        if end > position and "." in run.group():
            hosts = Hosts(text, start, end)
            if start == after and 0 <= position <= scheme and hosts.whole >= 0:
                position = yield from _with_scheme(text, scheme, start, hosts.whole)
            while found := hosts.first(position):
                position = yield from _without_scheme(text, *found)
        scheme, after = _scheme_at(text, end), end + len("://")


def _scheme_at(text: str, end: int) -> int:
    """Return where `http` or `https` begins that ends a run and may begin a link; -1 when none."""
    if not text.startswith("://", end):
        return -1
    for start in (end - 5, end - 4):
        found = start >= 0 and _SCHEME.fullmatch(text, start, end)
        if found and (start == 0 or MAY_PRECEDE.match(text, start - 1)):
            return start
    return -1


def _with_scheme(text: str, start: int, host: int, host_end: int) -> Generator[Entity, None, int]:
    """Give the link with a scheme at `start`, if it is one; return where to look on."""
    found = _rest(text, host_end)
    end = found.end()
    slug = ""
    if shortened := _SHORT.match(text, start, end):
        slug, end = shortened.group(1), shortened.end()
    if len(slug) <= _MAX_SHORT and _is_address(
        text[start:host], text[start:end], text[host:host_end]
    ):
        yield Entity(kind=Kind.LINK, start=start, end=end, value=text[start:end])
    return found.end() + 1


def _without_scheme(text: str, start: int, host_end: int) -> Generator[Entity, None, int]:
    """Give the links of Latin letters in the bare host at `start`; the last one has the path."""
    found, host = _rest(text, host_end), text[start:host_end]
    begins = start == 0 or text[start - 1] not in "-_./"
    if begins and _is_address(_DEFAULT, text[start : found.end()], host):
        places = [(start + low, start + high) for low, high in ascii_hosts(host)]
        if places and found["path"]:
            places[-1] = (places[-1][0], found.end())
        for low, high in places:
            yield Entity(kind=Kind.LINK, start=low, end=high, value=_DEFAULT + text[low:high])
    return found.end() + 1


def _rest(text: str, host_end: int) -> regex.Match[str]:
    """Match port, path and query; each may be missing."""
    found = _REST.match(text, host_end)
    if found is None:
        raise AssertionError("an expression of optional parts always matches")
    return found


def _is_address(scheme: str, address: str, host: str) -> bool:
    return len(scheme) + len(address) <= _MAX_ADDRESS and may_be_looked_up(host)
