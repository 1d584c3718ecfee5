"""The pause: what it would keep back now, and when a run last met it. Nothing is switched here."""

from datetime import timedelta

from automation.domain.learning.pausing import Waiting, is_rehearsed, paused_runs, would_wait
from automation.domain.learning.titles import title_of
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.page import Block, Page, Tone, card, grid, paragraph
from automation.lessons.scene import Scene

HOURS, POSTS, RUNS = 24, 8, 5
"""How long the pause that is thought through lasts; how many posts and runs are listed."""


def pause_now(scene: Scene) -> Page:
    """Show which posts a pause of a day, begun now, would keep back, and what becomes of them."""
    waiting = would_wait(scene.figures, timedelta(hours=HOURS))
    blocks = [_is_on(scene)] if scene.figures.desk.settings.paused else []
    if not waiting:
        return Page.of(*blocks, paragraph(scene.say(QUIET, hours=HOURS)))
    table = Table(
        title=scene.say(mark("If somebody pressed the pause now, for {hours} hours"), hours=HOURS),
        columns=[
            scene.say(mark("Planned for")), scene.header("calendar", "title"),
            scene.header("calendar", "channels"), scene.say(mark("With the pause")),
        ],
        rows=[
            [f"{one.due:%Y-%m-%d %H:%M}", title_of(one.post), ", ".join(one.post.channels), _fate(scene, one)]
            for one in waiting[:POSTS]
        ],
    )  # fmt: skip
    minutes = int(scene.figures.desk.settings.grace.total_seconds() // 60)
    return Page.of(*blocks, grid(table), paragraph(scene.say(AFTERWARDS, minutes=minutes)))


QUIET = mark(
    "Nothing is due in the next {hours} hours, so a pause would keep nothing back. A good hour to "
    "rehearse it."
)
AFTERWARDS = mark(
    "Nothing is lost: every row stays. A post that is {minutes} minutes late or more when the "
    "pause ends does not go out by itself; a person looks at it and sets a new time. That is on "
    "purpose: after a bad day you want to read every post again."
)


def _is_on(scene: Scene) -> Block:
    told = mark("The pause is ON at this moment: nothing goes out. Is that what your team wants?")
    return card("", paragraph(scene.say(told)), tone=Tone.STOP)


def _fate(scene: Scene, one: Waiting) -> str:
    if one.is_missed:
        return scene.say(mark("waits, then wants a new time"))
    return scene.say(mark("waits, then goes out if approved"))


def pause_history(scene: Scene) -> Page:
    """Show the runs that met the pause, and whether that was lately enough."""
    met = paused_runs(scene.figures)
    zone = scene.figures.desk.settings.timezone
    if not met:
        return Page.of(card(scene.say(mark("Nobody has tried the switch yet")), paragraph(scene.say(UNTRIED)), tone=Tone.HINT))  # fmt: skip
    table = Table(
        title=scene.say(mark("Runs that met the pause")),
        columns=[
            scene.header("runs", "started_at"), scene.header("runs", "job"), scene.header("runs", "counts"),
        ],
        rows=[[f"{one.started_at.astimezone(zone):%Y-%m-%d %H:%M}", one.job, one.counts] for one in met[:RUNS]],
    )  # fmt: skip
    last, today = (at.astimezone(zone).date() for at in (met[0].started_at, scene.figures.now))
    days = (today - last).days
    if is_rehearsed(scene.figures):
        said = mark("{days} days since the last time. Who of you pressed it, and who else could?")
        return Page.of(grid(table), card("", paragraph(scene.say(said, days=days)), tone=Tone.GOOD))
    said = mark("{days} days since the last time. People forget a switch they do not touch; rehearse it again.")  # fmt: skip
    return Page.of(grid(table), card("", paragraph(scene.say(said, days=days)), tone=Tone.HINT))


UNTRIED = mark(
    "No run in this workbook has met the pause. A switch that nobody has tried is a hope. Rehearse "
    "it on the demo first, and then in a quiet hour of your own."
)
