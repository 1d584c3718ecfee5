"""How Mastodon counts a text and marks it up; pure.

Written from the documented rules and independent of the adapter that it checks. One thing is
simpler than the real server: instead of the list of all top-level domains, any alphabetic one
that is not reserved for tests counts as known.

Source: https://docs.joinmastodon.org/user/posting/ (checked 2026-11-21)
"""

import html
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_RESERVED = r"(?:localhost|local|internal|test|example|invalid|onion)\b"
_ENTITY = rf"""
    (?<![\w@\#$/.])(?P<url>https?://
        (?:[\p{{L}}\p{{N}}_](?:[\p{{L}}\p{{N}}_-]*[\p{{L}}\p{{N}}])?\.)+(?!{_RESERVED})(?:xn--[a-z0-9-]+|\p{{L}}{{2,}})(?![\w.@-]*@)(?!\w)
        (?::\d+)?
        (?:[/?\#][^\s<>"]*)?)
  | (?<![\w/@.])@(?P<user>\w+(?:[.-]+\w+)*)(?:@(?P<domain>[\p{{L}}\p{{N}}](?:[\p{{L}}\p{{N}}.-]*[\p{{L}}\p{{N}}])?))?
  | (?<![\w/&\#])\#(?P<tag>[\w·]*[\p{{L}}\p{{M}}_][\w·]*)
"""
_TRAILING = ".,;:!?'\"…*_~"
_SHOWN = 30  # characters of an address Mastodon shows


@lru_cache(maxsize=1)
def _pattern() -> "regex.Pattern[str]":
    import regex

    return regex.compile(_ENTITY, regex.VERBOSE | regex.IGNORECASE)


def counted_length(text: str, spoiler_text: str, *, url_length: int) -> int:
    """Return the length in grapheme clusters: an address counts `url_length`, a mention its name."""
    import regex

    def weigh(match: "regex.Match[str]") -> str:
        if match["url"]:
            return "x" * url_length + match["url"][len(_trimmed(match["url"])) :]
        return f"@{match['user']}" if match["user"] else match[0]

    return len(regex.findall(r"\X", spoiler_text + _pattern().sub(weigh, text)))


def hashtags(text: str) -> tuple[str, ...]:
    """Return the hashtags without #, each once, in order, as written."""
    tags = (match["tag"] for match in _pattern().finditer(text) if match["tag"])
    return tuple({tag.lower(): tag for tag in reversed(list(tags))}.values())[::-1]


def mentions(text: str) -> tuple[str, ...]:
    """Return the mentioned local names without @, each once, in order, in lower case."""
    found = (
        match["user"]
        for match in _pattern().finditer(text)
        if match["user"] and not match["domain"]
    )
    return tuple(dict.fromkeys(name.lower() for name in found))


def to_html(text: str, *, base_url: str, is_known: Callable[[str], bool]) -> str:
    """Mark a text up as Mastodon does; everything that came from people is escaped.

    Args:
        text: the plain text of a post.
        base_url: the server's address, for mention and hashtag links.
        is_known: whether a name belongs to an account; other mentions stay plain text.
    """
    pieces, end = [], 0
    for match in _pattern().finditer(text):
        pieces.append(_escape(text[end : match.start()]))
        pieces.append(_link(match, base_url, is_known))
        end = match.start() + (len(_trimmed(match["url"])) if match["url"] else len(match[0]))
    pieces.append(_escape(text[end:]))
    return _paragraphs("".join(pieces))


def _link(match: "regex.Match[str]", base_url: str, is_known: Callable[[str], bool]) -> str:
    if match["url"]:
        return _anchor(_trimmed(match["url"]))
    if match["tag"]:
        address = f"{base_url}/tags/{html.escape(match['tag'].lower())}"
        return f'<a href="{address}" class="mention hashtag" rel="tag">#<span>{match["tag"]}</span></a>'
    if match["domain"] or not is_known(match["user"].lower()):
        return _escape(match[0])
    return (
        f'<span class="h-card" translate="no"><a href="{base_url}/@{match["user"]}" '
        f'class="u-url mention">@<span>{match["user"]}</span></a></span>'
    )


def _anchor(url: str) -> str:
    scheme = "https://" if url.lower().startswith("https://") else "http://"
    prefix = url[: len(scheme) + (4 if url[len(scheme) :].startswith("www.") else 0)]
    shown, hidden = url[len(prefix) :][:_SHOWN], url[len(prefix) :][_SHOWN:]
    return (
        f'<a href="{_escape(url)}" target="_blank" rel="nofollow noopener" translate="no">'
        f'<span class="invisible">{_escape(prefix)}</span>'
        f'<span class="{"ellipsis" if hidden else ""}">{_escape(shown)}</span>'
        f'<span class="invisible">{_escape(hidden)}</span></a>'
    )


def _trimmed(url: str) -> str:
    """Leave out closing punctuation that belongs to the sentence, not to the address."""
    while url:
        if url[-1] in _TRAILING or (url[-1] == ")" and url.count("(") < url.count(")")):
            url = url[:-1]
        else:
            break
    return url


def _paragraphs(marked: str) -> str:
    import regex

    blocks = regex.split(r"\n{2,}", marked.replace("\r\n", "\n").strip())
    return "".join(f"<p>{block.replace(chr(10), '<br />')}</p>" for block in blocks if block)


def _escape(text: str) -> str:
    return html.escape(text).replace("&#x27;", "&#39;")
