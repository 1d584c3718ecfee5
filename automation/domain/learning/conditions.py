"""What a row must fulfil, in the few words a course's files have for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from automation.domain.content.post import Post
from automation.domain.ids import MemberId
from automation.domain.learning.figures import Figures
from automation.domain.learning.rows import Row
from automation.domain.learning.traits import FORMS, asks, describes, pictures, words_in


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell is looked at with: the desk, the member, and the day that counts as today."""

    figures: Figures
    member: str
    today: date


Test = Callable[[Row, str, Asked], bool]


def _is_link(row: Row, column: str, _asked: Asked) -> bool:
    return row.text(column).casefold().startswith(("http://", "https://"))


def _is_member(row: Row, column: str, asked: Asked) -> bool:
    found = asked.figures.member_named(row.text(column))
    return found is not None and found.active


def _is_future(row: Row, column: str, asked: Asked) -> bool:
    day = row.cells.get(column)
    return isinstance(day, date) and day > asked.today


def _is_since(row: Row, column: str, asked: Asked) -> bool:
    """Say whether a day lies between the giving of the assignment and now."""
    day, now = row.cells.get(column), asked.figures.now
    last = now.astimezone(asked.figures.desk.settings.timezone).date()
    return isinstance(day, date) and asked.today <= day <= last


def _is_number(row: Row, column: str, _asked: Asked) -> bool:
    return isinstance(row.cells.get(column), int | float)


WORDS: Mapping[str, Test] = {
    "filled": lambda row, column, _asked: bool(row.text(column)),
    "empty": lambda row, column, _asked: not row.text(column),
    "link": _is_link,
    "member": _is_member,
    "number": _is_number,
    "future": _is_future,
    "since": _is_since,
    "question": lambda row, column, _asked: "?" in row.text(column),
    "describes": lambda row, column, _asked: describes(row.text(column)),
}
"""What a cell can be asked in one word."""


def _at_least_words(wanted: object) -> Test:
    return lambda row, column, _asked: len(words_in(row.text(column))) >= int(str(wanted))


def _above(wanted: object) -> Test:
    def is_above(row: Row, column: str, _asked: Asked) -> bool:
        cell = row.cells.get(column)
        return isinstance(cell, int | float) and cell > float(str(wanted))

    return is_above


def _one_of(wanted: object) -> Test:
    allowed = {str(one).casefold() for one in wanted} if isinstance(wanted, list) else set()
    return lambda row, column, _asked: row.text(column).casefold() in allowed


def _differs_from(wanted: object) -> Test:
    def differs(row: Row, column: str, _asked: Asked) -> bool:
        one, other = row.cells.get(column), row.cells.get(str(wanted))
        return None not in (one, other) and one != other

    return differs


MEASURED: Mapping[str, tuple[Callable[[object], Test], type]] = {
    "words": (_at_least_words, int),
    "above": (_above, float),
    "one_of": (_one_of, list),
    "differs_from": (_differs_from, str),
}
"""What a cell can be asked with a measure: the maker of the test, and what the measure must be."""

TRAITS: Mapping[str, Callable[[Post], bool]] = {
    "question": asks,
    "described": lambda post: all(describes(alt) for alt in pictures(post)),
    **{name: form.is_seen for name, form in FORMS.items()},
}
"""What a whole post can be asked, under `is`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What a row must fulfil, all of it."""

    tests: tuple[tuple[str, Test], ...] = ()
    traits: tuple[str, ...] = ()

    def hold(self, row: Row, asked: Asked) -> bool:
        """Say whether a row fulfils them."""
        if self.traits and row.post is None:
            return False
        return all(test(row, column, asked) for column, test in self.tests) and all(
            TRAITS[name](row.post) for name in self.traits if row.post is not None
        )


NONE = Conditions()


def asked_of(figures: Figures, member: MemberId, since: date | None = None) -> Asked:
    """Return what rows are looked at with for a member; `since` is the day the work began."""
    today = figures.now.astimezone(figures.desk.settings.timezone).date()
    return Asked(figures, member, since or today)
