"""The reading half of every job: one read, the material for what is on its way, reviews, a plan."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from automation.domain.approvals.approval import (
    Approval,
    Verdict,
    accounts_line,
    head_of,
    latest_by_level,
)
from automation.domain.approvals.signed import has_signed_news
from automation.domain.content.media import MediaFile
from automation.domain.content.media_check import ALL_SERVICE, Service
from automation.domain.content.post import Post
from automation.domain.content.room import room_in
from automation.domain.desk import Desk
from automation.domain.ids import NO_REVISION, ChannelId, EventId, PostId
from automation.domain.problems.problem import Problem
from automation.domain.problems.publishing_kinds import CHANNEL_CLOSED
from automation.domain.publishing.access import problems_of_access
from automation.domain.publishing.decisions import log_of
from automation.domain.publishing.network import Network, NetworkSpec
from automation.domain.publishing.plan import Decision, plan
from automation.domain.publishing.review import (
    Material,
    Review,
    edited_since,
    lately_out,
    on_their_way,
    review_all,
)
from automation.domain.publishing.sign_in import Access
from automation.domain.run import Outcome
from automation.errors import ConfigError, LembarError, MediaError, RateLimited, Unavailable
from automation.jobs.context import Context
from automation.jobs.kept import owed_to
from automation.language import mark

PASSING = (RateLimited, Unavailable)
"""What mends itself: nobody need act, and the next run tries again."""


class Networks:
    """The channels' networks of one run: each opened once, and its limits asked for once."""

    def __init__(self, ctx: Context, desk: Desk) -> None:
        self._ctx = ctx
        self._desk = desk
        self._open: dict[ChannelId, Network | LembarError] = {}
        self.closed: dict[ChannelId, LembarError] = {}
        """Channels that cannot be used in this run, and why."""
        self.access: dict[ChannelId, Access] = {}
        """How long access lasts, of the channels that were asked about or opened."""

    def open(self, channel: ChannelId) -> Network:
        """Return the channel's network; the error that kept it closed is raised each time."""
        if channel not in self._open:
            self.note_access(channel)
            try:
                self._open[channel] = self._ctx.open_network(self._desk.channels[channel])
            except LembarError as error:
                self._open[channel] = error
        found = self._open[channel]
        if isinstance(found, LembarError):
            self.closed[channel] = found
            raise found
        return found

    def note_access(self, channel: ChannelId) -> None:
        """Note how long a channel's access lasts; a store that cannot be read closes the channel."""
        if channel in self.access:
            return
        try:
            self.access[channel] = self._ctx.access_of(self._desk.channels[channel])
        except LembarError as error:
            self.access[channel] = Access()
            self.closed[channel] = error

    def specs(self, channels: Sequence[ChannelId]) -> dict[ChannelId, NetworkSpec]:
        """Return what each channel's network allows, as its server announces it.

        A channel nobody connected yet is known by its network's header.
        """
        specs = {}
        for channel in channels:
            try:
                specs[channel] = self._ctx.spec_of(self._desk.channels[channel])
                specs[channel] = self.open(channel).limits()
            except LembarError as error:
                self.closed[channel] = error
        return specs


@dataclass
class Look:
    """What a job sees: the Desk, reviews of the posts it looked at, and its networks."""

    desk: Desk
    networks: Networks
    now: datetime
    """The moment the run decides for."""
    material: Material
    reviews: dict[PostId, Review]
    new_approvals: list[Approval]
    recorded: list[Approval] = field(default_factory=list)
    """The decisions this run put into the log, saved already or not."""
    edited: set[PostId] = field(default_factory=set)
    """Posts whose rows were changed after they went out; only `check` looks."""

    def decide(self, now: datetime, posts: Sequence[Post] | None = None) -> list[Decision]:
        """Plan the given posts (all when None)."""
        return plan(self.desk, self.reviews, now=now, posts=posts)

    def channel_problems(self) -> dict[ChannelId, list[Problem]]:
        """Return what is wrong with each channel: findings of its row, and why it is closed."""
        found: dict[ChannelId, list[Problem]] = {channel: [] for channel in self.desk.channels}
        for problem in self.desk.tab_problems:
            if problem.tab == "channels" and problem.row in found:
                found[ChannelId(problem.row)].append(problem)
        for channel, error in self.networks.closed.items():
            found[channel].append(
                Problem(
                    kind=CHANNEL_CLOSED,
                    tab="channels",
                    row=channel,
                    facts={"what": error.what, "fix": error.fix},
                )
            )
        for channel, access in self.networks.access.items():
            found[channel] += problems_of_access(
                self.desk.channels[channel], access, now=self.now, timezone=self.desk.settings.timezone
            )  # fmt: skip
        return found


def read_desk(ctx: Context) -> Desk:
    """Read the workbook once, and what the journal keeps; new rows get ids such as `P-7F3K2A`."""
    desk = ctx.workbook.read(lambda: ctx.new_id("P"))
    owed = list(owed_to(desk, ctx.journal.take_over()))
    return replace(desk, events=[*desk.events, *owed], owed=owed) if owed else desk


def refuse_the_future(ctx: Context, desk: Desk) -> None:
    """Refuse to send, or to settle what was sent, at a moment that has not come.

    Claims would carry a time to come, and a later look for their posts would begin too late.

    Raises:
        ConfigError: the run's moment lies ahead, it is no dry run, and a channel is a real one.
    """
    is_real = any(not channel.is_rehearsal for channel in desk.channels.values())
    if ctx.is_ahead and not ctx.dry_run and is_real:
        raise ConfigError(
            mark("{now} lies in the future; real channels are only sent to at the present."),
            mark("Leave out --now, or add --dry-run to see what would happen then."),
            now=ctx.now.isoformat(),
        )


def look(ctx: Context, desk: Desk, wanted: Callable[[Post], bool] | None = None) -> Look:
    """Review the posts on their way that are wanted, and put new decisions into the log in memory.

    The new records are in `new_approvals`, to be saved before anything rests on them.
    """
    posts = [post for post in on_their_way(desk) if wanted is None or wanted(post)]
    networks = Networks(ctx, desk)
    channels = [c for c in desk.channels if any(c in post.channels for post in posts)]
    addresses = list(dict.fromkeys(address for post in posts for address in post.media))
    files, errors = ctx.media.load(addresses) if addresses else ({}, {})
    specs = networks.specs(channels)
    closed = {
        channel: error
        for channel, error in networks.closed.items()
        if channel not in specs or not isinstance(error, PASSING)
    }
    fits = desk.settings.fit_pictures
    material = Material(
        media=files,
        media_errors=errors,
        specs=specs,
        closed=closed,
        service=_service(ctx, fits_pictures=fits) if addresses else ALL_SERVICE,
        fitted=_fitted(ctx, posts, files, specs) if fits else {},
    )
    reviews = review_all(desk, material, posts)
    found = Look(desk, networks, ctx.now, material, reviews, [])
    _log_decisions(ctx, found)
    return found


def _service(ctx: Context, *, fits_pictures: bool) -> Service:
    return Service(
        fits_pictures=fits_pictures,
        has_public_place=ctx.media.has_public_place,
        has_lasting_place=ctx.media.has_lasting_place,
    )


def _fitted(
    ctx: Context,
    posts: Sequence[Post],
    files: Mapping[str, MediaFile],
    specs: Mapping[ChannelId, NetworkSpec],
) -> dict[ChannelId, dict[str, MediaFile]]:
    """Make the posts' pictures fit where they go to; one that changed meanwhile stays as it was."""
    fitted: dict[ChannelId, dict[str, MediaFile]] = {channel: {} for channel in specs}
    for post in posts:
        for channel in set(post.channels) & set(specs):
            for address in set(post.media) & set(files):
                with suppress(MediaError):
                    room = room_in(specs[channel].media)
                    fitted[channel][address] = ctx.media.fit(files[address], room)
    return fitted


def look_back(ctx: Context, seen: Look) -> None:
    """Note which rows were changed after their post went out everywhere."""
    posts = lately_out(seen.desk, ctx.now)
    files, _ = ctx.media.load([address for post in posts for address in post.media])
    seen.edited = edited_since(seen.desk, posts, files)


def _log_decisions(ctx: Context, found: Look) -> None:
    head = head_of(found.desk.approvals)
    for review in found.reviews.values():
        for decision in review.decisions:
            record = Approval(
                id=EventId(ctx.new_id("D")),
                at=ctx.clock(),
                post=decision.post,
                revision=review.revision,
                level=decision.level,
                member=decision.member,
                verdict=decision.verdict,
                counts=decision.counts,
                proof=decision.proof,
                run=ctx.run,
                comment=decision.comment,
                signed_by=decision.signed_by,
                accounts=accounts_of(found.desk, review.post),
            ).hashed_after(head)
            head = record.hash
            found.new_approvals.append(record)
    if not found.new_approvals:
        return
    found.recorded = list(found.new_approvals)
    found.desk = replace(found.desk, approvals=[*found.desk.approvals, *found.new_approvals])
    touched = {record.post for record in found.new_approvals}
    posts = [found.reviews[post].post for post in touched]
    found.reviews.update(review_all(found.desk, found.material, posts))


def needs_look(desk: Desk, now: datetime) -> Callable[[Post], bool]:
    """Return which posts a publishing run must look at closely.

    Those that are due, new, decided anew, or claimed and not settled.
    """

    def wanted(post: Post) -> bool:
        if post.id in desk.unsettled:
            return True
        if post.publish_at is None or post.publish_at <= now or post.last_revision == NO_REVISION:
            return True
        remarks = desk.evidence.remarks.get(post.id, ())
        return has_new_decision(post, desk.approvals_by_post) or has_signed_news(
            remarks, log_of(desk, post), desk.evidence
        )

    return wanted


def accounts_of(desk: Desk, post: Post) -> str:
    """Return where the post's channels lead now; empty when the log has no place for it."""
    if not desk.keeps_accounts:
        return ""
    return accounts_line({c: desk.channels[c].address for c in post.channels if c in desk.channels})


def left_behind(desk: Desk) -> set[PostId]:
    """Return the posts that a run wrote about without coming to its end.

    What it wrote into the logs stands, but their rows may not show it.
    """
    ended = {run.id for run in desk.runs if run.outcome in (Outcome.DONE, Outcome.NEEDS_PERSON)}
    return {event.post for event in desk.events if event.run not in ended}


def has_new_decision(post: Post, log: Mapping[PostId, Sequence[Approval]]) -> bool:
    """Say whether the row's decision cells differ from the last ones in the log."""
    last = {
        level: record.verdict.value
        for level, record in latest_by_level(log.get(post.id, ())).items()
        if record.verdict is not Verdict.WITHDRAWN
    }
    return last != {ask.level: ask.choice.value for ask in post.asks}
