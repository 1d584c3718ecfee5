"""Writing a picked assignment out as a row, and the lessons as rows."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from automation.domain.desk import Desk
from automation.domain.learning.assignment import Assignment
from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.lessons import LESSONS, LessonRow
from automation.domain.learning.pick import Pick
from automation.domain.learning.voice import Voice
from automation.language import Sentence, Translate, mark

DUE_AT = time(17)
REHEARSED = mark("{why} (Numbers of a rehearsal: nobody outside the team saw these posts.)")


def write_out(
    picked: Pick, assignment_id: str, desk: Desk, now: datetime, voice: Voice
) -> Assignment:
    """Return the row of a picked assignment; it is due at five in the afternoon, workbook time."""
    kind, evidence = picked.kind, picked.evidence
    why = evidence.why
    if evidence.from_numbers and desk.is_rehearsal:
        why = Sentence(REHEARSED, {"why": why})
    facts = evidence.why.facts
    return Assignment(
        id=assignment_id,
        lesson=kind.lesson.id,
        kind=kind.code,
        member=picked.member.id,
        title=voice.say(Sentence(kind.title, facts)),
        brief=voice.say(Sentence(kind.brief, facts)),
        why=voice.say(why),
        where=voice.say(Sentence(kind.where, facts)),
        done_when="\n".join([voice.say(Sentence(kind.done_when, facts)), *_points(kind, voice)]),
        due_at=due_after(now, kind.days, desk.settings.timezone),
        given_at=now,
        facts=picked.facts,
    )


def _points(kind: AssignmentKind, voice: Voice) -> list[str]:
    """Return the rubric, numbered: a trainer names what is there by its numbers."""
    return [f"{n}. {voice.say(Sentence(point))}" for n, point in enumerate(kind.rubric, start=1)]


def due_after(now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return five in the afternoon, local time, so many days later."""
    day = now.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, DUE_AT, tzinfo=zone)


def lesson_rows(kinds: Mapping[str, AssignmentKind], translate: Translate) -> list[LessonRow]:
    """Return the six lessons with their kinds of assignment, as the lessons tab shows them."""
    return [
        LessonRow.of(
            lesson,
            tuple(kind.title for kind in kinds.values() if kind.lesson is lesson),
            translate,
        )
        for lesson in LESSONS
    ]
