"""What a finding is: a function that looks at the desk for a member, and what a file may tell it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from automation.domain.learning.figures import Figures
from automation.domain.learning.kind import Evidence
from automation.domain.learning.params import Says, Table, Told, Whole
from automation.domain.team.member import Member

PERCENT = 0.01
WEIGHT = Whole(50, 1, 100)
"""How loudly a finding calls at most, in percent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One rule of evidence. `facts` may stand in the kind's texts and in its `why`."""

    find: Callable[[Figures, Member, Told], Evidence | None]
    facts: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    """What it keeps for the check to compare with later."""
    table: Table = field(default_factory=dict)
    other_whys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Further sentences for another case, each with the facts it may use."""

    @property
    def whole_table(self) -> Table:
        """Everything a file may tell it."""
        says = {name: Says(facts) for name, facts in self.other_whys.items()}
        return {**self.table, "why": Says(self.facts), **says}
