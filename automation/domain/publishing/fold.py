"""Fold the ledger's events into Publications: what each post's story on each channel comes to. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from automation.domain.ids import NO_RUN, EventId
from automation.domain.publishing.publication import (
    GO,
    Claim,
    Happened,
    Key,
    Ledger,
    LedgerEvent,
    Publication,
)

_ENDS = (Happened.REJECTED, Happened.RELEASED, Happened.SEEN, Happened.ABSENT)
"""Events after which a claim is over, whatever was sent."""


def fold(events: Iterable[LedgerEvent]) -> Ledger:
    """Fold the ledger's events, in row order, into one Publication a post and channel.

    The first claim wins; a claim made while another is open is void. A receipt counts whoever
    wrote it: what went out, went out. Where people sorted the tab, a claim whose outcome nobody
    wrote down still holds its post back.
    """
    told: dict[Key, list[LedgerEvent]] = defaultdict(list)
    for event in events:
        told[event.key].append(event)
    return {key: _publication(key, of_key) for key, of_key in told.items()}


def _publication(key: Key, events: Sequence[LedgerEvent]) -> Publication:
    publication = Publication(post=key[0], channel=key[1])
    over: set[EventId] = set()
    for event in events:
        _apply(publication, event, over)
    if publication.receipts and publication.is_complete:
        publication.open_claim = None
    elif publication.open_claim is None:
        publication.open_claim = _left_open(events, over)
    return publication


def _apply(publication: Publication, event: LedgerEvent, over: set[EventId]) -> None:
    claim = publication.open_claim
    owned = claim if claim is not None and claim.id == event.claim else None
    match event.happened:
        case Happened.CLAIMED if claim is None and event.id not in over and not publication.is_over:
            publication.open_claim = _claim_of(event)
            publication.rejected = publication.released = None
        case Happened.STAGED:
            _stage(publication, event, owned)
        case Happened.PUBLISHED:
            _publish(publication, event, owned)
        case Happened.UNKNOWN if owned is not None:
            _doubt(owned, event)
        case Happened.WITHDRAWN:
            publication.withdrawn_at = event.at
        case Happened.REJECTED | Happened.RELEASED | Happened.SEEN | Happened.ABSENT:
            over.add(event.claim)
            _end_claim(publication, event, owned)
        case _:
            return


def _stage(publication: Publication, event: LedgerEvent, owned: Claim | None) -> None:
    if event.step == GO:
        if owned is not None:
            owned.went.add(event.part)
        return
    publication.handles.setdefault((event.revision, event.part), {})[event.step] = event.handle
    publication.first_staged_at.setdefault(event.revision, event.at)


def _doubt(claim: Claim, event: LedgerEvent) -> None:
    """Note that its run had no answer; or, of another run, that the row asks from now on."""
    if event.run not in (NO_RUN, claim.run):
        claim.is_asked, claim.said_before = True, event.reason
        return
    claim.unknown_part, claim.unknown_at = event.part, event.at
    claim.reason = event.reason


def _end_claim(publication: Publication, event: LedgerEvent, owned: Claim | None) -> None:
    publication.seen = publication.seen or event.happened is Happened.SEEN
    if owned is None:
        return
    publication.open_claim = None
    if event.happened is Happened.REJECTED:
        publication.rejected = event
    if event.happened is Happened.RELEASED:
        publication.released = event


def _publish(publication: Publication, event: LedgerEvent, owned: Claim | None) -> None:
    if event.receipt is None:  # pragma: no cover - LedgerEvent forbids it
        return
    publication.receipts.setdefault(event.part, event.receipt)
    publication.parts = max(event.parts, 1)
    publication.revision = event.revision
    publication.rehearsal = event.rehearsal
    if owned is not None:
        owned.unknown_part = None
        if publication.is_complete:
            publication.open_claim = None


def _left_open(events: Sequence[LedgerEvent], over: Set[EventId]) -> Claim | None:
    """Return a claim that row order hides, though nobody wrote how it ended.

    Runs write about their own claims, and of others only that a row asks about an open one: so a
    claim that anything was written about was never void. One that stands alone lost its race when
    another ended after it was made; else the rows were sorted, and its run may have sent the post.
    """
    last_end = max((e.at for e in events if e.happened in _ENDS), default=None)
    for event in events:
        if event.claim in over or not event.claim:
            continue
        alone = event.happened is Happened.CLAIMED
        if alone and last_end is not None and event.at <= last_end:
            continue
        if alone or event.happened in (Happened.STAGED, Happened.UNKNOWN, Happened.PUBLISHED):
            claim = _claim_of(event)
            if not alone:
                _doubt(claim, event)
            for other in events:
                if other.claim == claim.id and other.happened is Happened.UNKNOWN:
                    _doubt(claim, other)
            return replace(claim, may_send=False)
    return None


def _claim_of(event: LedgerEvent) -> Claim:
    return Claim(
        id=event.claim or event.id,
        at=event.at,
        revision=event.revision,
        run=event.run,
        parts=event.parts,
        said_before=event.reason if event.happened is Happened.CLAIMED else "",
    )
