"""Numbers of a publication at one time, and when the next ones are due. Never overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from automation.domain.ids import ChannelId, EventId, PostId, RunId
from automation.domain.publishing.publication import Ledger, Publication


class Mark(StrEnum):
    """At which age of the post the numbers were taken."""

    HOUR = "1h"
    DAY = "24h"
    WEEK = "7d"
    MONTH = "30d"
    DEMAND = "on_demand"


AGES: Mapping[Mark, timedelta] = {
    Mark.HOUR: timedelta(hours=1),
    Mark.DAY: timedelta(days=1),
    Mark.WEEK: timedelta(days=7),
    Mark.MONTH: timedelta(days=30),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Cumulative counts since publication. What a network does not tell is None, never 0."""

    likes: int | None = None
    replies: int | None = None
    shares: int | None = None
    quotes: int | None = None
    saves: int | None = None
    clicks: int | None = None
    impressions: int | None = None
    reach: int | None = None
    video_views: int | None = None

    @property
    def engagement(self) -> int | None:
        """Likes, replies, shares and quotes together; None when the network told none of them."""
        told = [n for n in (self.likes, self.replies, self.shares, self.quotes) if n is not None]
        return sum(told) if told else None


NUMBER_NAMES = tuple(field.name for field in fields(Numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One set of numbers of one publication at one time (aware)."""

    id: EventId
    at: datetime
    post: PostId
    channel: ChannelId
    network_id: str
    mark: Mark
    numbers: Numbers
    rehearsal: bool = False
    run: RunId


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A publication whose numbers are wanted now."""

    publication: Publication
    mark: Mark


def due_snapshots(
    ledger: Ledger, snapshots: Iterable[Snapshot], *, now: datetime, on_demand: bool = False
) -> list[Due]:
    """Say which publications want numbers now.

    Of the ages that have passed only the latest is taken: numbers of an hour that is over cannot
    be read any more, and are left empty rather than invented.
    """
    taken = {(s.post, s.channel, s.mark) for s in snapshots}
    due = []
    for (post, channel), publication in ledger.items():
        receipt = publication.receipt
        if receipt is None or publication.withdrawn_at is not None:
            continue
        mark = Mark.DEMAND if on_demand else _latest_mark(now - receipt.published_at)
        if mark is not None and (on_demand or (post, channel, mark) not in taken):
            due.append(Due(publication=publication, mark=mark))
    return due


def _latest_mark(age: timedelta) -> Mark | None:
    passed = [mark for mark, wanted in AGES.items() if age >= wanted]
    return passed[-1] if passed else None


def latest(snapshots: Iterable[Snapshot]) -> dict[tuple[PostId, ChannelId], Snapshot]:
    """Return each publication's newest snapshot."""
    newest: dict[tuple[PostId, ChannelId], Snapshot] = {}
    for snapshot in snapshots:
        key = (snapshot.post, snapshot.channel)
        if key not in newest or newest[key].at <= snapshot.at:
            newest[key] = snapshot
    return newest
