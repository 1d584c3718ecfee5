"""Everything assignments count on one desk at one moment, counted once however many members ask."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import TypeVar

from automation.domain.content.post import Post, Status
from automation.domain.desk import Desk
from automation.domain.ids import ChannelId, MemberId, PostId
from automation.domain.learning.traits import all_words
from automation.domain.publishing.snapshot import Numbers, Snapshot, latest
from automation.domain.team.member import Member, find_member

SETTLED = timedelta(days=1)
"""Numbers are compared from this age of a post on; younger ones still grow fast."""
PLANNED = (Status.DRAFT, Status.READY)
Counted = TypeVar("Counted")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One post on one channel with its latest numbers. `at` is when it went out, local there."""

    post: Post
    channel: ChannelId
    at: datetime
    numbers: Numbers


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A desk and a moment, and what can be counted of them.

    Numbers of a rehearsal count only on a desk that is all rehearsal.
    """

    desk: Desk
    now: datetime

    @cached_property
    def _kept(self) -> dict[Hashable, object]:
        return {}

    def once(self, count: "Callable[[Figures], Counted]") -> "Counted":
        """Count something of the whole team, for all members who ask the first time only."""
        if count not in self._kept:
            self._kept[count] = count(self)
        return self._kept[count]  # type: ignore[return-value] # kept under its own function

    def keep(self, name: Hashable, count: "Callable[[], Counted]") -> "Counted":
        """Count something under a name, for all who ask the first time only."""
        if name not in self._kept:
            self._kept[name] = count()
        return self._kept[name]  # type: ignore[return-value] # kept under its own name

    def member_named(self, text: str) -> Member | None:
        """Return the member a cell names."""
        return self._find(text)

    @cached_property
    def _find(self) -> Callable[[str], Member | None]:
        members = list(self.desk.members.values())
        return lru_cache(maxsize=None)(lambda text: find_member(members, text))

    @cached_property
    def active_members(self) -> Sequence[Member]:
        """The members who are there, by name."""
        active = (member for member in self.desk.members.values() if member.active)
        return sorted(active, key=lambda member: (member.id.casefold(), member.id))

    @cached_property
    def posts(self) -> Mapping[PostId, Post]:
        """All posts that have an id."""
        return {post.id: post for post in self.desk.posts if post.id}

    @cached_property
    def _by_owner(self) -> Mapping[MemberId, Sequence[Post]]:
        return self._owned(self.posts.values())

    def _owned(self, posts: Iterable[Post]) -> Mapping[MemberId, Sequence[Post]]:
        by_owner: dict[MemberId, list[Post]] = defaultdict(list)
        for post in posts:
            owner = self.member_named(post.owner)
            if owner is not None:
                by_owner[owner.id].append(post)
        return by_owner

    def posts_of(self, member: MemberId) -> Sequence[Post]:
        """Return the posts a member owns, in the calendar's order."""
        return self._by_owner.get(member, ())

    def is_planned(self, post: Post, *, after: datetime) -> bool:
        """Say whether a post stands in the plan for a time after that moment, with words and a channel."""
        return (
            post.status in PLANNED
            and post.publish_at is not None
            and post.publish_at > after
            and bool(all_words(post))
            and any(channel in self.desk.channels for channel in post.channels)
        )

    @cached_property
    def coming(self) -> Sequence[Post]:
        """The planned posts whose time is still to come, nearest first."""
        planned = (post for post in self.posts.values() if self.is_planned(post, after=self.now))
        return sorted(planned, key=lambda post: (_time_of(post), post.id))

    def coming_of(self, member: MemberId) -> Sequence[Post]:
        """Return a member's coming posts, nearest first."""
        return self._coming_by_owner.get(member, ())

    @cached_property
    def _coming_by_owner(self) -> Mapping[MemberId, Sequence[Post]]:
        return self._owned(self.coming)

    @cached_property
    def _first_with_words(self) -> Mapping[str, Sequence[Post]]:
        by_words: dict[str, list[Post]] = defaultdict(list)
        for post in self.posts.values():
            if words := all_words(post):
                by_words[words].append(post)
        return by_words

    def twin_of(self, post: Post) -> Post | None:
        """Return another post with the same words, None when the words are this post's alone."""
        twins = self._first_with_words.get(all_words(post), ())
        return next((twin for twin in twins if twin.id != post.id), None)

    @cached_property
    def feedback_count(self) -> Counter[str]:
        """How often the same feedback stands in the calendar."""
        return Counter(post.feedback.strip().casefold() for post in self.posts.values())

    @cached_property
    def went_out(self) -> Mapping[PostId, datetime]:
        """When each post that went out first did so, on any channel; local to the workbook."""
        first: dict[PostId, datetime] = {}
        for (post, _), publication in self.desk.ledger.items():
            receipt = publication.receipt
            if (
                receipt is not None
                and post in self.posts
                and not self._hides(rehearsal=publication.rehearsal)
            ):
                at = receipt.published_at.astimezone(self.desk.settings.timezone)
                first[post] = min(first.get(post, at), at)
        return first

    def went_out_of(self, member: MemberId, *, days: int) -> Sequence[Post]:
        """Return a member's posts that went out in the last days, the latest last."""
        since = self.now - timedelta(days=days)
        own = (post for post in self.posts_of(member) if post.id in self.went_out)
        recent = (post for post in own if since <= self.went_out[post.id] <= self.now)
        return sorted(recent, key=lambda post: (self.went_out[post.id], post.id))

    @cached_property
    def _latest(self) -> Mapping[tuple[PostId, ChannelId], Snapshot]:
        return latest(self._snapshots)

    @cached_property
    def _snapshots(self) -> Sequence[Snapshot]:
        return [shot for shot in self.desk.snapshots if not self._hides(rehearsal=shot.rehearsal)]

    def _hides(self, *, rehearsal: bool) -> bool:
        return rehearsal and not self.desk.is_rehearsal

    def measured(self, *, days: int) -> Sequence[Measured]:
        """Return what went out in the last days, is at least a day old and has numbers; in time order."""
        since, until = self.now - timedelta(days=days), self.now - SETTLED
        first = bisect_left(self._measured, since, key=lambda one: one.at)
        last = bisect_right(self._measured, until, key=lambda one: one.at)
        return self._measured[first:last]

    def measured_on(self, channel: ChannelId) -> Sequence[Measured]:
        """Return all that went out on one channel and has numbers, however young; in time order."""
        return [one for one in self._measured if one.channel == channel]

    @cached_property
    def numbers(self) -> Mapping[PostId, Numbers]:
        """The latest numbers of each post that went out, all channels together."""
        return self._by_post(self._latest)

    @cached_property
    def _measured(self) -> Sequence[Measured]:
        found = []
        for key, shot in self._latest.items():
            post, publication = self.posts.get(key[0]), self.desk.ledger.get(key)
            if post is None or publication is None or publication.receipt is None:
                continue
            at = publication.receipt.published_at.astimezone(self.desk.zone_of(key[1]))
            found.append(Measured(post=post, channel=key[1], at=at, numbers=shot.numbers))
        return sorted(found, key=lambda one: (one.at, one.post.id, one.channel))

    def numbers_between(
        self, since: date, until: date, *, as_of: datetime | None = None
    ) -> Mapping[PostId, Numbers]:
        """Return the numbers of the posts that went out on these days, all channels together.

        Days are local to the workbook and both belong to the span. With `as_of`, the numbers are
        those that were known then.
        """
        numbers = self.numbers
        if as_of is not None:
            numbers = self._by_post(latest(s for s in self._snapshots if s.at <= as_of))
        return {
            post: found
            for post, found in numbers.items()
            if since <= self.went_out[post].date() <= until
        }

    def engagement_on(
        self, channel: ChannelId, since: date, until: date, *, as_of: datetime | None = None
    ) -> Mapping[PostId, int]:
        """Return the engagement of what went out on one channel on these days, local to it.

        With `as_of`, the numbers are those that were known then.
        """
        return self.keep(
            ("engagement", channel, since, until, as_of),
            lambda: self._engagement_on(channel, since, until, as_of),
        )

    def _engagement_on(
        self, channel: ChannelId, since: date, until: date, as_of: datetime | None
    ) -> dict[PostId, int]:
        shots = self._latest
        if as_of is not None:
            shots = latest(s for s in self._snapshots if s.at <= as_of)
        found = {}
        for key, shot in shots.items():
            publication, brought = self.desk.ledger.get(key), shot.numbers.engagement
            if key[1] != channel or brought is None or key[0] not in self.posts:
                continue
            if publication is None or publication.receipt is None:
                continue
            day = publication.receipt.published_at.astimezone(self.desk.zone_of(channel)).date()
            if since <= day <= until:
                found[key[0]] = brought
        return found

    def _by_post(self, shots: Mapping[tuple[PostId, ChannelId], Snapshot]) -> dict[PostId, Numbers]:
        told: dict[PostId, list[Numbers]] = defaultdict(list)
        for (post, _), shot in shots.items():
            if post in self.went_out:
                told[post].append(shot.numbers)
        return {post: together(numbers) for post, numbers in told.items()}


def together(numbers: Iterable[Numbers]) -> Numbers:
    """Add numbers up; what nobody tells stays None."""
    rows = list(numbers)
    sums: dict[str, int | None] = {}
    for column in fields(Numbers):
        told = [value for row in rows if (value := getattr(row, column.name)) is not None]
        sums[column.name] = sum(told) if told else None
    return Numbers(**sums)


def busiest(measured: Sequence[Measured]) -> Sequence[Measured]:
    """Return what went out on the channel with the most of it; channels differ too much to be mixed."""
    counts = Counter(one.channel for one in measured)
    if not counts:
        return []
    channel = min(counts, key=lambda name: (-counts[name], name))
    return [one for one in measured if one.channel == channel]


def with_engagement(measured: Sequence[Measured]) -> list[tuple[Measured, int]]:
    """Return what went out on the busiest channel and has an engagement, with it."""
    pairs = ((one, one.numbers.engagement) for one in busiest(measured))
    return [(one, engagement) for one, engagement in pairs if engagement is not None]


def _time_of(post: Post) -> float:
    return post.publish_at.timestamp() if post.publish_at else float("inf")
