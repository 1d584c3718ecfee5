"""Collect: read the numbers that are due, and write the latest beside each post.

A post that is gone on the network is noted as withdrawn; a number the network does not tell stays
empty. One channel's failure never stops the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from automation.domain.ids import ChannelId, EventId
from automation.domain.publishing.network import Capability
from automation.domain.publishing.plan import Done
from automation.domain.publishing.publication import Happened, LedgerEvent
from automation.domain.publishing.snapshot import Due, Mark, Snapshot, due_snapshots
from automation.domain.run import Outcome
from automation.errors import ConfigError, Gone, LembarError, RateLimited, Unauthorized, Unavailable
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.ledger import Held, Scribe, with_events
from automation.jobs.look import Look, look, look_back, read_desk
from automation.jobs.result import JobResult, Table
from automation.jobs.show import Show, shown_channels
from automation.language import mark

Found = Snapshot | LedgerEvent

AGE_NAMES: Mapping[Mark, str] = {
    Mark.HOUR: mark("1 hour"),
    Mark.DAY: mark("24 hours"),
    Mark.WEEK: mark("7 days"),
    Mark.MONTH: mark("30 days"),
    Mark.DEMAND: mark("on demand"),
}


def collect(ctx: Context) -> JobResult:
    """Take the snapshots that are due (all, with the option `on_demand`).

    Raises:
        SheetError: the workbook cannot be read or written.
    """
    started_at = ctx.clock()
    seen = look(ctx, read_desk(ctx), lambda _post: False)
    on_demand = bool(ctx.options.get("on_demand"))
    wanted = due_snapshots(seen.desk.ledger, seen.desk.snapshots, now=ctx.now, on_demand=on_demand)
    due = [item for item in wanted if _tells_numbers(ctx, seen, item.publication.channel)]
    found = [] if ctx.dry_run else _fetch_all(ctx, seen, due)
    snapshots = [item for item in found if isinstance(item, Snapshot)]
    gone = [item for item in found if isinstance(item, LedgerEvent)]
    seen.desk = replace(with_events(seen.desk, gone), snapshots=[*seen.desk.snapshots, *snapshots])
    touched = {item.post for item in found}
    posts = [post for post in seen.desk.posts if post.id in touched]
    look_back(ctx, seen)
    decisions = seen.decide(ctx.now, posts)
    open_posts = {decision.post for decision in decisions if not isinstance(decision, Done)}
    shown = Show(ctx, seen, decisions).rows(posts)
    show = {
        "calendar": {
            post: _numbers_only(row) if post in open_posts else row for post, row in shown.items()
        },
        "channels": shown_channels(ctx, seen) if found else {},
    }
    result = _result(ctx, seen, due, snapshots, gone)
    return finish(
        ctx, result, Ending(desk=seen.desk, started_at=started_at, record=found, show=show)
    )


def _tells_numbers(ctx: Context, seen: Look, name: ChannelId) -> bool:
    """Say whether a channel's network may tell numbers; one that is unknown says so when it is asked."""
    channel = seen.desk.channels.get(name)
    try:
        return channel is None or Capability.SNAPSHOT in ctx.spec_of(channel).can
    except ConfigError:
        return True


def _numbers_only(row: dict[str, object]) -> dict[str, object]:
    """Keep a row's numbers; its state is only known where the post was reviewed."""
    return {name: row[name] for name in ("likes", "replies", "shares", "numbers_at")}


def _fetch_all(ctx: Context, seen: Look, due: Sequence[Due]) -> list[Found]:
    queues: dict[ChannelId, list[Due]] = {}
    for item in due:
        queues.setdefault(item.publication.channel, []).append(item)
    if not queues:
        return []
    with ThreadPoolExecutor(max_workers=min(8, len(queues))) as pool:
        results = pool.map(lambda queue: list(_fetch(ctx, seen, queue)), queues.values())
        return [found for channel in results for found in channel]


def _fetch(ctx: Context, seen: Look, queue: Sequence[Due]) -> Iterator[Found]:
    for done, item in enumerate(queue, start=1):
        publication = item.publication
        receipt = publication.receipt
        if receipt is None or publication.channel not in seen.desk.channels:
            continue
        ctx.log(f"{publication.channel}: {publication.post}", done=done, total=len(queue))
        try:
            numbers = seen.networks.open(publication.channel).fetch_snapshot(receipt)
        except Gone as error:
            yield _withdrawn(ctx, seen, item, error)
        except (Unauthorized, RateLimited, Unavailable) as error:
            seen.networks.closed[publication.channel] = error
            return
        except LembarError as error:
            seen.networks.closed[publication.channel] = error
        else:
            yield Snapshot(
                id=EventId(ctx.new_id("S")),
                at=ctx.clock(),
                post=publication.post,
                channel=publication.channel,
                network_id=receipt.network_id,
                mark=item.mark,
                numbers=numbers,
                rehearsal=publication.rehearsal,
                run=ctx.run,
            )


def _withdrawn(ctx: Context, seen: Look, item: Due, error: Gone) -> LedgerEvent:
    publication = item.publication
    held = Held(
        id=EventId(""),
        post=publication.post,
        channel=publication.channel,
        revision=publication.revision,
        parts=publication.parts,
        rehearsal=publication.rehearsal,
    )
    why = error.what.say(ctx.translate)
    return Scribe(ctx, seen.desk).event(held, Happened.WITHDRAWN, reason=why)


def _result(
    ctx: Context,
    seen: Look,
    due: Sequence[Due],
    snapshots: Sequence[Snapshot],
    gone: Sequence[LedgerEvent],
) -> JobResult:
    t = ctx.translate
    names = {post.id: post.label for post in seen.desk.posts}
    closed = [
        problem.say(t, ctx.title_of)
        for found in seen.channel_problems().values()
        for problem in found
        if problem.blocks
    ]
    rows = [
        [
            names.get(s.post, s.post),
            s.channel,
            t(AGE_NAMES[s.mark]),
            *(_shown(n) for n in (s.numbers.likes, s.numbers.replies, s.numbers.shares)),
        ]
        for s in snapshots
    ]
    lost = [[names.get(e.post, e.post), e.channel, e.reason] for e in gone]
    columns = [
        t(mark("Post")),
        t(mark("Channel")),
        t(mark("Age")),
        t(mark("Likes")),
        t(mark("Replies")),
        t(mark("Shares")),
    ]
    headline = mark("{taken} of {due} due numbers read, {gone} posts gone")
    return JobResult(
        job="collect",
        outcome=Outcome.NEEDS_PERSON if closed else Outcome.DONE,
        headline=t(headline).format(taken=len(snapshots), due=len(due), gone=len(gone)),
        counts={"snapshots": len(snapshots), "due": len(due), "gone": len(gone)},
        tables=[
            Table(
                title=t(mark("Numbers")),
                columns=columns,
                rows=rows,
                empty=t(mark("No numbers are due now.")),
            ),
            *([_lost(ctx, lost)] if lost else []),
        ],
        needs=closed,
    )


def _lost(ctx: Context, rows: Sequence[Sequence[str]]) -> Table:
    t = ctx.translate
    columns = [t(mark("Post")), t(mark("Channel")), t(mark("Why"))]
    return Table(title=t(mark("No longer there")), columns=columns, rows=rows, empty="")


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)
