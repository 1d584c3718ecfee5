"""The team's goals beside what its rows say today, or the numbers a first goal could start from."""

from collections.abc import Sequence
from datetime import date

from automation.domain.learning.figures import Measured, busiest
from automation.domain.learning.medians import median, shown, told
from automation.domain.learning.pace import full_weeks
from automation.domain.learning.practice import PracticeRow
from automation.domain.learning.spans import middle
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.page import Block, Page, Tone, bullets, card, grid, paragraph
from automation.lessons.scene import Scene
from automation.lessons.views.practice import how_to_begin, rows_in
from automation.lessons.views.practice import told as cell

DAYS = 28
COUNTED = ("likes", "replies", "shares", "engagement")
"""The measures of the goals tab that are numbers of posts."""
LEAST_WEEKS = 2
"""Fewer weeks make no ordinary one."""
WANTED = ("measure", "now", "target", "by_date", "owner", "why")
"""The columns that make a goal of a wish."""


def goals(scene: Scene) -> Page:
    """Show each goal with what the rows say of it today; without goals, where one could begin."""
    rows = rows_in(scene, "goals")
    if not rows:
        return Page.of(*_beginnings(scene))
    table = Table(
        title=scene.say(mark("Your team's goals, and what the rows say today")),
        columns=[
            *(scene.header("goals", name) for name in ("goal", "measure", "now", "target", "by_date", "owner")),
            scene.say(mark("By the rows today")),
        ],
        rows=[_goal(scene, row) for row in rows],
    )  # fmt: skip
    return Page.of(grid(table), *_lacking(scene, rows), paragraph(scene.say(HOW_COUNTED, days=DAYS)))  # fmt: skip


HOW_COUNTED = mark(
    "By the rows: medians of the busiest channel in the last {days} days, and the posts of an "
    "ordinary week. A dash: too few rows, or a measure that Lembar does not count."
)


def _goal(scene: Scene, row: PracticeRow) -> list[str]:
    measure = cell(row, "measure")
    cells = [_shown(row, name) for name in ("now", "target", "by_date", "owner")]
    return [row.name, _measure(scene, measure), *cells, today_of(scene, measure)]


def _shown(row: PracticeRow, column: str) -> str:
    value = row.cells.get(column)
    if isinstance(value, int | float):
        return f"{value:g}"
    return value.isoformat() if isinstance(value, date) else cell(row, column) or "–"


def _measure(scene: Scene, measure: str) -> str:
    """Return a measure as the workbook names it; what a person typed as it stands."""
    return scene.header("goals", f"measure.{measure}").removeprefix("measure.") if measure else "–"


def today_of(scene: Scene, measure: str) -> str:
    """Return what the rows say of a measure today, a dash when they say nothing."""
    if measure == "posts":
        counts = [week.count for week in full_weeks(scene.figures)]
        return shown(median(counts)) if len(counts) >= LEAST_WEEKS else "–"
    if measure not in COUNTED:
        return "–"
    numbers = told(getattr(one.numbers, measure) for one in _recent(scene))
    return scene.tell(middle(numbers)) if numbers else "–"


def _recent(scene: Scene) -> Sequence[Measured]:
    return busiest(scene.figures.measured(days=DAYS))


def _lacking(scene: Scene, rows: Sequence[PracticeRow]) -> list[Block]:
    gaps = []
    for row in rows:
        names = [scene.header("goals", name) for name in WANTED if row.cells.get(name) in (None, "")]  # fmt: skip
        if names:
            gap = mark("“{goal}” still lacks: {columns}.")
            gaps.append(scene.say(gap, goal=row.name, columns=", ".join(names)))
    if not gaps:
        return []
    return [card(scene.say(mark("Still a wish")), bullets(gaps), tone=Tone.HINT)]


def _beginnings(scene: Scene) -> list[Block]:
    measures = [(measure, today_of(scene, measure)) for measure in (*COUNTED, "posts")]
    rows = [[_measure(scene, measure), today] for measure, today in measures if today != "–"]
    words = FIRST_GOAL if rows else NO_NUMBERS_YET
    advice = how_to_begin(scene, "goals", scene.say(mark("No goal yet")), scene.say(words))
    if not rows:
        return [advice]
    channel = next((one.channel for one in _recent(scene)), "")
    told_of = mark("Numbers you have already; reactions on {channel}, last {days} days") if channel else mark("Numbers you have already")  # fmt: skip
    table = Table(
        title=scene.say(told_of, channel=channel, days=DAYS),
        columns=[scene.header("goals", "measure"), scene.say(mark("Today"))],
        rows=rows,
    )
    return [grid(table), advice]


NO_NUMBERS_YET = mark(
    "No post has numbers yet, but a goal can be about your own doing: “From no post a week to two, by "
    "the end of next month, and … looks after it.”"
)
FIRST_GOAL = mark(
    "Take one of your numbers, and finish this sentence: “From … today to … by …, and … looks after "
    "it, because …” If you cannot fill the last gap, take another number."
)
