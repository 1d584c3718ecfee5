"""Lesson 1 on the team's rows: who does what, a post's way, own numbers, best and weakest."""

from collections.abc import Mapping, Sequence

from automation.domain.content.post import Post, Status
from automation.domain.learning.figures import Figures, Measured, busiest
from automation.domain.learning.medians import caution, median, shown
from automation.domain.learning.responsibilities import LOOK_BACK_DAYS, Held, who_does_what
from automation.domain.learning.spans import compared, middle
from automation.domain.learning.traits import pictures
from automation.jobs.picture import Bar, Picture
from automation.jobs.result import Table
from automation.language import Sentence, mark
from automation.lessons.charts import Strip, strip_chart
from automation.lessons.page import Block, Page, Tone, beside, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene, View

DAYS = 60
"""How far back the numbers of this lesson look."""
TEXT_MAX = 420
NAMES_MOST = 4

NO_MEMBERS = mark(
    "The members tab is empty. Write every person of the team into it, with their roles, and run "
    "this cell again."
)
NO_NUMBERS = mark(
    "No post of the last {days} days has numbers yet. They come a day after a post went out, when "
    "“lembar run collect” has run. Until then, look at the example in the exercises."
)
NONE_OF_YOURS = mark(
    "None of your own posts of the last {days} days has numbers yet, so you see the team's."
)


def roles(scene: Scene) -> Page:
    """Show the nine jobs of social media, who holds each here, and whose hands the rows show."""
    if not scene.figures.active_members:
        return Page.of(paragraph(scene.say(NO_MEMBERS)))
    held = who_does_what(scene.figures)
    table = Table(
        title=scene.say(mark("Nine jobs, and who does them here")),
        columns=[
            scene.say(mark("Job")),
            scene.say(mark("Who has the role")),
            scene.say(mark("What the rows of the last {days} days show"), days=LOOK_BACK_DAYS),
        ],
        rows=[_job(scene, one) for one in held],
    )
    return Page.of(grid(table), *_gaps(scene, held))


def _job(scene: Scene, held: Held) -> list[str]:
    job = f"{scene.say(held.job.title)}: {scene.say(held.job.about)}"
    if not held.job.roles:
        return [job, scene.say(mark("the sheet has no role for it; ask who does it")), "–"]
    holders = _names(scene, held.holders) or scene.say(mark("nobody"))
    if held.hands is None:
        return [job, holders, "–"]
    shown_hands = [f"{member} {count}" for member, count in held.hands.most_common(NAMES_MOST)]
    return [job, holders, ", ".join(shown_hands) or scene.say(mark("nothing yet"))]


def _names(scene: Scene, names: Sequence[str]) -> str:
    listed = ", ".join(names[:NAMES_MOST])
    if len(names) <= NAMES_MOST:
        return listed
    return scene.say(mark("{names} and {count} more"), names=listed, count=len(names) - NAMES_MOST)


def _gaps(scene: Scene, held: Sequence[Held]) -> list[Block]:
    open_jobs = [scene.say(one.job.title) for one in held if one.is_open]
    alone = [one for one in held if len(one.holders) == 1]
    said = []
    if open_jobs:
        gaps = mark("Nobody has the role for: {jobs}. Somebody does it anyway, or it is not done.")
        said.append(paragraph(scene.say(gaps, jobs=", ".join(open_jobs))))
    if alone:
        jobs = ", ".join(scene.say(one.job.title) for one in alone)
        alone_for = mark("One person alone answers for: {jobs}. Who stands in when they are ill?")
        said.append(paragraph(scene.say(alone_for, jobs=jobs)))
    title = scene.say(mark("What to ask your team"))
    return [card(title, *said, tone=Tone.HINT)] if said else []


def path(scene: Scene) -> Page:
    """Show how many posts stand at each step from an idea to a number."""
    figures = scene.figures
    if not figures.posts:
        empty = mark("The calendar is empty. A first row needs a title, an owner and a channel; everything else can wait.")  # fmt: skip
        return Page.of(paragraph(scene.say(empty)))
    bars = [Bar(label=scene.say(label), value=count) for label, count in _steps(figures)]
    title = scene.say(mark("Where your team's posts stand now"))
    plain = "\n".join(f"{bar.label}: {bar.value:g}" for bar in bars if bar.value is not None)
    return Page.of(chart(Picture(bars, title).svg(), plain))


def _steps(figures: Figures) -> list[tuple[str, int]]:
    """Count the posts at each step; each post stands at one."""
    waiting = [post for post in figures.posts.values() if post.id not in figures.went_out]

    def at(status: Status) -> int:
        return sum(1 for post in waiting if post.status is status)

    measured = sum(1 for post in figures.went_out if post in figures.numbers)
    resting = at(Status.HOLD) + at(Status.CANCELLED)
    return [
        (mark("an idea"), at(Status.IDEA)),
        (mark("a draft"), at(Status.DRAFT)),
        (mark("ready, on its way"), at(Status.READY)),
        (mark("out, no numbers yet"), len(figures.went_out) - measured),
        (mark("out, with numbers"), measured),
        (mark("on hold or cancelled"), resting),
    ]


def benchmark(scene: Scene) -> Page:
    """Show own posts beside the colleagues' on one channel: every post a dot, medians with spans."""
    measured = told_on_one_channel(scene)
    if not measured:
        return Page.of(paragraph(scene.say(NO_NUMBERS, days=DAYS)))
    channel, strips = measured[0].channel, _strips(scene, measured)
    title = scene.say(mark("Likes, replies, shares and quotes on {channel}, last {days} days"), channel=channel, days=DAYS)  # fmt: skip
    lines = [
        scene.say(mark("{who}: {count} posts, median {median}."), who=one.label, count=len(one.numbers), median=middle(one.numbers))
        for one in strips
    ]  # fmt: skip
    lines.append(scene.tell(_worth(strips)))
    if scene.member is not None and not any(is_own(scene, one.post) for one in measured):
        lines.insert(0, scene.say(NONE_OF_YOURS, days=DAYS))
    return Page.of(chart(strip_chart(strips, title), title), bullets(lines))


def _worth(strips: Sequence[Strip]) -> Sentence:
    if len(strips) == 2:
        return compared(strips[0].numbers, strips[1].numbers)
    return caution(len(strips[0].numbers))


def _strips(scene: Scene, measured: Sequence[Measured]) -> list[Strip]:
    """Return own posts and the colleagues'; the team's alone where nobody's own are among them."""
    own: list[float] = []
    others: list[float] = []
    for one in measured:
        brought = one.numbers.engagement
        if brought is not None:
            (own if is_own(scene, one.post) else others).append(float(brought))
    if not own or not others:
        return [Strip(label=scene.say(mark("the team")), numbers=own or others)]
    return [
        Strip(label=scene.say(mark("your posts")), numbers=own),
        Strip(label=scene.say(mark("your colleagues'")), numbers=others),
    ]


def best_and_weakest(scene: Scene) -> Page:
    """Show the learner's best and weakest post of one channel beside each other."""
    measured = told_on_one_channel(scene)
    own = [one for one in measured if is_own(scene, one.post)]
    compared_posts = own if len(own) >= 2 else measured
    if len(compared_posts) < 2:
        return Page.of(paragraph(scene.say(NO_NUMBERS, days=DAYS)))
    ordered = sorted(compared_posts, key=lambda one: (one.numbers.engagement or 0, one.at))
    between = median([one.numbers.engagement or 0 for one in ordered])
    whose = mark("Of your {count} posts on {channel}: median {median}.") if compared_posts is own else mark("Of the team's {count} posts on {channel}: median {median}.")  # fmt: skip
    cards = [
        _post_card(scene, mark("The best: {number}"), ordered[-1], Tone.GOOD),
        _post_card(scene, mark("The weakest: {number}"), ordered[0], Tone.HINT),
    ]
    told = scene.say(whose, count=len(ordered), channel=ordered[0].channel, median=shown(between))
    return Page.of(paragraph(told), beside(cards), paragraph(scene.say(TWO_POSTS)))


TWO_POSTS = mark(
    "Two posts prove nothing: the hour, the weather or luck can do as much as the words. Take from "
    "them one thing to try again, and look whether it works twice."
)


def _post_card(scene: Scene, title: str, one: Measured, tone: Tone) -> Block:
    post, numbers = one.post, one.numbers
    text = post.text if len(post.text) <= TEXT_MAX else f"{post.text[:TEXT_MAX].rstrip()}…"
    facts = [
        f"{post.label} · {post.owner}",
        f"{one.at:%Y-%m-%d %H:%M} · {one.channel}",
        scene.say(mark("Likes {likes}, replies {replies}, shares {shares}"), likes=_told(numbers.likes), replies=_told(numbers.replies), shares=_told(numbers.shares)),
    ]  # fmt: skip
    alts = [scene.say(mark("Picture: {alt}"), alt=alt or scene.say(mark("nobody has described it"))) for alt in pictures(post)]  # fmt: skip
    inside = [paragraph("\n".join(facts)), paragraph(text), *map(paragraph, alts)]
    return card(scene.say(title, number=numbers.engagement), *inside, tone=tone)


def _told(number: int | None) -> str:
    return "–" if number is None else str(number)


def told_on_one_channel(scene: Scene) -> list[Measured]:
    """Return the posts with engagement on the learner's busiest channel, or else on the team's."""
    measured = [
        one for one in scene.figures.measured(days=DAYS) if one.numbers.engagement is not None
    ]
    own = busiest([one for one in measured if is_own(scene, one.post)])
    channels = [one.channel for one in own or busiest(measured)]
    return [one for one in measured if one.channel in channels]


def is_own(scene: Scene, post: Post) -> bool:
    """Say whether a post is the learner's."""
    owner = scene.figures.member_named(post.owner)
    return scene.member is not None and owner is not None and owner.id == scene.member.id


PAGES: Mapping[str, View] = {
    "roles": roles,
    "path": path,
    "benchmark": benchmark,
    "best_and_weakest": best_and_weakest,
}
