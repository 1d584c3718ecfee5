"""A newcomer's first four weeks, drafted from the team's own rows: to be changed, never to be obeyed."""

from collections import Counter

from automation.domain.content.post import Status
from automation.domain.learning.figures import busiest
from automation.domain.learning.titles import titles_of
from automation.domain.learning.workload import carried
from automation.domain.team.channel import Channel
from automation.language import mark
from automation.lessons.page import Block, Page, Tone, beside, bullets, card, paragraph
from automation.lessons.scene import Scene

DAYS = 60
READ, MEET = 3, 6
"""How many posts a newcomer reads first, and how many people are met."""


def first_weeks(scene: Scene) -> Page:
    """Draft what somebody new reads, makes, takes over and asks, week by week."""
    weeks = (
        (mark("Week 1: look and meet"), _look(scene)),
        (mark("Week 2: a first post, not alone"), _make(scene)),
        (mark("Week 3: something of one's own"), _own(scene)),
        (mark("Week 4: numbers and a talk"), [scene.say(NUMBERS), scene.say(TALK)]),
    )
    cards: list[Block] = [
        card(scene.say(title), bullets(points), tone=Tone.GOOD) for title, points in weeks
    ]
    return Page.of(beside(cards[:2]), beside(cards[2:]), paragraph(scene.say(A_DRAFT)))


A_DRAFT = mark(
    "A draft from your rows. Put names and days to it, strike what does not suit you, and ask the last "
    "one who joined what was missing."
)
NUMBERS = mark("Look at the numbers of the first posts together. So few prove nothing; talk about what was fun.")  # fmt: skip
TALK = mark("Two questions: “What surprised you here?” and “What should we stop doing?” Nobody sees it as clearly as somebody new.")  # fmt: skip


def _look(scene: Scene) -> list[str]:
    figures = scene.figures
    measured = [one for one in figures.measured(days=DAYS) if one.numbers.engagement is not None]
    best = sorted(busiest(measured), key=lambda one: (one.numbers.engagement or 0, one.at))[-READ:]
    points = []
    if best:
        read = mark("Read the posts that brought most on {channel}: {posts}. What have they in common?")  # fmt: skip
        points.append(scene.say(read, channel=best[0].channel, posts=titles_of(one.post for one in reversed(best))))  # fmt: skip
    if figures.desk.guidelines:
        rules = mark("Read the guidelines, {count} rules, and ask about the one that seems oddest.")
        points.append(scene.say(rules, count=len(figures.desk.guidelines)))
    people = [one for one in figures.active_members if one.roles][:MEET]
    named = ", ".join(f"{one.id} ({_first_role(scene, sorted(one.roles)[0])})" for one in people)
    if named:
        points.append(scene.say(mark("Meet, a quarter of an hour each: {names}."), names=named))
    return points or [scene.say(mark("Read the last posts, and meet everybody once."))]


def _first_role(scene: Scene, role: str) -> str:
    return scene.header("members", f"roles.{role}")


def _make(scene: Scene) -> list[str]:
    points = []
    channel = safest_channel(scene)
    if channel is not None:
        where = mark("Write a post for {channel}. Before it goes out, approvals needed there: {levels}. So nothing can go wrong unseen.")  # fmt: skip
        points.append(scene.say(where, channel=channel.id, levels=channel.needed_levels))
    else:
        points.append(scene.say(mark("Write a first post, and let somebody read it before it goes out.")))  # fmt: skip
    free = [one for one in carried(scene.figures) if one.member.roles]
    if free:
        buddy = mark("Somebody to ask, whatever it is: perhaps {name}, who has the fewest posts to come just now ({count}).")  # fmt: skip
        points.append(scene.say(buddy, name=free[-1].member.id, count=free[-1].posts))
    return points


def safest_channel(scene: Scene) -> Channel | None:
    """Return the one active channel with the most approvals before a post; None if none stands out."""
    active = [one for one in scene.figures.desk.channels.values() if one.active]
    most = max((one.needed_levels for one in active), default=0)
    found = [one for one in active if one.needed_levels == most]
    return found[0] if most and len(found) == 1 else None


def _own(scene: Scene) -> list[str]:
    counts = Counter(
        " ".join(post.campaign.split())
        for post in scene.figures.posts.values()
        if post.campaign.strip() and post.status is not Status.CANCELLED
    )
    alone = scene.say(mark("From now on small things are decided alone: a picture, a hashtag, an hour. Agree on which."))  # fmt: skip
    if not counts:
        return [scene.say(mark("Take over one series, one post a week.")), alone]
    name, count = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    series = mark("Take over one series, one post a week: “{campaign}” has {count} posts to learn from.")  # fmt: skip
    return [scene.say(series, campaign=name, count=count), alone]
