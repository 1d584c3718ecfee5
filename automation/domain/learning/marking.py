"""A trainer's mark: who may give it, what of the rubric was seen, and what it makes of the work. Pure.

A trainer types the numbers of the points they see, or a mark from 0 to 100, and chooses their own
name. What was accepted is kept among the assignment's facts, with the answer it was given for: so a
mark that is taken back, or an answer that was written anew, is noticed, and the trainer may leave
the team afterwards.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256

from automation.domain.learning.assignment import Assignment, AssignmentState, Typed
from automation.domain.team.member import Member, Role, find_member
from automation.language import Sentence, decimal, mark

PASS_SCORE = 60
"""From here on a mark closes the assignment; below it the work is sent back for another try."""
MAY_MARK = frozenset({Role.TRAINER, Role.MANAGER})
MARKED = "marked"
"""The fact that keeps what was accepted."""

NOBODY = mark(
    "There is a mark, but no name in “{assignments[trainer]}”: whoever gave it chooses their own."
)
STRANGER = mark("“{name}” in “{assignments[trainer]}” is no active member of the tab Members.")
NO_TRAINER = mark(
    "{name} may not mark: the tab Members gives them neither the role "
    "{members[roles.trainer]} nor {members[roles.manager]}."
)
OWN_WORK = mark("Nobody marks their own work, so another trainer or manager has to mark it.")
BAD_MARK = mark("The trainer's mark must be a number from 0 to 100; {value} stands there.")
BAD_POINTS = mark(
    "“{value}” stands in “{assignments[trainer_points]}”: type the numbers of the points that are "
    "there, from 1 to {count}, or 0 for none."
)
NO_POINTS = mark("This assignment has no points; type a number into “{assignments[trainer_mark]}”.")
SENT_BACK = mark(
    "Sent back with {score} of 100; {least} are needed. Read “{assignments[trainer_note]}”."
)
SENT_BACK_POINTS = mark(
    "Sent back with {score} of 100; {least} are needed. Not seen yet of “{assignments[done_when]}”: {points}."
)  # fmt: skip
ANOTHER_TRY = mark("There is a new answer since the mark of {score}; your trainer reads it next.")

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:%|/\s*100)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What was accepted: as typed, with the score it came to, and a fingerprint of the answer.

    `was_done`: the workbook alone had shown it done before; so it is again without the mark.
    """

    by: str
    points: str
    mark: str
    score: float
    answer: str
    was_done: bool = False

    @classmethod
    def of(cls, facts: Mapping[str, object]) -> "Marked | None":
        """Return what the facts keep; None when they keep nothing, or something that is not ours."""
        match facts.get(MARKED):
            case {
                "by": str(by), "points": str(points), "mark": str(typed),
                "score": int() | float() as score, "answer": str(answer), "was_done": bool(was_done),
            }:  # fmt: skip
                return cls(
                    by=by, points=points, mark=typed, score=score, answer=answer, was_done=was_done
                )
            case _:
                return None

    def is_for(self, typed: Typed) -> bool:
        """Say whether this is what stands there still."""
        return (self.by, self.points, self.mark) == (typed.by, typed.points, typed.mark)

    def kept_in(self, facts: Mapping[str, object]) -> dict[str, object]:
        """Return the facts with this among them."""
        return {**facts, MARKED: asdict(self)}

    @property
    def passes(self) -> bool:
        """Whether the work is done with it."""
        return self.score >= PASS_SCORE


def without_mark(facts: Mapping[str, object]) -> dict[str, object]:
    """Return the facts as they were before anybody marked."""
    return {name: fact for name, fact in facts.items() if name != MARKED}


def fingerprint(answer: str) -> str:
    """Return what tells one answer from another; blanks do not matter."""
    return sha256(" ".join(answer.split()).encode()).hexdigest()[:16]


def judge(assignment: Assignment, rubric: int, members: Collection[Member]) -> Marked | Sentence:
    """Accept what a trainer typed, or say why it does not count.

    Args:
        assignment: With what was typed.
        rubric: How many points its kind has.
        members: The whole team, with its trainers.
    """
    typed = assignment.typed
    refused = _refused(typed.by, assignment, members)
    if refused is not None:
        return refused
    score = _score(typed, rubric)
    if isinstance(score, Sentence):
        return score
    return Marked(
        by=typed.by,
        points=typed.points,
        mark=typed.mark,
        score=score,
        answer=fingerprint(assignment.submission),
        was_done=_was_done(assignment, rubric),
    )


def _was_done(assignment: Assignment, rubric: int) -> bool:
    """Say whether the workbook had shown it done; of a text with a rubric it never does."""
    before = Marked.of(assignment.facts)
    if before is not None:
        return before.was_done
    return assignment.state is AssignmentState.DONE and not rubric


def _refused(name: str, assignment: Assignment, members: Collection[Member]) -> Sentence | None:
    if not name:
        return Sentence(NOBODY)
    member = find_member(members, name)
    if member is None or not member.active:
        return Sentence(STRANGER, {"name": name})
    if not member.has_any(MAY_MARK):
        return Sentence(NO_TRAINER, {"name": member.id})
    return Sentence(OWN_WORK) if member.id == assignment.member else None


def _score(typed: Typed, rubric: int) -> float | Sentence:
    """Return the score: the mark where there is one, else the share of points that were seen."""
    seen = points_in(typed.points, rubric)
    if typed.points and seen is None:
        facts = {"value": typed.points, "count": rubric}
        return Sentence(BAD_POINTS, facts) if rubric else Sentence(NO_POINTS)
    if not typed.mark:
        return float(round(100 * len(seen or ()) / rubric))
    found = _NUMBER.fullmatch(typed.mark)
    score = float(found[1].replace(",", ".")) if found else -1.0
    return score if 0 <= score <= 100 else Sentence(BAD_MARK, {"value": typed.mark})


def points_in(text: str, rubric: int) -> set[int] | None:
    """Return the points somebody typed, `1, 3` or `13` alike; None when that is none of ours.

    A rubric has nine points at most, so each digit is a point, whatever stands between them: a
    spreadsheet may have made a number of `1,3`.
    """
    digits = [int(one) for one in re.findall(r"\d", text)]
    if digits == [0]:
        return set()
    if not digits or not set(digits) <= set(range(1, rubric + 1)):
        return None
    return set(digits)


def sent_back(marked: Marked, rubric: int) -> Sentence:
    """Say to the member what the trainer did not see."""
    facts: dict[str, object] = {"score": decimal(marked.score), "least": PASS_SCORE}
    unseen = set(range(1, rubric + 1)) - (points_in(marked.points, rubric) or set())
    if marked.points and unseen:
        return Sentence(SENT_BACK_POINTS, {**facts, "points": ", ".join(map(str, sorted(unseen)))})
    return Sentence(SENT_BACK, facts)
