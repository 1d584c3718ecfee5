"""A lesson's first cell: whose rows these are, who is learning, and what the lesson may do."""

from automation.domain.learning.lessons import Lesson
from automation.domain.team.member import Member
from automation.language import mark
from automation.lessons.page import Block, Page, Tone, card, paragraph
from automation.lessons.scene import Scene
from automation.lessons.tasks import assignments_of

HELLO = mark("Welcome, {name}.")
LOOKING_ON = mark(
    "You are looking on. Write your name into the cell “member = …” and run the notebook again, and "
    "the lesson speaks of your own posts."
)
ONLY_READS = mark(
    "The lesson reads {workbook} and changes nothing in it; only the cell in which you hand in does. "
    "Nothing you do here can publish anything."
)
EMPTY = mark(
    "The calendar is still empty, so the views have little to show yet. Plan a post or two, or try "
    "the lesson on the workbook that “lembar demo” makes. The exercises work all the same, with an "
    "invented team."
)
HAS_LEFT = mark("{name} is marked as no longer active; the lesson still shows that person's rows.")


def welcome_page(scene: Scene, unit: Lesson, address: str) -> Page:
    """Return the lesson's first words."""
    member, desk = scene.member, scene.figures.desk
    inside = [paragraph(scene.say(unit.about)), paragraph(_who(scene, member))]
    if not desk.posts:
        inside.append(paragraph(scene.say(EMPTY)))
    elif desk.is_rehearsal:
        inside.append(paragraph(scene.say(REHEARSED)))
    inside += _waiting(scene, unit)
    inside.append(paragraph(scene.say(ONLY_READS, workbook=address)))
    title = scene.say(mark("Lesson {number}: {title}"), number=unit.number, title=scene.say(unit.title))  # fmt: skip
    return Page.of(card(title, *inside, tone=Tone.TASK))


REHEARSED = mark("All channels of this workbook are rehearsals: nobody outside saw these posts.")


def _who(scene: Scene, member: Member | None) -> str:
    if member is None:
        return scene.say(LOOKING_ON)
    if not member.active:
        return scene.say(HAS_LEFT, name=member.id)
    roles = [scene.header("members", f"roles.{role}") for role in sorted(member.roles)]
    hello = scene.say(HELLO, name=member.id)
    if not roles:
        return f"{hello} {scene.say(NO_ROLE)}"
    posts = len(scene.figures.posts_of(member.id))
    told = mark("Your roles: {roles}. Posts of yours in the calendar: {posts}.")
    return f"{hello} {scene.say(told, roles=', '.join(roles), posts=posts)}"


NO_ROLE = mark("The members tab names no role for you yet, so you learn as a creator.")


def _waiting(scene: Scene, unit: Lesson) -> list[Block]:
    own = assignments_of(scene, unit)
    if not own:
        return []
    told = mark("Assignments of this lesson that you have: {count}. They are at the end.")
    return [paragraph(scene.say(told, count=len(own)))]
