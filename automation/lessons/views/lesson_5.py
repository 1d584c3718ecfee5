"""Lesson 5 on the team's rows: minutes, what the tool saves, a campaign, the best hour, pure chance."""

import random
from collections.abc import Mapping, Sequence

from automation.domain.learning.chance import DEALS, LEAST, Part, Winner, by_part, deals, winner
from automation.domain.learning.figures import with_engagement
from automation.domain.learning.medians import FEW, shown
from automation.domain.learning.spans import compared, middle
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.charts import Strip, strip_chart
from automation.lessons.page import Page, Tone, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene, View
from automation.lessons.views.four_questions import DAYS, campaign
from automation.lessons.views.time import saved, week

SEEN = 5
"""So many deals are shown one by one."""
SEED = 5
"""Always the same, so that everybody sees the same deals and can speak about them."""

PART_NAMES: Mapping[Part, str] = {
    Part.MORNING: mark("morning (3 to 10)"),
    Part.MIDDAY: mark("midday (10 to 15)"),
    Part.AFTERNOON: mark("afternoon (15 to 18)"),
    Part.EVENING: mark("evening (18 to 3)"),
}
TOO_FEW = mark(
    "To compare parts of the day it takes two of them with two measured posts each, on one channel. "
    "There are not so many yet. Plan the next posts for two different times, and look at the noodle "
    "stall in the exercises meanwhile."
)


def parts_of_day(scene: Scene) -> tuple[str, dict[Part, list[int]]]:
    """Return the busiest channel, and what its posts brought by the part of the day they went out."""
    told = with_engagement(scene.figures.measured(days=DAYS))
    channel = told[0][0].channel if told else ""
    return channel, by_part([(one.at.hour, brought) for one, brought in told])


def hours(scene: Scene) -> Page:
    """Show every post of a channel as a dot, by the part of the day."""
    channel, parts = parts_of_day(scene)
    best = winner(parts)
    if best is None:
        return Page.of(paragraph(scene.say(TOO_FEW)))
    strips = [Strip(label=scene.say(PART_NAMES[part]), numbers=found) for part, found in parts.items()]  # fmt: skip
    title = scene.say(mark("When it went out on {channel}, and what it brought"), channel=channel)
    lines = [_line(scene, strip) for strip in strips]
    rest = [number for part, found in parts.items() if part is not best.part for number in found]
    looks = mark("Of those with two posts or more, “{part}” looks best. {caution}")
    said = scene.say(looks, part=scene.say(PART_NAMES[best.part]), caution=compared(parts[best.part], rest))  # fmt: skip
    return Page.of(
        chart(strip_chart(strips, title), title),
        bullets(lines),
        card("", paragraph(said), tone=Tone.HINT),
    )


def _line(scene: Scene, strip: Strip) -> str:
    count = len(strip.numbers)
    if count < LEAST:
        alone = mark("{part}: one post alone, {number}. It says nothing about the hour.")
        return scene.say(alone, part=strip.label, number=shown(strip.numbers[0]))
    enough = mark("{part}: {count} posts, median {median}.")
    few = mark("{part}: {count} posts, median {median}. Few: one good post more would move it.")
    return scene.say(few if count < FEW else enough, part=strip.label, count=count, median=middle(strip.numbers))  # fmt: skip


def chance(scene: Scene) -> Page:
    """Deal the same numbers out by pure chance, and count how often chance does as well."""
    _, parts = parts_of_day(scene)
    real = winner(parts)
    if real is None:
        return Page.of(paragraph(scene.say(TOO_FEW)))
    won = dealt(parts)
    as_good = sum(1 for one in won if one.median >= real.median)
    title = scene.say(mark("The same numbers, dealt out by pure chance"))
    seen = Table(title=title, columns=deal_columns(scene), rows=[[*_truth(scene, real)], *deal_rows(scene, won[:SEEN])])  # fmt: skip
    told = mark("Of {deals} deals, {count} made a “best” part of the day with a median of {median} or more: chance alone, and nothing behind it.")  # fmt: skip
    facts = {"deals": DEALS, "count": as_good, "median": shown(real.median)}
    verdict = card(scene.say(_verdict(as_good)), paragraph(scene.say(told, **facts)), tone=Tone.GOOD if as_good < RARE else Tone.HINT)  # fmt: skip
    return Page.of(grid(seen), verdict)


def dealt(parts: Mapping[Part, Sequence[int]], count: int = DEALS) -> Sequence[Winner]:
    """Return who wins each deal; the same rows are always dealt in the same way."""
    return deals(parts, random.Random(SEED).shuffle, count)  # noqa: S311 - cards, no secret


RARE = DEALS // 20
"""Fewer deals than these: chance alone seldom does that."""


def _verdict(as_good: int) -> str:
    if as_good < RARE:
        return mark("Chance seldom makes such a winner. Now test it with new posts")
    if as_good < DEALS // 4:
        return mark("Chance makes such a winner now and then. Worth a test, not a rule")
    return mark("Chance makes such a winner all the time. There is no best hour here yet")


def _truth(scene: Scene, real: Winner) -> list[str]:
    return [scene.say(mark("as it really was")), scene.say(PART_NAMES[real.part]), shown(real.median)]  # fmt: skip


def deal_columns(scene: Scene) -> list[str]:
    """Return the columns of a table of deals."""
    return [scene.say(mark("Deal")), scene.say(mark("Looks best")), scene.say(mark("Its median"))]


def deal_rows(scene: Scene, won: Sequence[Winner]) -> list[list[str]]:
    """Return who won each deal, as rows below `deal_columns`."""
    return [
        [str(place), scene.say(PART_NAMES[one.part]), shown(one.median)]
        for place, one in enumerate(won, start=1)
    ]


PAGES: Mapping[str, View] = {
    "week": week,
    "saved": saved,
    "campaign": campaign,
    "hours": hours,
    "chance": chance,
}
