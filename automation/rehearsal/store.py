"""Keeps what was posted, in memory, with the indexes handlers ask for. Decides nothing."""

from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from automation.rehearsal.records import Account, Media, Notice, Post, Scheduled


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """What an Idempotency-Key stands for, and until when; `id` names a post or a scheduled one."""

    account_id: str
    key: str
    id: str
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """How far an account has read a timeline."""

    account_id: str
    timeline: str
    last_read_id: str
    version: int
    updated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """An application that registered itself; `redirects` are the addresses it may send people back to."""

    client: str
    secret: str = field(repr=False)
    name: str
    redirects: tuple[str, ...]
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A token that a person granted an application."""

    account_id: str
    token: str = field(repr=False)
    scopes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedCode:
    """What a person agreed to, until the application fetches its token, once."""

    client: str
    account_id: str
    redirect: str
    scopes: tuple[str, ...]
    challenge: str
    until: datetime


@dataclass(slots=True)
class Store:
    """All records by id. Only one thread may touch it: the server's."""

    accounts: dict[str, Account] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    media: dict[str, Media] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    scheduled: dict[str, Scheduled] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    keys: dict[tuple[str, str], KeptKey] = field(default_factory=dict)
    markers: dict[tuple[str, str], Marker] = field(default_factory=dict)
    apps: dict[str, App] = field(default_factory=dict)
    codes: dict[str, IssuedCode] = field(default_factory=dict)
    tokens: dict[str, IssuedToken] = field(default_factory=dict)
    _posts_of: dict[str, list[str]] = field(default_factory=dict)
    _replies_to: dict[str, list[str]] = field(default_factory=dict)
    _boosts_of: dict[str, list[str]] = field(default_factory=dict)

    def add_account(self, account: Account) -> None:
        """Seed an account."""
        self.accounts[account.id] = account
        self._posts_of[account.id] = []

    def account_named(self, username: str) -> Account | None:
        """Find an account by its name; case does not matter."""
        wanted = username.lower()
        return next((one for one in self.accounts.values() if one.username.lower() == wanted), None)

    def account_with(self, token: str) -> Account | None:
        """Find the account a token signs in; the simulated audience has none."""
        issued = self.tokens.get(token)
        if issued is not None:
            return self.accounts.get(issued.account_id)
        found = (one for one in self.accounts.values() if one.seed.token == token)
        return next(found, None) if token else None

    def scopes_of(self, token: str) -> tuple[str, ...]:
        """Return what a token is allowed to do."""
        issued, account = self.tokens.get(token), self.account_with(token)
        if issued is not None:
            return issued.scopes
        return account.seed.scopes if account else ()

    def put_post(self, post: Post) -> None:
        """Add a post, or replace the one of that id."""
        is_new = post.id not in self.posts
        self.posts[post.id] = post
        if not is_new:
            return
        insort(self._posts_of[post.account_id], post.id, key=int)
        if post.in_reply_to_id is not None:
            insort(self._replies_to.setdefault(post.in_reply_to_id, []), post.id, key=int)
        if post.reblog_of_id is not None:
            insort(self._boosts_of.setdefault(post.reblog_of_id, []), post.id, key=int)

    def remove_post(self, post: Post) -> None:
        """Forget a post and its boosts; replies to it stay and no longer answer anything."""
        for reply_id in self._replies_to.pop(post.id, []):
            self.posts[reply_id] = replace(self.posts[reply_id], in_reply_to_id=None)
        for boost in tuple(self.boosts_of(post.id)):
            self.remove_post(boost)
        del self.posts[post.id]
        self._posts_of[post.account_id].remove(post.id)
        for index, key in (
            (self._replies_to, post.in_reply_to_id),
            (self._boosts_of, post.reblog_of_id),
        ):
            if key is not None:
                index[key].remove(post.id)
        for notice in [one for one in self.notices.values() if one.post_id == post.id]:
            del self.notices[notice.id]

    def posts_of(self, account_id: str) -> Iterator[Post]:
        """Iterate over an account's posts and boosts, newest first."""
        return self._walk(reversed(self._posts_of.get(account_id, ())))

    def count_of(self, account_id: str) -> int:
        """Return how many posts and boosts an account has out."""
        return len(self._posts_of.get(account_id, ()))

    def replies_to(self, post_id: str) -> Iterator[Post]:
        """Iterate over direct replies, oldest first."""
        return self._walk(self._replies_to.get(post_id, ()))

    def boosts_of(self, post_id: str) -> Iterator[Post]:
        """Iterate over the boosts of a post, oldest first."""
        return self._walk(self._boosts_of.get(post_id, ()))

    def notices_for(self, account_id: str) -> list[Notice]:
        """Return an account's notifications, newest first."""
        mine = (one for one in self.notices.values() if one.account_id == account_id)
        return sorted(mine, key=lambda one: int(one.id), reverse=True)

    def _walk(self, ids: Iterable[str]) -> Iterator[Post]:
        return (self.posts[one] for one in ids)
