"""Assignments: a lesson's task given to one member, with the evidence that called for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from automation.domain.ids import NO_RUN, MemberId, RunId


class AssignmentState(StrEnum):
    """Where an assignment stands."""

    OPEN = "open"
    DONE = "done"
    WAITING_FOR_TRAINER = "waiting_for_trainer"
    OVERDUE = "overdue"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a trainer typed beside an assignment, as it stands there."""

    by: str = ""
    points: str = ""
    mark: str = ""

    @property
    def is_there(self) -> bool:
        """Whether there is a mark of either form; a name alone is none."""
        return bool(self.points or self.mark)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One task of one member. `facts` are the evidence in a form `grade` can compare with (JSON)."""

    id: str
    lesson: str
    kind: str
    member: MemberId
    title: str
    brief: str
    why: str
    where: str
    done_when: str
    due_at: datetime
    given_at: datetime
    state: AssignmentState = AssignmentState.OPEN
    score: float | None = None
    missing: str = ""
    submission: str = ""
    typed: Typed = field(default_factory=Typed)
    trainer_note: str = ""
    graded_at: datetime | None = None
    facts: Mapping[str, object] = field(default_factory=dict)
    run: RunId = NO_RUN
