"""Publish: claim → publish → settle. What is due and approved goes out once; the rest says why not.

Order of writes, so that a crash anywhere leaves nothing double and nothing lost:

1. One commit holds new row ids, new approvals and a claim for each post that is to go out.
2. The workbook is read back: only a claim that came first, on a row that still stands as it was
   approved, is sent; the others are given back.
3. Receipts are saved in groups at most two seconds apart. A claim left without an outcome is
   unknown, and is looked for on the network before anything else happens to its post.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from automation.domain.desk import Desk
from automation.domain.ids import EventId
from automation.domain.plan import Publish
from automation.domain.post import Status, revision_of
from automation.domain.publication import Happened, LedgerEvent, Receipt, owner_of
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.ledger import Scribe, Settler, held_of, with_events
from automation.jobs.look import Look, look, needs_look, read_desk
from automation.jobs.reconcile import reconcile_unknowns
from automation.jobs.result import JobResult
from automation.jobs.send import Sender, Sending, send_all
from automation.jobs.show import Show, shown_channels
from automation.jobs.tables import publish_result
from automation.language import mark
from automation.workbook.logs import Recordable


def publish(ctx: Context) -> JobResult:
    """Publish every due, approved post once on each of its channels.

    Raises:
        SheetError: the workbook cannot be read or written; nothing was sent without a claim.
    """
    started_at = ctx.clock()
    desk = read_desk(ctx)
    seen = look(ctx, desk, needs_look(desk, ctx.now))
    events = reconcile_unknowns(ctx, seen)
    seen.desk = with_events(seen.desk, events)
    due = _due(seen, ctx.now)
    if ctx.dry_run or not due:
        pending: list[Recordable] = [*seen.new_approvals, *events]
        return _end(
            ctx, seen, events, Ending(desk=seen.desk, started_at=started_at, record=pending)
        )
    claims = _claim(ctx, seen, due, events)
    settler = Settler(ctx, lambda: ctx.clock().timestamp())
    _send(ctx, seen, settler, _won(ctx, seen, settler, due, claims))
    seen.desk = with_events(seen.desk, settler.saved)
    found = [e for e in reconcile_unknowns(ctx, seen) if e.happened is Happened.PUBLISHED]
    seen.desk = with_events(seen.desk, found)
    ending = Ending(desk=seen.desk, started_at=started_at, record=found, wrote_before=True)
    return _end(ctx, seen, [*events, *settler.saved, *found], ending)


def _due(seen: Look, now: datetime) -> list[Publish]:
    posts = [review.post for review in seen.reviews.values()]
    return [d for d in seen.decide(now, posts) if isinstance(d, Publish)]


def _claim(
    ctx: Context, seen: Look, due: Sequence[Publish], events: Sequence[LedgerEvent]
) -> dict[EventId, Publish]:
    """Write a claim for each due post, with everything it rests on, in one commit."""
    scribe = Scribe(ctx, seen.desk)
    claims = [scribe.claim(d.post, d.channel, d.draft.revision, len(d.draft.parts)) for d in due]
    ctx.log(ctx.translate(mark("Claiming {count} posts")).format(count=len(due)))
    ctx.workbook.save(record=[*seen.new_approvals, *events, *claims])
    seen.new_approvals = []
    return {claim.id: decision for claim, decision in zip(claims, due, strict=True)}


def _won(
    ctx: Context,
    seen: Look,
    settler: Settler,
    due: Sequence[Publish],
    claims: dict[EventId, Publish],
) -> list[Sending]:
    """Read the workbook back and keep the claims that came first on rows that stand as approved."""
    seen.desk = read_desk(ctx)
    scribe = Scribe(ctx, seen.desk)
    by_id = {event.id: event for event in seen.desk.events}
    sendings = []
    for claim_id, decision in claims.items():
        if owner_of(seen.desk.ledger, (decision.post, decision.channel)) != claim_id:
            continue
        held = held_of(by_id[claim_id])
        if _stands(seen, seen.desk, decision, ctx.now):
            receipts = _receipts(seen.desk, decision)
            sendings.append(Sending(held=held, decision=decision, receipts=receipts))
        else:
            reason = ctx.translate(mark("The row changed while the run began."))
            settler.add(scribe.event(held, Happened.RELEASED, reason=reason))
    return sendings


def _stands(seen: Look, desk: Desk, decision: Publish, now: datetime) -> bool:
    """Say whether the row, read again, is still what was approved and due."""
    post = next((p for p in desk.posts if p.id == decision.post), None)
    if post is None or desk.settings.paused or post.status is not Status.READY:
        return False
    covers_time = desk.settings.approval_covers_time
    same = (
        revision_of(post, seen.material.media, covers_time=covers_time) == decision.draft.revision
    )
    is_due = post.publish_at is not None and post.publish_at <= now
    return same and is_due and decision.channel in post.channels


def _receipts(desk: Desk, decision: Publish) -> dict[int, Receipt]:
    publication = desk.ledger.get((decision.post, decision.channel))
    return dict(publication.receipts) if publication else {}


def _send(ctx: Context, seen: Look, settler: Settler, sendings: Sequence[Sending]) -> None:
    sender = Sender(
        scribe=Scribe(ctx, seen.desk),
        open_network=seen.networks.open,
        report=_reporting(ctx, settler, len(sendings)),
        say=lambda sentence: sentence.say(ctx.translate),
    )
    send_all(sendings, sender, settler, tick_s=0.05)


def _reporting(ctx: Context, settler: Settler, total: int) -> Callable[[LedgerEvent], None]:
    done: set[EventId] = set()

    def report(event: LedgerEvent) -> None:
        settler.add(event)
        done.add(event.claim)
        ctx.log(f"{event.channel}: {event.post} {event.happened}", done=len(done), total=total)

    return report


def _end(ctx: Context, seen: Look, events: Sequence[LedgerEvent], ending: Ending) -> JobResult:
    touched = {event.post for event in events} | set(seen.reviews)
    posts = [post for post in seen.desk.posts if post.id in touched]
    decisions = seen.decide(ctx.now, posts)
    result = publish_result(ctx, seen, decisions, events)
    show = {
        "calendar": Show(ctx, seen, decisions).rows(posts),
        "channels": shown_channels(ctx, seen) if seen.reviews else {},
    }
    shown = Ending(
        desk=seen.desk,
        started_at=ending.started_at,
        record=ending.record,
        show=show,
        wrote_before=ending.wrote_before,
    )
    return finish(ctx, result, shown)
