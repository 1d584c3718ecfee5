"""Lesson 6's exercises: who is answered, what a question does, what a few numbers may say."""

from collections.abc import Mapping, Sequence

from automation.domain.learning.conversations import Talk, by_theme, liveliest, talks
from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.medians import FEW, median, shown
from automation.domain.learning.spans import median_span, share_span
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.scene import Pose, Posed, Scene

LEAST, MOST = 5, 7
"""How many posts an exercise that is done by eye asks about."""
ONE_IN = 10
"""So many likes to a reply: from here on a post is said to have begun a talk."""
GUESTS, STAYED = 10, 4
"""A beta group and how many of it still write; an example of a small share."""


def talk_or_applause(scene: Scene) -> Posed | None:
    """Ask which posts were answered by at least one for every ten who liked them."""
    asked = [talk for talk in talks(scene.figures) if talk.likes][-MOST:]
    began = [talk for talk in asked if (talk.replies_in_ten or 0) >= 1]
    if len(asked) < LEAST or not began or len(began) == len(asked):
        return None
    options: dict[str, str] = {talk.measured.post.id: talk.measured.post.label for talk in asked}
    right = frozenset(talk.measured.post.id for talk in began)
    return Posed(
        key=PickKey(options, right, several=True),
        facts={
            "count": len(asked), "ten": ONE_IN, "began": len(began),
            "example": began[0].measured.post.label, "likes": began[0].likes, "replies": began[0].replies,
        },
        tables=[_posts(scene, asked)],
    )  # fmt: skip


def who_asked(scene: Scene) -> Posed | None:
    """Ask how many of the latest posts ask their readers something."""
    asked = talks(scene.figures)[-MOST:]
    if len(asked) < LEAST:
        return None
    asking = sum(1 for talk in asked if talk.asks)
    table = Table(
        title="",
        columns=[scene.header("calendar", "post"), scene.header("calendar", "text")],
        rows=[[talk.measured.post.id, _said(talk)] for talk in asked],
    )
    return Posed(
        key=NumberKey(asking), facts={"count": len(asked), "asking": asking}, tables=[table]
    )


def theme_or_chance(scene: Scene) -> Posed | None:
    """Ask what may be said about the replies to two campaigns."""
    found = list(by_theme(talks(scene.figures)).items())[:2]
    if len(found) < 2:
        return None
    (first, one), (second, other) = sorted(found, key=lambda pair: -median(pair[1]))
    spans = median_span(one), median_span(other)
    is_few = min(len(one), len(other)) < FEW or None in spans
    meets = spans[0] is not None and spans[1] is not None and spans[0].meets(spans[1])
    right = "c" if is_few else "b" if meets else "a"
    table = Table(
        title="",
        columns=[
            scene.header("calendar", "campaign"), scene.say(mark("How many")),
            scene.say(mark("Replies to each")), scene.say(mark("The middle (median)")),
        ],
        rows=[
            [name, str(len(numbers)), ", ".join(map(str, sorted(numbers))), shown(median(numbers))]
            for name, numbers in ((first, one), (second, other))
        ],
    )  # fmt: skip
    return Posed(
        key=PickKey({"a": "a", "b": "b", "c": "c"}, frozenset({right})),
        facts={"first": first, "second": second, "right": right, "few": FEW},
        tables=[table],
    )


def first_guests(scene: Scene) -> Posed | None:
    """Ask whom to invite first."""
    found = liveliest(talks(scene.figures))
    if not found or not found[0].replies:
        return None
    return Posed(
        key=PickKey({"a": "a", "b": "b", "c": "c"}, frozenset({"b"})),
        facts={"post": found[0].measured.post.label, "replies": found[0].replies},
    )


def stay_or_stop(scene: Scene) -> Posed | None:
    """Ask what four of ten guests who still write can say; the same for everybody."""
    del scene
    span = share_span(STAYED, GUESTS)
    return Posed(
        key=PickKey({"a": "a", "b": "b", "c": "c"}, frozenset({"b"})),
        facts={
            "guests": GUESTS, "stayed": STAYED,
            "low": round(100 * span.low), "high": round(100 * span.high),
        },
    )  # fmt: skip


def _said(talk: Talk) -> str:
    words = talk.measured.post.text.split()
    return (
        " ".join(words) if len(words) <= 30 else f"{' '.join(words[:14])} … {' '.join(words[-14:])}"
    )


def _posts(scene: Scene, found: Sequence[Talk]) -> Table:
    return Table(
        title=scene.say(mark("Replies and likes on {channel}"), channel=found[0].measured.channel),
        columns=[
            scene.header("calendar", "post"), scene.header("calendar", "title"),
            scene.say(mark("Likes")), scene.say(mark("Replies")),
        ],
        rows=[
            [talk.measured.post.id, talk.measured.post.label, str(talk.likes), str(talk.replies)]
            for talk in found
        ],
    )  # fmt: skip


POSED: Mapping[str, Pose] = {
    "talk_or_applause": talk_or_applause,
    "who_asked": who_asked,
    "theme_or_chance": theme_or_chance,
    "first_guests": first_guests,
    "stay_or_stop": stay_or_stop,
}
