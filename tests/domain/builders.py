"""Builders for what `desks` leaves out: ledger events, approvals, media, a network's limits."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count

from automation.domain.approvals.approval import GENESIS, Approval, Verdict, latest_by_level
from automation.domain.content.media import MediaFile
from automation.domain.content.post import Ask, Choice, Post, revision_of
from automation.domain.content.text import Unit
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId, EventId, MemberId, Revision, RunId
from automation.domain.publishing.network import (
    Capability,
    Idempotency,
    MediaLimit,
    NetworkSpec,
    RateLimit,
    TextLimit,
    Verified,
)
from automation.domain.publishing.plan import Decision, plan
from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt
from automation.domain.publishing.review import Material, on_their_way, review_all
from automation.domain.team.proof import Proof
from tests.domain.desks import BUDI, NOW, SHOP

_CHECKED = date(2026, 11, 21)
OLD_REVISION = Revision("a" * 32)
"""The fingerprint of some text that stands in no row any more."""
_numbers = count(1)

SPEC = NetworkSpec(
    name="mastodon",
    title="Mastodon",
    text=TextLimit(
        max=500,
        unit=Unit.GRAPHEMES,
        url_length=23,
        local_mentions=True,
        counts_warning=True,
        source="https://docs.joinmastodon.org/user/posting/",
        checked=_CHECKED,
    ),
    media=MediaLimit(
        images_max=4,
        image_max_bytes=16_000_000,
        image_max_pixels=33_177_600,
        image_types=frozenset({"image/jpeg", "image/png"}),
        alt_text_max=1500,
        video_max_bytes=99_000_000,
        video_types=frozenset({"video/mp4"}),
        source="https://docs.joinmastodon.org/methods/instance/",
        checked=_CHECKED,
    ),
    rate=RateLimit(
        requests=300,
        per_s=300,
        source="https://docs.joinmastodon.org/api/rate-limits/",
        checked=_CHECKED,
    ),
    can=frozenset(Capability),
    idempotency=Idempotency.KEY,
    settle_after=timedelta(minutes=5),
    secrets=("MASTODON_TOKEN",),
    verified=Verified.WIRE_FAKE,
    options={"visibility": frozenset({"public", "unlisted", "private", "direct"})},
)


def with_text(spec: NetworkSpec = SPEC, **changes: object) -> NetworkSpec:
    """Return the network with other limits of text."""
    return replace(spec, text=replace(spec.text, **changes))  # type: ignore[arg-type]


def make_picture(address: str = "kopi.jpg", **changes: object) -> MediaFile:
    """Return a small picture; its content is told by its name."""
    file = MediaFile(
        address=address,
        sha256=f"sha of {address}",
        mime="image/jpeg",
        byte_count=200_000,
        width=1200,
        height=800,
    )
    return replace(file, **changes)  # type: ignore[arg-type]


def make_approval(
    post: Post, revision: Revision, verdict: Verdict = Verdict.APPROVE, **changes: object
) -> Approval:
    """Return a manager's decision on one revision, at level 1, an hour ago: a log's only record."""
    record = Approval(
        id=EventId(f"D-{next(_numbers)}"),
        at=NOW - timedelta(hours=1),
        post=post.id,
        revision=revision,
        level=1,
        member=MemberId(BUDI.id),
        verdict=verdict,
        counts=True,
        proof=Proof.DECLARED,
        run=RunId("R-1"),
    )
    return replace(record, **changes).hashed_after(GENESIS)  # type: ignore[arg-type]


def make_receipt(number: int = 1, published_at: datetime = NOW) -> Receipt:
    """Return what the network gave for one part."""
    return Receipt(
        network_id=f"1157{number}",
        url=f"https://kopi.example/@warung/1157{number}",
        published_at=published_at,
    )


class Story:
    """Tells what happened to one post on one channel, a minute an event, oldest first."""

    def __init__(
        self,
        post: Post,
        channel: ChannelId = SHOP,
        *,
        began_at: datetime = NOW,
        parts: int = 1,
        revision: Revision = OLD_REVISION,
    ) -> None:
        self._post, self._channel, self._parts = post, channel, parts
        self._at = began_at
        self.revision = revision
        self.events: list[LedgerEvent] = []

    def claimed(self, claim: str = "C-1") -> "Story":
        """A run claimed it."""
        return self._add(Happened.CLAIMED, claim, id=EventId(claim))

    def published(self, claim: str = "C-1", part: int = 0) -> "Story":
        """The network gave an id for one part."""
        receipt = make_receipt(part, self._at)
        return self._add(Happened.PUBLISHED, claim, part=part, receipt=receipt)

    def staged(
        self, step: str = "container", claim: str = "C-1", part: int = 0, handle: str = "c-1"
    ) -> "Story":
        """A stage of sending left a handle at the network."""
        return self._add(Happened.STAGED, claim, part=part, step=step, handle=handle)

    def then(self, happened: Happened, claim: str = "C-1", **changes: object) -> "Story":
        """Something else happened to a claim."""
        return self._add(happened, claim, **changes)

    def _add(self, happened: Happened, claim: str, **changes: object) -> "Story":
        event = LedgerEvent(
            id=EventId(f"E-{next(_numbers)}"),
            at=self._at,
            happened=Happened.CLAIMED,
            post=self._post.id,
            channel=self._channel,
            revision=self.revision,
            claim=EventId(claim),
            parts=self._parts,
            run=RunId("R-1"),
        )
        self.events.append(replace(event, happened=happened, **changes))  # type: ignore[arg-type]
        self._at += timedelta(minutes=1)
        return self


def material_for(desk: Desk, *pictures: MediaFile) -> Material:
    """Return what reviewing a desk needs: every channel's limits, and these pictures."""
    return Material(
        media={file.address: file for file in pictures},
        specs=dict.fromkeys(desk.channels, SPEC),
    )


def decide(desk: Desk, *pictures: MediaFile, now: datetime = NOW) -> list[Decision]:
    """Review every post on its way, and plan all of them."""
    desk = as_decided(desk)
    reviews = review_all(desk, material_for(desk, *pictures), on_their_way(desk))
    return plan(desk, reviews, now=now)


def as_decided(desk: Desk) -> Desk:
    """Return the desk with rows that show what the log says; rows with decisions stay as they are."""
    log = desk.approvals_by_post
    return replace(
        desk,
        posts=[post if post.asks else _shown(post, log.get(post.id, ())) for post in desk.posts],
    )


def _shown(post: Post, log: Sequence[Approval]) -> Post:
    asks = tuple(
        Ask(level=level, approver=record.member, choice=Choice(record.verdict.value))
        for level, record in latest_by_level(log).items()
        if record.verdict is not Verdict.WITHDRAWN
    )
    return replace(post, asks=asks)


def revision(post: Post, *pictures: MediaFile) -> Revision:
    """Return the fingerprint of what would be published."""
    return revision_of(post, {file.address: file for file in pictures}, covers_time=False)


def approved(post: Post, *pictures: MediaFile) -> Approval:
    """Return a manager's approval of the post as it stands."""
    return make_approval(post, revision(post, *pictures))
