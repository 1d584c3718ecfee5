"""A network small and quick enough for thousands of runs: it stores, loses answers and refuses.

Unlike Mastodon it ignores idempotency keys, so nothing but the ledger keeps a post from going out
twice. What it is told is checked by whoever watches it.
"""

from collections import deque
from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from automation.domain.content.draft import Part
from automation.domain.content.media import MediaSource
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import Capability, ChannelCheck, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.snapshot import Numbers
from automation.domain.team.channel import Channel
from automation.errors import (
    Call,
    Gone,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.networks import spec_of

SPEC = replace(spec_of("mastodon"), settle_after=timedelta(minutes=5))
BLIND = replace(SPEC, can=SPEC.can - {Capability.FIND_OWN_POSTS})
"""Of a channel where nobody but a person can look whether a post is out."""
SKEW = timedelta(minutes=2)
"""How far its clock may differ from ours."""
ADDRESS = "https://small.example/"


class Trouble(StrEnum):
    """What befalls the next post that is sent."""

    NONE = "none"
    LOST = "stored, and no answer comes"
    LATE = "no answer comes, and it is stored three minutes later"
    CUT = "not stored, and no answer comes"
    LIMITED = "429"
    REFUSED = "422"
    REVOKED = "401"
    UNREACHED = "could not be reached"
    BROKEN = "a fault of our own"


@dataclass(frozen=True, kw_only=True)
class Stored:
    """One post on the network. `key` is told by the product: post, channel, revision, part."""

    id: str
    channel: str
    key: str
    text: str
    media: tuple[str, ...]
    reply_to: str
    at: datetime

    @property
    def part(self) -> tuple[str, str, str]:
        """Which part of which post on which channel it is, whatever its text."""
        post, channel, _, part = self.key.split("/")
        return post, channel, part


@dataclass
class Server:
    """What the world can see. `ever` keeps what was deleted, too."""

    now: datetime
    ever: dict[str, Stored] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)
    """What was deleted, and its thread, before anybody but the network knew that it had been there."""
    troubles: deque[Trouble] = field(default_factory=deque)

    def live(self) -> list[Stored]:
        """Return what is there and has not been deleted, oldest first."""
        return [p for p in self.ever.values() if p.id not in self.gone and p.at <= self.now]

    def store(
        self, channel: str, part: Part, key: str, reply_to: Receipt | None, *, later: timedelta
    ) -> Stored:
        """Keep a post for good, visible from then on."""
        post = Stored(
            id=str(len(self.ever) + 1), channel=channel, key=key, text=part.text,
            media=tuple(a.file.sha256 for a in part.attachments),
            reply_to=reply_to.network_id if reply_to else "", at=self.now + later,
        )  # fmt: skip
        self.ever[post.id] = post
        return post


Watch = Callable[[str, Part, Receipt | None], None]
"""Told of every part that is about to be stored: channel, part, what it answers."""


@dataclass
class SmallNetwork(Bare):
    """One channel on the server."""

    server: Server
    channel: Channel
    media: MediaSource
    watch: Watch
    spec: NetworkSpec = SPEC

    def limits(self) -> NetworkSpec:
        return self.spec

    def check(self) -> ChannelCheck:
        return ChannelCheck(account=self.channel.id)

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        key, reply_to = attempt.key, attempt.reply_to
        for attachment in part.attachments:
            self.media.read(attachment.file)
        trouble = self.server.troubles.popleft() if self.server.troubles else Trouble.NONE
        if trouble in (Trouble.NONE, Trouble.LOST, Trouble.LATE):
            self.watch(self.channel.id, part, reply_to)
            later = timedelta(minutes=3 if trouble is Trouble.LATE else 0)
            stored = self.server.store(self.channel.id, part, key, reply_to, later=later)
            if trouble is Trouble.NONE:
                return _receipt(stored)
        if trouble is Trouble.BROKEN:
            raise ZeroDivisionError(key)
        raise self._error(trouble)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        since, target = attempt.begun_at, attempt.reply_to.network_id if attempt.reply_to else ""
        for post in self.server.live():
            mine = post.channel == self.channel.id and post.reply_to == target
            recent = post.at >= since - SKEW
            if mine and recent and post.text == part.text and post.id not in known:
                return _receipt(post)
        return None

    def look_up(self, address: str) -> Receipt | None:
        post = self.server.ever.get(address.removeprefix(ADDRESS))
        ours = post and post.channel == self.channel.id and post.id not in self.server.gone
        return _receipt(post) if post and ours else None

    def fetch_snapshot(self, receipt: Receipt) -> Numbers:
        if receipt.network_id in self.server.gone:
            raise self._raise(Gone)
        return Numbers(likes=3, replies=None, shares=0)

    def delete(self, receipt: Receipt) -> None:
        self.server.gone.add(receipt.network_id)

    def _error(self, trouble: Trouble) -> NetworkError:
        kinds: dict[Trouble, type[NetworkError]] = {
            Trouble.LOST: OutcomeUnknown, Trouble.LATE: OutcomeUnknown, Trouble.CUT: OutcomeUnknown, Trouble.LIMITED: RateLimited,
            Trouble.REFUSED: Rejected, Trouble.REVOKED: Unauthorized, Trouble.UNREACHED: Unavailable,
        }  # fmt: skip
        return self._raise(kinds[trouble])

    def _raise(self, kind: type[NetworkError]) -> NetworkError:
        sent = Sent.UNKNOWN if kind is OutcomeUnknown else Sent.NO
        call = Call(network="Small", channel=self.channel.id, operation="publish", sent=sent)
        return kind("{network} failed on {channel}.", "Try again.", call=call)


def _receipt(post: Stored) -> Receipt:
    return Receipt(network_id=post.id, url=f"{ADDRESS}{post.id}", published_at=post.at)
