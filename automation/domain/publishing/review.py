"""Review the posts that are on their way: revision, new decisions, standing, drafts, Problems. Pure.

Only posts that people set to ready and that are not out everywhere are reviewed: a calendar of
ten thousand published rows costs nothing here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from automation.domain.approvals.approval import Found
from automation.domain.approvals.standing import Standing, stand
from automation.domain.content.draft import Draft
from automation.domain.content.fit import fit
from automation.domain.content.guideline import Rhythm, check_post
from automation.domain.content.media import MediaFile
from automation.domain.content.media_check import ALL_SERVICE, Service, own_findings
from automation.domain.content.post import Post, Status, revision_of
from automation.domain.desk import Desk
from automation.domain.ids import NO_REVISION, ChannelId, PostId, Revision
from automation.domain.problems import cell_kinds, content_kinds, publishing_kinds
from automation.domain.problems.problem import Problem, ProblemKind
from automation.domain.publishing.decisions import Decisions
from automation.domain.publishing.network import NetworkSpec
from automation.domain.publishing.publication import Ledger
from automation.domain.team.channel import Channel
from automation.errors import LembarError


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What is known of one post on its way. `by_channel` Problems concern one channel alone."""

    post: Post
    revision: Revision
    problems: Sequence[Problem] = ()
    by_channel: Mapping[ChannelId, Sequence[Problem]] = field(default_factory=dict)
    drafts: Mapping[ChannelId, Draft] = field(default_factory=dict)
    standings: Mapping[ChannelId, Standing] = field(default_factory=dict)
    decisions: Sequence[Found] = ()

    def problems_on(self, channel: ChannelId) -> list[Problem]:
        """Return the Problems that concern the post on this channel."""
        return [*self.problems, *self.by_channel.get(channel, ())]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What reviewing needs besides the Desk: the media by address, and the networks' limits."""

    media: Mapping[str, MediaFile] = field(default_factory=dict)
    media_errors: Mapping[str, LembarError] = field(default_factory=dict)
    specs: Mapping[ChannelId, NetworkSpec] = field(default_factory=dict)
    closed: Mapping[ChannelId, LembarError] = field(default_factory=dict)
    """Channels that nothing can be sent to until a person acts, and why."""
    service: Service = ALL_SERVICE
    fitted: Mapping[ChannelId, Mapping[str, MediaFile]] = field(default_factory=dict)
    """Pictures as they were made to fit a channel's network; approvals are of the originals."""

    def media_on(self, channel: ChannelId) -> Mapping[str, MediaFile]:
        """Return the media as they are sent to a channel."""
        return {**self.media, **self.fitted.get(channel, {})}


def is_on_its_way(post: Post, ledger: Ledger) -> bool:
    """Say whether a post is ready and not yet out everywhere."""
    if post.status is not Status.READY:
        return False
    for channel in post.channels:
        publication = ledger.get((post.id, channel))
        if publication is None or publication.open_claim is not None or not publication.is_over:
            return True
    return not post.channels


def on_their_way(desk: Desk) -> list[Post]:
    """Return the posts that a run must look at closely."""
    return [post for post in desk.posts if is_on_its_way(post, desk.ledger)]


LOOK_BACK = timedelta(days=30)
"""How long after it went out a row is watched for changes that the public cannot see."""


def lately_out(desk: Desk, now: datetime) -> list[Post]:
    """Return the posts that went out everywhere within `LOOK_BACK` and name no media on the web."""
    return [
        post
        for post in desk.posts
        if post.status is Status.READY
        and not is_on_its_way(post, desk.ledger)
        and not any("://" in address for address in post.media)
        and any(now - at < LOOK_BACK for at in _times_out(post, desk.ledger))
    ]


def _times_out(post: Post, ledger: Ledger) -> Iterator[datetime]:
    for channel in post.channels:
        publication = ledger.get((post.id, channel))
        if publication is not None and publication.receipt is not None:
            yield publication.receipt.published_at


def edited_since(desk: Desk, posts: Iterable[Post], media: Mapping[str, MediaFile]) -> set[PostId]:
    """Return those of the posts whose rows no longer say what went out."""
    covers_time = desk.settings.approval_covers_time
    edited = set()
    for post in posts:
        revision = revision_of(post, media, covers_time=covers_time)
        sent = {
            publication.revision
            for channel in post.channels
            if (publication := desk.ledger.get((post.id, channel))) and publication.receipts
        }
        if revision != NO_REVISION and sent and revision not in sent:
            edited.add(post.id)
    return edited


class Reviewer:
    """Reviews posts of one Desk; builds the neighbours' rhythm once, and only when needed."""

    def __init__(self, desk: Desk, material: Material) -> None:
        self._desk = desk
        self._material = material

    @cached_property
    def _rhythm(self) -> Rhythm:
        planned = (p for p in self._desk.posts if p.status is Status.READY)
        return Rhythm(planned, {c.id: c.network for c in self._desk.channels.values()})

    def review(self, post: Post) -> Review:
        """Review one post. Decisions found here are not counted until they are in the log."""
        desk = self._desk
        revision = revision_of(
            post, self._material.media, covers_time=desk.settings.approval_covers_time
        )
        records = desk.approvals_by_post.get(post.id, ())
        channels = [desk.channels[c] for c in dict.fromkeys(post.channels) if c in desk.channels]
        decisions, problems = Decisions(desk, post, revision, channels).find()
        fitted = {channel.id: self._fit(post, channel, revision) for channel in channels}
        return Review(
            post=post,
            revision=revision,
            problems=[*desk.cell_problems.get(post.id, ()), *self._whole_row(post), *problems],
            by_channel={name: found for name, (_, found) in fitted.items()},
            drafts={name: draft for name, (draft, _) in fitted.items() if draft},
            standings={c.id: stand(c, revision, records, desk.members) for c in channels},
            decisions=decisions,
        )

    def _whole_row(self, post: Post) -> Iterator[Problem]:
        has_finding = {p.column for p in self._desk.cell_problems.get(post.id, ())}
        if post.publish_at is None and "publish_at" not in has_finding:
            yield _problem(post, cell_kinds.NO_TIME, "publish_at")
        if not post.channels and "channels" not in has_finding:
            choices = ", ".join(self._desk.channels)
            yield _problem(post, cell_kinds.NO_CHANNEL, "channels", choices=choices)
        for address in post.media:
            error = self._material.media_errors.get(address)
            if error is not None:
                yield _problem(
                    post, content_kinds.MEDIA_REFUSED, "media", what=error.what, fix=error.fix
                )
            file = self._material.media.get(address)
            for kind, facts in own_findings(file, self._material.service) if file else ():
                yield _problem(post, kind, "media", **facts)

    def _fit(
        self, post: Post, channel: Channel, revision: Revision
    ) -> tuple[Draft | None, list[Problem]]:
        desk = self._desk
        closed = list(self._closed(post, channel))
        spec = self._material.specs.get(channel.id)
        if spec is None:
            return None, closed
        draft, problems = fit(
            post,
            channel,
            spec,
            self._material.media_on(channel.id),
            revision,
            self._material.service,
        )
        problems += closed
        problems += check_post(post, channel, desk.guidelines)
        problems += self._rhythm.check(post, channel, desk.guidelines, desk.zone_of(channel.id))
        if not channel.active:
            problems.append(
                _problem(post, publishing_kinds.CHANNEL_INACTIVE, "channels", channel=channel.id)
            )
        return draft, problems

    def _closed(self, post: Post, channel: Channel) -> Iterator[Problem]:
        error = self._material.closed.get(channel.id)
        if error is not None:
            facts = {"what": error.what, "fix": error.fix}
            yield _problem(post, publishing_kinds.CHANNEL_CLOSED, "channels", **facts)


def _problem(post: Post, kind: ProblemKind, column: str = "", /, **facts: object) -> Problem:
    return Problem(kind=kind, tab="calendar", row=post.id, column=column, facts=facts)


def review_all(desk: Desk, material: Material, posts: Iterable[Post]) -> dict[PostId, Review]:
    """Review the given posts of a Desk."""
    reviewer = Reviewer(desk, material)
    return {post.id: reviewer.review(post) for post in posts}


def has_revision(review: Review) -> bool:
    """Say whether the post can be fingerprinted, so that somebody can have approved it."""
    return review.revision != NO_REVISION
