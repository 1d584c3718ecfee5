"""What the tests of the course do again and again: find evidence, give, and look at the work."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from automation.course.files import load_course
from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.figures import Figures
from automation.domain.learning.give import write_out
from automation.domain.learning.grade import grade_all
from automation.domain.learning.kind import Evidence
from automation.domain.learning.pick import Pick, with_facts
from automation.domain.learning.voice import Voice
from automation.domain.team.member import Member
from automation.language import english
from tests.domain.desks import AYU, NOW

COURSE = load_course()
KINDS = COURSE.kinds
DONE, OPEN = AssignmentState.DONE, AssignmentState.OPEN
WITHDRAWN, WAITING = AssignmentState.WITHDRAWN, AssignmentState.WAITING_FOR_TRAINER
VOICE = Voice(english, lambda _tab, column: column)
LATER = NOW + timedelta(days=2)


def find(code: str, desk: Desk, member: Member = AYU) -> Evidence | None:
    """Return the evidence a kind finds."""
    return KINDS[code].find(Figures(desk=desk, now=NOW), member)


def why(code: str, desk: Desk, member: Member = AYU) -> str:
    """Return what the member would read as the reason."""
    evidence = find(code, desk, member)
    assert evidence is not None, f"{code} found nothing"
    return VOICE.say(evidence.why)


def give(code: str, desk: Desk, member: Member = AYU, /, **changes: object) -> Assignment:
    """Give a kind to a member, whatever else they could get."""
    return replace(give_in(VOICE, code, desk, member), **changes)  # type: ignore[arg-type]


def give_in(voice: Voice, code: str, desk: Desk, member: Member = AYU) -> Assignment:
    """Give a kind to a member in a language."""
    evidence = find(code, desk, member)
    assert evidence is not None, f"{code} found nothing"
    picked = Pick(member=member, kind=KINDS[code], evidence=evidence, facts={})
    picked = with_facts(Figures(desk=desk, now=NOW), picked)
    return write_out(picked, f"A-{code}-{member.id}", desk, NOW, voice)


def graded(desk: Desk, assignment: Assignment, now: datetime = LATER) -> Assignment:
    """Return the assignment as it stands after grading."""
    return next(grade_desk(replace(desk, assignments=[assignment]), now), assignment)


def grade_desk(desk: Desk, now: datetime = LATER) -> Iterator[Assignment]:
    """Return what grading changes on a desk."""
    return grade_all(desk, now=now, voice_of=lambda _member: VOICE, kinds=KINDS)


def given_all(desk: Desk, picks: list[Pick], now: datetime = NOW) -> Desk:
    """Return the desk with the picks written out."""
    rows = [write_out(one, f"A-{n}-{now:%j}", desk, now, VOICE) for n, one in enumerate(picks)]
    return replace(desk, assignments=[*desk.assignments, *rows])
