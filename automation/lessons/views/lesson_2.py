"""Lesson 2 on the team's rows: room on each network, shapes, patterns, examples, assets, alt texts."""

from collections.abc import Mapping, Sequence

from automation.domain.content.post import Post
from automation.domain.learning.assets import AssetUse, asset_uses
from automation.domain.learning.spans import share_span
from automation.domain.learning.titles import title_of, titles_of
from automation.domain.learning.traits import describes, pictures, words_in
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.page import Block, Page, Tone, beside, card, grid, paragraph
from automation.lessons.scene import Scene, View
from automation.lessons.views.lesson_1 import is_own
from automation.lessons.views.practice import examples, recurring, template_cards
from automation.lessons.views.rooms import room, sizes
from automation.lessons.views.shapes import shapes, with_pictures

LATEST = 8
"""How many assets are listed, at most."""
SHOWN = 4
"""How many posts of an asset are named, the latest."""
PICTURES = 12

NO_PICTURES = mark(
    "No post of the calendar names a picture yet. Put one into “{media}” of a post, and come back."
)


def templates(scene: Scene) -> Page:
    """Show the team's templates, or what it makes again and again without one."""
    return Page.of(*(template_cards(scene) or recurring(scene)))


def swipe_file(scene: Scene) -> Page:
    """Show the examples the team has collected, or how to begin."""
    return Page.of(*examples(scene))


def assets(scene: Scene) -> Page:
    """Show what each asset has become, and which was used only once."""
    uses = asset_uses(scene.figures)
    if not uses:
        return Page.of(paragraph(scene.say(NO_ASSETS, asset=scene.header("calendar", "asset"))))
    table = Table(
        title=scene.say(mark("What became of each asset")),
        columns=[
            scene.header("calendar", "asset"), scene.say(mark("Posts")),
            scene.say(mark("Which, and what they brought")),
        ],
        rows=[[use.name, str(len(use.posts)), _became(scene, use)] for use in uses[:LATEST]],
    )  # fmt: skip
    lonely = [use for use in uses if use.is_lonely]
    return Page.of(grid(table), _lonely(scene, lonely), paragraph(scene.say(BROUGHT)))


NO_ASSETS = mark(
    "No post names the asset it was made from yet. An asset is anything you made once and can use "
    "again: a film, a photo, an article, a recipe. Write its name into “{asset}”, the same in every "
    "post that uses it."
)
BROUGHT = mark(
    "The number is likes, replies, shares and quotes together; a dash: not out yet, or not measured. "
    "Posts of different channels are not to be compared."
)


def _became(scene: Scene, use: AssetUse) -> str:
    lines = []
    if len(use.posts) > SHOWN:
        lines.append("…")
    for post in use.posts[-SHOWN:]:
        numbers = scene.figures.numbers.get(post.id)
        brought = None if numbers is None else numbers.engagement
        where = ", ".join(post.channels) or "–"
        lines.append(f"“{title_of(post)}” ({where}): {'–' if brought is None else brought}")
    return "\n".join(lines)


def _lonely(scene: Scene, lonely: Sequence[AssetUse]) -> Block:
    if not lonely:
        return paragraph(
            scene.say(mark("Every asset was used at least twice: nothing lies idle here."))
        )
    title = scene.say(mark("Made once, used once"))
    names = ", ".join(f"“{use.name}”" for use in lonely[:LATEST])
    told = mark("{names}: the work is done, and most people have not seen it. Which other detail, question or reader could it serve?")  # fmt: skip
    return card(title, paragraph(scene.say(told, names=names)), tone=Tone.HINT)


def alt_texts(scene: Scene) -> Page:
    """Show how many pictures are described, and let two of them be heard."""
    seen = latest_pictures(scene)
    if not seen:
        return Page.of(paragraph(scene.say(NO_PICTURES, media=scene.header("calendar", "media"))))
    told = [(post, alt) for post, alt in seen if describes(alt)]
    span = share_span(len(told), len(seen))
    whose = mark("Your last pictures: {count}. Described in words: {told}.") if is_own(scene, seen[0][0]) else mark("The team's last pictures: {count}. Described in words: {told}.")  # fmt: skip
    lines = [scene.say(whose, count=len(seen), told=len(told))]
    if 0 < len(told) < len(seen):
        lines.append(scene.say(GUESS, low=round(100 * span.low), high=round(100 * span.high)))
    bare = [(post, alt) for post, alt in seen if not describes(alt)]
    cards = []
    if told:
        best = max(told, key=lambda one: (len(words_in(one[1])), one[0].id))
        cards.append(_heard(scene, mark("This one can be heard"), best, Tone.GOOD))
    if bare:
        cards.append(_heard(scene, mark("This one is silent"), bare[0], Tone.HINT))
    coming = [post for post in scene.figures.coming if any(not describes(alt) for alt in pictures(post))]  # fmt: skip
    last = mark("Still to come, and still silent: {posts}.") if coming else mark("Every picture of the coming posts is described.")  # fmt: skip
    return Page.of(
        *map(paragraph, lines), beside(cards), paragraph(scene.say(last, posts=titles_of(coming[:LATEST])))
    )  # fmt: skip


GUESS = mark(
    "So few pictures allow only a guess at your habit: with this habit, probably {low} to {high} of "
    "100 pictures would be described."
)


def latest_pictures(scene: Scene) -> list[tuple[Post, str]]:
    """Return the latest pictures, each as its post and its alt text, the latest first."""
    return [(post, alt) for post in with_pictures(scene) for alt in pictures(post)][:PICTURES]


def _heard(scene: Scene, title: str, one: tuple[Post, str], tone: Tone) -> Block:
    post, alt = one
    heard = f"“{alt}”" if alt else scene.say(mark("“Picture.” Nothing more."))
    return card(scene.say(title), paragraph(title_of(post)), paragraph(heard), tone=tone)


PAGES: Mapping[str, View] = {
    "room": room,
    "sizes": sizes,
    "shapes": shapes,
    "templates": templates,
    "swipe_file": swipe_file,
    "assets": assets,
    "alt_texts": alt_texts,
}
