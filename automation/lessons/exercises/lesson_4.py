"""Lesson 4's exercises, asked of the team's rows or, where those are too few, of the example's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from automation.domain.content.guideline import Rule
from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.medians import median, shown
from automation.domain.learning.pausing import due_ahead, would_wait
from automation.domain.learning.titles import title_of, titles_of
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.scene import Pose, Posed, Scene
from automation.lessons.views.guarding import says
from automation.lessons.views.switch import HOURS

LEAST, MOST = 4, 6
"""How many rows an exercise that is done by eye asks about."""
DAY_NAMES = (mark("Monday"), mark("Tuesday"), mark("Wednesday"), mark("Thursday"), mark("Friday"))


@dataclass(frozen=True, slots=True)
class Comment:
    """One invented comment. `came` and `answered` are hours since Monday, midnight."""

    text: str
    came: int
    answered: int


COMMENTS = (
    Comment(mark("Are you open on Sunday?"), 9, 10),
    Comment(mark("My soup was cold when it came."), 16, 112),
    Comment(mark("Best noodles of my week!"), 19, 32),
    Comment(mark("Do you have something without meat?"), 35, 38),
    Comment(mark("Where can I park?"), 59, 61),
)


def first_answer(scene: Scene) -> Posed:
    """Ask for the median wait of five invented comments; a team's own are not in its workbook."""
    waits = [one.answered - one.came for one in COMMENTS]
    table = Table(
        title="",
        columns=[scene.say(mark("Comment")), scene.say(mark("It came")), scene.say(mark("First answer"))],
        rows=[[f"“{scene.say(one.text)}”", *(_hour(scene, hours) for hours in (one.came, one.answered))] for one in COMMENTS],
    )  # fmt: skip
    facts = {
        "count": len(waits), "sorted": ", ".join(map(str, sorted(waits))),
        "median": shown(median(waits)), "longest": max(waits), "mean": round(sum(waits) / len(waits)),
    }  # fmt: skip
    return Posed(key=NumberKey(median(waits)), facts=facts, tables=[table])


def _hour(scene: Scene, hours: int) -> str:
    return f"{scene.say(DAY_NAMES[hours // 24])} {hours % 24:02}:00"


def angry_answer(_scene: Scene) -> Posed:
    """Ask which of three answers to somebody angry with reason is the good one."""
    return Posed(key=PickKey({letter: letter for letter in "abc"}, frozenset("b")))


def thanks_answer(_scene: Scene) -> Posed:
    """Ask which of three answers to praise keeps the conversation going."""
    return Posed(key=PickKey({letter: letter for letter in "abc"}, frozenset("c")))


def pass_on(_scene: Scene) -> Posed:
    """Ask which messages go to somebody else at once."""
    options = {letter: letter for letter in "abcde"}
    return Posed(key=PickKey(options, frozenset("bd"), several=True))


def guarded(scene: Scene) -> Posed | None:
    """Ask which of some posts the guard words stop."""
    rules = [one for one in scene.figures.desk.guidelines if one.rule is Rule.BANNED_WORDS]
    pairs = [(word, rule) for rule in rules for word in rule.words if not rule.channels]
    written = [post for post in scene.figures.posts.values() if post.text and len(post.text) <= 300]
    stopped = [post for post in written if any(says(post, *pair) for pair in pairs)][:2]
    free = [post for post in written if not any(says(post, *pair) for pair in pairs)]
    if not stopped or len(stopped) + len(free) < LEAST:
        return None
    chosen = {post.id for post in (*stopped, *free[-(LEAST + 1 - len(stopped)) :])}
    asked = [post for post in written if post.id in chosen]
    table = Table(
        title="",
        columns=[scene.header("calendar", "post"), scene.header("calendar", "text")],
        rows=[[post.id, post.text] for post in asked],
    )
    words = ", ".join(f"“{word}”" for word, _ in pairs)
    options = {str(post.id): title_of(post) for post in asked}
    return Posed(
        key=PickKey(options, frozenset(str(post.id) for post in stopped), several=True),
        facts={"words": words, "answer": titles_of(stopped)},
        tables=[table],
    )


def would_wait_now(scene: Scene) -> Posed | None:
    """Ask which of the coming posts a pause of a day, begun now, would keep back."""
    asked = due_ahead(scene.figures)[:MOST]
    end = scene.figures.now + timedelta(hours=HOURS)
    kept = {one.post.id for one in would_wait(scene.figures, timedelta(hours=HOURS))}
    right = [post for post, _ in asked if post.id in kept]
    if len(asked) < LEAST or not right or len(right) == len(asked):
        return None
    table = Table(
        title="",
        columns=[
            scene.header("calendar", "post"), scene.header("calendar", "title"),
            scene.header("calendar", "publish_at"),
        ],
        rows=[[post.id, title_of(post), _moment(due)] for post, due in asked],
    )  # fmt: skip
    zone = scene.figures.desk.settings.timezone
    facts = {
        "now": _moment(scene.figures.now.astimezone(zone)), "end": _moment(end.astimezone(zone)),
        "hours": HOURS, "answer": titles_of(right), "count": len(right),
    }  # fmt: skip
    options = {str(post.id): title_of(post) for post, _ in asked}
    key = PickKey(options, frozenset(str(post.id) for post in right), several=True)
    return Posed(key=key, facts=facts, tables=[table])


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


POSED: Mapping[str, Pose] = {
    "first_answer": first_answer,
    "angry_answer": angry_answer,
    "thanks_answer": thanks_answer,
    "pass_on": pass_on,
    "guarded": guarded,
    "would_wait_now": would_wait_now,
}
