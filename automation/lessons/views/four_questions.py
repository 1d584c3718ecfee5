"""The four questions of a campaign, each with what the workbook knows, and what it does not."""

from collections.abc import Sequence

from automation.domain.learning.figures import Measured
from automation.domain.learning.judged import LEAST, Judged, latest_campaign
from automation.domain.learning.medians import median, shown, told
from automation.domain.learning.minutes import stretches
from automation.domain.learning.spans import Worth, compared, middle, worth
from automation.jobs.result import Table
from automation.language import mark
from automation.lessons.charts import Strip, strip_chart
from automation.lessons.page import Block, Page, Tone, bullets, card, chart, grid, paragraph
from automation.lessons.scene import Scene
from automation.lessons.views.time import duration

DAYS = 90
"""As far back as the assignment on a campaign looks."""
NAMED = 6
"""So many of its posts are named, the latest."""
ASKED = ("likes", "replies", "shares", "clicks")

NOTHING_TO_JUDGE = mark(
    "No campaign can be judged yet. It takes two posts with the same “{calendar[campaign]}” and two "
    "others on the same channel, all with numbers. Name a campaign in the next posts you plan; the "
    "exercise below shows how the noodle stall does it."
)


def campaign(scene: Scene) -> Page:
    """Ask the four questions of the team's latest campaign."""
    found = latest_campaign(scene.figures, DAYS)
    if found is None:
        return Page.of(paragraph(scene.say(NOTHING_TO_JUDGE)))
    head = mark("The campaign: “{campaign}”, {count} posts on {channel}")
    return Page.of(
        card(scene.say(head, campaign=found.campaign, count=len(found.own), channel=found.own[0].channel), _which(found.own), tone=Tone.TASK),
        card(scene.say(mark("1. Was it better than what you do otherwise?")), *_better(scene, found)),
        card(scene.say(mark("2. Did it change what people do?")), *_change(scene, found)),
        card(scene.say(mark("3. Was it worth its hours and its money?")), *_cost(scene, found)),
        card(scene.say(mark("4. Would you do it again, and what differently?")), *_again(scene, found), tone=Tone.HINT),
    )  # fmt: skip


def _which(posts: Sequence[Measured]) -> Block:
    seen = [f"{one.at:%Y-%m-%d %H:%M} · {one.post.label}" for one in posts[-NAMED:]]
    return bullets(seen if len(posts) <= NAMED else ["…", *seen])


def _better(scene: Scene, found: Judged) -> list[Block]:
    strips = [
        Strip(label=f"“{found.campaign}”", numbers=found.brought),
        Strip(label=scene.say(mark("the other posts")), numbers=found.brought_by_rest),
    ]
    title = scene.say(mark("Likes, replies, shares and quotes, last {days} days"), days=DAYS)
    said = mark("The campaign: median {own}. The other {others}: {rest}.")
    words = scene.say(said, own=middle(found.brought), others=len(found.rest), rest=middle(found.brought_by_rest))  # fmt: skip
    worth_it = scene.tell(compared(found.brought, found.brought_by_rest))
    lines = [words, worth_it, _before(scene, found)]
    return [chart(strip_chart(strips, title), title), bullets(lines)]


def _before(scene: Scene, found: Judged) -> str:
    before = [one.numbers.engagement or 0 for one in found.rest if one.at < found.own[0].at]
    if len(before) < LEAST:
        none = mark("Measured here before it began: {count}. So whether it was better than before, nobody can say.")  # fmt: skip
        return scene.say(none, count=len(before))
    told_before = mark("Of the others, {count} went out before it began: median {median}.")
    return scene.say(told_before, count=len(before), median=middle(before))


def _change(scene: Scene, found: Judged) -> list[Block]:
    rows, silent = [], []
    for name in ASKED:
        own, rest = (told(getattr(one.numbers, name) for one in posts) for posts in (found.own, found.rest))  # fmt: skip
        if own:
            rows.append([scene.header("snapshots", name), _each(own), _each(rest)])
        else:
            silent.append(scene.header("snapshots", name))
    columns = ["", f"“{found.campaign}”", scene.say(mark("the other posts"))]
    words = mark("The first number: what the post in the middle brought. In brackets: of how many posts that is known. A like costs nothing; a reply, a share or a click is a step somebody took.")  # fmt: skip
    blocks = [grid(Table(title="", columns=columns, rows=rows)), paragraph(scene.say(words))]
    if silent:
        unknown = mark("Not told by the network: {names}. What people did on your site or at the counter stands in no network's numbers: ask there.")  # fmt: skip
        blocks.append(paragraph(scene.say(unknown, names=", ".join(silent))))
    return blocks


def _each(numbers: Sequence[int]) -> str:
    return f"{shown(median(numbers))} ({len(numbers)})" if numbers else "–"


def _cost(scene: Scene, found: Judged) -> list[Block]:
    since, until = found.own[0].at.date(), found.own[-1].at.date()
    spent = [one.minutes for one in stretches(scene.figures) if since <= one.day <= until]
    facts = {"since": since.isoformat(), "until": until.isoformat()}
    hours = mark("From {since} to {until} the team wrote down {time} for all its posts; which part of them was the campaign's, you must guess.")  # fmt: skip
    no_hours = mark("From {since} to {until} nobody wrote down any minutes. So we do not know. Guess the hours, and say that you guess.")  # fmt: skip
    money = mark("What it cost in money stands nowhere in this workbook. Ask whoever paid: pictures, prizes, advertising.")  # fmt: skip
    first = scene.say(hours, time=duration(scene, sum(spent)), **facts) if spent else scene.say(no_hours, **facts)  # fmt: skip
    return [paragraph(first), paragraph(scene.say(money))]


def _again(scene: Scene, found: Judged) -> list[Block]:
    better = median(found.brought) > median(found.brought_by_rest)
    words = {
        Worth.FEW: mark("The posts are too few for a verdict. The cheap way to know more: two or three such posts more, with one thing changed."),
        Worth.CHANCE: mark("The numbers do not decide it. Then its cost decides: was it easy, and did you like doing it? Then again. Was it hard? Then something else."),
        Worth.APART: mark("It did better, and hardly by chance: do it again, and find out which part of it people liked.") if better else mark("It did worse, and hardly by chance: not again like this. What would you change first?"),
    }  # fmt: skip
    return [paragraph(scene.say(words[worth(found.brought, found.brought_by_rest)]))]
