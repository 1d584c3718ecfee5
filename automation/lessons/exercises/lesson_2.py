"""Lesson 2's exercises, asked of the team's rows or, where those are too few, of the example's."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from automation.domain.content.lengths import length_of
from automation.domain.content.post import Post
from automation.domain.learning.assets import asset_uses, by_time
from automation.domain.learning.exercises.keys import NumberKey, PickKey
from automation.domain.learning.titles import title_of
from automation.domain.learning.traits import describes, words_in
from automation.domain.publishing.network import NetworkSpec
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons import limits
from automation.lessons.scene import Pose, Posed, Scene
from automation.lessons.views.lesson_2 import latest_pictures
from automation.lessons.views.rooms import latest_texts
from automation.lessons.views.shapes import BASE

ASKED = ("x", "bluesky", "threads", "mastodon", "instagram", "linkedin")
"""Networks whose room for words differs widely."""
TEXTS = 30
"""Among so many of the latest texts the longest is looked for."""
LEAST, MOST = 4, 7
"""How many rows an exercise that is done by eye asks about."""
STRICT = "instagram"
"""The network that takes the fewest shapes."""


def fits_where(scene: Scene) -> Posed | None:
    """Ask on which networks the longest of the latest texts would fit; the learner's, or the team's."""
    specs = dict(zip("abcdef", map(scene.spec_of, ASKED), strict=True))
    for one in (scene, replace(scene, member=None)):
        found = latest_texts(one, TEXTS)
        if found is None:
            return None
        texts = {post.id: "\n\n".join([post.text, *post.thread]) for post in found[1]}
        longest = max(found[1], key=lambda post: (len(texts[post.id]), post.id))
        lengths = {code: length_of(texts[longest.id], spec.text) for code, spec in specs.items()}
        right = {code for code, spec in specs.items() if lengths[code] <= spec.text.max}
        if right and len(right) < len(specs):
            whole = Table(title="", columns=[title_of(longest)], rows=[[texts[longest.id]]])
            return Posed(
                key=PickKey({code: spec.title for code, spec in specs.items()}, frozenset(right), several=True),
                facts={"title": title_of(longest), "answer": _named(specs, right)},
                tables=[whole, _rooms(scene, specs, lengths)],
            )  # fmt: skip
    return None


def _rooms(scene: Scene, specs: Mapping[str, NetworkSpec], lengths: Mapping[str, int]) -> Table:
    return Table(
        title="",
        columns=[
            "", scene.say(mark("Network")), scene.say(mark("How long the text is there")),
            scene.say(mark("Room")),
        ],
        rows=[
            [f"{code})", spec.title, str(lengths[code]), scene.tell(limits.text_room(spec))]
            for code, spec in specs.items()
        ],
    )  # fmt: skip


def _named(specs: Mapping[str, NetworkSpec], letters: set[str]) -> str:
    return ", ".join(f"{letter}) {specs[letter].title}" for letter in sorted(letters))


def how_high(scene: Scene) -> Posed | None:
    """Ask how high a picture may be that is as wide as the learner's latest."""
    spec = scene.spec_of(STRICT)
    least = spec.media.images.ratio.least
    if least is None:
        return None
    addresses = [address for post, _ in latest_pictures(scene) for address in post.media]
    widths = [file.width for file in scene.media_of(addresses[:1]).values() if file.width]
    width = widths[0] if widths else BASE
    tall, wide = limits.shape_name(least).split(":")[::-1]
    return Posed(
        key=NumberKey(width / least),
        facts={
            "network": spec.title, "shape": limits.shape_name(least), "width": width, "wide": wide,
            "tall": tall, "unit": f"{width / float(wide):g}", "answer": round(width / least),
        },
    )  # fmt: skip


def good_pattern(_scene: Scene) -> Posed:
    """Ask which of three texts is a pattern that a colleague can fill."""
    return Posed(key=PickKey({letter: letter for letter in "abc"}, frozenset("c")))


def used_once(scene: Scene) -> Posed | None:
    """Ask which assets became one post only."""
    posts = [(post, use) for use in asset_uses(scene.figures) for post in use.posts]
    latest = sorted(posts, key=lambda pair: by_time(pair[0]))[-MOST:]
    counts = Counter(use.name for _, use in latest)
    lonely = {name for name, count in counts.items() if count == 1}
    if len(latest) < LEAST or not lonely or len(lonely) == len(counts):
        return None
    letters = {chr(ord("a") + place): name for place, name in enumerate(sorted(counts))}
    right = {letter for letter, name in letters.items() if name in lonely}
    shown = Table(
        title="",
        columns=[scene.header("calendar", "title"), scene.header("calendar", "asset")],
        rows=[[title_of(post), use.name] for post, use in latest],
    )
    options = Table(
        title="",
        columns=["", scene.header("calendar", "asset")],
        rows=[[f"{letter})", name] for letter, name in letters.items()],
    )
    named = ", ".join(f"{letter}) {letters[letter]}" for letter in sorted(right))
    return Posed(
        key=PickKey(letters, frozenset(right), several=True),
        facts={"answer": named, "count": len(latest)},
        tables=[shown, options],
    )


def silent_pictures(scene: Scene) -> Posed | None:
    """Ask how many of the latest pictures say nothing to who listens; the learner's, or the team's."""
    for one in (scene, replace(scene, member=None)):
        seen = latest_pictures(one)[:MOST]
        silent = [alt for _, alt in seen if not describes(alt)]
        if len(seen) >= LEAST and silent:
            return _silent(scene, seen, silent)
    return None


def _silent(scene: Scene, seen: Sequence[tuple[Post, str]], silent: Sequence[str]) -> Posed:
    table = Table(
        title="",
        columns=[scene.header("calendar", "title"), scene.header("calendar", "alt_text")],
        rows=[[title_of(post), alt or "–"] for post, alt in seen],
    )
    return Posed(
        key=NumberKey(len(silent)),
        facts={
            "count": len(seen), "empty": sum(1 for alt in silent if not words_in(alt)),
            "short": sum(1 for alt in silent if words_in(alt)), "answer": len(silent),
        },
        tables=[table],
    )  # fmt: skip


def best_alt(_scene: Scene) -> Posed:
    """Ask which of three descriptions lets a listener see the picture."""
    return Posed(key=PickKey({letter: letter for letter in "abc"}, frozenset("b")))


POSED: Mapping[str, Pose] = {
    "fits_where": fits_where,
    "how_high": how_high,
    "good_pattern": good_pattern,
    "used_once": used_once,
    "silent_pictures": silent_pictures,
    "best_alt": best_alt,
}
