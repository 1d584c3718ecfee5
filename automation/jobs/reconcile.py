"""Reconcile: settle claims whose outcome is unknown, by looking, never by sending again.

Found on the network: the receipt is written. Looked for completely, long enough after, and not
there: the claim is given back, so the plan may publish it. Everything else asks a person.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime

from automation.domain.content.post import Answer, Post
from automation.domain.ids import ChannelId
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.network import Capability, Network
from automation.domain.publishing.plan import is_unknown
from automation.domain.publishing.publication import (
    BY_ANSWER,
    Claim,
    Happened,
    LedgerEvent,
    Publication,
    Receipt,
)
from automation.domain.publishing.review import Review
from automation.errors import LembarError
from automation.jobs.attempts import made_of
from automation.jobs.context import Context
from automation.jobs.ledger import Held, Scribe, held_by
from automation.jobs.look import Look


def reconcile_unknowns(ctx: Context, seen: Look) -> list[LedgerEvent]:
    """Return the events that settle what can be settled now; nothing is written here."""
    scribe = Scribe(ctx, seen.desk)
    posts = {post.id: post for post in seen.desk.posts}
    known: dict[ChannelId, set[str]] = {}
    events: list[LedgerEvent] = []
    for (post_id, channel), publication in seen.desk.ledger.items():
        post = posts.get(post_id)
        if post is None or channel not in seen.desk.channels or not _is_open(publication):
            continue
        if channel not in known:
            known[channel] = _known(seen, channel)
        case = _Case(ctx, seen, scribe, post, publication, known[channel])
        try:
            events += case.settle(ctx.clock())
        except LembarError as error:
            seen.networks.closed[channel] = error
    return events


def _is_open(publication: Publication) -> bool:
    """Say whether anything about a publication may still be settled."""
    return publication.open_claim is not None or (publication.seen and not publication.receipts)


def _known(seen: Look, channel: ChannelId) -> set[str]:
    """Return the network's ids that are receipts already; what is found joins them.

    Two posts with the same text must not both be settled by the same one on the network.
    """
    return {
        receipt.network_id
        for (_, name), publication in seen.desk.ledger.items()
        if name == channel
        for receipt in publication.receipts.values()
    }


@dataclass
class _Case:
    ctx: Context
    seen: Look
    scribe: Scribe
    post: Post
    publication: Publication
    known: set[str]

    def settle(self, now: datetime) -> Iterator[LedgerEvent]:
        """Yield the events that settle this publication; none when nothing is open."""
        claim = self.publication.open_claim
        if claim is None:
            if self.publication.seen and not self.publication.receipts and self.post.answer_address:
                yield from self._pasted(held_by(self.seen.desk, self.publication))
            return
        if not is_unknown(claim, now):
            return
        held = held_by(self.seen.desk, self.publication)
        if self.post.answer_address and self._is_new_answer(claim):
            pasted = list(self._pasted(held))
            yield from pasted
            if pasted:
                return
        yield from self._look_or_ask(claim, held, now)

    def _look_or_ask(self, claim: Claim, held: Held, now: datetime) -> Iterator[LedgerEvent]:
        review = self.seen.reviews.get(self.post.id)
        network = self._network()
        old_enough = now - (claim.unknown_at or claim.at) >= network.spec.settle_after
        same_text = review is not None and review.revision == claim.revision
        missing_part = next(iter(self.publication.missing_parts), 0)
        if network.spec.staged and missing_part not in claim.went:
            yield self.scribe.event(held, Happened.ABSENT, part=missing_part, reason="not begun")
            return
        can_look = Capability.FIND_OWN_POSTS in network.spec.can
        if review is not None and same_text and can_look:
            missing = yield from self._find_parts(network, review, claim, held)
            if missing is None:
                return
            never_sent = claim.unknown_part is not None and missing > claim.unknown_part
            if old_enough or never_sent:
                yield self.scribe.event(held, Happened.ABSENT, part=missing, reason="looked")
                return
        is_asked = claim.is_asked or claim.unknown_part is not None
        if is_asked and self._is_new_answer(claim):
            yield from self._answered(held, old_enough=old_enough)

    def _find_parts(
        self, network: Network, review: Review, claim: Claim, held: Held
    ) -> Generator[LedgerEvent, None, int | None]:
        """Look for each part without a receipt; return the first that is not there, else None."""
        draft = review.drafts[held.channel]
        made = made_of(self.publication, draft, network.spec)
        for place, part in enumerate(draft.parts):
            if place in made.receipts:
                continue
            attempt = Attempt(
                key=draft.key_of(place),
                begun_at=claim.at,
                reply_to=made.answers(draft, place),
                kept=made.handles.get(place, {}),
            )
            receipt = network.find(part, attempt, self.known)
            if receipt is None:
                return place
            made.receipts[place] = receipt
            self.known.add(receipt.network_id)
            yield self._published(held, place, receipt)
        return None

    def _answered(self, held: Held, *, old_enough: bool) -> Iterator[LedgerEvent]:
        """Use a person's answer; "it is not there" only when a late arrival is ruled out."""
        if self.post.answer is Answer.THERE and not self.post.answer_address:
            yield self.scribe.event(held, Happened.SEEN, reason=BY_ANSWER)
        elif self.post.answer is Answer.NOT_THERE and old_enough:
            yield self.scribe.event(held, Happened.ABSENT, reason=BY_ANSWER)

    def _is_new_answer(self, claim: Claim) -> bool:
        """Say whether the answer was given about this claim: it did not stand there before."""
        return self.post.said != claim.said_before

    def _pasted(self, held: Held) -> Iterator[LedgerEvent]:
        receipt = self._network().look_up(self.post.answer_address)
        if receipt is not None and receipt.network_id not in self.known:
            place = next(iter(self.publication.missing_parts), 0)
            self.known.add(receipt.network_id)
            yield self._published(held, place, receipt, reason=BY_ANSWER)

    def _published(
        self, held: Held, place: int, receipt: Receipt, reason: str = "found"
    ) -> LedgerEvent:
        return self.scribe.event(
            held, Happened.PUBLISHED, part=place, receipt=receipt, reason=reason
        )

    def _network(self) -> Network:
        return self.seen.networks.open(self.publication.channel)
