"""What a kind of assignment is: texts for people, an evidence rule, and a rule for when it is done.

A kind holds no logic of its own: it is made from one file of a course (`build`), which names the
rule that finds the evidence and the one that checks the work, each with its parameters.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from automation.domain.learning.assignment import Assignment
from automation.domain.learning.figures import Figures
from automation.domain.learning.lessons import Lesson
from automation.domain.team.member import Member, Role
from automation.language import Sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What in the team's own rows calls for an assignment.

    `why` is said to the member; its facts also fill the kind's other texts. `facts` are JSON
    values that the rule compares with later. `about` names the matter, so that one matter is not
    brought twice. `weight` is how loudly it calls, from 0 to 1.
    """

    why: Sentence
    weight: float
    about: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    from_numbers: bool = False
    """Whether engagement numbers speak here; those of a rehearsal must say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What the workbook shows of the work: `done` of `wanted`, and what is missing.

    `waits`: it is there, and a trainer must judge it. `moot`: there is nothing left to do it on.
    """

    done: int = 0
    wanted: int = 1
    missing: Sentence | None = None
    waits: bool = False
    moot: bool = False

    @property
    def is_done(self) -> bool:
        """Whether all that was wanted is there."""
        return self.done >= self.wanted and not self.waits and not self.moot

    @property
    def share(self) -> float:
        """How much of it is there, from 0 to 1."""
        return min(1.0, self.done / self.wanted) if self.wanted else 0.0


class Rule:
    """When an assignment counts as done. A rule reads the workbook and nothing else."""

    def remember(
        self, figures: Figures, member: Member, facts: Mapping[str, object]
    ) -> Mapping[str, object]:
        """Return further facts to keep, so that what stood there before is not taken for work."""
        return {}

    def look(self, figures: Figures, assignment: Assignment) -> Work:
        """Read what stands on the desk now.

        Raises:
            LostFacts: people changed the assignment's facts.
        """
        raise NotImplementedError


Find = Callable[[Figures, Member], Evidence | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentKind:
    """One kind of assignment. `days` until it is due, `minutes` of work; texts are templates.

    `for_team`: it is done once for everybody, so one member at a time gets it.
    """

    code: str
    lesson: Lesson
    roles: frozenset[Role]
    title: str
    brief: str
    where: str
    done_when: str
    days: int
    minutes: int
    find: Find
    rule: Rule
    for_team: bool = False
    by_trainer: bool = False
    """Whether a person has the last word, by the rubric."""
    rubric: tuple[str, ...] = ()
    """Points a trainer can observe, one template each."""
    tabs: frozenset[str] = frozenset()
    """The practice tabs it needs; without them it is not given."""

    def fits(self, member: Member) -> bool:
        """Say whether it is for one of the member's roles; a member without any learns as a creator."""
        return not self.roles.isdisjoint(member.roles or {Role.CREATOR})
