"""What stands in the course's tabs as cards, or how to begin where nothing stands there yet."""

from collections import defaultdict
from collections.abc import Sequence

from automation.domain.content.post import Post, Status
from automation.domain.learning.practice import PracticeRow
from automation.domain.learning.titles import title_of
from automation.domain.publishing.network import NetworkSpec
from automation.domain.team.member import folded
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons import limits
from automation.lessons.page import Block, Tone, beside, card, grid, paragraph
from automation.lessons.scene import Scene
from automation.networks import NETWORKS

MOST = 6
LEAST = 2
BEGIN_MAX = 60
NO_TAB = mark(
    "The workbook has no such tab yet. Whoever looks after it adds the course's tabs with “lembar "
    "init … --course”; everything else stays as it is."
)


def rows_in(scene: Scene, tab: str) -> Sequence[PracticeRow]:
    """Return the rows of a tab of the course; none where the workbook lacks it."""
    return scene.figures.desk.practice.get(tab, ())


def told(row: PracticeRow, column: str) -> str:
    """Return a cell as text, empty when there is nothing."""
    return str(row.cells.get(column, "")).strip()


def how_to_begin(scene: Scene, tab: str, title: str, words: str) -> Block:
    """Return a card that says what to do first, and what is missing for it."""
    inside = [paragraph(words)]
    if tab not in scene.figures.desk.practice:
        inside.append(paragraph(scene.say(NO_TAB)))
    return card(title, *inside, tone=Tone.HINT)


def template_cards(scene: Scene) -> list[Block]:
    """Return the latest templates with their patterns, and whether their pictures fit their network."""
    rows = rows_in(scene, "templates")[-MOST:]
    if not rows:
        return []
    specs = {folded(spec.title): spec for spec in map(scene.spec_of, NETWORKS)}
    specs |= {name: scene.spec_of(name) for name in NETWORKS}
    return [
        beside([_template(scene, row, specs.get(folded(told(row, "network")))) for row in rows])
    ]


def _template(scene: Scene, row: PracticeRow, spec: NetworkSpec | None) -> Block:
    width, height = row.cells.get("width"), row.cells.get("height")
    facts = [told(row, "network")]
    inside = [paragraph(told(row, "text"))]
    is_refused = False
    if isinstance(width, int | float) and isinstance(height, int | float) and width and height:
        facts.append(f"{width:g} × {height:g} ({limits.shape_name(width / height)})")
        is_refused = spec is not None and limits.refuses(spec, width / height)
    inside.append(paragraph(" · ".join(fact for fact in (*facts, told(row, "by")) if fact)))
    if is_refused and spec is not None:
        wrong = mark("{network} takes pictures {shapes}; this one would be refused.")
        inside.append(paragraph(scene.say(wrong, network=spec.title, shapes=limits.shape_room(spec))))  # fmt: skip
    return card(row.name, *inside, tone=Tone.HINT if is_refused else Tone.GOOD)


def recurring(scene: Scene) -> list[Block]:
    """Return what comes again and again in the calendar, and so wants a template."""
    groups: dict[str, list[Post]] = defaultdict(list)
    for post in scene.figures.posts.values():
        if post.campaign.strip() and post.status is not Status.CANCELLED:
            groups[" ".join(post.campaign.split())].append(post)
    kept = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0].casefold()))
    rows = [
        [name, str(len(posts)), "\n".join(f"“{_begin(post)}”" for post in posts[-2:])]
        for name, posts in kept[:MOST]
        if len(posts) >= LEAST
    ]
    advice = how_to_begin(
        scene, "templates", scene.say(mark("No template yet")), scene.say(FIRST_TEMPLATE)
    )
    if not rows:
        return [advice]
    table = Table(
        title=scene.say(mark("What you make again and again, each time from an empty cell")),
        columns=[
            scene.header("calendar", "campaign"), scene.say(mark("Posts")),
            scene.say(mark("How the last two begin")),
        ],
        rows=rows,
    )  # fmt: skip
    return [grid(table), advice]


FIRST_TEMPLATE = mark(
    "Take what you make most often. Copy your best one, and put square brackets where it changes: "
    "[dish], [price], [day]. That is your first template."
)


def _begin(post: Post) -> str:
    words = " ".join((post.text or title_of(post)).split())
    return words if len(words) <= BEGIN_MAX else f"{words[:BEGIN_MAX].rstrip()}…"


def examples(scene: Scene) -> list[Block]:
    """Return the latest examples from others, each with why it works, or how to begin."""
    rows = [row for row in rows_in(scene, "ideas") if told(row, "kind") == "example"][-MOST:]
    if rows:
        return [beside([_example(scene, row) for row in rows])]
    best = max(
        ((numbers.engagement or 0, post) for post, numbers in scene.figures.numbers.items()),
        default=None,
    )
    cards = [how_to_begin(scene, "ideas", scene.say(mark("No example yet")), scene.say(FIRST_EXAMPLE))]  # fmt: skip
    if best is not None and best[0]:
        post = scene.figures.posts[best[1]]
        words = mark("“{title}” by {owner}, with {number} reactions. Why did people stop here? One sentence, in your own words, is enough.")  # fmt: skip
        asked = scene.say(words, title=title_of(post), owner=post.owner or "–", number=best[0])
        cards.append(card(scene.say(mark("Practise on one of your own")), paragraph(asked)))
    return [beside(cards)]


FIRST_EXAMPLE = mark(
    "The next time a post makes you stop, stop a moment longer: save its address, and write beside "
    "it what it did to you. Five of these, and an empty Monday is half as empty."
)


def _example(scene: Scene, row: PracticeRow) -> Block:
    why, use = told(row, "why"), told(row, "use")
    lines = [told(row, "source")]
    lines.append(scene.say(mark("Why it works: {why}"), why=why) if why else scene.say(NO_WHY))
    if use:
        lines.append(scene.say(mark("For us: {use}"), use=use))
    lines.append(told(row, "by"))
    tone = Tone.GOOD if why else Tone.HINT
    return card(row.name, *(paragraph(line) for line in lines if line), tone=tone)


NO_WHY = mark("Why it works is not written yet; without it this is only a bookmark.")
