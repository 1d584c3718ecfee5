"""The shapes of pictures: the usual ones drawn, the team's own measured."""

from collections.abc import Mapping, Sequence

from automation.domain.content.post import Post, Status
from automation.domain.learning.assets import by_time
from automation.domain.learning.traits import pictures
from automation.domain.publishing.network import NetworkSpec
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons import limits
from automation.lessons.frames import Frame, frames_chart
from automation.lessons.page import Block, Page, Tone, card, chart, grid, paragraph
from automation.lessons.scene import Scene
from automation.lessons.views.lesson_1 import is_own

USED = (Status.DRAFT, Status.READY)
"""The posts whose texts and pictures are looked at."""
LATEST = 8
"""How many pictures are measured."""
BASE = 1080
"""The width, in pixels, at which shapes are compared."""
UPRIGHT = 4 / 5
"""The slimmest shape that every network in the table takes."""
SHAPES = (9 / 16, 3 / 4, 4 / 5, 1.0, 4 / 3, 16 / 9, 1.91)


def shapes(scene: Scene) -> Page:
    """Draw the usual shapes as wide as each other, then look at the team's own pictures."""
    specs = limits.networks_of(scene, limits.KNOWN)
    frames = [
        Frame(ratio=ratio, lines=[limits.shape_name(ratio), f"{BASE} × {round(BASE / ratio)}"])
        for ratio in SHAPES
    ]
    title = scene.say(mark("Seven shapes as they stand in a phone, all {width} pixels wide"), width=BASE)  # fmt: skip
    plain = "\n".join(" · ".join(frame.lines) for frame in frames)
    return Page.of(chart(frames_chart(frames, title), plain), *_own_shapes(scene, specs))


def _own_shapes(scene: Scene, specs: Mapping[str, NetworkSpec]) -> list[Block]:
    posts = with_pictures(scene)
    named = [address for post in posts for address in post.media]
    files = scene.media_of(list(dict.fromkeys(named))[:LATEST])
    ratios = {name: file.ratio for name, file in files.items() if file.is_image and file.ratio}
    if not ratios:
        return [paragraph(scene.say(NOTHING_TO_MEASURE, media=scene.header("calendar", "media")))]
    columns = (mark("Picture"), mark("Pixels"), mark("Shape"), mark("Refused by"))
    whose = mark("Your pictures in the calendar") if is_own(scene, posts[0]) else mark("The team's pictures in the calendar")  # fmt: skip
    table = Table(
        title=scene.say(whose),
        columns=[scene.say(column) for column in columns],
        rows=[
            [name, f"{files[name].width} × {files[name].height}", limits.shape_name(ratio), _refusers(scene, specs, ratio)]
            for name, ratio in ratios.items()
        ],
    )  # fmt: skip
    return [grid(table), *_all_alike(scene, list(ratios.values()))]


def _all_alike(scene: Scene, ratios: Sequence[float]) -> list[Block]:
    """Say what an upright picture would gain where all are of one shape, and less high than that."""
    names, more = {limits.shape_name(ratio) for ratio in ratios}, round(100 * (ratios[0] / UPRIGHT - 1))  # fmt: skip
    if len(ratios) < 2 or len(names) > 1 or more < 1:
        return []
    facts = {"shape": names.pop(), "upright": limits.shape_name(UPRIGHT), "more": more}
    return [card("", paragraph(scene.say(ALIKE, **facts)), tone=Tone.HINT)]


ALIKE = mark(
    "All of these are {shape}. A picture of {upright} stands {more} per cent higher in the same "
    "phone. Try one, and look whether people stay longer."
)
NOTHING_TO_MEASURE = mark(
    "None of the pictures in “{media}” lies in the workbook's folder, so their shapes cannot be "
    "measured here. The drawing above is true all the same."
)


def _refusers(scene: Scene, specs: Mapping[str, NetworkSpec], ratio: float) -> str:
    found = [spec.title for spec in specs.values() if limits.refuses(spec, ratio)]
    return ", ".join(found) or scene.say(mark("none"))


def with_pictures(scene: Scene) -> list[Post]:
    """Return the learner's posts with pictures, or else the team's, the latest first."""
    used = [post for post in scene.figures.posts.values() if post.status in USED and pictures(post)]  # fmt: skip
    own = [post for post in used if is_own(scene, post)]
    return sorted(own or used, key=by_time, reverse=True)
