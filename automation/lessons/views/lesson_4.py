"""Lesson 4 on the team's rows: where people answer, the reply library, guard words, kit and pause."""

from collections.abc import Mapping

from automation.domain.learning.figures import Measured
from automation.domain.learning.medians import caution, median, shown
from automation.domain.learning.titles import title_of
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.charts import Strip, strip_chart
from automation.lessons.page import Page, Tone, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene, View
from automation.lessons.views.guarding import guard_words
from automation.lessons.views.kit import kit, library
from automation.lessons.views.lesson_1 import DAYS, NO_NUMBERS, is_own
from automation.lessons.views.switch import pause_history, pause_now

CHANNELS, DOORS = 4, 5
"""How many channels are drawn, and how many posts are named."""


def replies(scene: Scene) -> Page:
    """Show how many replies the posts of each channel drew, and which to open first."""
    by_channel: dict[str, list[Measured]] = {}
    for one in replied(scene):
        by_channel.setdefault(one.channel, []).append(one)
    if not by_channel:
        return Page.of(paragraph(scene.say(NO_NUMBERS, days=DAYS)))
    fullest = sorted(by_channel.items(), key=lambda pair: (-_sum(pair[1]), pair[0]))[:CHANNELS]
    strips = [Strip(label=name, numbers=[one.numbers.replies or 0 for one in posts]) for name, posts in fullest]  # fmt: skip
    title = scene.say(mark("Replies to each post, last {days} days"), days=DAYS)
    said = mark("{channel}: {replies} replies in all, {count} posts, median {median}.")
    lines = [
        scene.say(said, channel=one.label, replies=round(sum(one.numbers)), count=len(one.numbers), median=shown(median(one.numbers)))
        for one in strips
    ]  # fmt: skip
    lines.append(scene.tell(caution(min(len(one.numbers) for one in strips))))
    return Page.of(chart(strip_chart(strips, title), title), bullets(lines), *_doors(scene).blocks)


def replied(scene: Scene) -> list[Measured]:
    """Return what went out lately and has a number of replies, in time order."""
    return [one for one in scene.figures.measured(days=DAYS) if one.numbers.replies is not None]


def _sum(posts: list[Measured]) -> int:
    return sum(one.numbers.replies or 0 for one in posts)


def _doors(scene: Scene) -> Page:
    answered = [one for one in replied(scene) if one.numbers.replies]
    own = [one for one in answered if is_own(scene, one.post)]
    asked = sorted(own or answered, key=lambda one: (-(one.numbers.replies or 0), one.post.id))
    if not asked:
        return Page.of(card("", paragraph(scene.say(SILENCE)), tone=Tone.HINT))
    title = mark("Open these of yours first") if own else mark("Open these first")
    table = Table(
        title=scene.say(title),
        columns=[
            scene.header("calendar", "title"), scene.say(mark("Channel")),
            scene.say(mark("Went out")), scene.say(mark("Replies")), scene.say(mark("Where")),
        ],
        rows=[
            [title_of(one.post), one.channel, f"{one.at:%Y-%m-%d %H:%M}", str(one.numbers.replies), _address(scene, one)]
            for one in asked[:DOORS]
        ],
    )  # fmt: skip
    return Page.of(grid(table), card(scene.say(mark("By hand, once")), paragraph(scene.say(BY_HAND)), tone=Tone.TASK))  # fmt: skip


def _address(scene: Scene, one: Measured) -> str:
    publication = scene.figures.desk.ledger.get((one.post.id, one.channel))
    return publication.receipt.url if publication and publication.receipt else "–"


SILENCE = mark(
    "Nobody has replied to these posts yet. Then your doors are elsewhere: ask at the counter, look "
    "into messages, reviews and the telephone's notes."
)
BY_HAND = mark(
    "The workbook knows how many replies there are, not what they say nor when you answered. So "
    "open these posts, and note two times for each reply: when it came, and when the first answer "
    "of your team stood below it. The difference is your first-answer time. No answer yet? Then the "
    "clock is still running."
)

PAGES: Mapping[str, View] = {
    "replies": replies,
    "library": library,
    "guard_words": guard_words,
    "kit": kit,
    "pause_now": pause_now,
    "pause_history": pause_history,
}
