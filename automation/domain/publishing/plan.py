"""The heart: for each post and channel, publish it now, hold it and say why, or done. Pure.

Printed by preview, acted on by publish, tested as a table. No clock: `now` is an argument.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from automation.domain.approvals.standing import Standing, Stands
from automation.domain.clock import is_quiet
from automation.domain.content.draft import Draft
from automation.domain.content.post import Post, Status
from automation.domain.desk import Desk
from automation.domain.ids import (
    NO_CHANNEL,
    NO_POST,
    NO_REVISION,
    ChannelId,
    PostId,
    Revision,
)
from automation.domain.problems.problem import blocking
from automation.domain.publishing.attempt import STAGES_MAY_TAKE
from automation.domain.publishing.publication import Claim, Publication, said_by
from automation.domain.publishing.review import Review
from automation.domain.team.channel import Channel


class Why(StrEnum):
    """Why a post is held on a channel."""

    IDEA = "idea"
    DRAFT = "draft"
    ON_HOLD = "on_hold"
    CANCELLED = "cancelled"
    PROBLEMS = "problems"
    WAITING = "waiting"
    CHANGES = "changes"
    NOT_YET = "not_yet"
    QUIET = "quiet"
    PAUSED = "paused"
    MISSED = "missed"
    REJECTED = "rejected"
    SENDING = "sending"
    UNKNOWN = "unknown"
    TWIN = "twin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """Send these parts of the Draft now."""

    post: PostId
    channel: ChannelId
    draft: Draft
    parts: tuple[int, ...]
    publish_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Not now. `standing` says whose approval is missing; `until` when it was or is due.

    `kept_by` is what kept a missed post back while it was due, None when nothing did. `begun` when
    a part of it is out already; `twin` is the post that says the same here at the same time.
    """

    post: PostId
    channel: ChannelId
    why: Why
    until: datetime | None = None
    standing: Standing | None = None
    kept_by: Why | None = None
    begun: bool = False
    twin: PostId = NO_POST


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """Nothing more to send: it is out, was seen there, or was there and is gone."""

    post: PostId
    channel: ChannelId
    publication: Publication


Decision = Publish | Hold | Done

CLAIM_LIFE = timedelta(minutes=15)
"""How long a claim without an outcome may belong to a run that is still sending."""

SEND_WITHIN = timedelta(minutes=10)
"""After this a run gives its claims back unsent: others will soon take them for left behind."""

_AT_REST = {
    Status.IDEA: Why.IDEA,
    Status.DRAFT: Why.DRAFT,
    Status.HOLD: Why.ON_HOLD,
    Status.CANCELLED: Why.CANCELLED,
}


def plan(
    desk: Desk,
    reviews: Mapping[PostId, Review],
    *,
    now: datetime,
    posts: Iterable[Post] | None = None,
) -> list[Decision]:
    """Decide every post on every channel it names, in the order they are due.

    A channel that people took out of the row is decided, too, while a claim is open there: the post
    may be out. A row that people copied and left as it is says the same on the same channel for the
    same time: only one of the two goes out.
    """
    decisions = [
        _decide(desk, post, channel, reviews.get(post.id), now)
        for post in (desk.posts if posts is None else posts)
        for channel in _channels_of(post, desk) or (NO_CHANNEL,)
    ]
    if not any(isinstance(decision, Publish) for decision in decisions):
        return decisions
    return list(_without_twins(desk, sorted(decisions, key=_when)))


def _channels_of(post: Post, desk: Desk) -> dict[ChannelId, None]:
    return dict.fromkeys((*post.channels, *desk.unsettled.get(post.id, ())))


def _without_twins(desk: Desk, decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Hold back what went out, or goes out now, from another row since the time it is planned for."""
    sent = said_by(desk.ledger.values())
    for decision in decisions:
        if isinstance(decision, Publish):
            key = (decision.channel, decision.draft.revision)
            at, other = sent.get(key, (None, decision.post))
            if at is not None and at >= decision.publish_at and other != decision.post:
                yield _twin_of(other, decision)
                continue
            sent[key] = (decision.publish_at, decision.post)
        yield decision


def _twin_of(other: PostId, decision: Publish) -> Hold:
    return Hold(
        post=decision.post,
        channel=decision.channel,
        why=Why.TWIN,
        until=decision.publish_at,
        twin=other,
    )


def _when(decision: Decision) -> float:
    return decision.publish_at.timestamp() if isinstance(decision, Publish) else float("inf")


def _decide(
    desk: Desk, post: Post, name: ChannelId, review: Review | None, now: datetime
) -> Decision:
    publication = desk.ledger.get((post.id, name))
    if publication is not None:
        settled = _by_ledger(publication, now)
        if settled is not None:
            return settled
    resting = _AT_REST.get(post.status)
    if resting is not None:
        return Hold(post=post.id, channel=name, why=resting)
    channel = desk.channels.get(name)
    if review is None or channel is None or name not in review.standings:
        return Hold(post=post.id, channel=name, why=Why.PROBLEMS)
    return _by_review(desk, channel, review, publication, now)


def is_unknown(claim: Claim, now: datetime) -> bool:
    """Say whether a claim's outcome is unknown: its run said so, or has had time enough to end."""
    return claim.unknown_part is not None or now - claim.at >= CLAIM_LIFE


def _by_ledger(publication: Publication, now: datetime) -> Decision | None:
    post, channel, claim = publication.post, publication.channel, publication.open_claim
    if claim is not None:
        why = Why.UNKNOWN if is_unknown(claim, now) else Why.SENDING
        return Hold(post=post, channel=channel, why=why)
    if publication.is_over:
        return Done(post=post, channel=channel, publication=publication)
    return None


def _by_review(
    desk: Desk, channel: Channel, review: Review, publication: Publication | None, now: datetime
) -> Decision:
    post, standing = review.post, review.standings[channel.id]
    refused = publication.rejected if publication else None
    begun = publication is not None and bool(publication.receipts)
    if refused is not None and refused.revision == review.revision:
        return Hold(post=post.id, channel=channel.id, why=Why.REJECTED, begun=begun)
    late = post.publish_at is not None and now - post.publish_at >= desk.settings.grace
    late = late and not _is_in_the_making(publication, review.revision, now)
    why = _why_not(desk, channel, review, standing, now)
    draft = review.drafts.get(channel.id)
    if why is not None or draft is None or post.publish_at is None or (late and not begun):
        missed = late and not begun
        return Hold(
            post=post.id,
            channel=channel.id,
            why=Why.MISSED if missed else why or Why.PROBLEMS,
            until=post.publish_at,
            standing=standing,
            kept_by=why if missed else None,
            begun=begun,
        )
    sent = publication.receipts if publication else {}
    parts = tuple(part for part in range(len(draft.parts)) if part not in sent)
    if publication is not None and not parts:
        return Done(post=post.id, channel=channel.id, publication=publication)
    return Publish(
        post=post.id, channel=channel.id, draft=draft, parts=parts, publish_at=post.publish_at
    )


def _is_in_the_making(publication: Publication | None, revision: Revision, now: datetime) -> bool:
    """Say whether sending began in time and the network is at work on it since."""
    at = publication.first_staged_at.get(revision) if publication else None
    return at is not None and now - at < STAGES_MAY_TAKE


def _why_not(
    desk: Desk, channel: Channel, review: Review, standing: Standing, now: datetime
) -> Why | None:
    if review.revision == NO_REVISION or blocking(review.problems_on(channel.id)):
        return Why.PROBLEMS
    if not standing.is_approved or review.decisions:
        changes = standing.stands in (Stands.CHANGES, Stands.REJECTED)
        return Why.CHANGES if changes else Why.WAITING
    settings = desk.settings
    if review.post.publish_at is None or now < review.post.publish_at:
        return Why.NOT_YET
    if settings.paused:
        return Why.PAUSED
    if is_quiet(now, desk.zone_of(channel.id), settings.quiet_from, settings.quiet_until):
        return Why.QUIET
    return None
