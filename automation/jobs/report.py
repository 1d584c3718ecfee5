"""Report: what went out, what worked, and one chart. Reads only; every figure comes from the rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from automation.domain.content.post import Post
from automation.domain.desk import Desk
from automation.domain.learning.medians import median, shown
from automation.domain.publishing.publication import Publication
from automation.domain.publishing.snapshot import Snapshot, latest
from automation.domain.run import Outcome
from automation.jobs.context import Context
from automation.jobs.finish import notice
from automation.jobs.look import read_desk
from automation.jobs.picture import Bar, figure
from automation.jobs.result import JobResult, Table
from automation.language import mark

PERIOD = timedelta(days=30)
SMALL = 10
"""Fewer measured posts than this are said to be few: their median may change with the next post."""


@dataclass(frozen=True, slots=True)
class _Line:
    post: Post
    publication: Publication
    published_at: datetime
    snapshot: Snapshot | None

    @property
    def engagement(self) -> int | None:
        return self.snapshot.numbers.engagement if self.snapshot else None


def report(ctx: Context) -> JobResult:
    """Tell what went out in the last 30 days (option `days`) and how it was received.

    Raises:
        SheetError: the workbook cannot be read.
    """
    desk = read_desk(ctx)
    days = ctx.options.get("days")
    period = timedelta(days=days) if isinstance(days, int) and days > 0 else PERIOD
    lines = _lines(desk, ctx.now - period, ctx.now)
    told = [n for line in lines if (n := line.engagement) is not None]
    t = ctx.translate
    posts = {line.post.id for line in lines}
    headline = t(mark("{posts} posts went out {times} times in {days} days")).format(
        posts=len(posts), times=len(lines), days=period.days
    )
    return JobResult(
        job="report",
        outcome=Outcome.DONE,
        headline=headline,
        counts={"out": len(lines), "measured": len(told)},
        tables=[_by_channel(ctx, lines), _best(ctx, lines), _everything(ctx, desk, lines)],
        bars=[_bar(line, desk) for line in sorted(lines, key=lambda one: one.published_at)],
        bars_title=t(mark("Likes, replies, shares and quotes of each post")),
        next_steps=_steps(ctx, told, len(lines)),
        notice=notice(ctx, desk),
    )


def _lines(desk: Desk, start: datetime, end: datetime) -> list[_Line]:
    newest = latest(desk.snapshots)
    posts = {post.id: post for post in desk.posts}
    return [
        _Line(posts[key[0]], publication, receipt.published_at, newest.get(key))
        for key, publication in desk.ledger.items()
        if (receipt := publication.receipt)
        and key[0] in posts
        and start <= receipt.published_at <= end
    ]


def _bar(line: _Line, desk: Desk) -> Bar:
    at = line.published_at.astimezone(desk.zone_of(line.publication.channel))
    label = f"{at:%m-%d} {line.post.label}"
    return Bar(label=label, value=line.engagement, group=line.publication.channel)


def _shown(number: float | None) -> str:
    return "" if number is None else figure(number)


def _by_channel(ctx: Context, lines: Sequence[_Line]) -> Table:
    t = ctx.translate
    rows = []
    for channel in dict.fromkeys(line.publication.channel for line in lines):
        own = [line for line in lines if line.publication.channel == channel]
        told = [n for line in own if (n := line.engagement) is not None]
        rows.append([channel, str(len(own)), str(len(told)), shown(median(told)) if told else ""])
    return Table(
        title=t(mark("By channel")),
        columns=[
            t(mark("Channel")),
            t(mark("Went out")),
            t(mark("Measured")),
            t(mark("Median engagement")),
        ],
        rows=rows,
        empty=t(mark("Nothing went out in this period.")),
    )


def _best(ctx: Context, lines: Sequence[_Line]) -> Table:
    t = ctx.translate
    told = [(n, line) for line in lines if (n := line.engagement) is not None]
    best = sorted(told, key=lambda pair: (-pair[0], pair[1].published_at))[:5]
    return Table(
        title=t(mark("What worked")),
        columns=[t(mark("Post")), t(mark("Channel")), t(mark("Engagement")), t(mark("Address"))],
        rows=[
            [
                line.post.label,
                line.publication.channel,
                str(n),
                line.publication.receipt.url if line.publication.receipt else "",
            ]
            for n, line in best
        ],
        empty=t(mark("No post of this period has numbers yet. “lembar run collect” reads them.")),
    )


def _everything(ctx: Context, desk: Desk, lines: Sequence[_Line]) -> Table:
    t = ctx.translate
    rows = []
    for line in sorted(lines, key=lambda one: one.published_at):
        numbers = line.snapshot.numbers if line.snapshot else None
        zone = desk.zone_of(line.publication.channel)
        rows.append(
            [
                f"{line.published_at.astimezone(zone):%Y-%m-%d %H:%M}",
                line.post.label,
                line.publication.channel,
                _shown(numbers.likes if numbers else None),
                _shown(numbers.replies if numbers else None),
                _shown(numbers.shares if numbers else None),
            ]
        )
    return Table(
        title=t(mark("What went out")),
        columns=[
            t(mark("When")),
            t(mark("Post")),
            t(mark("Channel")),
            t(mark("Likes")),
            t(mark("Replies")),
            t(mark("Shares")),
        ],
        rows=rows,
        empty=t(mark("Nothing went out in this period.")),
    )


def _steps(ctx: Context, told: Sequence[int], out: int) -> list[str]:
    t = ctx.translate
    steps = []
    if out and len(told) < out:
        steps.append(
            t(
                mark("{count} posts have no numbers yet; an empty cell is unknown, not zero.")
            ).format(count=out - len(told))
        )
    if told and len(told) < SMALL:
        steps.append(
            t(
                mark("Only {count} posts were measured: the median may change with the next one.")
            ).format(count=len(told))
        )
    return steps
