"""What a run notes where a row asks a person what became of a post.

The row has one cell for answers, and only people write there: an answer about another channel, or
about an earlier attempt, may still stand in it. It must never be taken for one about this claim.
"""

from collections.abc import Iterator, Sequence

from automation.domain.publishing.plan import Decision, Hold, Why
from automation.domain.publishing.publication import Claim, Happened, LedgerEvent
from automation.jobs.context import Context
from automation.jobs.ledger import Scribe, held_by, with_events
from automation.jobs.look import Look


def note_questions(ctx: Context, seen: Look, decisions: Sequence[Decision]) -> list[LedgerEvent]:
    """Note in memory which answers stood in the rows that ask; save it together with those rows."""
    events = list(_notes(ctx, seen, decisions))
    if events:
        seen.desk = with_events(seen.desk, events)
    return events


def _notes(ctx: Context, seen: Look, decisions: Sequence[Decision]) -> Iterator[LedgerEvent]:
    asking = [d for d in decisions if isinstance(d, Hold) and d.why is Why.UNKNOWN]
    if not asking:
        return
    scribe, posts = Scribe(ctx, seen.desk), {post.id: post for post in seen.desk.posts}
    for decision in asking:
        publication = seen.desk.ledger[decision.post, decision.channel]
        claim, said = publication.open_claim, posts[decision.post].said
        if claim is None or decision.channel not in seen.desk.channels:
            continue
        if _is_news(claim, said):
            held = held_by(seen.desk, publication)
            last = held.parts - 1  # any part may be out; see `never_sent` in `reconcile`
            yield scribe.event(held, Happened.UNKNOWN, part=last, reason=said)


def _is_news(claim: Claim, said: str) -> bool:
    """Say whether a row asks for the first time, or somebody cleared an old answer away."""
    is_first = claim.unknown_part is None and not claim.is_asked
    return is_first or (bool(claim.said_before) and not said)
