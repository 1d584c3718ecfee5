"""Rows as a course's files speak of them: of the calendar, its pictures, or a practice tab.

Here lives what every such row can be asked; `conditions` ask it, `which` chooses.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from automation.domain.content.post import Post
from automation.domain.learning.figures import Figures
from automation.domain.learning.practice import Value
from automation.domain.learning.traits import all_words, pictures, words_in

OWNER_COLUMNS = ("by", "owner")
"""The column of a practice tab that says whose row it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. `owner` is the member it belongs to, empty for nobody of the team."""

    key: str
    label: str
    owner: str = ""
    cells: Mapping[str, Value] = field(default_factory=dict)
    post: Post | None = None

    def text(self, column: str) -> str:
        """Return a cell as text, empty when there is nothing."""
        return str(self.cells.get(column, "")).strip()

    def print_of(self, column: str) -> str:
        """Return a fingerprint of what the row says in a column; 12 hexadecimal digits."""
        said = " ".join(words_in(self.text(column)))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def rows_of(figures: Figures, tab: str) -> Sequence[Row]:
    """Return all rows of a tab; `pictures` are the calendar's pictures, one row each."""
    return figures.keep(("rows", tab), lambda: _READERS.get(tab, _practice)(figures, tab))


def _practice(figures: Figures, tab: str) -> list[Row]:
    found = []
    for one in figures.desk.practice.get(tab, ()):
        named = next((str(one.cells[name]) for name in OWNER_COLUMNS if name in one.cells), "")
        owner = figures.member_named(named) if named else None
        label = " ".join(one.name.split())[:60]
        found.append(
            Row(key=one.name, label=label, owner=owner.id if owner else "", cells=one.cells)
        )
    return found


def _calendar(figures: Figures, _tab: str) -> list[Row]:
    return [_of_post(figures, post) for post in figures.posts.values()]


def _of_post(figures: Figures, post: Post, **more: Value) -> Row:
    owner = figures.member_named(post.owner)
    cells: dict[str, Value] = {
        "title": post.title, "text": all_words(post), "owner": post.owner, "asset": post.asset,
        "campaign": post.campaign, "link": post.link, "status": post.status,
        "feedback": post.feedback, "first_comment": post.first_comment,
        "channels": ", ".join(post.channels), "media": " ".join(post.media), **more,
    }  # fmt: skip
    return Row(
        key=post.id,
        label=" ".join(post.label.split()),
        owner=owner.id if owner else "",
        cells=cells,
        post=post,
    )


def _pictures(figures: Figures, _tab: str) -> list[Row]:
    return [
        _of_post(figures, post, alt_text=alt)
        for post in figures.posts.values()
        for alt in pictures(post)
    ]


_READERS: Mapping[str, Callable[[Figures, str], list[Row]]] = {
    "calendar": _calendar,
    "pictures": _pictures,
}
CALENDAR_COLUMNS = frozenset({
    "title", "text", "owner", "asset", "campaign", "link", "status", "feedback", "first_comment",
    "channels", "media",
})  # fmt: skip
"""What a row of the calendar can be asked; `pictures` also have their alt_text."""


def by_owner(figures: Figures, tab: str) -> Mapping[str, Sequence[Row]]:
    """Return the rows of a tab by the member they belong to."""

    def sort() -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in rows_of(figures, tab):
            found.setdefault(row.owner, []).append(row)
        return found

    return figures.keep(("owners", tab), sort)


def twins(figures: Figures, tab: str, column: str) -> Mapping[str, Sequence[Row]]:
    """Return the rows of a tab by the fingerprint of what they say in a column."""

    def sort() -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in rows_of(figures, tab):
            if row.text(column):
                found.setdefault(row.print_of(column), []).append(row)
        return found

    return figures.keep(("twins", tab, column), sort)
