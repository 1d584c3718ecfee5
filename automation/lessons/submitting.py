"""Handing in: what may be written into an assignment's own cell, by whom, and what is said of it."""

from automation.domain.desk import Desk
from automation.domain.ids import MemberId
from automation.domain.learning.assignment import Assignment, AssignmentState
from automation.errors import ConfigError
from automation.language import mark
from automation.lessons.page import Page, Tone, card, labelled, paragraph
from automation.lessons.scene import Scene

OVER = (AssignmentState.DONE, AssignmentState.WITHDRAWN)


def assignment_to_fill(desk: Desk, member: MemberId | None, wanted: str) -> Assignment:
    """Return the assignment an answer is for.

    Raises:
        ConfigError: nobody said whose it is, there is none of that id, it is somebody else's, or
            it is done or withdrawn; nothing was written.
    """
    if member is None:
        raise ConfigError(
            mark("Nothing was written: the lesson does not know who you are."),
            mark("Write your name into the cell “member = …”, run the notebook again, then hand in."),
        )  # fmt: skip
    code = wanted.strip().casefold()
    found = next((one for one in desk.assignments if one.id.casefold() == code), None)
    own = [one.id for one in desk.assignments if one.member == member and one.state not in OVER]
    if found is None:
        raise ConfigError(
            mark("Nothing was written: there is no assignment “{id}”."),
            mark("Yours are: {own}."),
            id=wanted.strip(), own=", ".join(own) or "–",
        )  # fmt: skip
    if found.member != member:
        raise ConfigError(
            mark("Nothing was written: {id} is an assignment of {member}."),
            mark("Yours are: {own}."),
            id=found.id, member=found.member, own=", ".join(own) or "–",
        )  # fmt: skip
    if found.state in OVER:
        raise ConfigError(
            mark("Nothing was written: {id} is done or withdrawn already."),
            mark("Yours are: {own}."),
            id=found.id, own=", ".join(own) or "–",
        )  # fmt: skip
    return found


HOW_TO_SUBMIT = mark(
    "To hand in, write the assignment's ID (such as “A-7F3K2A”) between the first quotation marks "
    "and your answer between the others, then run this cell. Only this cell ever writes into the "
    "workbook."
)


def nothing_handed_in(scene: Scene) -> Page:
    """Say how to hand in, while nothing is."""
    told = paragraph(scene.say(HOW_TO_SUBMIT))
    return Page.of(card(scene.say(mark("Nothing was written.")), told))


def handed_in(scene: Scene, before: Assignment, stands: str) -> Page:
    """Say what stands in the assignment's cell now, and what stood there before."""
    cell = scene.header("assignments", "submission")
    told = [(scene.say(mark("In “{cell}” of {id} now stands"), cell=cell, id=before.id), stands)]
    if before.submission:
        told.append((scene.say(mark("Before, this stood there")), before.submission))
    following = paragraph(scene.say(mark("The next “lembar run grade” looks at it.")))
    title = scene.say(mark("Handed in: {title}"), title=before.title)
    return Page.of(card(title, labelled(told), following, tone=Tone.GOOD))
