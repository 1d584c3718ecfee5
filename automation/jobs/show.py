"""The writing half of every job: what rows show, in the workbook's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from automation.domain.content.post import Post, seen_mark
from automation.domain.desk import Desk
from automation.domain.ids import NO_REVISION, ChannelId, PostId, Revision
from automation.domain.publishing.lost_ids import lost_ids
from automation.domain.publishing.plan import Decision
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Snapshot, latest
from automation.domain.publishing.view import Explain, by_post, state_of
from automation.jobs.context import Context
from automation.jobs.look import Look
from automation.language import mark

Cells = dict[str, object]
REHEARSAL = mark("rehearsal")
CELL_MOST = 4_000
"""How many characters of findings a cell shows."""


class Show:
    """Computes the machine's cells of calendar rows from what is known now."""

    def __init__(self, ctx: Context, look: Look, decisions: Sequence[Decision]) -> None:
        self._ctx = ctx
        self._look = look
        self._desk = look.desk
        self._decisions = by_post(decisions)
        self._explain = Explain(desk=look.desk, now=ctx.now, edited=look.edited)
        self._latest = latest(look.desk.snapshots)
        self._lost = lost_ids(look.desk, look.reviews)

    def rows(self, posts: Iterable[Post]) -> dict[str, Cells]:
        """Return the calendar cells of the posts, by row id."""
        return {post.id: self.row(post) for post in posts}

    def row(self, post: Post) -> Cells:
        """Return one row's cells. The revision is written only for a post that was looked at.

        A row that gets back the id it had before keeps its other cells: the next run knows it.
        """
        if post.id in self._lost:
            return {"post": self._lost[post.id]}
        decisions = self._decisions.get(post.id, [])
        review = self._look.reviews.get(post.id)
        numbers = {
            channel: snapshot
            for channel in post.channels
            if (snapshot := self._latest.get((post.id, channel)))
        }
        cells: Cells = {"state": state_of(post, decisions, numbers)}
        problems = self._explain.post(post, decisions, review)
        lines = [problem.say(self._ctx.translate, self._ctx.title_of) for problem in problems]
        cells["problems"] = short_enough(lines, self._ctx)
        revision = review.revision if review else self._published_revision(post)
        if revision is not None:
            cells["revision"] = seen_mark(post.id, Revision(revision))
            if review is not None:
                cells["seen_at"] = self._seen_at(post, review.revision)
        return {**cells, **self._published(post), **self._numbers(numbers)}

    def _seen_at(self, post: Post, revision: Revision) -> datetime | None:
        """Return when this revision was first seen; a comment written before is not about it."""
        if revision == NO_REVISION:
            return None
        is_known = post.last_revision == revision and post.seen_at is not None
        return post.seen_at if is_known else self._ctx.clock()

    def _receipts(self, post: Post) -> list[tuple[ChannelId, Receipt]]:
        return [
            (channel, publication.receipt)
            for channel in post.channels
            if (publication := self._desk.ledger.get((post.id, channel))) and publication.receipt
        ]

    def _published_revision(self, post: Post) -> str | None:
        """Return what went out, for a post that is out; its row may have been edited since."""
        publications = (self._desk.ledger.get((post.id, channel)) for channel in post.channels)
        return next((p.revision for p in publications if p and p.receipts), None)

    def _published(self, post: Post) -> Cells:
        receipts = self._receipts(post)
        if not receipts:
            return {"url": None, "published_at": None}
        several = len(post.channels) > 1
        first_channel, first = min(receipts, key=lambda pair: pair[1].published_at)
        return {
            "url": "\n".join(f"{c}: {r.url}" if several else r.url for c, r in receipts),
            "published_at": self._time(first.published_at, first_channel),
        }

    def _numbers(self, numbers: Mapping[ChannelId, Snapshot]) -> Cells:
        def total(name: str) -> int | None:
            told = [n for s in numbers.values() if (n := getattr(s.numbers, name)) is not None]
            return sum(told) if told else None

        if not numbers:
            return {"likes": None, "replies": None, "shares": None, "numbers_at": None}
        channel, newest = max(numbers.items(), key=lambda pair: pair[1].at)
        return {
            "likes": total("likes"),
            "replies": total("replies"),
            "shares": total("shares"),
            "numbers_at": self._time(newest.at, channel),
        }

    def _time(self, at: datetime, channel: ChannelId) -> str:
        local = f"{at.astimezone(self._desk.settings.timezone):%Y-%m-%d %H:%M}"
        found = self._desk.channels.get(channel)
        if found is None or not found.is_rehearsal:
            return local
        return f"{local} ({self._ctx.translate(REHEARSAL)})"


def short_enough(lines: Sequence[str], ctx: Context) -> str:
    """Return the lines as one cell; past what anybody reads, only how many more there are.

    A cell holds 32,767 characters; a text longer than that would fail the whole commit.
    """
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(line) > CELL_MOST:
            more = ctx.translate(mark("… and {count} more.")).format(count=len(lines) - len(kept))
            return "\n".join([*kept, *([] if kept else [line[:CELL_MOST]]), more])
        kept.append(line)
    return "\n".join(kept)


def shown_channels(ctx: Context, look: Look) -> dict[str, Cells]:
    """Return the machine's cells of the channels tab."""
    rows: dict[str, Cells] = {}
    for channel, problems in look.channel_problems().items():
        lines = [problem.say(ctx.translate, ctx.title_of) for problem in problems]
        rows[channel] = {"problems": short_enough(lines, ctx) or None}
        access = look.networks.access.get(channel)
        if access is not None and access.ends_at is not None:
            zone = look.desk.settings.timezone
            rows[channel]["token_expires_at"] = access.ends_at.astimezone(zone).isoformat()
    return rows


def people_see(ctx: Context, desk: Desk, post: PostId) -> str:
    """Return a post's name for a table."""
    found = next((p for p in desk.posts if p.id == post), None)
    return found.label if found else post
