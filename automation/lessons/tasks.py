"""A learner's assignments of one lesson: those they have, and what they would be given."""

from collections.abc import Sequence
from datetime import datetime

from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.domain.learning.course import Course
from automation.domain.learning.give import write_out
from automation.domain.learning.kind import AssignmentKind
from automation.domain.learning.lessons import Lesson
from automation.domain.learning.pick import Pick
from automation.domain.team.member import Member
from automation.jobs.grade import STATES
from automation.language import Sentence, mark
from automation.lessons.page import Block, Page, Tone, bullets, card, labelled, paragraph
from automation.lessons.scene import Scene

TONES = {
    AssignmentState.OPEN: Tone.TASK,
    AssignmentState.OVERDUE: Tone.HINT,
    AssignmentState.WAITING_FOR_TRAINER: Tone.HINT,
    AssignmentState.DONE: Tone.GOOD,
    AssignmentState.WITHDRAWN: Tone.PLAIN,
}
HAS_LEFT = mark("{member} is marked as no longer active, so no assignments are given to that name.")
WOULD = mark(
    "You have none of this lesson yet. These your rows would call for now; the next “lembar run "
    "assign” chooses among them."
)
NOTHING_CALLS = mark(
    "You have none of this lesson yet, and your rows call for none right now: that is good news, or "
    "the numbers are still too few. The lesson can give these:"
)
LOOKING_ON = mark(
    "You are looking on, so here is what the lesson can give. Write your name into the cell "
    "“member = …” to see your own."
)


def assignments_of(scene: Scene, unit: Lesson) -> list[Assignment]:
    """Return the learner's assignments of a lesson, in the order of the tab."""
    if scene.member is None:
        return []
    return [
        one
        for one in scene.figures.desk.assignments
        if one.member == scene.member.id and one.lesson == unit.id
    ]


def tasks_page(scene: Scene, unit: Lesson, course: Course) -> Page:
    """Show the learner's assignments of a lesson, or what would be given."""
    kinds = [kind for kind in course.kinds.values() if kind.lesson.id == unit.id]
    member = scene.member
    if member is None:
        return Page.of(paragraph(scene.say(LOOKING_ON)), _titles(scene, kinds))
    own = assignments_of(scene, unit)
    if own:
        return Page.of(*(_given(scene, one) for one in own))
    if not member.active:
        return Page.of(paragraph(scene.say(HAS_LEFT, member=member.id)))
    offered = _offered(scene, member, kinds)
    if not offered:
        return Page.of(paragraph(scene.say(NOTHING_CALLS)), _titles(scene, kinds))
    return Page.of(paragraph(scene.say(WOULD)), *(_card(scene, one, []) for one in offered))


def _offered(scene: Scene, member: Member, kinds: Sequence[AssignmentKind]) -> list[Assignment]:
    """Write out what the rows call for, loudest first, as `assign` would."""
    figures = scene.figures
    found = [
        Pick(member=member, kind=kind, evidence=evidence, facts={})
        for kind in kinds
        if kind.fits(member)
        and kind.tabs <= figures.desk.practice.keys()
        and (evidence := kind.find(figures, member)) is not None
    ]
    found.sort(key=lambda one: -one.evidence.weight)
    return [write_out(one, "", figures.desk, figures.now, scene.voice) for one in found]


def _titles(scene: Scene, kinds: Sequence[AssignmentKind]) -> Block:
    return bullets(scene.tell(Sentence(kind.title)) for kind in kinds)


def _given(scene: Scene, one: Assignment) -> Block:
    standing = [
        (mark("Still missing"), one.missing),
        (mark("Your answer"), one.submission),
        (mark("Your trainer writes"), one.trainer_note),
    ]
    told = [(scene.say(label), text) for label, text in standing if text]
    return _card(
        scene, one, [paragraph(f"{one.id} · {scene.say(STATES[one.state])}"), labelled(told)]
    )


def _card(scene: Scene, one: Assignment, standing: Sequence[Block]) -> Block:
    points = [
        (mark("Why you"), one.why),
        (mark("Where"), one.where),
        (mark("Done when"), one.done_when),
        (mark("Due"), _day(scene, one.due_at)),
    ]
    told = labelled((scene.say(label), text) for label, text in points)
    return card(one.title, *standing, paragraph(one.brief), told, tone=TONES[one.state])


def _day(scene: Scene, at: datetime) -> str:
    return f"{at.astimezone(scene.figures.desk.settings.timezone):%Y-%m-%d %H:%M}"
