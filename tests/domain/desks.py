"""Small desks for tests: a coffee stall in Bandung, its people, its posts and their numbers.

Every builder has defaults that make sense together; a test names only what it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from automation.domain.content.post import Post, Status
from automation.domain.desk import Desk
from automation.domain.ids import NO_REVISION, ChannelId, EventId, MemberId, PostId, RunId
from automation.domain.publishing.publication import Happened, LedgerEvent, Receipt
from automation.domain.publishing.snapshot import Mark, Numbers, Snapshot
from automation.domain.run import Outcome, Run
from automation.domain.team.channel import Channel, Policy
from automation.domain.team.member import Member, Role
from automation.domain.team.team_settings import TeamSettings

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 20, 12, tzinfo=JAKARTA)
"""A Friday at noon."""
SETTINGS = TeamSettings(timezone=JAKARTA)
SHOP = ChannelId("warung")
HELP = ChannelId("bantuan")
RUN = RunId("R-TEST")

_numbers = count(1)


def at(*, days: float = 0, hour: int | None = None, now: datetime = NOW) -> datetime:
    """Return a moment so many days from now, perhaps at a full hour, Jakarta time."""
    moment = now + timedelta(days=days)
    return moment if hour is None else moment.replace(hour=hour, minute=0)


def make_member(name: str, *roles: Role, hours: float | None = 40, **changes: object) -> Member:
    """Return an active member with room for assignments."""
    member = Member(id=MemberId(name), roles=frozenset(roles), weekly_hours=hours)
    return replace(member, **changes)  # type: ignore[arg-type]


AYU = make_member("Ayu Lestari", Role.CREATOR)
BUDI = make_member("Budi Santoso", Role.MANAGER)
CITRA = make_member("Citra Dewi", Role.COMMUNITY)


def make_channel(name: ChannelId = SHOP, policy: Policy = Policy.REQUIRED) -> Channel:
    """Return a public channel whose posts a manager approves."""
    return Channel(
        id=name,
        network="mastodon",
        address=f"https://kopi.example/@{name}",
        policy=policy,
        levels=(frozenset({Role.MANAGER}),),
    )


def make_post(
    owner: Member | str = AYU, *, days: float = 3, hour: int = 9, **changes: object
) -> Post:
    """Return a ready post, in three days at nine, with words that no other post has."""
    number = next(_numbers)
    post = Post(
        id=PostId(f"P-{number:05}"),
        title=f"Kopi pagi {number}",
        channels=(SHOP,),
        publish_at=at(days=days, hour=hour),
        status=Status.READY,
        owner=owner if isinstance(owner, str) else owner.id,
        text=f"Seduhan nomor {number} siap dinikmati ☕",
        campaign="Pembukaan",
    )
    return replace(post, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Out:
    """A post that went out, with its ledger event and perhaps its numbers."""

    post: Post
    event: LedgerEvent
    snapshot: Snapshot | None


def make_event(
    post: Post, moment: datetime, channel: ChannelId = SHOP, *, rehearsal: bool = False
) -> LedgerEvent:
    """Return the ledger's proof that a post went out."""
    return LedgerEvent(
        id=EventId(f"E-{post.id}-{channel}"),
        at=moment,
        happened=Happened.PUBLISHED,
        post=post.id,
        channel=channel,
        revision=NO_REVISION,
        claim=EventId(""),
        receipt=Receipt(network_id=post.id, url="https://kopi.example/1", published_at=moment),
        rehearsal=rehearsal,
        run=RUN,
    )


def make_snapshot(
    post: Post,
    moment: datetime,
    channel: ChannelId = SHOP,
    *,
    rehearsal: bool = False,
    **numbers: int | None,
) -> Snapshot:
    """Return numbers of a post, taken at a moment."""
    return Snapshot(
        id=EventId(f"S-{post.id}-{channel}-{moment.isoformat()}"),
        at=moment,
        post=post.id,
        channel=channel,
        network_id=post.id,
        mark=Mark.DAY,
        numbers=Numbers(**numbers),
        rehearsal=rehearsal,
        run=RUN,
    )


def make_out(
    owner: Member | str = AYU,
    *,
    days: float = -5,
    channel: ChannelId = SHOP,
    numbers: dict[str, int | None] | None = None,
    rehearsal: bool = False,
    **changes: object,
) -> Out:
    """Return a post that went out on its time and, with `numbers`, was measured an hour ago."""
    post = make_post(owner, days=days, channels=(channel,), **changes)  # type: ignore[arg-type]
    assert post.publish_at is not None
    measured_at = NOW - timedelta(hours=1)
    snapshot = (
        None
        if numbers is None
        else make_snapshot(post, measured_at, channel, rehearsal=rehearsal, **numbers)
    )
    event = make_event(post, post.publish_at, channel, rehearsal=rehearsal)
    return Out(post, event, snapshot)


def make_run(moment: datetime, *, paused: bool = False, job: str = "publish") -> Run:
    """Return one row of the runs tab."""
    return Run(
        id=RunId(f"R-{moment.isoformat()}"),
        job=job,
        started_at=moment,
        ended_at=moment + timedelta(seconds=5),
        outcome=Outcome.DONE,
        paused=paused,
    )


def make_desk(
    posts: Sequence[Post] = (),
    out: Sequence[Out] = (),
    members: Sequence[Member] = (AYU, BUDI, CITRA),
    **rest: object,
) -> Desk:
    """Return a desk with two channels; `out` are further posts, which went out."""
    desk = Desk(
        settings=SETTINGS,
        members={member.id: member for member in members},
        channels={name: make_channel(name) for name in (SHOP, HELP)},
        posts=[*posts, *(one.post for one in out)],
        events=[one.event for one in out],
        snapshots=[one.snapshot for one in out if one.snapshot is not None],
    )
    return replace(desk, **rest)  # type: ignore[arg-type]


def with_posts(desk: Desk, *posts: Post) -> Desk:
    """Return the desk with posts added, or changed where their ids are there already."""
    by_id = {post.id: post for post in (*desk.posts, *posts)}
    return replace(desk, posts=list(by_id.values()))
