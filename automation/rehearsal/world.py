"""The rehearsal network's state and the passing of time in it. Touched by one thread only."""

import heapq
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from automation.rehearsal.accounts import CUSTOMER
from automation.rehearsal.audience import audience_seeds, features_of, reply_by
from automation.rehearsal.clock import Clock, Ids
from automation.rehearsal.engagement import Counts, audience_counts, reply_times
from automation.rehearsal.faults import Effect, Faults
from automation.rehearsal.limits import Limits
from automation.rehearsal.rates import Rates
from automation.rehearsal.records import Account, Media, Notice, Post, RehearsalAccount, Scheduled
from automation.rehearsal.store import Store
from automation.rehearsal.text import mentions

_OPENED_AT = datetime(2026, 1, 1, tzinfo=UTC)
_REMEMBERED_CALLS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCall:
    """One request that reached the network; `status` is None where no answer was given."""

    method: str
    path: str
    status: int | None
    username: str
    idempotency_key: str


@dataclass(slots=True, kw_only=True)
class World:
    """Everything the handlers may touch. `has_audience` turns simulated attention on."""

    timezone: ZoneInfo
    has_audience: bool = False
    base_limits: Limits = field(default_factory=Limits)
    store: Store = field(default_factory=Store)
    clock: Clock = field(default_factory=Clock)
    ids: Ids = field(default_factory=Ids)
    faults: Faults = field(default_factory=Faults)
    rates: Rates = field(default_factory=Rates)
    calls: deque[SeenCall] = field(default_factory=lambda: deque(maxlen=_REMEMBERED_CALLS))
    changes: int = 0  # grows with every change worth saving
    _agenda: list[tuple[datetime, str, int]] = field(default_factory=list)

    def seed(self, accounts: tuple[RehearsalAccount, ...]) -> None:
        """Make the accounts; the same order gives the same ids."""
        everyone = [(one, False) for one in accounts]
        everyone += [(one, True) for one in audience_seeds()] if self.has_audience else []
        everyone += [(CUSTOMER, True)]
        for number, (seed, is_audience) in enumerate(everyone, start=1):
            opened = _OPENED_AT + timedelta(hours=number)
            self.store.add_account(
                Account(
                    id=self.ids.next(opened), seed=seed, created_at=opened, is_audience=is_audience,
                    is_customer=seed is CUSTOMER,
                )
            )  # fmt: skip

    @property
    def limits(self) -> Limits:
        """The numbers in force now: the configured ones, unless a fault changed them."""
        limits = self.base_limits
        for fault in self.faults.conditions(Effect.LIMITS):
            limits = replace(limits, **fault.limits)
        return limits

    def publish(self, post: Post) -> Post:
        """Make a post visible, tell who is mentioned or answered, and plan what follows."""
        self.store.put_post(post)
        self.changes += 1
        author = self.store.accounts[post.account_id]
        for media_id in post.media_ids:
            self.put_media(replace(self.store.media[media_id], post_id=post.id))
        for account in self._addressed(post):
            self.notify(account, "mention", author, post)
        if not author.is_audience:
            self._plan_replies(post, already=0)
        return post

    def put_media(self, media: Media) -> Media:
        """Keep what is known of an upload."""
        self.store.media[media.id] = media
        self.changes += 1
        return media

    def schedule(self, scheduled: Scheduled) -> None:
        """Keep a post for later."""
        self.store.scheduled[scheduled.id] = scheduled
        self.changes += 1
        heapq.heappush(self._agenda, (scheduled.at, scheduled.id, -1))

    def notify(self, account: Account, kind: str, by: Account, post: Post) -> None:
        """Tell an account what another did; nobody is told of their own doing."""
        if account.id == by.id or account.is_audience:
            return
        now = self.clock.now()
        notice = Notice(
            id=self.ids.next(now), account_id=account.id, kind=kind, from_account_id=by.id, post_id=post.id,
            created_at=post.created_at if kind == "mention" else now,
        )  # fmt: skip
        self.store.notices[notice.id] = notice
        self.changes += 1

    def catch_up(self) -> None:
        """Let everything happen that is due by now: scheduled posts, simulated replies."""
        now = self.clock.now()
        while self._agenda and self._agenda[0][0] <= now:
            at, key, number = heapq.heappop(self._agenda)
            if number < 0:
                self._publish_scheduled(key)
            elif key in self.store.posts:
                self._reply_from_audience(self.store.posts[key], at, number)

    def resume(self) -> None:
        """Plan again what was still to come when the saved state was written."""
        for scheduled in self.store.scheduled.values():
            heapq.heappush(self._agenda, (scheduled.at, scheduled.id, -1))
        accounts = self.store.accounts
        for post in list(self.store.posts.values()):
            if not accounts[post.account_id].is_audience:
                come = sum(
                    accounts[one.account_id].is_audience for one in self.store.replies_to(post.id)
                )
                self._plan_replies(post, already=come)

    def audience_of(self, post: Post) -> Counts:
        """Return the simulated attention so far; it never falls, even if the clock is set back."""
        if not self.has_audience or post.visibility == "direct" or post.reblog_of_id:
            return post.audience
        age = self.clock.now() - post.created_at
        author = self.store.accounts[post.account_id]
        features = features_of(post, author, post.created_at.astimezone(self.timezone))
        counts = audience_counts(features, age).at_least(post.audience)
        if counts != post.audience:
            self.store.put_post(replace(post, audience=counts))
        return counts

    def _plan_replies(self, post: Post, *, already: int) -> None:
        if (
            not self.has_audience
            or post.visibility not in ("public", "unlisted")
            or post.reblog_of_id
        ):
            return
        author = self.store.accounts[post.account_id]
        features = features_of(post, author, post.created_at.astimezone(self.timezone))
        for number, later in enumerate(reply_times(features)):
            if number >= already:
                heapq.heappush(self._agenda, (post.created_at + later, post.id, number))

    def _reply_from_audience(self, post: Post, at: datetime, number: int) -> None:
        everyone = self.store.accounts.values()
        people = [one for one in everyone if one.is_audience and not one.is_customer]
        author = self.store.accounts[post.account_id]
        person, text = reply_by(people, post, author, number)
        self.publish(
            Post(
                id=self.ids.next(at), account_id=person.id, created_at=at, text=text,
                language=post.language, in_reply_to_id=post.id,
            )
        )  # fmt: skip

    def _publish_scheduled(self, key: str) -> None:
        scheduled = self.store.scheduled.get(key)
        if scheduled is None or scheduled.at > self.clock.now():
            return
        del self.store.scheduled[key]
        for media_id in scheduled.draft.media_ids:
            self.put_media(replace(self.store.media[media_id], post_id=None))
        self.publish(self.post_from(scheduled))

    def post_from(self, scheduled: Scheduled) -> Post:
        """Return a scheduled draft as the post it becomes, at its planned moment."""
        draft = scheduled.draft
        return Post(
            id=self.ids.next(scheduled.at), account_id=scheduled.account_id, created_at=scheduled.at,
            text=draft.text, spoiler_text=draft.spoiler_text, sensitive=draft.sensitive,
            visibility=draft.visibility, language=draft.language, media_ids=draft.media_ids,
            in_reply_to_id=draft.in_reply_to_id,
        )  # fmt: skip

    def _addressed(self, post: Post) -> list[Account]:
        """Return who a post speaks to: the mentioned, and the author of what it answers."""
        if post.reblog_of_id:
            return []
        named = [self.store.account_named(name) for name in mentions(post.text)]
        parent = self.store.posts.get(post.in_reply_to_id or "")
        named.append(self.store.accounts[parent.account_id] if parent else None)
        return list({one.id: one for one in named if one is not None}.values())
