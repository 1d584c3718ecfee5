"""A Problem is a finding about one row, with its mending. It is data: written into the row, never raised.

The kinds stand in `problems/`; the error reference for people is generated from them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from automation.language import Sentence, Translate, mark

TitleOf = Callable[[str, str], str]
"""Gives what people see for a tab's `column`, or for one of its values, `column.value`."""


def as_named(_tab: str, column: str) -> str:
    """Show a name of the schema as it is, where no workbook is at hand."""
    return column.rpartition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """A fact: values of a column, shown by the labels people choose them by."""

    tab: str
    column: str
    values: Collection[str]

    def say(self, title_of: TitleOf) -> str:
        """Return the labels in alphabetical order."""
        labels = (title_of(self.tab, f"{self.column}.{value}") for value in self.values)
        return ", ".join(sorted(labels))

    def __str__(self) -> str:
        return self.say(as_named)


class Who(StrEnum):
    """Who can mend it."""

    OWNER = mark("the post's owner")
    APPROVER = mark("the approver")
    MANAGER = mark("the team's manager")
    OPERATOR = mark("who runs Lembar")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """One kind of finding. `what` and `fix` are templates; `example` fills them in the reference."""

    code: str
    what: str
    fix: str
    who: Who
    example: Mapping[str, str]
    blocks: bool = True
    """Whether a row with this Problem stays back. Advice does not block."""


def problem_kind(
    code: str, what: str, fix: str, who: Who, /, *, blocks: bool = True, **example: str
) -> ProblemKind:
    """Return a kind of finding; its templates' facts are shown filled by `example`."""
    return ProblemKind(code=code, what=what, fix=fix, who=who, blocks=blocks, example=example)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A finding about one row of one tab; `facts` fill the kind's templates."""

    kind: ProblemKind
    tab: str
    row: str
    column: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    advice: bool = False
    """Set when the team's own rule is a "should": said, but nothing stays back for it."""

    @property
    def code(self) -> str:
        """The kind's code, as in the error reference."""
        return self.kind.code

    @property
    def who(self) -> Who:
        """Who can mend it; a tab without posts has no owners, so its manager does."""
        is_nobody_s = self.kind.who is Who.OWNER and self.tab != "calendar"
        return Who.MANAGER if is_nobody_s else self.kind.who

    @property
    def blocks(self) -> bool:
        """Whether the row stays back because of this."""
        return self.kind.blocks and not self.advice

    def say(self, translate: Translate, title_of: TitleOf = as_named) -> str:
        """Return one line: what happened, what to do, who does it.

        `title_of` gives the header of a column a fact names, and the labels of its values.
        """
        facts = {
            name: fact.say(title_of) if isinstance(fact, Labels) else fact
            for name, fact in self.facts.items()
        }
        if "column" in facts:
            facts["column"] = title_of(self.tab, str(facts["column"]))
        what = Sentence(self.kind.what, facts).say(translate)
        fix = Sentence(self.kind.fix, facts).say(translate)
        return f"{what} {fix} ({translate(self.who)})"


def blocking(problems: Iterable[Problem]) -> list[Problem]:
    """Return the Problems that keep a row back."""
    return [problem for problem in problems if problem.blocks]
