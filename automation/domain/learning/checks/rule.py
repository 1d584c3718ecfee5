"""What a check is: a function that sees what came of an assignment, and what a file may tell it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from automation.domain.learning.assignment import Assignment
from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Rule, Work
from automation.domain.learning.params import Table, Told
from automation.domain.team.member import Member

Remember = Callable[[Figures, Member, Mapping[str, object], Told], Mapping[str, object]]


def nothing_to_remember(
    _figures: Figures, _member: Member, _facts: Mapping[str, object], _told: Told
) -> Mapping[str, object]:
    """Keep nothing."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One rule of checking.

    `needs` are the facts it compares with, which the finding must have kept; `needs_by` those that
    a choice of the file's brings, by parameter and value. `by_trainer`: a person has the last word.
    """

    look: Callable[[Figures, Assignment, Told], Work]
    table: Table = field(default_factory=dict)
    remember: Remember = nothing_to_remember
    needs: tuple[str, ...] = ()
    needs_by: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    by_trainer: bool = False

    def compares_with(self, told: Told) -> set[str]:
        """Return every fact that the finding must have kept."""
        chosen = (facts.get(told.word(name), ()) for name, facts in self.needs_by.items())
        return {*self.needs, *(fact for facts in chosen for fact in facts)}

    @property
    def whole_table(self) -> Table:
        """Everything a file may tell it."""
        return self.table


@dataclass(frozen=True, slots=True)
class ToldCheck(Rule):
    """A check with what a file tells it."""

    check: Check
    told: Told

    def remember(
        self, figures: Figures, member: Member, facts: Mapping[str, object]
    ) -> Mapping[str, object]:
        """Return further facts to keep."""
        return self.check.remember(figures, member, facts, self.told)

    def look(self, figures: Figures, assignment: Assignment) -> Work:
        """Read what stands on the desk now."""
        return self.check.look(figures, assignment, self.told)
