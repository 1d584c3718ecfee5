"""How much room each network gives, and how much of it the team's latest texts take."""

from collections import defaultdict

from automation.domain.content.lengths import length_of
from automation.domain.content.post import Post
from automation.domain.learning.assets import by_time
from automation.domain.learning.medians import median, shown
from automation.domain.learning.titles import title_of
from automation.domain.publishing.network import NetworkSpec
from automation.jobs.picture import Bar, Picture
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons import limits
from automation.lessons.page import Block, Page, beside, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene
from automation.lessons.views.lesson_1 import is_own
from automation.lessons.views.shapes import USED

LATEST = 8
"""How many texts are drawn."""
TIMES = 10
"""A room that is larger than so many times the longest text is not drawn: it would hide the texts."""

NO_CHANNELS = mark(
    "The channels tab is empty. Write one line for each account of yours, with its network, and run "
    "this cell again."
)
NO_TEXTS = mark(
    "No post of the calendar has a text yet. Write one for a channel, and this cell shows how much "
    "of its room it fills."
)


def room(scene: Scene) -> Page:
    """Show what each channel of the team takes, and how full the latest texts are."""
    channels = [one for one in scene.figures.desk.channels.values() if one.active]
    if not channels:
        return Page.of(paragraph(scene.say(NO_CHANNELS)))
    cards = [
        card(f"{', '.join(names)} · {spec.title}", bullets(_room(scene, spec)))
        for spec, names in _by_network(scene)
    ]
    return Page.of(beside(cards), *_fullness(scene))


def _by_network(scene: Scene) -> list[tuple[NetworkSpec, list[str]]]:
    """Return each network of the team with its channels; channels of one network share a card."""
    channels = [one for one in scene.figures.desk.channels.values() if one.active]
    return [
        (spec, [one.id for one in channels if one.network == name])
        for name, spec in limits.networks_of(scene).items()
    ]


def _room(scene: Scene, spec: NetworkSpec) -> list[str]:
    told = (
        (mark("Text: {room}"), limits.text_room(spec)),
        (mark("Pictures in a post: {room}"), limits.picture_room(spec)),
        (mark("Shape, width to height: {room}"), limits.shape_room(spec)),
        (mark("A picture's file: {room}"), limits.file_room(spec)),
        (mark("Alt text: {room}"), limits.alt_room(spec)),
    )
    return [scene.say(template, room=room) for template, room in told]


def latest_texts(scene: Scene, most: int = LATEST) -> tuple[NetworkSpec, list[Post]] | None:
    """Return the learner's network with the most texts, else the team's, with the latest of them.

    A post counts for the network of its first channel.
    """
    known, channels = limits.networks_of(scene), scene.figures.desk.channels
    own: dict[str, list[Post]] = defaultdict(list)
    all_: dict[str, list[Post]] = defaultdict(list)
    for post in scene.figures.posts.values():
        named = (channels[name].network for name in post.channels if name in channels)
        network = next((one for one in named if one in known), "")
        if network and post.status in USED and post.text_for(network).strip():
            all_[network].append(post)
            if is_own(scene, post):
                own[network].append(post)
    found = own or all_
    if not found:
        return None
    network = min(found, key=lambda name: (-len(found[name]), name))
    return known[network], sorted(found[network], key=by_time)[-most:]


def _fullness(scene: Scene) -> list[Block]:
    found = latest_texts(scene)
    if found is None:
        return [paragraph(scene.say(NO_TEXTS))]
    spec, posts = found
    lengths = {
        post.id: length_of(post.text_for(spec.name), spec.text, post.content_warning)
        for post in posts
    }
    title = scene.say(
        mark("How long the latest texts for {network} are; there is room for {max}"),
        network=spec.title, max=spec.text.max,
    )  # fmt: skip
    text, whole = scene.say(mark("a text")), scene.say(mark("the whole room"))
    bars = [Bar(label=title_of(post), value=lengths[post.id], group=text) for post in posts]
    if spec.text.max <= TIMES * max(lengths.values()):
        bars.append(Bar(label=spec.title, value=spec.text.max, group=whole))
    plain = "\n".join(f"{bar.label}: {bar.value:g}" for bar in bars if bar.value is not None)
    fullest = max(posts, key=lambda post: (lengths[post.id], post.id))
    left = spec.text.max - lengths[fullest.id]
    told = scene.say(
        FULLEST if left >= 0 else TOO_FULL, median=shown(median(list(lengths.values()))),
        max=spec.text.max, title=title_of(fullest), length=lengths[fullest.id], left=abs(left),
    )  # fmt: skip
    return [chart(Picture(bars, title).svg(), plain), paragraph(told)]


FULLEST = mark(
    "The middle of these is {median} of {max}. The longest, “{title}”, has {length}, so {left} are "
    "left. Room is no duty: stop when it is said."
)
TOO_FULL = mark(
    "The middle of these is {median} of {max}. The longest, “{title}”, has {length}: {left} too many."
)


def sizes(scene: Scene) -> Page:
    """Show the limits of the team's networks, and of those people ask about."""
    own = {channel.network for channel in scene.figures.desk.channels.values() if channel.active}
    found = limits.networks_of(scene, limits.KNOWN)
    columns = (
        mark("Network"), mark("Text"), mark("Pictures in a post"), mark("Shape, width to height"),
        mark("Picture file, at most"), mark("Alt text (letters and signs)"),
    )  # fmt: skip
    rows = [
        [
            f"{'★ ' if name in own else ''}{spec.title}{limits.sign_of(spec)}",
            *(
                scene.tell(told(spec))
                for told in (
                    limits.text_room, limits.picture_room, limits.shape_room, limits.file_room,
                    limits.alt_room,
                )
            ),
        ]
        for name, spec in found.items()
    ]  # fmt: skip
    table = Table(
        title=scene.say(mark("How much goes in where")),
        columns=[scene.say(column) for column in columns],
        rows=rows,
    )
    return Page.of(grid(table), paragraph(scene.say(SIGNS, sign=limits.UNSURE)))


SIGNS = mark(
    "★ Your team is there. {sign} The network does not say all of this clearly itself; look again "
    "before a large campaign. On some networks an emoji counts as two characters or more, and on X "
    "every link counts 23. A Mastodon server may allow more; Lembar asks it before it checks."
)
