"""Lesson 6 on the team's rows: which posts people answer, questions, themes, topics, first guests."""

from collections.abc import Mapping, Sequence

from automation.domain.learning.conversations import (
    DAYS,
    Talk,
    by_asking,
    by_theme,
    by_week,
    liveliest,
    talks,
)
from automation.domain.learning.medians import caution, median, shown
from automation.domain.learning.practice import PracticeRow
from automation.domain.learning.spans import compared, middle
from automation.jobs.picture import Bar, Picture
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.charts import Strip, strip_chart
from automation.lessons.page import Block, Page, Tone, beside, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene, View

SHOWN, THEMES, WEEKS, TOPICS = 8, 4, 6, 8
"""How much is listed at most."""
TEXT_MAX = 300

NO_TALKS = mark(
    "No post of the last {days} days has a number of replies yet. It comes a day after a post went "
    "out, when “lembar run collect” has run. Until then, look at the example in the exercises."
)


def starters(scene: Scene) -> Page:
    """Show the posts people answered most, and the liveliest beside the quietest of the well liked."""
    found = talks(scene.figures)
    if not found:
        return _nothing(scene)
    ordered = liveliest(found)
    table = Table(
        title=scene.say(mark("What people answered, on {channel}, last {days} days"), channel=found[0].measured.channel, days=DAYS),
        columns=[
            scene.header("calendar", "title"), scene.say(mark("Replies")), scene.say(mark("Likes")),
            scene.say(mark("Replies for a hundred likes")), scene.say(mark("Asks something")),
        ],
        rows=[_row(scene, talk) for talk in ordered[:SHOWN]],
    )  # fmt: skip
    told = scene.say(mark("{count} posts have a number of replies; their median is {median}."), count=len(found), median=shown(median([talk.replies for talk in found])))  # fmt: skip
    return Page.of(grid(table), paragraph(told), *_two(scene, ordered))


def _row(scene: Scene, talk: Talk) -> list[str]:
    rate = talk.replies_in_ten
    return [
        talk.measured.post.label,
        str(talk.replies),
        "–" if talk.likes is None else str(talk.likes),
        "–" if rate is None else str(round(10 * rate)),
        scene.say(mark("yes")) if talk.asks else "–",
    ]


def _two(scene: Scene, ordered: Sequence[Talk]) -> list[Block]:
    """Put the liveliest post beside the one that was liked most and answered least."""
    rated = [talk for talk in ordered if talk.replies_in_ten is not None]
    if len(rated) < 2 or not ordered[0].replies:
        return []
    quiet = min(rated, key=lambda talk: (talk.replies_in_ten or 0.0, -(talk.likes or 0)))
    if quiet is ordered[0]:
        return []
    return [
        beside(
            [
                _post(scene, mark("Answered most: {replies}"), ordered[0], Tone.GOOD),
                _post(scene, mark("Liked, and hardly answered: {replies}"), quiet, Tone.HINT),
            ]
        )
    ]


def _post(scene: Scene, title: str, talk: Talk, tone: Tone) -> Block:
    post = talk.measured.post
    text = post.text if len(post.text) <= TEXT_MAX else f"{post.text[:TEXT_MAX].rstrip()}…"
    who = f"{post.label} · {post.owner}" if post.owner else post.label
    return card(scene.say(title, replies=talk.replies), paragraph(who), paragraph(text), tone=tone)


def asking(scene: Scene) -> Page:
    """Show the replies to posts that ask beside those that do not: every post a dot."""
    found = talks(scene.figures)
    if not found:
        return _nothing(scene)
    asked, others = by_asking(found)
    if not asked:
        never = mark("None of the {count} posts of the last {days} days asked anything. A question is the cheapest thing you can try: see the assignments below.")  # fmt: skip
        return Page.of(card("", paragraph(scene.say(never, count=len(found), days=DAYS)), tone=Tone.HINT))  # fmt: skip
    strips = [Strip(label=scene.say(mark("posts that ask")), numbers=asked)]
    if others:
        strips.append(Strip(label=scene.say(mark("posts that do not")), numbers=others))
    worth = compared(asked, others) if others else caution(len(asked))
    return _strips(scene, strips, scene.say(mark("Replies to a post, last {days} days"), days=DAYS), scene.tell(worth))  # fmt: skip


def themes(scene: Scene) -> Page:
    """Show the replies by campaign, the nearest thing the calendar has to what a post is about."""
    found = by_theme(talks(scene.figures))
    if not found:
        none = mark("No campaign has two posts with a number of replies yet. Write into “{campaign}” what a post is about, the same word for the same theme; in a month you can compare.")  # fmt: skip
        return Page.of(paragraph(scene.say(none, campaign=scene.header("calendar", "campaign"))))
    strips = [Strip(label=name, numbers=numbers) for name, numbers in found.items()][:THEMES]
    first, *others = strips
    worth = compared(first.numbers, others[0].numbers) if others else caution(len(first.numbers))
    return _strips(scene, strips, scene.say(mark("Replies by campaign, last {days} days"), days=DAYS), scene.tell(worth))  # fmt: skip


def _strips(scene: Scene, strips: Sequence[Strip], title: str, worth: str) -> Page:
    lines = [
        scene.say(mark("{who}: {count} posts, median {median}."), who=one.label, count=len(one.numbers), median=scene.tell(middle(one.numbers)))
        for one in strips
    ]  # fmt: skip
    return Page.of(chart(strip_chart(strips, title), title), bullets([*lines, worth]))


def topics(scene: Scene) -> Page:
    """Show what the team heard people talk about, with the question that could begin a talk."""
    rows = scene.figures.desk.practice.get("topics")
    if rows is None:
        absent = mark("This workbook has no topics tab yet. “lembar init WORKBOOK --course” adds it, beside the other tabs of the course.")  # fmt: skip
        return Page.of(paragraph(scene.say(absent)))
    if not rows:
        empty = mark("The topics tab is empty. Listen for a week: at the counter, in the comments, in the chat of your family. What do people ask twice? Write it down in their words.")  # fmt: skip
        return Page.of(card("", paragraph(scene.say(empty)), tone=Tone.HINT))
    table = Table(
        title=scene.say(mark("What your team has heard")),
        columns=[scene.header("topics", name) for name in ("topic", "words", "question", "by")],
        rows=[[row.name, *(_cell(row, name) for name in ("words", "question", "by"))] for row in rows[-TOPICS:]],
    )  # fmt: skip
    silent = [row.name for row in rows if not row.cells.get("question")]
    more = mark("Without an opening question yet: {topics}.")
    told = [paragraph(scene.say(more, topics=", ".join(silent[:TOPICS])))] if silent else []
    return Page.of(grid(table), *told)


def _cell(row: PracticeRow, name: str) -> str:
    return str(row.cells.get(name, "")) or "–"


def weeks(scene: Scene) -> Page:
    """Show the replies of the last weeks, and the posts under which first guests can be found."""
    found = talks(scene.figures)
    if not found:
        return _nothing(scene)
    counted = by_week(found, found[-1].measured.at.date(), WEEKS)
    title = scene.say(mark("Replies to the posts of each week, on {channel}"), channel=found[0].measured.channel)  # fmt: skip
    bars = [
        Bar(label=scene.say(mark("week of {day}"), day=f"{day:%Y-%m-%d}"), value=number)
        for day, number in counted.items()
    ]
    plain = "\n".join(f"{bar.label}: {bar.value:g}" for bar in bars if bar.value is not None)
    guests = [
        scene.say(mark("{post}: {replies} replies, {url}"), post=talk.measured.post.label, replies=talk.replies, url=_url(scene, talk))
        for talk in liveliest(found)[:3] if talk.replies
    ]  # fmt: skip
    block = card(scene.say(mark("Where your first guests already sit")), bullets(guests), tone=Tone.TASK)  # fmt: skip
    return Page.of(chart(Picture(bars, title).svg(), plain), *([block] if guests else []))


def _url(scene: Scene, talk: Talk) -> str:
    publication = scene.figures.desk.ledger.get((talk.measured.post.id, talk.measured.channel))
    receipt = publication.receipt if publication else None
    return receipt.url if receipt else "–"


def _nothing(scene: Scene) -> Page:
    return Page.of(paragraph(scene.say(NO_TALKS, days=DAYS)))


PAGES: Mapping[str, View] = {
    "starters": starters,
    "asking": asking,
    "themes": themes,
    "topics": topics,
    "weeks": weeks,
}
