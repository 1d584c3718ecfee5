"""Publish: claim → publish → settle. What is due and approved goes out once; the rest says why not.

Order of writes, so that a crash anywhere leaves nothing double and nothing lost:

1. One commit holds new row ids, new approvals and a claim for each post that is to go out.
2. The workbook is read back: only a claim that came first, and that the plan would make again on
   what stands there now, is sent; the others are given back.
3. Each receipt is kept in this machine's journal at once, and saved in groups at most two seconds
   apart. A claim left without an outcome is settled from the journal by the next run here; where
   there is none it is unknown, and looked for on the network before anything else happens.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from automation.domain.ids import EventId
from automation.domain.publishing.plan import Publish, plan
from automation.domain.publishing.publication import Happened, Key, LedgerEvent, owner_of
from automation.domain.publishing.review import is_on_its_way, review_all
from automation.domain.run import Outcome
from automation.errors import SheetError
from automation.jobs.attempts import Attempts
from automation.jobs.context import Context
from automation.jobs.finish import Ending, finish
from automation.jobs.kept import journal_trouble, receipts_kept
from automation.jobs.ledger import Scribe, Settler, held_of, with_events
from automation.jobs.look import Look, left_behind, look, needs_look, read_desk, refuse_the_future
from automation.jobs.questions import note_questions
from automation.jobs.reconcile import reconcile_unknowns
from automation.jobs.result import JobResult
from automation.jobs.send import Sender, Sending, send_all
from automation.jobs.show import Show, shown_channels
from automation.jobs.tables import publish_result
from automation.language import mark
from automation.workbook.log_rows import Recordable


def publish(ctx: Context) -> JobResult:
    """Publish every due, approved post once on each of its channels.

    Raises:
        SheetError: the workbook cannot be read or written; nothing was sent without a claim.
        ConfigError: the run's moment lies in the future, and a channel is a real one.
    """
    started_at = ctx.clock()
    desk = read_desk(ctx)
    refuse_the_future(ctx, desk)
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
    _send_claimed(ctx, seen, settler, claims)
    seen.desk = with_events(seen.desk, settler.saved)
    found = reconcile_unknowns(ctx, seen)
    seen.desk = with_events(seen.desk, found)
    ending = Ending(desk=seen.desk, started_at=started_at, record=found, wrote_before=True)
    return _end(ctx, seen, [*events, *settler.saved, *found], ending)


def _due(seen: Look, now: datetime) -> list[Publish]:
    posts = [review.post for review in seen.reviews.values()]
    return [d for d in seen.decide(now, posts) if isinstance(d, Publish)]


def _claim(
    ctx: Context, seen: Look, due: Sequence[Publish], events: Sequence[LedgerEvent]
) -> list[LedgerEvent]:
    """Write a claim for each due post, with everything it rests on, in one commit."""
    scribe = Scribe(ctx, seen.desk)
    claims = [scribe.claim(d, said=seen.reviews[d.post].post.said) for d in due]
    ctx.log(ctx.translate(mark("Claiming {count} posts")).format(count=len(due)))
    ctx.workbook.save(record=[*seen.new_approvals, *seen.desk.owed, *events, *claims])
    ctx.journal.forget()
    seen.new_approvals = []
    return claims


def _send_claimed(
    ctx: Context, seen: Look, settler: Settler, claims: Sequence[LedgerEvent]
) -> None:
    """Send what was claimed; what the workbook cannot be told now stays in the journal.

    Raises:
        ReceiptsKept: the workbook can no longer be read or written.
    """
    try:
        sendings = _won(ctx, seen, settler, claims)
    except SheetError as error:
        scribe = Scribe(ctx, seen.desk)
        reason = error.say(ctx.translate)
        for claim in claims:
            settler.add(scribe.event(held_of(claim), Happened.RELEASED, reason=reason))
        raise receipts_kept(ctx, error, len(claims)) from error
    try:
        _send(ctx, seen, settler, sendings)
    except SheetError as error:
        raise receipts_kept(ctx, error, len(settler.events)) from error
    ctx.journal.forget()


def _won(
    ctx: Context, seen: Look, settler: Settler, claims: Sequence[LedgerEvent]
) -> list[Sending]:
    """Read the workbook back and keep the claims that came first and that the plan still makes.

    The others are given back, also those that another run's claim made void: so the ledger says of
    each claim how it ended.
    """
    seen.desk = read_desk(ctx)
    scribe = Scribe(ctx, seen.desk)
    still = _still_due(ctx, seen, claims)
    sendings = []
    for claim in claims:
        held, decision = held_of(claim), still.get(claim.key)
        is_ours = owner_of(seen.desk.ledger, claim.key) == claim.id
        if is_ours and decision is not None and decision.draft.revision == claim.revision:
            publication = seen.desk.ledger[claim.key]
            sendings.append(
                Sending(held=held, claimed_at=claim.at, decision=decision, publication=publication)
            )
        else:
            reason = ctx.translate(
                mark("The row changed, or another run was first; the next run looks again.")
            )
            settler.add(scribe.event(held, Happened.RELEASED, reason=reason))
    return sendings


def _still_due(ctx: Context, seen: Look, claims: Sequence[LedgerEvent]) -> dict[Key, Publish]:
    """Ask the plan again about the claimed posts, on what stands in the workbook now.

    Our own claims are left out, and later ones too, which ours make void.
    """
    ours = {claim.id for claim in claims}
    events = seen.desk.events
    first = next((i for i, event in enumerate(events) if event.id in ours), len(events))
    later = [event for event in events[first:] if event.happened is not Happened.CLAIMED]
    desk = replace(seen.desk, events=[*events[:first], *later])
    claimed = {claim.post for claim in claims}
    posts = [post for post in desk.posts if post.id in claimed]
    decisions = plan(desk, review_all(desk, seen.material, posts), now=ctx.now, posts=posts)
    return {(d.post, d.channel): d for d in decisions if isinstance(d, Publish)}


def _send(ctx: Context, seen: Look, settler: Settler, sendings: Sequence[Sending]) -> None:
    scribe = Scribe(ctx, seen.desk)
    sender = Sender(
        scribe=scribe,
        attempts=Attempts(scribe=scribe, keeper=settler, clock=ctx.clock),
        networks=seen.networks,
        report=_reporting(ctx, settler, len(sendings)),
        translate=ctx.translate,
        clock=ctx.clock,
    )
    send_all(sendings, sender, settler, at_once=ctx.at_once, tick_s=0.05)


def _reporting(ctx: Context, settler: Settler, total: int) -> Callable[[LedgerEvent], None]:
    done: set[EventId] = set()

    def report(event: LedgerEvent) -> None:
        settler.add(event)
        done.add(event.claim)
        ctx.log(f"{event.channel}: {event.post} {event.happened}", done=len(done), total=total)

    return report


def _end(ctx: Context, seen: Look, events: Sequence[LedgerEvent], ending: Ending) -> JobResult:
    """Show every row as it was looked at: what people changed meanwhile, the next run looks at."""
    touched = {event.post for event in events} | left_behind(seen.desk)
    looked_at = {post: review.post for post, review in seen.reviews.items()}
    posts = [
        looked_at.get(post.id, post)
        for post in seen.desk.posts
        if post.id in seen.reviews
        or (post.id in touched and not is_on_its_way(post, seen.desk.ledger))
    ]
    decisions = seen.decide(ctx.now, posts)
    asked = note_questions(ctx, seen, decisions)
    result = publish_result(ctx, seen, decisions, events)
    if trouble := journal_trouble(ctx):
        needs = [*result.needs, trouble.say(ctx.translate)]
        result = replace(result, outcome=Outcome.NEEDS_PERSON, needs=needs)
    show = {
        "calendar": Show(ctx, seen, decisions).rows(posts),
        "channels": shown_channels(ctx, seen) if seen.reviews else {},
    }
    shown = Ending(
        desk=seen.desk,
        started_at=ending.started_at,
        record=[*ending.record, *asked],
        show=show,
        wrote_before=ending.wrote_before,
    )
    return finish(ctx, result, shown)
