"""Lesson 5's exercises, asked of the team's rows or, where those are too few, of the example's."""

from collections.abc import Mapping, Sequence

from automation.domain.learning.chance import LEAST as LEAST_POSTS
from automation.domain.learning.chance import winner
from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.judged import latest_campaign
from automation.domain.learning.medians import median, shown
from automation.domain.learning.minutes import Stretch, by_work
from automation.domain.learning.spans import Worth, middle, worth
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.scene import Pose, Posed, Scene
from automation.lessons.views.four_questions import DAYS
from automation.lessons.views.lesson_5 import (
    PART_NAMES,
    deal_columns,
    deal_rows,
    dealt,
    parts_of_day,
)
from automation.lessons.views.time import rows_of_learner, work_name

LEAST, MOST = 4, 7
"""How many rows of work an exercise that is done by hand asks about."""
LEAST_GUESSED = 2
WEEKS = 50
"""Working weeks of a year."""
DEALT = 10
"""How many deals are counted by eye."""
ABC = {letter: letter for letter in "abc"}


def longest_work(scene: Scene) -> Posed | None:
    """Ask how many minutes went into the work that took most."""
    rows = rows_of_learner(scene)[-MOST:]
    sums = by_work(rows)
    if len(rows) < LEAST or len(sums) < 2 or sums[0][1] == sums[1][1]:
        return None
    work, most = sums[0]
    parts = [f"{one.minutes:g}" for one in rows if one.work == work]
    total = sum(one.minutes for one in rows)
    table = Table(
        title="",
        columns=[scene.header("time", name) for name in ("day", "activity", "minutes")],
        rows=[[one.day.isoformat(), work_name(scene, one.work), f"{one.minutes:g}"] for one in rows],
    )  # fmt: skip
    return Posed(
        key=NumberKey(most),
        facts={
            "count": len(rows), "work": work_name(scene, work), "sum": " + ".join(parts),
            "answer": f"{most:g}", "total": f"{total:g}", "share": round(100 * most / total),
        },
        tables=[table],
    )  # fmt: skip


def hours_saved(scene: Scene) -> Posed | None:
    """Ask how many minutes the tool saved, with what it cost taken off."""
    guessed = [one for one in rows_of_learner(scene) if one.by_hand is not None][-MOST:]
    total = sum(one.saved for one in guessed)
    if len(guessed) < LEAST_GUESSED or total <= 0:
        return None
    names = ("activity", "minutes", "by_hand")
    table = Table(
        title="",
        columns=[scene.header("time", name) for name in names],
        rows=[[work_name(scene, one.work), f"{one.minutes:g}", f"{one.by_hand:g}"] for one in guessed],
    )  # fmt: skip
    return Posed(
        key=NumberKey(total),
        facts={
            "minutes": f"{sum(one.minutes for one in guessed):g}",
            "by_hand": f"{sum(one.by_hand or 0 for one in guessed):g}",
            "answer": f"{total:g}", "year": round(total * WEEKS / 60), "weeks": WEEKS,
            "steps": _steps(guessed),
        },
        tables=[table],
    )  # fmt: skip


def _steps(guessed: Sequence[Stretch]) -> str:
    return "; ".join(f"{one.by_hand:g} − {one.minutes:g} = {one.saved:g}" for one in guessed)


def honest_sentence(scene: Scene) -> Posed | None:
    """Ask which sentence on the latest campaign its numbers bear."""
    found = latest_campaign(scene.figures, DAYS)
    if found is None:
        return None
    table = Table(
        title="",
        columns=["", scene.say(mark("How many")), scene.say(mark("The middle (median)"))],
        rows=[
            [f"“{found.campaign}”", str(len(found.own)), scene.tell(middle(found.brought))],
            [scene.say(mark("the other posts")), str(len(found.rest)), scene.tell(middle(found.brought_by_rest))],
        ],
    )  # fmt: skip
    is_real = worth(found.brought, found.brought_by_rest) is Worth.APART
    right = "a" if is_real else "b"
    return Posed(
        key=PickKey(ABC, frozenset({right})),
        facts={"campaign": found.campaign, "channel": found.own[0].channel, "count": len(found.own), "right": right},
        tables=[table],
    )  # fmt: skip


def always_a_winner(_scene: Scene) -> Posed | None:
    """Ask what to expect of twelve hours that are all the same."""
    return Posed(key=PickKey(ABC, frozenset({"c"})))


def as_good_by_chance(scene: Scene) -> Posed | None:
    """Ask in how many of some deals chance does as well as the hours really did."""
    channel, parts = parts_of_day(scene)
    real = winner(parts)
    if real is None:
        return None
    won = dealt(parts, DEALT)
    medians = [one.median for one in won]
    as_good = sum(1 for one in medians if one >= real.median)
    shapes = [
        [scene.say(PART_NAMES[part]), ", ".join(map(str, found)), _middle(found)]
        for part, found in parts.items()
    ]
    truth = Table(
        title=scene.say(mark("As it really was on {channel}"), channel=channel),
        columns=["", scene.say(mark("What each post brought")), scene.say(mark("The middle (median)"))],
        rows=shapes,
    )  # fmt: skip
    title = scene.say(mark("The same numbers, dealt out by pure chance"))
    table = Table(title=title, columns=deal_columns(scene), rows=deal_rows(scene, won))
    return Posed(
        key=NumberKey(as_good),
        facts={
            "part": scene.say(PART_NAMES[real.part]), "median": shown(real.median), "deals": DEALT,
            "answer": as_good, "highest": shown(max(medians)),
        },
        tables=[truth, table],
    )  # fmt: skip


def _middle(found: Sequence[int]) -> str:
    return shown(median(found)) if len(found) >= LEAST_POSTS else "–"


def fair_test(_scene: Scene) -> Posed | None:
    """Ask which plan would test an hour fairly."""
    return Posed(key=PickKey(ABC, frozenset({"b"})))


POSED: Mapping[str, Pose] = {
    "longest_work": longest_work,
    "hours_saved": hours_saved,
    "honest_sentence": honest_sentence,
    "always_a_winner": always_a_winner,
    "as_good_by_chance": as_good_by_chance,
    "fair_test": fair_test,
}
