"""What can be seen of one post: its pictures, its form, whether it asks, how alike two are."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from automation.domain.content.post import Post
from automation.domain.content.text import words_of
from automation.language import mark

_WORD = re.compile(r"\w+")
_NOT_PICTURES = (".mp4", ".mov", ".m4v", ".webm", ".mp3", ".ogg", ".wav", ".flac", ".pdf")
ALT_WORDS = 3
"""A description has at least this many words; fewer name a picture and do not describe it."""


def words_in(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return _WORD.findall(text.casefold())


def all_words(post: Post) -> str:
    """Return all a post says on any network, folded for comparing."""
    parts = [post.text, *(post.texts[name] for name in sorted(post.texts)), *post.thread]
    return words_of("\n".join(parts))


def pictures(post: Post) -> list[str]:
    """Return the alt text, perhaps empty, of each picture of a post."""
    alts = [*post.alt_texts, *[""] * len(post.media)]
    return [
        alt.strip()
        for address, alt in zip(post.media, alts, strict=False)
        if not address.split("?")[0].casefold().endswith(_NOT_PICTURES)
    ]


def describes(alt: str) -> bool:
    """Say whether an alt text has the words to describe a picture."""
    return len(words_in(alt)) >= ALT_WORDS


def asks(post: Post) -> bool:
    """Say whether a post asks its readers something; a question mark in a link is none."""
    texts = [post.text, *post.texts.values(), *post.thread, post.first_comment]
    words = " ".join(texts).split()
    return any("?" in word for word in words if not word.startswith(("http://", "https://")))


def shared_words(one: Post, other: Post) -> float:
    """Return which part of a post's words, from 0 to 1, also stand in the other."""
    own, others = set(words_in(all_words(one))), set(words_in(all_words(other)))
    return len(own & others) / len(own) if own else 1.0


@dataclass(frozen=True, slots=True)
class Form:
    """A form a post can take, what it is called, and how it is seen."""

    name: str
    is_seen: Callable[[Post], bool]


FORMS: Mapping[str, Form] = {
    "picture": Form(mark("a post with a picture"), lambda post: bool(pictures(post))),
    "thread": Form(mark("a thread"), lambda post: bool(post.thread)),
    "first_comment": Form(
        mark("a post with a first comment"), lambda post: bool(post.first_comment.strip())
    ),
}
