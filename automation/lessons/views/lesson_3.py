"""Lesson 3 on the team's rows: goals, load, decisions, feedback, growth, a newcomer's first weeks."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from automation.domain.content.post import Post
from automation.domain.learning.pace import full_weeks
from automation.domain.learning.teamwork import AHEAD_DAYS, soon
from automation.domain.learning.titles import title_of
from automation.domain.learning.workload import Ahead, Carried, ahead, carried, waiting
from automation.jobs.picture import Bar, Picture
from automation.jobs.result import Table
from automation.language import decimal, mark
from automation.lessons.page import Block, Page, Tone, beside, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene, View
from automation.lessons.views.first_weeks import first_weeks
from automation.lessons.views.goals import goals
from automation.lessons.views.lesson_1 import NO_MEMBERS, is_own
from automation.lessons.views.practice import how_to_begin, rows_in

HALF = 50
"""Per cent of the coming posts; whoever owns more carries too much."""
MOST = 7
TIME_DAYS = 28


def load(scene: Scene) -> Page:
    """Show what lies before each member, and where the hours went."""
    found = carried(scene.figures)
    if not found:
        return Page.of(paragraph(scene.say(NO_MEMBERS)))
    table = Table(
        title=scene.say(mark("What lies before whom, next {days} days"), days=AHEAD_DAYS),
        columns=[
            scene.header("members", "name"), scene.header("members", "weekly_hours"),
            scene.say(mark("Posts")), scene.say(mark("Decisions that wait")),
            scene.say(mark("Open assignments")),
        ],
        rows=[
            [
                one.member.id, "–" if one.member.weekly_hours is None else f"{one.member.weekly_hours:g}",
                str(one.posts), str(one.decisions), str(one.assignments),
            ]
            for one in found
        ],
    )  # fmt: skip
    return Page.of(grid(table), _heaviest(scene, found), *_hours(scene))


def _heaviest(scene: Scene, found: list[Carried]) -> Block:
    planned, most = sum(one.posts for one in found), found[0]
    if not planned:
        return paragraph(scene.say(mark("Nothing is planned for these days yet.")))
    share = round(100 * most.posts / planned)
    facts = {"member": most.member.id, "posts": most.posts, "planned": planned, "share": share}
    if share > HALF and len(found) > 1:
        return card(scene.say(mark("One pair of shoulders")), paragraph(scene.say(TOO_MUCH, **facts)), tone=Tone.HINT)  # fmt: skip
    return card(scene.say(mark("Spread over several shoulders")), paragraph(scene.say(SPREAD, **facts)), tone=Tone.GOOD)  # fmt: skip


TOO_MUCH = mark(
    "{member} owns {posts} of the {planned} posts that are coming, {share} per cent. If {member} falls "
    "ill tomorrow, so does the plan. Which of them could somebody else take?"
)
SPREAD = mark(
    "The most is {member}'s: {posts} of the {planned} posts that are coming, {share} per cent. The "
    "numbers look fair; ask all the same whether it feels so."
)


def _hours(scene: Scene) -> list[Block]:
    """Draw where the team's hours went, by kind of work and never by person."""
    minutes: dict[str, float] = defaultdict(float)
    today = scene.figures.now.astimezone(scene.figures.desk.settings.timezone).date()
    for row in rows_in(scene, "time"):
        day, spent = row.cells.get("day"), row.cells.get("minutes")
        if (
            isinstance(spent, int | float)
            and isinstance(day, date)
            and 0 <= (today - day).days < TIME_DAYS
        ):
            minutes[str(row.cells.get("activity", row.name))] += spent
    if not minutes:
        return [how_to_begin(scene, "time", scene.say(mark("Where do the hours go?")), scene.say(FIRST_WEEK_OF_TIME))]  # fmt: skip
    title = scene.say(mark("Hours of the last {days} days, all of the team together"), days=TIME_DAYS)  # fmt: skip
    ordered = sorted(minutes.items(), key=lambda pair: (-pair[1], pair[0]))
    bars = [
        Bar(
            label=_work(scene, name),
            value=spent / 60,
            text=scene.tell(decimal(round(spent / 60, 1))),
        )
        for name, spent in ordered
    ]
    plain = "\n".join(f"{bar.label}: {bar.text}" for bar in bars)
    return [chart(Picture(bars, title).svg(), plain)]


FIRST_WEEK_OF_TIME = mark(
    "Nobody knows before it was written down. One week, one line for each piece of work, an honest "
    "guess at the minutes: lesson 5 shows how. Nobody's hours are compared with anybody's."
)


def _work(scene: Scene, name: str) -> str:
    """Return a kind of work as the workbook names it; what a person typed as it stands."""
    return scene.header("time", f"activity.{name}").removeprefix("activity.")


def decisions(scene: Scene) -> Page:
    """Show which posts wait for whose decision, the most urgent first."""
    found = scene.figures.once(waiting)
    if not found:
        return Page.of(card(scene.say(mark("Nothing waits")), paragraph(scene.say(NOTHING_WAITS, days=AHEAD_DAYS)), tone=Tone.GOOD))  # fmt: skip
    zone = scene.figures.desk.settings.timezone
    table = Table(
        title=scene.say(mark("Posts that wait for somebody's word")),
        columns=[
            scene.header("calendar", "title"), scene.header("calendar", "publish_at"),
            scene.say(mark("Any one of these may decide")),
        ],
        rows=[
            [
                title_of(post), f"{post.publish_at.astimezone(zone):%Y-%m-%d %H:%M}" if post.publish_at else "–",
                ", ".join(names),
            ]
            for post, names in found[:MOST]
        ],
    )  # fmt: skip
    own = [post for post, names in found if scene.member is not None and scene.member.id in names]
    mine = mark("For your word wait: {count}. Five minutes, and somebody can go on.")
    more = [paragraph(scene.say(mine, count=len(own)))] if own else []
    return Page.of(grid(table), *more)


NOTHING_WAITS = mark(
    "No post of the next {days} days waits for a decision. Whoever decides quickly gives others a calm "
    "afternoon."
)


def feedback(scene: Scene) -> Page:
    """Show how many coming posts have feedback, what was said, and where to begin."""
    coming = scene.figures.once(soon)
    given = [post for post in scene.figures.posts.values() if post.feedback.strip()]
    told = [post for post in coming if post.feedback.strip()]
    counted = COUNTED if coming else NONE_COMING
    line = scene.say(counted, count=len(told), all=len(coming), days=AHEAD_DAYS)
    cards = [_said(scene, post) for post in given[-2:]]
    silent = [post for post in coming if not post.feedback.strip() and not is_own(scene, post)]
    if silent:
        first = mark("“{title}” by {owner} goes out next and nobody has said a word about it. Read it as a stranger would, and write two sentences into “{column}”.")  # fmt: skip
        asked = scene.say(first, title=title_of(silent[0]), owner=silent[0].owner or "–", column=scene.header("calendar", "feedback"))  # fmt: skip
        cards.append(card(scene.say(mark("You could begin here")), paragraph(asked), tone=Tone.HINT))  # fmt: skip
    return Page.of(paragraph(line), *([beside(cards)] if cards else []))


COUNTED = mark("Posts planned for the next {days} days: {all}. With feedback beside them: {count}.")
NONE_COMING = mark(
    "No post is planned for the next {days} days. Feedback on an idea helps even more than on a draft: "
    "nothing has to be thrown away yet."
)


def _said(scene: Scene, post: Post) -> Block:
    title = scene.say(mark("Said of “{title}”"), title=title_of(post))
    return card(title, paragraph(post.feedback.strip()), tone=Tone.GOOD)


def growth(scene: Scene) -> Page:
    """Show how much of each job lies before how many people."""
    if not scene.figures.active_members:
        return Page.of(paragraph(scene.say(NO_MEMBERS)))
    found = ahead(scene.figures)
    table = Table(
        title=scene.say(mark("How much of each job, on how many shoulders")),
        columns=[
            scene.say(mark("Job")), scene.say(mark("Who has the role")),
            scene.say(mark("How much of it there is")), scene.say(mark("For each of them")),
        ],
        rows=[
            [
                scene.say(one.job.title), ", ".join(one.holders) or scene.say(mark("nobody")),
                scene.say(one.what, count=one.count), _each(scene, one),
            ]
            for one in found
        ],
    )  # fmt: skip
    weeks = full_weeks(scene.figures)
    pace = mark("Posts that went out in each of the last weeks: {counts}.")
    said = [paragraph(scene.say(pace, counts=", ".join(str(one.count) for one in weeks)))] if len(weeks) > 1 else []  # fmt: skip
    questions = [scene.say(question) for question in (NOT_DONE, NOT_LIKED, NOT_KNOWN)]
    return Page.of(grid(table), *said, card(scene.say(mark("What the table cannot know")), bullets(questions), tone=Tone.HINT))  # fmt: skip


def _each(scene: Scene, one: Ahead) -> str:
    if not one.holders:
        return "–"
    return scene.tell(decimal(round(one.count / len(one.holders), 1)))


NOT_DONE = mark("What do we not do at all, because nobody has the time?")
NOT_LIKED = mark("What does somebody do well, but without joy?")
NOT_KNOWN = mark("What can only one of us do?")


PAGES: Mapping[str, View] = {
    "goals": goals,
    "load": load,
    "decisions": decisions,
    "feedback": feedback,
    "growth": growth,
    "first_weeks": first_weeks,
}
