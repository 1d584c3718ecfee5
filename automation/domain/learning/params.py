"""What a rule of a course's files may be told: its parameters, and how they are read back.

A rule names its parameters in a table of these forms; `reading` checks a file against the table,
so a function of a rule never meets a value of another kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from automation.domain.learning.conditions import Conditions
from automation.domain.learning.which import Which
from automation.language import Sentence


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number; with `default` None it must be given."""

    default: int | None = None
    least: int = 0
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words; with `default` None it must be given."""

    values: tuple[str, ...]
    default: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the tab that the rule's rows come from; empty is allowed unless `required`."""

    required: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Which rows are meant: tab, whose, when, days, last, where.

    `whose` and `when` are what is meant where the file does not say.
    """

    tab: str = ""
    whose: str = "mine"
    when: str = "any"


@dataclass(frozen=True, slots=True)
class Holds:
    """Conditions for the rows that are meant."""

    required: bool = True


@dataclass(frozen=True, slots=True)
class Says:
    """A text in both languages; `facts` may stand in it, like `{count}`."""

    facts: tuple[str, ...] = ()
    required: bool = True


Param = Whole | Choice | Column | Rows | Holds | Says
Table = Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells a rule, by parameter, checked against the rule's table."""

    values: Mapping[str, object] = field(default_factory=dict)

    def whole(self, name: str) -> int:
        """Return a whole number."""
        return cast("int", self.values[name])

    def word(self, name: str) -> str:
        """Return a choice or a column, empty for none."""
        return cast("str", self.values[name])

    def which(self, name: str = "rows") -> Which:
        """Return which rows are meant."""
        return cast("Which", self.values[name])

    def conditions(self, name: str) -> Conditions:
        """Return what rows must fulfil."""
        return cast("Conditions", self.values[name])

    def say(self, name: str, /, **facts: object) -> Sentence:
        """Return a text, filled."""
        return Sentence(self.word(name), facts)
