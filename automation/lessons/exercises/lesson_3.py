"""Lesson 3's exercises, asked of the team's rows or, where those are too few, of the example's."""

from collections import Counter
from collections.abc import Mapping

from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.medians import median, shown
from automation.domain.learning.pace import full_weeks
from automation.domain.learning.teamwork import soon
from automation.domain.learning.titles import title_of
from automation.domain.team.channel import Channel
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.scene import Pose, Posed, Scene
from automation.lessons.views.first_weeks import safest_channel

LEAST, MOST = 4, 10
"""How many posts an exercise that is done by hand asks about."""
LEAST_WEEKS = 3


def real_goal(_scene: Scene) -> Posed:
    """Ask which of three sentences is a goal."""
    return Posed(key=PickKey({letter: letter for letter in "abc"}, frozenset("b")))


def ordinary_week(scene: Scene) -> Posed | None:
    """Ask how many posts went out in the middle one of the last weeks."""
    weeks = full_weeks(scene.figures)
    if len(weeks) < LEAST_WEEKS:
        return None
    counts = [week.count for week in weeks]
    table = Table(
        title="",
        columns=[scene.say(mark("Seven days from")), scene.say(mark("Posts that went out"))],
        rows=[[f"{week.start:%Y-%m-%d}", str(week.count)] for week in weeks],
    )
    return Posed(
        key=NumberKey(median(counts)),
        facts={
            "count": len(weeks), "sorted": ", ".join(map(str, sorted(counts))),
            "median": shown(median(counts)), "most": max(counts),
        },
        tables=[table],
    )  # fmt: skip


def who_carries(scene: Scene) -> Posed | None:
    """Ask which share of the next posts one person owns."""
    posts = [post for post in scene.figures.once(soon) if post.owner.strip()][:MOST]
    owners = Counter(" ".join(post.owner.split()) for post in posts).most_common(2)
    if len(posts) < LEAST or len(owners) < 2 or owners[0][1] == owners[1][1]:
        return None
    owner, had = owners[0]
    table = Table(
        title="",
        columns=[scene.header("calendar", "title"), scene.header("calendar", "owner")],
        rows=[[title_of(post), post.owner] for post in posts],
    )
    share = 100 * had / len(posts)
    return Posed(
        key=NumberKey(share),
        facts={"count": len(posts), "owner": owner, "had": had, "share": round(share)},
        tables=[table],
    )


def useful_feedback(_scene: Scene) -> Posed:
    """Ask which of three remarks a colleague can use."""
    return Posed(key=PickKey({letter: letter for letter in "abc"}, frozenset("a")))


def honest_ad(_scene: Scene) -> Posed:
    """Ask which lines of a job advertisement are to be struck."""
    return Posed(key=PickKey({letter: letter for letter in "abcde"}, frozenset("bd"), several=True))


def first_post_where(scene: Scene) -> Posed | None:
    """Ask on which channel a newcomer's first post is safest."""
    safest = safest_channel(scene)
    channels = [one for one in scene.figures.desk.channels.values() if one.active][:MOST]
    if safest is None or len(channels) < 2 or safest not in channels:
        return None
    table = Table(
        title="",
        columns=[scene.header("channels", "channel"), scene.say(mark("Who must say yes before"))],
        rows=[[one.id, _levels(scene, one)] for one in channels],
    )
    return Posed(
        key=PickKey({one.id: one.id for one in channels}, frozenset({safest.id})),
        facts={"answer": safest.id, "levels": safest.needed_levels},
        tables=[table],
    )


def _levels(scene: Scene, channel: Channel) -> str:
    steps = []
    for level in range(1, channel.needed_levels + 1):
        roles = sorted(scene.header("members", f"roles.{role}") for role in channel.roles_at(level))
        steps.append(" / ".join(roles))
    return " → ".join(steps) or scene.say(mark("nobody has to"))


POSED: Mapping[str, Pose] = {
    "real_goal": real_goal,
    "ordinary_week": ordinary_week,
    "who_carries": who_carries,
    "useful_feedback": useful_feedback,
    "honest_ad": honest_ad,
    "first_post_where": first_post_where,
}
