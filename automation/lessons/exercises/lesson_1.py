"""Lesson 1's exercises, asked of the team's rows or, where those are too few, of the example's."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from automation.domain.learning.exercises.keys import NumberKey, PickKey, TableKey
from automation.domain.learning.figures import Measured, busiest
from automation.domain.learning.medians import FEW, median, shown
from automation.domain.learning.responsibilities import who_does_what
from automation.domain.learning.spans import Worth, median_span, worth
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.scene import Pose, Posed, Scene
from automation.lessons.views.lesson_1 import DAYS, is_own, told_on_one_channel

LEAST, MOST = 5, 7
"""How many posts an exercise that is done by hand asks about."""
LEAST_A_CHANNEL = 3
PEOPLE_MOST = 12
"""So many members are listed by name."""


def nobody_does(scene: Scene) -> Posed | None:
    """Ask which of the jobs nobody holds the role for."""
    held = [one for one in who_does_what(scene.figures) if one.job.roles]
    if not scene.figures.active_members:
        return None
    letters = {chr(ord("a") + place): one for place, one in enumerate(held)}
    none = chr(ord("a") + len(held))
    options = {letter: scene.say(one.job.title) for letter, one in letters.items()}
    options[none] = scene.say(mark("none of them: every job has somebody"))
    right = {letter for letter, one in letters.items() if one.is_open} or {none}
    members = Table(
        title=scene.say(mark("The active members and their roles")),
        columns=[scene.header("members", "name"), scene.header("members", "roles")],
        rows=_people(scene),
    )
    jobs = Table(title="", columns=["", scene.say(mark("Job"))], rows=[[f"{letter})", label] for letter, label in options.items()])  # fmt: skip
    return Posed(
        key=PickKey(options, frozenset(right), several=True),
        facts={"answer": ", ".join(f"{one}) {options[one]}" for one in sorted(right))},
        tables=[members, jobs],
    )


def _people(scene: Scene) -> list[list[str]]:
    """List the members with their roles; a large team by what the roles are held together."""
    together: dict[str, list[str]] = defaultdict(list)
    for one in scene.figures.active_members:
        roles = sorted(scene.header("members", f"roles.{role}") for role in one.roles)
        together[", ".join(roles) or "–"].append(one.id)
    if sum(map(len, together.values())) <= PEOPLE_MOST:
        return sorted([name, roles] for roles, names in together.items() for name in names)
    counted = mark("{count} people, {name} among them")
    return [[scene.say(counted, count=len(names), name=names[0]), roles] for roles, names in sorted(together.items())]  # fmt: skip


def median_likes(scene: Scene) -> Posed | None:
    """Ask for the median of the likes of the latest posts of one channel."""
    told = [one for one in scene.figures.measured(days=DAYS) if one.numbers.likes is not None]
    asked = busiest(told)[-MOST:]
    if len(asked) < LEAST:
        return None
    likes = [one.numbers.likes or 0 for one in asked]
    return Posed(
        key=NumberKey(median(likes)),
        facts={
            "count": len(asked),
            "channel": asked[0].channel,
            "sorted": ", ".join(map(str, sorted(likes))),
            "median": shown(median(likes)),
            "mean": round(sum(likes) / len(likes)),
            "best": max(likes),
        },
        tables=[_posts(scene, asked, "likes")],
    )


def above_the_middle(scene: Scene) -> Posed | None:
    """Ask which of the latest posts brought more than their median."""
    asked = told_on_one_channel(scene)[-MOST:]
    brought = {one.post.id: one.numbers.engagement or 0 for one in asked}
    if len(brought) < LEAST:
        return None
    middle = median(list(brought.values()))
    above = {post for post, number in brought.items() if number > middle}
    if not above:
        return None
    return Posed(
        key=PickKey({one.post.id: one.post.label for one in asked}, frozenset(above), several=True),
        facts={
            "count": len(asked),
            "channel": asked[0].channel,
            "median": shown(middle),
            "own": sum(1 for one in asked if is_own(scene, one.post) and one.post.id in above),
            "above": len(above),
        },
        tables=[_posts(scene, asked, "engagement")],
    )


def channel_middles(scene: Scene) -> Posed | None:
    """Ask for the median of each of two channels."""
    by_channel: dict[str, list[Measured]] = defaultdict(list)
    for one in scene.figures.measured(days=DAYS):
        if one.numbers.engagement is not None:
            by_channel[one.channel].append(one)
    fullest = sorted(by_channel.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:2]
    if len(fullest) < 2 or len(fullest[1][1]) < LEAST_A_CHANNEL:
        return None
    asked = {channel: posts[-LEAST:] for channel, posts in fullest}
    cells = {
        channel: float(median([one.numbers.engagement or 0 for one in posts]))
        for channel, posts in asked.items()
    }
    high, low = sorted(cells, key=lambda channel: -cells[channel])
    return Posed(
        key=TableKey(cells),
        facts={
            "first": fullest[0][0],
            "second": fullest[1][0],
            "answer": "; ".join(f"{channel} = {shown(value)}" for channel, value in cells.items()),
            "higher": high,
            "lower": low,
        },
        tables=[_posts(scene, posts, "engagement") for posts in asked.values()],
    )


def chance_or_not(scene: Scene) -> Posed | None:
    """Ask what the difference between two owners on one channel is worth."""
    groups = _two_owners(scene)
    if groups is None:
        return None
    (first, one), (second, other) = groups
    right = {Worth.FEW: "c", Worth.CHANCE: "b", Worth.APART: "a"}[worth(one, other)]
    rows = [
        [name, str(len(numbers)), shown(median(numbers)), _span(scene, numbers)]
        for name, numbers in groups
    ]
    table = Table(
        title="",
        columns=[
            scene.say(mark("Whose posts")),
            scene.say(mark("How many")),
            scene.say(mark("The middle (median)")),
            scene.say(mark("Where the true median probably lies")),
        ],
        rows=rows,
    )
    return Posed(
        key=PickKey({"a": "a", "b": "b", "c": "c"}, frozenset({right})),
        facts={"first": first, "second": second, "right": right, "few": FEW},
        tables=[table],
    )


def _two_owners(scene: Scene) -> Sequence[tuple[str, list[int]]] | None:
    """Return the engagement of the two owners with the most posts on one channel, best first."""
    by_owner: dict[str, list[int]] = defaultdict(list)
    for one in told_on_one_channel(scene):
        if one.post.owner and one.numbers.engagement is not None:
            by_owner[one.post.owner].append(one.numbers.engagement)
    fullest = sorted(by_owner.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:2]
    if len(fullest) < 2 or len(fullest[1][1]) < 2:
        return None
    return sorted(fullest, key=lambda pair: -median(pair[1]))


def _span(scene: Scene, numbers: Sequence[int]) -> str:
    span = median_span(numbers)
    if span is None:
        return scene.say(mark("too few posts to know"))
    return scene.say(mark("{low} to {high}"), low=shown(span.low), high=shown(span.high))


def _posts(scene: Scene, posts: Sequence[Measured], number: str) -> Table:
    """List posts in time order with one of their numbers."""
    title = {
        "likes": mark("Likes on {channel}"),
        "engagement": mark("Likes, replies, shares and quotes together on {channel}"),
    }[number]
    return Table(
        title=scene.say(title, channel=posts[0].channel),
        columns=[scene.header("calendar", "post"), scene.header("calendar", "title"), scene.say(mark("Number"))],
        rows=[[one.post.id, one.post.label, str(getattr(one.numbers, number))] for one in posts],
    )  # fmt: skip


POSED: Mapping[str, Pose] = {
    "nobody_does": nobody_does,
    "median_likes": median_likes,
    "above_the_middle": above_the_middle,
    "channel_middles": channel_middles,
    "chance_or_not": chance_or_not,
}
