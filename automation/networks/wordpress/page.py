"""How a part is written as a blog post: its slug, its HTML, and what is shown below the text. Pure."""

import hashlib
import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from automation.domain.content.draft import Part
from automation.domain.content.text.markup import html_paragraphs
from automation.domain.publishing.attempt import Attempt

_FIGURE = re.compile(r'<figure class="wp-block-(?:image|video)">.*?</figure>', re.DOTALL)
_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file in the blog's media library: its number there, and its address."""

    id: int
    url: str
    alt_text: str = ""
    is_image: bool = True

    @property
    def handle(self) -> str:
        """Its number and address, as they are kept in the ledger."""
        return f"{self.id} {self.url}"


def slug_of(part: Part, attempt: Attempt) -> str:
    """Return the last words of a post's address: its headline, and a mark of the attempt.

    The same part of the same attempt always has the same slug, and no other has it.
    """
    plain = unicodedata.normalize("NFKD", part.headline or part.text[:80])
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower())
    told = words.strip("-")[:_LONGEST_WORDS].strip("-")
    sign = hashlib.sha256(attempt.key.encode()).hexdigest()[:10]
    return f"{told}-{sign}" if told else sign


def html_of(text: str, shown: Sequence[Stored]) -> str:
    """Return a post's HTML: paragraphs, and below them the files that are not its featured image."""
    return "\n".join([html_paragraphs(text), *map(_figure, shown)])


def figures_in(content: str) -> Sequence[str]:
    """Return the figures that stand in a post's HTML."""
    return [found.group() for found in _FIGURE.finditer(content)]


def split_files(files: Sequence[Stored]) -> tuple[int, Sequence[Stored]]:
    """Return the featured image's number, 0 when there is none, and the files shown in the post.

    The first picture is featured: lists, readers and shared links show it.
    """
    featured = next((one for one in files if one.is_image), None)
    return (featured.id if featured else 0), [one for one in files if one is not featured]


def _figure(file: Stored) -> str:
    url = html.escape(file.url)
    if not file.is_image:
        return f'<figure class="wp-block-video"><video controls src="{url}"></video></figure>'
    alt = html.escape(file.alt_text)
    image = f'<img src="{url}" alt="{alt}" class="wp-image-{file.id}"/>'
    return f'<figure class="wp-block-image">{image}</figure>'
