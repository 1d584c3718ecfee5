"""A run: one execution of a job, and what it leaves for people to read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from automation.domain.ids import MemberId, RunId


class Outcome(StrEnum):
    """How a run ended."""

    DONE = "done"
    NEEDS_PERSON = "needs_person"
    FAILED = "failed"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    TIMED_OUT = "timed_out"
    KERNEL_DIED = "kernel_died"
    NO_RESULT = "no_result"

    @property
    def exit_code(self) -> int:
        """0 done (held rows too), 1 something needs a person, 2 the run itself failed."""
        return {Outcome.DONE: 0, Outcome.NEEDS_PERSON: 1}.get(self, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One assignment a run gave. `at` is when the run began; aware."""

    assignment: str
    kind: str
    member: MemberId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One row of the runs tab. Times are aware.

    Attributes:
        counts: What it did, in numbers and the team's language, such as “3 published, 2 held”.
    """

    id: RunId
    job: str
    started_at: datetime
    ended_at: datetime
    outcome: Outcome
    counts: str = ""
    needs: str = ""
    notebook: str = ""
    paused: bool = False
    approvals_head: str = ""
    rehearsal: bool = False
    given: tuple[Given, ...] = ()
    """The assignments it gave; what is missing in the tab later was taken out by hand."""
