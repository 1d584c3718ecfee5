"""Recognising our own post in what a network shows of it. Pure.

Networks give a post back as HTML, with links shortened, mentions without their server and blanks
of their own. Two texts are one when the same letters, digits and signs follow each other once
both are read as a person would see them.
"""

import difflib
import unicodedata
from html.parser import HTMLParser
from urllib.parse import unquote

import regex

NEARLY = 0.9
"""From this likeness on two texts may be the same post, edited: a person must look."""

_BREAKS = frozenset({"br", "p", "div", "li", "blockquote", "pre", "h1", "h2", "h3", "h4"})
_UNSEEN = frozenset({"script", "style"})
_MENTION = regex.compile(r"(?<![\w/])@([A-Za-z0-9_][\w.-]*?)@[\w.-]*\w")
_NOT_SEEN = regex.compile(r"[\s\p{P}\p{Cf}\p{Cc}\p{M}\N{VARIATION SELECTOR-16}]+")


def seen_text(html: str) -> str:
    """Return the text a person reads in a network's HTML; markup never becomes text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.seen).splitlines())
    return regex.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def skeleton(text: str) -> str:
    """Return what must be equal in two texts that are one: letters, digits and signs, in order."""
    plain = unicodedata.normalize("NFKD", unquote(_MENTION.sub(r"@\1", text)))
    return _NOT_SEEN.sub("", plain).casefold()


def likeness(one: str, other: str) -> float:
    """Say how alike two skeletons are, from 0 to 1."""
    if one == other:
        return 1.0
    match = difflib.SequenceMatcher(None, one, other, autojunk=False)
    if match.real_quick_ratio() < NEARLY or match.quick_ratio() < NEARLY:
        return 0.0
    return min(match.ratio(), 0.999)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.seen.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.seen.append(data)
