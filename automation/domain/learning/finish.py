"""When a member has finished the course: decided here and nowhere else. Pure.

Every lesson that has assignments for the member's roles needs one that is done, and the course six
in all. An assignment that is done once for the whole team counts where it was done, but no lesson
is asked for because of such assignments alone: a colleague may have them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping

from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.lessons import LESSONS, Lesson
from automation.domain.team.member import Member
from automation.language import Sentence, mark

LESSON_LEAST = 1
COURSE_LEAST = 6
NOTHING_DONE = mark("Lesson {number}, “{lesson}”: nothing is done yet.")
UNDER_WAY = mark("Lesson {number}, “{lesson}”: nothing is done yet. Under way: {titles}.")
TOO_FEW = mark("Done in all: {count}. The course asks for {least}.")


def asked_lessons(member: Member, kinds: Mapping[str, AssignmentKind]) -> list[Lesson]:
    """Return the lessons that this member's course consists of."""
    fitting = {kind.lesson.id for kind in kinds.values() if kind.fits(member) and not kind.for_team}
    return [lesson for lesson in LESSONS if lesson.id in fitting]


def done_of(assignments: Iterable[Assignment]) -> list[Assignment]:
    """Return the assignments that count, lesson by lesson, the earliest first."""
    done = (one for one in assignments if one.state is AssignmentState.DONE)
    return sorted(done, key=lambda one: (one.lesson, one.graded_at or one.given_at, one.id))


def shortfall(
    member: Member, assignments: Iterable[Assignment], kinds: Mapping[str, AssignmentKind]
) -> list[Sentence]:
    """Return what the member lacks of a finished course, one sentence a lesson; nothing when finished."""
    own = [one for one in assignments if one.member == member.id]
    done = Counter(one.lesson for one in done_of(own))
    lacking = [
        _lacking(lesson, own)
        for lesson in asked_lessons(member, kinds)
        if done[lesson.id] < LESSON_LEAST
    ]
    if done.total() < COURSE_LEAST:
        lacking.append(Sentence(TOO_FEW, {"count": done.total(), "least": COURSE_LEAST}))
    return lacking


def _lacking(lesson: Lesson, assignments: Iterable[Assignment]) -> Sentence:
    titles = [
        f"“{one.title}”"
        for one in assignments
        if one.lesson == lesson.id and one.state is not AssignmentState.WITHDRAWN
    ]
    facts = {"number": lesson.number, "lesson": Sentence(lesson.title), "titles": ", ".join(titles)}
    return Sentence(UNDER_WAY if titles else NOTHING_DONE, facts)
