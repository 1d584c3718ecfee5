"""The reply library, and the reputation kit: what is ready before there is trouble."""

from collections.abc import Sequence

from automation.domain.learning.answers import banned_words
from automation.domain.learning.pausing import is_rehearsed
from automation.domain.learning.practice import PracticeRow
from automation.domain.team.member import Role
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.page import Block, Page, Tone, beside, card, grid, labelled, paragraph
from automation.lessons.scene import Scene
from automation.lessons.views.practice import how_to_begin, rows_in, told

SITUATIONS = ("question", "praise", "complaint", "mistake", "delay", "rude", "crisis")
"""The situations that the replies tab offers."""
CARDS, REPLIES, WORDS = 6, 8, 5
"""How many replies are shown; how many replies and guard words a kit should have."""


def library(scene: Scene) -> Page:
    """Show the latest replies, and which situations have none yet."""
    rows = rows_in(scene, "replies")
    if not rows:
        title = scene.say(mark("No reply ready yet"))
        return Page.of(how_to_begin(scene, "replies", title, scene.say(FIRST_REPLY)))
    return Page.of(beside([_reply(scene, row) for row in rows[-CARDS:]]), _missing(scene, rows))


FIRST_REPLY = mark(
    "Begin with the easiest, thanks: “Thank you, [name]! I will tell [colleague], who made it. See "
    "you [day]?” Then take the question that was asked most often this week. Two rows, and the "
    "library is open."
)


def _reply(scene: Scene, row: PracticeRow) -> Block:
    situation, answer, after = (told(row, column) for column in ("situation", "text", "next"))
    pairs = [
        (scene.header("replies", "situation"), _situation(scene, situation) or "–"),
        (scene.header("replies", "text"), answer or "–"),
        (scene.header("replies", "next"), after or scene.say(NO_NEXT)),
    ]
    is_ready = bool(situation and answer and after)
    return card(row.name, labelled(pairs), tone=Tone.GOOD if is_ready else Tone.HINT)


NO_NEXT = mark("Not written yet. An answer without a deed makes people angrier.")


def _situation(scene: Scene, value: str) -> str:
    return scene.header("replies", f"situation.{value}") if value in SITUATIONS else value


def _missing(scene: Scene, rows: Sequence[PracticeRow]) -> Block:
    there = {told(row, "situation") for row in rows if told(row, "text")}
    gaps = [_situation(scene, one) for one in SITUATIONS if one not in there]
    if not gaps:
        all_there = mark("Every usual situation has an answer. Read them aloud once: do they sound like you?")  # fmt: skip
        return card("", paragraph(scene.say(all_there)), tone=Tone.GOOD)
    still = mark("No answer is ready for: {situations}. Which of them came up this month?")
    return card("", paragraph(scene.say(still, situations=", ".join(gaps))), tone=Tone.HINT)


def kit(scene: Scene) -> Page:
    """Show what of a reputation kit the rows hold already, and what is open."""
    if not scene.figures.active_members:
        return Page.of(paragraph(scene.say(NO_TEAM)))
    lines = [_people(scene), _switchers(scene), *_counted(scene), _pause(scene)]
    table = Table(
        title=scene.say(mark("Your reputation kit today")),
        columns=["", scene.say(mark("What it is")), scene.say(mark("What the workbook shows"))],
        rows=[["✓" if is_ready else "○", what, shown] for is_ready, what, shown in lines],
    )
    ready = sum(1 for is_ready, _, _ in lines if is_ready)
    text = mark("{ready} of {count} are ready (✓). Take one open circle (○) with you from this lesson, not all.")  # fmt: skip
    if ready == len(lines):
        text = mark("All {count} are ready (✓). Put a day into your calendar, three months from now, to look again.")  # fmt: skip
    tone = Tone.GOOD if ready == len(lines) else Tone.HINT
    return Page.of(grid(table), card("", paragraph(scene.say(text, ready=ready, count=len(lines))), tone=tone))  # fmt: skip


NO_TEAM = mark(
    "The members tab is empty. A kit begins with people: write down who answers, and who may stop "
    "everything."
)
_Line = tuple[bool, str, str]


def _people(scene: Scene) -> _Line:
    names = _holders(scene, Role.COMMUNITY)
    what = mark("Somebody answers, and somebody stands in: two people with the role {role}")
    return len(names) >= 2, scene.say(what, role=_role(scene, Role.COMMUNITY)), _listed(scene, names)  # fmt: skip


def _switchers(scene: Scene) -> _Line:
    names = _holders(scene, Role.MANAGER, Role.FINAL)
    what = mark("Somebody decides on a bad day: {manager} or {final}")
    roles = {"manager": _role(scene, Role.MANAGER), "final": _role(scene, Role.FINAL)}
    return bool(names), scene.say(what, **roles), _listed(scene, names)


def _counted(scene: Scene) -> list[_Line]:
    replies = sum(1 for row in rows_in(scene, "replies") if told(row, "text"))
    words = len(banned_words(scene.figures))
    return [
        (replies >= REPLIES, scene.say(mark("{count} replies ready in the library"), count=REPLIES), str(replies)),
        (words >= WORDS, scene.say(mark("{count} guard words in the guidelines"), count=WORDS), str(words)),
    ]  # fmt: skip


def _pause(scene: Scene) -> _Line:
    is_ready = is_rehearsed(scene.figures)
    shown = mark("a run has met it") if is_ready else mark("no run has met it")
    return is_ready, scene.say(mark("The pause, rehearsed in the last 90 days")), scene.say(shown)


def _holders(scene: Scene, *roles: Role) -> list[str]:
    return [one.id for one in scene.figures.active_members if one.has_any(roles)]


def _listed(scene: Scene, names: Sequence[str]) -> str:
    return ", ".join(names[:CARDS]) or scene.say(mark("nobody"))


def _role(scene: Scene, role: Role) -> str:
    return scene.header("members", f"roles.{role}")
