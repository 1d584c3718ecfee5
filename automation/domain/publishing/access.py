"""What is to be said of a channel's access before it fails. Pure."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from automation.domain.problems.access_kinds import (
    ACCESS_ENDED,
    API_MAY_RETIRE,
    API_RETIRED,
    API_RETIRES,
    EXPIRES_SOON,
    RENEWAL_LOST,
    RENEWAL_REFUSED,
)
from automation.domain.problems.problem import Problem, ProblemKind
from automation.domain.publishing.limits import Grade
from automation.domain.publishing.sign_in import Access, Trouble
from automation.domain.team.channel import Channel

WARN_BEFORE = timedelta(days=7)
"""How long before a channel's access ends it is said."""
API_WARN_BEFORE = timedelta(days=60)
"""How long before a network's interface ends it is said: a new version has to be installed."""
_TROUBLES = {Trouble.LOST: RENEWAL_LOST, Trouble.REFUSED: RENEWAL_REFUSED}


def problems_of_access(
    channel: Channel, access: Access, *, now: datetime, timezone: ZoneInfo
) -> list[Problem]:
    """Return what is wrong with a channel's access, or soon will be; times in the team's zone."""
    return [*_ending(channel, access, now, timezone), *_retiring(channel, access, now)]


def _ending(
    channel: Channel, access: Access, now: datetime, timezone: ZoneInfo
) -> Iterator[Problem]:
    if access.ends_at is not None and access.ends_at <= now:
        yield _found(ACCESS_ENDED, channel)
    elif access.trouble is not None:
        at = (
            f"{access.trouble_at.astimezone(timezone):%Y-%m-%d %H:%M}" if access.trouble_at else "–"
        )
        yield _found(_TROUBLES[access.trouble], channel, at=at)
    elif access.ends_at is not None and access.ends_at - now <= WARN_BEFORE:
        yield _found(EXPIRES_SOON, channel, days=(access.ends_at - now).days)


def _retiring(channel: Channel, access: Access, now: datetime) -> Iterator[Problem]:
    api = access.api
    if api is None or api.retires_on is None:
        return
    left = api.retires_on - now.date()
    if left <= API_WARN_BEFORE:
        kind = API_RETIRES if left > timedelta(0) else API_RETIRED
        if api.grade is not Grade.OFFICIAL:
            kind = API_MAY_RETIRE
        yield _found(kind, channel, version=api.name, day=api.retires_on.isoformat())


def _found(kind: ProblemKind, channel: Channel, **facts: object) -> Problem:
    named = {"channel": channel.id, "network": channel.network.casefold(), **facts}
    return Problem(kind=kind, tab="channels", row=channel.id, facts=named)
